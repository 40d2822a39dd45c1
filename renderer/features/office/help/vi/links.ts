// Help: links.
import type { HelpPage } from '../pages.ts'

export const page: HelpPage = {
  title: 'Liên kết',
  about:
    'Liên kết nối mỗi dòng của bộ dữ liệu bên trái với nhiều nhất một dòng của bộ dữ liệu bên phải, theo khóa đã chuẩn hóa.',
  sections: [
    {
      title: 'Chạy và đọc kết quả',
      points: [
        'Liên kết “đã cũ” khi có đợt nhận mới ở một trong hai bên; hãy chạy lại.',
        'Tỷ lệ liên kết và số dòng không liên kết được đi kèm mọi bảng dùng liên kết.',
        'Bấm vào tên để xem khóa, số dòng thiếu khóa và số dòng có nhiều kết quả.',
      ],
    },
    {
      title: 'Bản ghi không có khóa chung',
      points: [
        '“Đề xuất liên kết” đề xuất trường, quy tắc chia khối và cách so sánh từ dữ liệu; chọn một bộ dữ liệu với chính nó để tìm bản ghi trùng.',
        'Biểu đồ đếm số cặp theo trọng số; kéo các ngưỡng rồi chạy lại. Trọng số (bit) cho biết mỗi mức giống nhau ủng hộ việc khớp đến đâu.',
        'Độ chính xác và độ bao phủ là ước tính của chính mô hình, chỉ trên các cặp đã so sánh. Tệp các cặp chỉ chứa số dòng và khóa, không bao giờ chứa tên; việc ghi tệp được ghi nhật ký.',
      ],
    },
    { title: 'Dùng trong bảng', points: ['Trong Bảng, biến của bộ dữ liệu bên phải nằm dưới tên liên kết.'] },
  ],
}
