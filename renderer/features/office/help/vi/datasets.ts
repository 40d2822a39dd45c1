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
    {
      title: 'Quy tắc kiểm tra của cơ quan',
      points: [
        'Mở quy tắc từ trang bộ dữ liệu hoặc đợt nhận. Mức loại từ chối dòng khi nhận; cảnh báo chỉ đếm; sửa thay giá trị và giữ giá trị trước.',
        'Phạm vi: một bản ghi; không trùng; tổng của các dòng cùng nhóm (các dòng của một tờ khai); có trong bộ dữ liệu khác ở thời điểm đó; so với kỳ trước hoặc cùng kỳ năm trước.',
        'Điều kiện đúng thì đạt, sai thì không đạt; thiếu giá trị nên không rõ được đếm riêng. Thiếu bộ đối chiếu hoặc kỳ trước thì quy tắc “không hỏi được”, không bao giờ coi là đạt.',
        'Quy tắc chạy khi nhận tệp và khi bấm Chạy quy tắc; kết quả ghi theo đợt nhận và báo cũ khi dữ liệu hay quy tắc đã đổi.',
        'Ở danh sách bản ghi không đạt, Tìm ô sai chỉ ra ít ô nhất cần sửa để mọi quy tắc có thể đúng (Fellegi–Holt), theo trọng số tin cậy của biến; bản ghi không bị sửa.',
        'Gán giá trị (theo quy tắc, tỷ lệ, bản ghi gần nhất) giữ cả hai giá trị, hoàn tác được; ở bảng, mục Giá trị được gán chọn dùng hay không dùng và ghi chú nói có bao nhiêu.',
        'Sửa theo quy tắc trên dữ liệu đang có hoàn tác được theo từng lần.',
      ],
    },
  ],
}
