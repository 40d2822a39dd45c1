// Deliveries.
export const texts = {
  title: 'Đợt nhận', toolbar: 'Công cụ đợt nhận', importFile: 'Nhận tệp…', importFolder: 'Nhận cả thư mục…', calendar: 'Lịch nhận dữ liệu', list: 'Các đợt nhận', empty: 'Chưa nhận đợt dữ liệu nào.', emptyText: 'Mỗi đợt nhận là một tệp của một cơ quan cho một kỳ, giữ nguyên như khi được gửi.',
  file: 'Tệp', sender: 'Nơi gửi', letterNumber: 'Số công văn', rowsRead: 'Dòng đọc', rowsAccepted: 'Dòng nhận', rowsRejected: 'Dòng loại', rowsFlagged: 'Dòng cảnh báo', importedAt: 'Nhận lúc', stateHeader: 'Trạng thái', size: 'Dung lượng',
  state: { current: 'đang dùng', replaced: 'đã thay thế', withdrawn: 'đã thu hồi' },
  importTitle: 'Nhận tệp {{file}}', import: 'Nhận', importing: 'Đang nhận', chooseDataset: 'Chọn bộ dữ liệu', firstRows: 'Các dòng đầu', periodHint: '2025, 2025-Q3, 2025-07 hoặc 2025-2026', periodBad: 'Chưa đúng dạng một kỳ.',
  already: 'Tệp này đã được nhận lúc {{date}}; nhận lại không thay đổi gì.', replaces: 'Sẽ thay tệp {{file}} ({{rows}} dòng, nhận lúc {{date}}): các dòng cũ của kỳ này được gỡ, các dòng mới vào thay.', missingColumns: 'Thiếu cột: {{columns}}', extraColumns: 'Cột lạ, sẽ không được nhận: {{columns}}',
  outcome: { imported: 'Đã nhận {{file}}: {{rows}} dòng, loại {{rejected}}, trong {{time}}.', replaced: 'Đã thay bằng {{file}}: {{rows}} dòng, loại {{rejected}}, trong {{time}}.', unchanged: '{{file}} đã được nhận trước đây ({{rows}} dòng, loại {{rejected}}); không có gì thay đổi sau {{time}}.' },
  folderTitle: 'Nhận thư mục {{path}}', folderText: 'Mọi tệp CSV nhận ra được mẫu sẽ được nhận: sổ đăng ký trước, rồi theo thứ tự kỳ. Tệp lỗi không ảnh hưởng đến tệp khác.', result: 'Kết quả',
  fileOutcome: { imported: 'đã nhận', replaced: 'đã thay', unchanged: 'không đổi', failed: 'lỗi', skipped: 'bỏ qua' },
  gone: 'Đợt nhận này không còn nữa.', explore: 'Xem các dòng', withdraw: 'Thu hồi…', withdrawTitle: 'Thu hồi đợt nhận?', withdrawText: '{{rows}} dòng của {{dataset}}, {{period}} sẽ bị gỡ khỏi bộ dữ liệu. Có thể nhận lại tệp sau.', withdrawn: 'Đã thu hồi: {{rows}} dòng được gỡ.', replacedNote: 'Đợt này đã được một tệp mới hơn của cùng kỳ thay thế.',
  origin: 'Nguồn gốc', counts: 'Kết quả kiểm tra', noCounts: 'Không có dòng nào bị loại hay cảnh báo.', rule: 'Quy tắc', severityHeader: 'Mức', severity: { hard: 'loại', soft: 'cảnh báo' }, rejects: 'Bản ghi bị loại', rowNumber: 'Dòng', reason: 'Lý do', raw: 'Nguyên văn',
  page: '{{from}}–{{to}} trong {{total}}', previousPage: 'Trang trước', nextPage: 'Trang sau',
}
