// Help: maps.
import type { HelpPage } from '../pages.ts'

export const page: HelpPage = {
  title: 'Bản đồ',
  about:
    'Vẽ số liệu theo lãnh thổ của một bảng hoặc chỉ tiêu đã lưu, trên ranh giới đã nhập hoặc trên lưới ô của 34 và 63 tỉnh.',
  sections: [
    {
      title: 'Ranh giới',
      points: [
        '“Nhập…” nhận TopoJSON, GeoJSON, shapefile (cần tệp .dbf cùng tên) và GeoPackage, tọa độ kinh độ, vĩ độ (WGS 84).',
        'Chọn cột mã trùng với danh mục của bảng; các giá trị mẫu hiện trước khi nhập. Mỗi nơi phải có một mã riêng.',
        'Không có ranh giới nào thì bản đồ vẽ trên lưới ô; Hoàng Sa và Trường Sa luôn có trên bản đồ.',
      ],
    },
    {
      title: 'Cách thể hiện',
      points: [
        'Tô màu hợp với tỷ lệ, bình quân; số tuyệt đối nên dùng vòng tròn có diện tích theo số liệu. Luồng cần hai phân tổ lãnh thổ.',
        'Chia lớp theo số nơi bằng nhau, độ rộng bằng nhau, ngắt tự nhiên (Jenks) hoặc ngưỡng tự đặt; chú giải ghi số nơi của mỗi lớp.',
        'Bấm một nơi để thấy dòng của nó trong bảng và ngược lại. Mã không khớp được liệt kê ở cả hai phía.',
      ],
    },
    {
      title: 'Đưa ra ngoài',
      points: ['Xuất SVG, PNG đến 600 dpi, PDF, Word, Excel; Ctrl+P in. Số liệu luôn qua bảo mật ô trước.'],
    },
  ],
}
