// Help: before a workspace is open.
import type { HelpPage } from '../pages.ts'

export const page: HelpPage = {
  title: 'Bắt đầu',
  about:
    'Không gian làm việc là một thư mục trên máy, chứa dữ liệu đã nhận, liên kết, bảng, chỉ tiêu và báo cáo của một người hay một nhóm.',
  sections: [
    {
      title: 'Ba cách bắt đầu',
      points: [
        'Dùng dữ liệu mô phỏng: chương trình tự sinh dữ liệu trường học, thuế, hải quan để thử; không có dữ liệu của ai.',
        'Tạo không gian làm việc: chọn thư mục trống, đặt mật khẩu ít nhất 12 ký tự; mọi tệp được mã hóa, và anh/chị là người quản trị đầu tiên.',
        'Mở không gian làm việc: chọn thư mục đã có, hoặc bấm vào tên trong danh sách gần đây.',
      ],
    },
    {
      title: 'Mật khẩu và khóa',
      points: [
        'Nhập sai mật khẩu không làm thay đổi gì; lời báo hiện ngay dưới ô nhập.',
        'Không ai khôi phục được mật khẩu đã quên: khóa mã hóa chỉ mở được bằng mật khẩu.',
        'Nếu người khác đang mở để ghi, có thể mở chỉ đọc.',
      ],
    },
  ],
}
