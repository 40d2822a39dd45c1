// Help: production.
import type { HelpPage } from '../pages.ts'

export const page: HelpPage = {
  title: 'Biên soạn hàng loạt',
  about: 'Chạy nhiều bảng một lượt, lưu kết quả từng lần công bố và xem số liệu đã thay đổi thế nào, vì sao.',
  sections: [
    {
      title: 'Chạy hàng loạt',
      points: [
        'Chọn các bảng đã lưu hoặc một thư mục định nghĩa, rồi kỳ và lãnh thổ.',
        'Tệp xuất luôn đã qua bảo mật ô. Bảng lỗi không làm dừng các bảng khác.',
        'Báo cáo nêu tổng không khớp, tỷ trọng không đủ 100 và biến động lớn.',
        'Chạy lại với dữ liệu như cũ thì tệp giữ nguyên.',
      ],
    },
    {
      title: 'So sánh',
      points: [
        'Lưu kết quả một bảng, về sau so với lúc này hoặc với lần khác.',
        'Mỗi thay đổi được tách theo bản ghi mới, sửa đổi, rút, mã hóa lại và định nghĩa; các phần cộng lại đúng bằng thay đổi.',
        'Số liệu qua các lần cho thấy mức điều chỉnh từ ước tính, sơ bộ đến chính thức.',
      ],
    },
  ],
}
