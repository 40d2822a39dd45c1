// Help: catalogue.
import type { HelpPage } from '../pages.ts'

export const page: HelpPage = {
  title: 'Danh mục',
  about: 'Mô tả các bộ dữ liệu và các danh mục phân loại: mỗi biến là gì, từ cột nào của tệp, dùng danh mục nào.',
  sections: [
    {
      title: 'Bộ dữ liệu',
      points: [
        'Mở một bộ dữ liệu để xem biến, vai trò, độ mật và các quy tắc kiểm tra.',
        'Mã định danh không bao giờ vào tập cột hay kết quả xuất.',
        'Xuất bản ghi: chọn biến, điều kiện, định dạng và nêu lý do; không gian làm việc phải cho phép ở Thiết lập.',
      ],
    },
    {
      title: 'Danh mục có thời hạn',
      points: [
        'Danh mục địa giới có bản 63 tỉnh (đến 30/06/2025) và bản 34 tỉnh (từ 01/07/2025); cùng một mã có thể là hai đơn vị khác nhau.',
        'Chọn phiên bản ở trên; ô tìm nhận mã hoặc tên không dấu.',
      ],
    },
  ],
}
