// Help: overview.
import type { HelpPage } from '../pages.ts'

export const page: HelpPage = {
  title: 'Tổng quan',
  about: 'Cho biết dữ liệu nào đã đến, kỳ nào còn thiếu, việc gì vừa làm và việc nên làm tiếp.',
  sections: [
    {
      title: 'Đọc màn hình',
      points: [
        'Ctrl+K tìm mọi thứ không cần dấu: bộ dữ liệu, biến, mức, danh mục, mã, tài liệu, lệnh, trợ giúp. Ctrl+Shift+S lưu tất cả; những gì chưa lưu vẫn còn khi chương trình dừng đột ngột. Tệp › Các bản đã lưu để lấy lại bản cũ.',
        'Nút trên cùng dẫn đến bước hợp lý tiếp theo.',
        'Đến hạn trong tuần: báo cáo chưa duyệt và đợt nhận chưa đến, hạn trong bảy ngày hoặc đã quá; bản phát hành chờ duyệt đứng đầu phần cần quyết định.',
        'Lịch dữ liệu: dấu ✓ là đã nhận, dấu ! là đã nhận nhưng nhiều dòng bị loại, vòng tròn nét đứt là kỳ chưa đến.',
        'Bấm vào một ô của lịch để mở đợt nhận đó.',
      ],
    },
    {
      title: 'Đi nhanh',
      points: [
        'Ctrl+K tìm bất cứ thứ gì: bộ dữ liệu, biến, mã, bảng, lệnh; không cần gõ dấu.',
        'Ctrl+1 đến Ctrl+9 chuyển màn hình; phím Alt đưa đến thanh trình đơn.',
        'Ctrl+J mở danh sách công việc đang chạy; việc nào cũng hủy được.',
      ],
    },
  ],
}
