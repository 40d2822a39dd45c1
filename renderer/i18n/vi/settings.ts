// Settings.
export const texts = {
  title: 'Thiết lập', language: 'Ngôn ngữ', languageLabel: 'Ngôn ngữ của chương trình', languageExample: 'Số và ngày viết theo ngôn ngữ: {{number}}; {{date}}.', look: 'Hiển thị', theme: 'Giao diện',
  themes: { system: 'Theo hệ thống', light: 'Sáng', dark: 'Tối', contrast: 'Tương phản cao' }, railCollapsed: 'Thu gọn thanh điều hướng', accessibleGrid: 'Lưới dữ liệu cho trình đọc màn hình', accessibleGridText: 'Các ô theo đúng thứ tự đọc và chia trang thay cho cuộn; lưới lớn sẽ chậm hơn.',
  protection: 'Bảo mật ô', minimumFrequency: 'Số đơn vị tối thiểu của một ô được công bố', minimumFrequencyText: 'Ô có ít đơn vị hơn bị che trong mọi kết quả xuất và in. Giá trị thường dùng là 3.',
  workspace: 'Không gian làm việc', name: 'Tên', path: 'Thư mục', encryption: 'Mã hóa', encrypted: 'đã mã hóa bằng mật khẩu', notEncrypted: 'không mã hóa, chỉ dùng cho dữ liệu mô phỏng', size: 'Dung lượng', free: 'Ổ đĩa còn trống',
}
