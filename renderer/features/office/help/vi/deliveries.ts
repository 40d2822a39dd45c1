// Help: deliveries.
import type { HelpPage } from '../pages.ts'

export const page: HelpPage = {
  title: 'Đợt nhận',
  about:
    'Một đợt nhận là một tệp của một cơ quan cho một kỳ. Tệp được kiểm tra từng dòng; dòng không đạt được giữ lại cùng lý do.',
  sections: [
    {
      title: 'Nhận một tệp',
      points: [
        'Ctrl+O, chọn tệp CSV mã UTF-8. Chương trình nhận ra mẫu và kỳ; xem trước các dòng đầu rồi bấm Nhận.',
        'Nhận lại đúng tệp cũ không thay đổi gì. Tệp mới của cùng kỳ thay các dòng của tệp trước.',
        'Hủy giữa chừng thì dữ liệu trở lại như trước.',
      ],
    },
    {
      title: 'Đọc kết quả',
      points: [
        'Quy tắc “loại” bỏ dòng ra ngoài; quy tắc “cảnh báo” vẫn nhận dòng và đánh dấu.',
        'Danh sách dòng bị loại cho số dòng trong tệp và nguyên văn để gửi lại cơ quan cung cấp.',
        'Thu hồi gỡ mọi dòng của đợt nhận; có thể nhận lại tệp.',
      ],
    },
  ],
}
