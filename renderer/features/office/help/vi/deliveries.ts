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
        'Ctrl+O, chọn tệp. Chương trình nhận ra mẫu, kỳ, dấu phân cách, bảng mã và kiểu xuống dòng; xem trước các dòng đầu rồi bấm Nhận.',
        'Nhận lại đúng tệp cũ không thay đổi gì. Tệp mới của cùng kỳ thay các dòng của tệp trước; nếu là một phần thêm vào thì chọn như vậy.',
        'Số và ngày được đọc theo một cách viết cho cả cột (1.234,5 hay 1,234.5; ngày trước hay tháng trước). Điều cột không cho biết thì bị loại hoặc được hỏi, không bao giờ đoán.',
        'Các tệp cùng kỳ trong một lần nhận là các phần của kỳ nếu không bản ghi nào có ở hai tệp; nếu có thì không nhận tệp nào và nêu tên cả hai.',
        'Hủy giữa chừng thì dữ liệu trở lại như trước.',
      ],
    },
    {
      title: 'Đọc kết quả',
      points: [
        'Quy tắc “loại” bỏ dòng ra ngoài; quy tắc “cảnh báo” vẫn nhận dòng và đánh dấu.',
        'Danh sách dòng bị loại cho số dòng trong tệp và nguyên văn để gửi lại cơ quan cung cấp.',
        'Ghi chú (dấu phẩy thập phân, tháng trước, ký hiệu “không có”, dòng trống) cho biết tệp đã được đọc thế nào; không dòng nào bị loại hay cảnh báo vì ghi chú.',
        'Mọi dòng của tệp đều có chỗ: tiêu đề, dòng trống, dòng đọc; dòng đọc bằng dòng nhận cộng dòng loại.',
        'Thu hồi gỡ mọi dòng của đợt nhận; có thể nhận lại tệp.',
        'Cũng có thể thả tệp hoặc thư mục vào cửa sổ.',
        'Thư mục theo dõi (trang Nhận dữ liệu): tệp thả vào được nhận khi đã ghi xong, mỗi tệp một lần; tệp lỗi để ở thư mục set-aside kèm lý do. Trên dòng lệnh: watch.',
        'Trước khi nhận, bấm So sánh trước: tệp được đọc, kiểm tra và so với kỳ trước mà chưa dòng nào được nhận; nhận, hoặc trả lại. Trên dòng lệnh: import … --compare.',
        'Trang của đợt nhận so với kỳ trước: số dòng, tổng, đơn vị mới và không còn, cơ cấu thay đổi. Chấp nhận, hoặc trả lại: khi đó các dòng được thu hồi và quyết định được lưu.',
        'Trang đầu của Đợt nhận cho biết kỳ nào đến hạn, quá hạn, đến muộn; số ngày sau khi hết kỳ đặt riêng cho từng bộ dữ liệu.',
      ],
    },
    {
      title: 'Tệp dạng khác',
      points: [
        'XLSX, XLS, XLSB, OpenDocument, bảng trên trang web, XML, JSON, Parquet, Stata, SPSS, CSPro, Survey Solutions, PX, JSON-stat, DBF, SQLite, văn bản với dấu ngăn bất kỳ hoặc cột cố định, và tệp ZIP chứa chúng được xem xét toàn bộ: dạng, bảng mã, tiêu đề, kiểu, danh mục và khóa được đề xuất, kèm độ chắc và lý do.',
        'Cột có dấu hỏi là cột bản thân tệp không nói rõ, như ngày và tháng có thể đổi chỗ: hãy chọn cách viết.',
        '“Những dòng đầu” cho thấy tệp như nó có bên cạnh những gì sẽ lưu, và dòng nào bị loại vì sao. Dòng tổng và ghi chú dưới bảng bị loại có lý do, không bỏ đi âm thầm.',
        'Mẫu tệp được lưu lại: tệp sau cùng loại chỉ cần một lần bấm. Tệp khác với mẫu đã biết được chỉ ra từng cột.',
      ],
    },
    {
      title: 'Chất lượng',
      points: [
        'Báo cáo chất lượng ở trang đợt nhận: đầy đủ, hợp lệ, không trùng, nhất quán, độ phủ, kịp thời và giá trị đã sửa, với diễn biến qua các kỳ; in được, hoặc bằng lệnh statdesk quality.',
        'Điều không biết được hiện “…” kèm lý do (chưa có kỳ trước, quy tắc chưa chạy), không bao giờ là số 0.',
      ],
    },
  ],
}
