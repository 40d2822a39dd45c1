// Help: reports.
import type { HelpPage } from '../pages.ts'

export const page: HelpPage = {
  title: 'Báo cáo',
  about: 'Ghép tiêu đề, lời, bảng, biểu đồ và bản đồ thành trang A4 hoặc bảng theo dõi, xem đúng như khi in.',
  sections: [
    {
      title: 'Soạn và in',
      points: [
        'Phím “/” hoặc nút Thêm mục chèn khối; Alt+mũi tên chuyển chỗ; Ctrl+Z hoàn tác.',
        'Trong lời văn, {f1} là số liệu tự cập nhật, {ref:tên} là số hiệu biểu, {note:1} là dấu chú thích.',
        'Bảng dài nhắc lại tên, đơn vị tính và “(Tiếp theo)” ở mỗi trang; bảng rộng được cắt mảnh hoặc xoay ngang theo quy tắc.',
        'Bảng trong báo cáo luôn đã qua bảo mật ô. Lưu PDF, in và xuất đều được ghi vào nhật ký.',
        'Báo cáo tháng, quý: bảng có kỳ ở dòng hoặc cột lấy trọn một năm tính đến kỳ đó.',
      ],
    },
    {
      title: 'Bản phát hành',
      points: [
        'Chốt bản phát hành giữ nguyên mọi số liệu; số đã chốt không bao giờ đổi, mã băm được ghi vào nhật ký.',
        'Người duyệt phải khác người chốt. Chưa duyệt thì trang nào cũng mang dấu chưa duyệt, kể cả PDF, DOCX, HTML.',
        'Lần sau, số liệu khác lần trước có dấu (r) và được liệt kê cùng lý do: đợt nhận mới, bản ghi sửa đổi, danh mục, định nghĩa. Chỉ biết có thể thì ghi “có thể do”.',
      ],
    },
    {
      title: 'Niên giám điện tử, bảng theo dõi, lịch báo cáo',
      points: [
        'Niên giám điện tử: thư mục trang mở bằng trình duyệt, tìm không dấu, tải XLSX, CSV, PX, JSON-stat; certificate.json ghi mã băm từng tệp.',
        'Bảng theo dõi là báo cáo bày thành ô; đổi kỳ, địa bàn ở thanh dưới là đổi mọi ô; lưu được thành một tệp HTML.',
        'Lịch báo cáo: đặt kỳ, cấp và hạn gửi ở thuộc tính của báo cáo.',
        'Mẫu trang chung (tên cơ quan, đầu trang, chân trang, nơi phát hành, màu) đặt một lần cho mọi báo cáo; toàn màn hình: Shift+F5.',
      ],
    },
  ],
}
