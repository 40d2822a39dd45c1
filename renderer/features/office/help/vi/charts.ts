// Help: charts.
import type { HelpPage } from '../pages.ts'

export const page: HelpPage = {
  title: 'Biểu đồ',
  about: 'Vẽ một bảng hoặc chỉ tiêu đã lưu theo đúng cỡ in, tính bằng milimét.',
  sections: [
    {
      title: 'Vẽ và xuất',
      points: [
        'Hai mươi ba loại biểu đồ; loại hợp nhất đứng đầu có dấu sao, loại gây hiểu sai bị từ chối kèm lý do.',
        'Bấm vào chữ trên hình để sửa tại chỗ; hoặc sửa ở mục “Chữ trên hình”. Đường tham chiếu, chú thích đánh số, điểm gãy chuỗi ở ô thuộc tính.',
        'Số sơ bộ, ước tính được gạch chéo hoặc để rỗng; kỳ chưa đủ có dấu *; nơi không có số liệu để trống, không phải số không.',
        'Mẫu màu của cơ quan được kiểm tra với mắt mù màu và bản in đen trắng trước khi lưu; sao chép để chia sẻ.',
        'Xuất SVG, PNG đến 600 dpi, PDF, Word, Excel (biểu đồ gốc của Excel kèm số liệu); Ctrl+P in.',
      ],
    },
  ],
}
