// The window: rail, tabs, menus, finder, status bar, jobs.
export const texts = {
  opening: 'Đang mở…',
  feature: {
    overview: 'Tổng quan', deliveries: 'Đợt nhận', datasets: 'Danh mục', links: 'Liên kết', explore: 'Khai thác', tables: 'Bảng', indicators: 'Chỉ tiêu', charts: 'Biểu đồ', reports: 'Báo cáo', production: 'Sản xuất', audit: 'Nhật ký', settings: 'Thiết lập', library: 'Thư viện biểu', adopt: 'Nhận lại biểu năm trước',
  },
  lock: { title: 'Khóa mà không lưu?', text: 'Có {{documents}} tài liệu chưa lưu: {{titles}}. Khóa lại thì các thay đổi mất.', confirm: 'Khóa, không lưu' },
  rail: { label: 'Thanh điều hướng', expand: 'Mở rộng', collapse: 'Thu gọn' },
  tabs: {
    label: 'Tài liệu đang mở', close: 'Đóng tài liệu', reopen: 'Mở lại tài liệu vừa đóng', next: 'Tài liệu kế tiếp', previous: 'Tài liệu trước', dirty: 'chưa lưu',
    closeDirtyTitle: 'Đóng mà không lưu?', closeDirtyText: '“{{title}}” có thay đổi chưa lưu. Đóng lại thì thay đổi mất.', closeDirty: 'Đóng, không lưu',
  },
  menu: { label: 'Thanh trình đơn', file: 'Tệp', edit: 'Sửa', view: 'Xem', insert: 'Chèn', data: 'Dữ liệu', tools: 'Công cụ', help: 'Trợ giúp' },
  command: {
    lock: 'Khóa không gian làm việc', backup: 'Sao lưu…', backupFile: 'Bản sao lưu StatDesk', backupDone: 'Đã sao lưu vào {{path}}', finder: 'Tìm nhanh', verify: 'Đối chiếu dữ liệu',
    verifyOk: 'Đối chiếu xong: {{checks}} phép kiểm tra đều khớp.', verifyBad: '{{bad}} trong {{checks}} phép kiểm tra không khớp: {{first}}', language: 'Switch to English', help: 'Trợ giúp cho màn hình này',
  },
  finder: {
    placeholder: 'Gõ tên bộ dữ liệu, biến, mã, bảng, lệnh… (không cần dấu)', results: 'Kết quả', none: 'Không tìm thấy gì.', command: 'Lệnh', dataset: 'Bộ dữ liệu', variable: 'Biến', code: 'Mã',
    kind: { table: 'Bảng', link: 'Liên kết', indicator: 'Chỉ tiêu', chart: 'Biểu đồ', report: 'Báo cáo' },
  },
  status: {
    label: 'Thanh trạng thái', demonstration: 'Dữ liệu mô phỏng', readOnly: 'Chỉ đọc', encrypted: 'Đã mã hóa', notEncrypted: 'Không mã hóa', confidential: 'Dữ liệu mật', selection: '{{count}} ô', sum: 'Tổng', mean: 'Bình quân',
    rows: '{{rows}} dòng', cells: '{{cells}} ô số liệu', jobs: '{{jobs}} việc đang chạy', noJobs: 'Công việc',
  },
  jobs: {
    title: 'Công việc', clear: 'Xóa việc đã xong', none: 'Chưa có công việc nào trong phiên này.',
    state: { done: 'xong', failed: 'lỗi', cancelled: 'đã hủy' },
  },
  job: {
    workspace_verify: 'Đối chiếu', workspace_backup: 'Sao lưu', workspace_restore: 'Khôi phục', workspace_createDemonstration: 'Tạo dữ liệu mô phỏng', demo_write: 'Tạo tệp mô phỏng', deliveries_withdraw: 'Thu hồi đợt nhận',
    intake_import: 'Nhận tệp', intake_importFolder: 'Nhận thư mục', links_run: 'Liên kết', explore_open: 'Lọc và sắp xếp', explore_profile: 'Phân bố của biến', explore_profileAll: 'Hồ sơ mọi biến', explore_values: 'Đếm giá trị', explore_cross: 'Bảng chéo', explore_outliers: 'Giá trị ngoại lai', explore_duplicates: 'Bản ghi trùng', explore_comparePeriods: 'So sánh hai kỳ', table_run: 'Lập bảng', table_check: 'Kiểm tra bằng bộ máy thứ hai', table_drill: 'Xem bản ghi của ô',
    table_publish: 'Xuất bảng', table_protect: 'Bảo mật ô', indicator_run: 'Tính chỉ tiêu', indicator_publish: 'Xuất chỉ tiêu', chart_svg: 'Vẽ biểu đồ', chart_export: 'Xuất biểu đồ', report_html: 'Dựng báo cáo', runs_keep: 'Lưu kết quả', runs_cube: 'Mở kết quả đã lưu', runs_compare: 'So sánh kết quả', runs_differenceCube: 'So sánh kết quả', runs_triangle: 'Số liệu qua các lần', runs_publishDifference: 'Xuất so sánh', runs_publishTriangle: 'Xuất số liệu qua các lần', batch_run: 'Chạy hàng loạt', batch_estimate: 'Ước cỡ tệp',
  },
}
