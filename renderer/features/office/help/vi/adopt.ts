// Help: taking over last year's workbook.
import type { HelpPage } from '../pages.ts'

export const page: HelpPage = {
  title: 'Nhận lại biểu năm trước',
  about: 'Mở sổ tính của năm trước, điền số kỳ này vào một bản sao và xem mọi chỗ khác.',
  sections: [
    {
      title: 'Đọc và chọn bảng',
      points: [
        'Chương trình đọc tiêu đề, đơn vị, đầu cột, dòng, ký hiệu và ghi chú; chỗ nghi ngờ được nêu theo ô, bấm để tới.',
        'Bảng dùng để điền có thể là bảng đã lưu, biểu của thư viện, hoặc bảng lập từ chính các nhãn.',
        'Tệp có mật khẩu hay định dạng .xls cũ phải lưu lại dạng .xlsx trước.',
      ],
    },
    {
      title: 'Gắn nhãn',
      points: [
        'Nhãn chưa khớp đứng đầu. Mũi tên đi giữa các nhãn, 1–3 nhận gợi ý, T là tổng, H là tiêu đề, Delete bỏ chọn tay.',
        'Enter sang ô tìm trong danh mục; gõ tên hoặc mã rồi Enter.',
        'Nhãn chưa gắn thì ô của nó để trống, không bao giờ đoán.',
      ],
    },
    {
      title: 'Điền và so',
      points: [
        'Thêm cột, thay tại chỗ, hoặc lùi các kỳ một cột. Kết quả là tệp mới; số đã qua bảo mật ô.',
        'Danh sách khác biệt có số kỳ cũ tính lại khác, đơn vị đã kết thúc hay đổi phạm vi, mục thiếu, ô mật; sao chép được sang Excel.',
      ],
    },
  ],
}
