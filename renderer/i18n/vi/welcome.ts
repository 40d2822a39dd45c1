// Before a workspace is open.
export const texts = {
  title: 'Bàn Thống kê', subtitle: 'Từ dữ liệu hành chính đến trang số liệu in, ngay trên máy này, không cần mạng.', language: 'Ngôn ngữ',
  demonstration: 'Dùng dữ liệu mô phỏng', demonstrationText: 'Tạo một không gian làm việc có trường học, học sinh, doanh nghiệp và tờ khai hải quan do máy sinh ra, để thử mọi việc mà không đụng đến dữ liệu thật.',
  demonstrationLong: 'Chương trình sinh các tệp như cơ quan gửi đến, nhận chúng vào và liên kết. Dữ liệu không phải của người hay doanh nghiệp nào có thật.', scale: 'Quy mô',
  scales: { '0_002': 'Nhỏ: 0,2 % cả nước', '0_01': 'Vừa: 1 % cả nước', '0_05': 'Lớn: 5 % cả nước' }, start: 'Tạo dữ liệu', openExisting: 'Mở bộ đã có',
  create: 'Tạo không gian làm việc', createText: 'Một thư mục trống trên máy, được mã hóa bằng mật khẩu của bạn, để nhận dữ liệu thật.', creating: 'Đang tạo…',
  open: 'Mở không gian làm việc', openText: 'Chọn thư mục của một không gian làm việc đã có trên máy này hoặc trên ổ dùng chung.', opening: 'Đang mở…', openReadOnly: 'Mở chỉ đọc', readOnly: 'Mở chỉ đọc',
  recent: 'Đã mở gần đây', noRecent: 'Chưa có không gian làm việc nào được mở trên máy này.', restore: 'Khôi phục bản sao lưu', restorePassphraseHint: 'Để trống nếu bản sao lưu không có mật khẩu.', backupFile: 'Tệp sao lưu',
  folder: 'Thư mục', folderHint: 'Chọn một thư mục trống.', choose: 'Chọn…', name: 'Tên', passphrase: 'Mật khẩu', passphraseAgain: 'Nhập lại mật khẩu', passphraseHint: 'Không ai khôi phục được mật khẩu đã quên. Hãy cất giữ cẩn thận.',
  passphraseShort: 'Cần ít nhất {{shortest}} ký tự.', passphraseDiffers: 'Hai lần nhập không giống nhau.', passphraseTitle: 'Không gian làm việc này có mật khẩu',
}
