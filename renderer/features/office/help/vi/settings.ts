// Help: settings.
import type { HelpPage } from '../pages.ts'

export const page: HelpPage = {
  title: 'Thiết lập',
  about: 'Ngôn ngữ và giao diện đổi ngay, không cần khởi động lại.',
  sections: [
    {
      title: 'Lưu ý',
      points: [
        'Số đối tượng ít nhất trong một ô là chính sách của cơ quan, đặt cho không gian làm việc: người quản trị đổi kèm lý do, mỗi lần đổi được ghi ngày và nhật ký, không bao giờ dưới 3. Một lần xuất có thể chặt hơn, không thể lỏng hơn.',
        'p của quy tắc p % cũng vậy: tổng hoặc bình quân bị giữ lại khi doanh nghiệp lớn nhất trong đó có thể bị ước lượng sát hơn p % số liệu của mình. p lớn hơn là chặt hơn.',
        'Bản ghi chỉ rời không gian làm việc khi được cho phép ở đây, kèm lý do; mỗi lần xuất lại cần một lý do và được ghi nhật ký.',
        'Lưới cho trình đọc màn hình chia trang và giữ đúng thứ tự đọc.',
        'Người dùng: mỗi người mở không gian làm việc bằng mật khẩu riêng; người quản trị thêm, gỡ người và tạo khoá khôi phục trong tệp niêm phong (mở bằng “statdesk people recover”).',
        'Việc cần người khác cho phép sẽ báo rõ: xin phép, hoặc để người kia cho phép ngay tại đây bằng tên và mật khẩu của mình.',
        'Sao lưu vào thư mục chỉ ghi phần đã đổi; diễn tập dựng một bản bên cạnh, so sánh rồi xoá đi.',
        'Mỗi đợt dữ liệu có ngày phải huỷ; người quản trị huỷ khi được phép và có lý do, nhật ký giữ chứng nhận.',
        'Không dùng quá số phút của chính sách thì cửa sổ tự khoá; không mất gì chưa lưu.',
        'Ctrl+L khóa không gian làm việc: khóa mã hóa rời bộ nhớ, tài liệu mở lại khi nhập mật khẩu.',
      ],
    },
  ],
}
