// Help: explore.
import type { HelpPage } from '../pages.ts'

export const page: HelpPage = {
  title: 'Khai thác',
  about:
    'Xem từng dòng của bộ dữ liệu, lọc và sắp xếp trên toàn bộ các dòng, xem phân bố của từng biến, tìm giá trị lạ và bản ghi trùng.',
  sections: [
    {
      title: 'Lọc',
      points: [
        'Chọn ô như trong Excel: bấm, Shift, Ctrl, kéo; bấm số dòng, tiêu đề cột hay ô góc để chọn cả dòng, cả cột, tất cả; Ctrl+Space chọn cột, Shift+Space chọn dòng. Tổng và bình quân hiện ngay ở thanh trạng thái.',
        '“Điều kiện” (Ctrl+Shift+L) mở bộ dựng điều kiện: chọn biến, phép so sánh, giá trị. Số bên mỗi giá trị là số bản ghi theo các điều kiện còn lại.',
        'Điều kiện có thể gộp thành nhóm “mọi” hoặc “ít nhất một”. Ô biểu thức bên cạnh luôn nói đúng điều ấy; sửa ở đâu cũng được.',
        "Biểu thức: province = '01' and birth_year between 2010 and 2015. Mã đặt trong dấu nháy đơn.",
        'Đánh dấu giá trị ở bảng Biến bên phải, hoặc bấm giá trị trong bảng tần số, cũng là lọc.',
      ],
    },
    {
      title: 'Sắp xếp và cột',
      points: [
        'Bấm đầu cột (hoặc Enter) để sắp xếp; giữ Shift để thêm cột, số nhỏ cho biết thứ tự.',
        'Nút ba chấm ở đầu cột, nhấp chuột phải, hoặc Ctrl+Enter mở lệnh của cột: lọc, tần số, bảng chéo, ẩn, cố định…',
        '“Cột” để chọn, xếp thứ tự (Alt+mũi tên) và cố định; “Khung nhìn” để lưu bộ lọc, sắp xếp và cột theo tên.',
        'Ctrl+G đến một dòng theo số thứ tự. Biểu tượng hình người chuyển sang bảng đơn giản cho trình đọc màn hình.',
      ],
    },
    {
      title: 'Phân tích',
      points: [
        'Bảng tần số (Ctrl+Shift+F), bảng chéo, so sánh hai kỳ tính trên đúng các bản ghi đang lọc; “Mở thành bảng” để làm tiếp trong trình lập bảng.',
        'Hồ sơ mọi biến cho biết chỗ thiếu, số giá trị khác nhau, nhỏ nhất, lớn nhất và phân bố; dấu ≈ là số ước lượng.',
        'Giá trị ngoại lai và bản ghi trùng: quy tắc ghi rõ trên màn hình; “Xem các bản ghi” đưa chúng thành khung nhìn để lọc và sắp xếp tiếp.',
        'Lấy mẫu: cùng hạt giống thì được đúng các bản ghi ấy, trên máy nào cũng vậy. Esc trở về các dòng.',
      ],
    },
    {
      title: 'Bản ghi và mã định danh',
      points: [
        'Nhấp đúp hoặc Enter mở bản ghi với mọi biến và bản ghi liên kết; “Giữ để so sánh” rồi mở bản ghi khác để thấy chỗ khác nhau.',
        'Shift+mũi tên hoặc kéo chuột để chọn vùng; Ctrl+C chép như đang hiện, Ctrl+Shift+C chép mã. Mỗi lần chép được ghi nhật ký.',
        'Mã định danh hiện là dấu chấm và không được đếm; hiện ra cần ghi lý do, lý do vào nhật ký.',
      ],
    },
  ],
}
