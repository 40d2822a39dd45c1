// Help: the library of tables.
import type { HelpPage } from '../pages.ts'

export const page: HelpPage = {
  title: 'Thư viện biểu',
  about: 'Các biểu niên giám dựng sẵn về giáo dục, doanh nghiệp và ngoại thương, để xem thử và lấy về.',
  sections: [
    {
      title: 'Tìm và xem',
      points: [
        'Gõ vài chữ không dấu; mũi tên lên, xuống đi trong danh sách ngay khi đang gõ.',
        'Bên phải là biểu bằng lời và số tính từ dữ liệu của không gian làm việc.',
        'Biểu chưa có dữ liệu vẫn lấy về được.',
      ],
    },
    {
      title: 'Lấy về',
      points: [
        'Enter hoặc Ctrl+Enter lưu biểu vào không gian làm việc rồi mở ra để sửa.',
        'Biểu đã lấy thì được mở; lấy thêm một bản thì bản mới có số thứ tự. Không bao giờ ghi đè.',
      ],
    },
  ],
}
