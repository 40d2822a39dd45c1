// Help: reports.
import type { HelpPage } from '../pages.ts'

export const page: HelpPage = {
  title: 'Báo cáo',
  about: 'Ghép tiêu đề, lời, bảng và biểu đồ thành trang A4, xem đúng như khi in.',
  sections: [
    {
      title: 'Soạn và in',
      points: [
        'Thêm khối ở bên trái, chuyển chỗ bằng Alt+mũi tên.',
        'Bảng trong báo cáo luôn đã qua bảo mật ô.',
        'Lưu PDF hoặc in; cả hai được ghi vào nhật ký.',
      ],
    },
  ],
}
