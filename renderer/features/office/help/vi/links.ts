// Help: links.
import type { HelpPage } from '../pages.ts'

export const page: HelpPage = {
  title: 'Liên kết',
  about:
    'Liên kết nối mỗi dòng của bộ dữ liệu bên trái với nhiều nhất một dòng của bộ dữ liệu bên phải, theo khóa đã chuẩn hóa.',
  sections: [
    {
      title: 'Chạy và đọc kết quả',
      points: [
        'Liên kết “đã cũ” khi có đợt nhận mới ở một trong hai bên; hãy chạy lại.',
        'Tỷ lệ liên kết và số dòng không liên kết được đi kèm mọi bảng dùng liên kết.',
        'Bấm vào tên để xem khóa, số dòng thiếu khóa và số dòng có nhiều kết quả.',
      ],
    },
    { title: 'Dùng trong bảng', points: ['Trong Bảng, biến của bộ dữ liệu bên phải nằm dưới tên liên kết.'] },
  ],
}
