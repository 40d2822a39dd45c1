// Help: tables.
import type { HelpPage } from '../pages.ts'

export const page: HelpPage = {
  title: 'Bảng',
  about: 'Lập bảng từ bản ghi: kéo biến vào dòng, cột, lớp hoặc chỉ tiêu đo; hoặc làm tất cả bằng bàn phím.',
  sections: [
    {
      title: 'Lập bảng',
      points: [
        'Gõ vài chữ ở ô tìm biến rồi Enter: biến khớp nhất vào bảng; Shift+Enter vào cột, Ctrl+Enter vào lớp. Gõ mã hay tên mục (8703, Quảng Ninh) thì Enter giữ lại các bản ghi của mục đó.',
        'Nút Kỳ ở dưới bảng luôn cho biết bảng đang lấy kỳ nào và để đổi; số liệu thời điểm bị cộng qua nhiều kỳ thì có cảnh báo ở đó.',
        'Bấm tiêu đề chọn cả cột; mũi tên ↕ cạnh tiêu đề (hoặc Enter) sắp xếp theo cột.',
        'Enter trên một biến: đưa vào dòng, cột hay lớp, lồng bên trong hoặc đứng cạnh phần đã có; hoặc làm chỉ tiêu đo với thống kê tự chọn.',
        'Trên khay: + đặt mục đứng cạnh mục trước, > lồng vào, Alt+←/→ đổi thứ tự, Alt+↑/↓ sang trục khác, Delete bỏ, F2 đổi nhãn, Shift+F10 mở menu.',
        'Nhiều chỉ tiêu đo đứng ở cột; Alt+↑/↓ trên một chỉ tiêu đo đưa tất cả sang dòng, cột hoặc lớp. Ctrl+Shift+X đổi chỗ dòng và cột.',
        'Mọi bước đều hoàn tác được (Ctrl+Z) và làm lại được (Ctrl+Y). Tổng được tính từ bản ghi, không cộng từ các ô hiển thị.',
        'Bảng lớn được ước lượng từ mẫu trước, có ghi rõ, rồi tính toàn bộ.',
      ],
    },
    {
      title: 'Tỷ trọng và biến động',
      points: [
        'Menu của chỉ tiêu đo, “Hiện thêm dạng”: % theo dòng, cột, lớp, toàn bảng hoặc nhóm ngay trên; tỷ trọng (0–1), thứ hạng, chênh lệch, tốc độ tăng, chỉ số, cộng dồn, tỷ số. “Thay bằng dạng” thì ẩn số gốc.',
        'Mỗi chỉ tiêu đo có thể có bộ lọc và quyền số riêng, số chữ số thập phân, đơn vị từ nghìn đến nghìn tỷ, số khác ở tổng, và định dạng có điều kiện.',
      ],
    },
    {
      title: 'Biến tự lập',
      points: [
        'Chọn các dòng (Shift+mũi tên) rồi nhấn G, hoặc kéo mục này lên mục kia trong danh sách bên phải: chúng thành một nhóm có tên.',
        'Biến số chia thành khoảng theo mốc tự nhập hoặc được gợi ý, hoặc nhóm phân vị; danh mục giữ các nhóm lớn nhất và gộp phần còn lại; biểu thức tính một giá trị cho mỗi bản ghi.',
        'Trình sửa hiện số bản ghi của từng nhóm ngay khi viết. Biến nằm trong bảng này hoặc lưu vào không gian làm việc, nơi cho biết định nghĩa nào đang dùng.',
      ],
    },
    {
      title: 'Điều tra chọn mẫu',
      points: [
        'Khai báo thiết kế mẫu ở trang của bộ dữ liệu (Danh mục): quyền số, tầng, chùm, số đơn vị của tầng. Chỉ tiêu mới khi đó tự có quyền số.',
        '“Hiệu chỉnh quyền số…” ở cùng trang làm quyền số khớp tổng của một đăng ký (raking hoặc tuyến tính) và giữ thành biến. Tổng không thống nhất, mã không có trong mẫu hay quyền số âm đều bị từ chối, kèm lý do.',
        '“Hiện thêm dạng” của một chỉ tiêu: sai số chuẩn, hệ số biến thiên, cận dưới và cận trên của khoảng tin cậy; cho tổng, bình quân, tỷ số, phần trăm, phân vị và chênh lệch giữa các kỳ.',
        'Số có hệ số biến thiên vượt mức của cơ quan (Thiết lập) được đánh dấu ở màn hình, bản in và mọi tệp, dù bảng không hỏi sai số.',
      ],
    },
    {
      title: 'Nhiều liên kết',
      points: [
        'Biến của mọi bộ dữ liệu liên kết, cả liên kết nối tiếp (dòng hàng › doanh nghiệp › báo cáo cùng năm), dùng được như biến thường. Trong biểu thức viết: dang_ky.bao_cao.tai_san.',
        'Dưới bảng là số bản ghi không liên kết của từng đường. Một giá trị được liên kết tính một lần cho mỗi bản ghi trỏ tới nó; bảng ghi rõ điều đó.',
        'Khi dữ liệu mới hơn liên kết, tên bảng, biểu đồ, bản đồ, chỉ tiêu và tệp xuất đều ghi; nhấn “Chạy lại”.',
      ],
    },
    {
      title: 'Trong bảng',
      points: [
        'Phím cách thu gọn và mở phần lồng trong một nhóm; Enter xuống cấp chi tiết hơn; Delete ẩn; Alt+↑/↓ đổi chỗ. Menu có “Trong nhóm này, xem theo” một biến khác.',
        'Bấm tiêu đề cột, hoặc Enter trên đó, để sắp xếp dòng theo cột. Ctrl+F tìm một nhóm, có dấu hay không dấu.',
        'Ctrl+C chép vùng chọn kèm tiêu đề, Ctrl+Shift+C chép cả bảng kèm tên và ghi chú, cho Excel và Word.',
      ],
    },
    {
      title: 'Kiểm tra và xuất',
      points: [
        'Alt+Enter trên một ô mở hồ sơ của ô: ý nghĩa, công thức, tử số và mẫu số cùng bản ghi của chúng, đợt nhận dữ liệu, bộ máy, đối chiếu, bảo mật.',
        'Khi xem như công bố, hồ sơ của ô bị giữ lại cho biết vì sao: quy tắc, phải còn mở bao nhiêu, người đọc không thu hẹp hơn được đến đâu, ô đó bảo vệ ô nào. Không có gì trong số này nằm trong tệp. Bảng đã đưa ra ngoài cũng được tính: bảng sau được bảo mật cùng với chúng; Thiết lập › Sổ công bố và lệnh statdesk releases liệt kê các bảng đó. Nhóm có cận khác, nhóm chồng nhau và đợt nộp thêm vài đối tượng cũng được xét.',
        'Enter trên một ô mở các bản ghi phía sau; tổng của chúng phải bằng ô. Đối chiếu bằng bộ tính thứ hai so từng ô.',
        '“Lưu kết quả” giữ bảng như lúc này; khi có đợt nhận mới, thẻ “Theo thời gian” của hồ sơ ô và màn hình Biên soạn hàng loạt cho biết số nào đổi và vì sao.',
        'Khi xuất, ô ít đơn vị được che theo số tối thiểu ở Thiết lập; tệp viết xong được đọc lại và so từng ô. PX và JSON-stat chứa một khối của bảng ghép: chương trình hỏi khối nào.',
        'Xuất › Đoạn lệnh lập lại bảng viết R, Stata, SPSS hay SQL đọc bản ghi đã xuất; phần không viết được thì nêu tên.',
        'Nếu bảng nêu biến không còn có, một thanh báo nêu tên chúng; phần còn lại vẫn hiện và được giữ khi bạn đồng ý.',
      ],
    },
  ],
}
