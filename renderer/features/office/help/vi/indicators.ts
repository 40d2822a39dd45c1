// Help: indicators.
import type { HelpPage } from '../pages.ts'

export const page: HelpPage = {
  title: 'Chỉ tiêu',
  about:
    'Chỉ tiêu là công thức có tên trên các bảng, có định nghĩa, đơn vị và trạng thái, tính cho mọi kỳ và mọi phân tổ.',
  sections: [
    {
      title: 'Xem và sửa',
      points: [
        'Danh sách theo lĩnh vực cho giá trị kỳ cuối và thay đổi so với kỳ trước.',
        'Công thức dùng tên các đầu vào; prev(x, 1 year) là cùng kỳ năm trước.',
        'Ước tính, sơ bộ, chính thức là trạng thái của số liệu và đi kèm khi xuất.',
        'Chỉ tiêu mới bắt đầu từ một mẫu (tỷ số, tỷ trọng, tốc độ tăng, bình quân) và có số ngay; đầu vào được chọn bằng chuột.',
        'Đầu vào cũng có thể là một chỉ tiêu khác; vòng tròn và phép cộng hai đơn vị khác nhau bị từ chối.',
      ],
    },
    {
      title: 'Chuỗi thời gian',
      points: [
        'Phân tổ được biên soạn riêng; thêm “Phân tổ chéo khi biên soạn” để lập chéo nhiều phân tổ. Chuỗi đã công bố được dán hoặc lấy từ Excel, PX, JSON-stat; còn điều phải chọn thì chưa lấy số nào.',
        'Tốc độ tăng, đóng góp, chỉ số, cộng dồn, trung bình trượt và điều chỉnh mùa vụ (STL, có thể loại trước ảnh hưởng của Tết) được thêm từng bước; phương pháp ghi cạnh số liệu.',
        'Kỳ chưa nhận dữ liệu, gốc bằng 0 hoặc âm, kỳ chưa đủ: không có số, và ghi chú nói vì sao.',
      ],
    },
    {
      title: 'Biên soạn và ký duyệt',
      points: [
        'Trang Biên soạn tính một chỉ tiêu, một lĩnh vực hoặc tất cả cho các kỳ và lưu lại; mọi ngoại lệ được liệt kê.',
        'Các lần biên soạn cho thấy mỗi kỳ đã được công bố thế nào, từ tệp nào; người thứ hai ký duyệt.',
        'Dòng lệnh: statdesk indicator compile KHÔNG_GIAN --all --period 2025; vintages, triangle, sign.',
      ],
    },
    {
      title: 'Thư viện',
      points: [
        '79 chỉ tiêu thống kê: tính được, thiếu dữ liệu, hoặc chờ nguồn nào; tỷ trọng biên soạn từ dữ liệu hành chính so với 50 % và 70 %.',
      ],
    },
  ],
}
