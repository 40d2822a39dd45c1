// Help: explore.
import type { HelpPage } from '../pages.ts'

export const page: HelpPage = {
  title: 'Khai thác', about: 'Xem từng dòng của bộ dữ liệu, lọc và sắp xếp trên toàn bộ các dòng, xem phân bố của từng biến.',
  sections: [
    { title: 'Lọc và sắp xếp', points: ['Bấm đầu cột (hoặc Enter khi đứng ở đầu cột) để sắp xếp; Shift để thêm cột thứ hai.', 'Đánh dấu giá trị ở bảng Biến bên phải để lọc; mỗi điều kiện là một thẻ phía trên.', "Hoặc viết biểu thức: province = '01' and birth_year between 2010 and 2015. Mã đặt trong dấu nháy đơn.", 'Ctrl+G đến một dòng theo số thứ tự.'] },
    { title: 'Bản ghi và mã định danh', points: ['Nhấp đúp hoặc Enter mở bản ghi với mọi biến và bản ghi liên kết.', 'Mã định danh hiện là dấu chấm; hiện ra cần ghi lý do, lý do vào nhật ký.'] },
  ],
}
