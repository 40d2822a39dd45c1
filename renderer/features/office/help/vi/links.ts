// Help: links.
import type { HelpPage } from '../pages.ts'

export const page: HelpPage = {
  title: 'Liên kết',
  about: 'Liên kết nối mỗi dòng của bộ dữ liệu bên trái với các dòng của bộ dữ liệu bên phải, theo khóa đã chuẩn hóa.',
  sections: [
    {
      title: 'Chạy và đọc kết quả',
      points: [
        'Liên kết “đã cũ” khi có đợt nhận mới ở một trong hai bên; hãy chạy lại.',
        'Khi có đợt nhận mới, “Chỉ bản ghi mới” giữ các cặp đã có và ghép bản ghi mới bằng cùng tham số; báo cáo cho biết số cặp giữ nguyên, mới và không còn, và ghi được ra tệp.',
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
    {
      title: 'Xét các cặp',
      points: [
        '“Xét các cặp” đưa từng cặp từ một mẫu ngẫu nhiên của mỗi nhóm: phím 1 là một, 2 khác nhau, 3 không rõ, Ctrl+Z bỏ câu trả lời vừa rồi. Trọng số chỉ hiện sau khi trả lời.',
        'Độ chính xác tính từ câu trả lời, có trọng số theo cỡ của mỗi nhóm, với khoảng 95 %; câu “không rõ” không được tính. Nhóm chưa đủ câu trả lời thì chưa có ước tính.',
        'Người thứ hai đọc lại mà không thấy câu trả lời trước; bất đồng để người khác phân xử. Câu trả lời được dùng ở lần chạy sau: cặp là một được ghép, cặp khác nhau không bao giờ được ghép.',
      ],
    },
    {
      title: 'Dùng trong bảng',
      points: [
        'Trong Bảng, biến của bộ dữ liệu bên phải nằm dưới tên liên kết, kể cả kỳ của bản ghi được liên kết.',
        'Khi một bản ghi khớp nhiều bản ghi, biến lấy của một bản ghi (chắc nhất, rồi đứng trước) và bảng ghi rõ điều đó. Muốn khác, mở các mục dưới liên kết: tổng, số bản ghi, bình quân, nhỏ nhất, lớn nhất của mọi bản ghi khớp; cùng kỳ (báo cáo của cùng năm); kỳ mới nhất; một kỳ.',
        'Viết trong biểu thức: “returns__sum.sales”, “returns__same_period__sum.sales”, “accounts__latest.assets”, “accounts__2024.assets”, “returns__count.records”.',
      ],
    },
  ],
}
