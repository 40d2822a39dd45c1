// Help: charts.
import type { HelpPage } from '../pages.ts'

export const page: HelpPage = {
  title: 'Biểu đồ',
  about: 'Vẽ một bảng hoặc chỉ tiêu đã lưu theo đúng cỡ in, tính bằng milimét.',
  sections: [
    {
      title: 'Vẽ và xuất',
      points: [
        'Chỉ những loại biểu đồ hợp với bảng được đưa ra.',
        'Giao diện in dùng đen, xám và họa tiết để còn đọc được khi in đen trắng.',
        'Xuất SVG, hoặc PNG 300 điểm một inch; bảng số liệu nằm dưới biểu đồ.',
      ],
    },
  ],
}
