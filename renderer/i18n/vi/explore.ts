// Explore: rows of a dataset, filter, profile, record.
export const texts = {
  title: 'Khai thác', empty: 'Chưa có bộ dữ liệu nào có dòng.', emptyText: 'Các dòng của bộ dữ liệu hiện ở đây sau khi nhận đợt dữ liệu đầu tiên.', toDeliveries: 'Đến Đợt nhận',
  subject: { education: 'Giáo dục', tax: 'Thuế', customs: 'Hải quan', survey: 'Điều tra' },
  rowsAll: '{{rows}} dòng', rowsOf: '{{rows}} trong {{total}} dòng', announceRows: '{{rows}} dòng', announceRow: 'Dòng {{row}}', lastAnswer: 'lọc và sắp xếp', toolbar: 'Công cụ của bộ dữ liệu', gridLabel: 'Các dòng của bộ dữ liệu',
  flags: 'Cảnh báo', filter: 'Lọc', chips: 'Điều kiện lọc', removeChip: 'bỏ điều kiện này', expression: 'Điều kiện viết bằng biểu thức', expressionPlaceholder: "Điều kiện, ví dụ: province = '01' and birth_year >= 2010", expressionBad: 'Ký tự {{position}}: {{message}}', apply: 'Áp dụng', clearFilter: 'Bỏ lọc',
  chip: {
    in: '{{variable}} là {{values}}', inMore: '{{variable}} là {{values}} và {{more}} giá trị nữa', missing: '{{variable}} không có giá trị', present: '{{variable}} có giá trị', between: '{{variable}} từ {{from}} đến {{to}}', from: '{{variable}} từ {{from}} trở lên', to: '{{variable}} đến {{to}}',
  },
  profile: 'Biến', record: 'Bản ghi', panel: 'Bảng bên phải', goToRow: 'Đến dòng…', go: 'Đến', rowNumber: 'Số thứ tự dòng (1 đến {{rows}})', rowOutside: 'Nhập một số từ 1 đến {{rows}}.',
  role: { identifier: 'mã định danh', key: 'khóa', classification: 'phân loại', measure: 'chỉ tiêu đo', time: 'thời gian', text: 'văn bản' },
  records: 'Bản ghi', sampled: 'mẫu {{read}} trong {{of}}', missingCount: 'Không có giá trị', distinct: 'Giá trị khác nhau', minimum: 'Nhỏ nhất', maximum: 'Lớn nhất', mean: 'Bình quân', median: 'Trung vị', maskedProfile: 'Mã định danh: chỉ cho biết số đếm.', histogramLabel: 'Phân bố của {{variable}}',
  topValues: 'Giá trị nhiều nhất', bounds: 'Khoảng giá trị', from: 'Từ', to: 'Đến', onlyMissing: 'Chỉ các dòng không có giá trị', sortAscending: 'Tăng dần', sortDescending: 'Giảm dần',
  reveal: 'Hiện mã định danh…', revealConfirm: 'Hiện', revealText: 'Mã định danh hiện trong khung nhìn này cho đến khi đóng hoặc lọc lại. Lý do và số bản ghi được ghi vào nhật ký.', identifiers: 'Mã định danh', reason: 'Lý do',
  recordFrom: 'Dòng {{row}} của tệp {{file}}, {{period}}', linked: 'Bản ghi liên kết', notLinked: 'không liên kết được',
  drillEqual: 'Các bản ghi của ô: {{records}} bản ghi, tính lại được {{value}}, đúng bằng giá trị của ô.', drillDiffers: 'Ô có {{cellRecords}} bản ghi và giá trị {{cellValue}}, nhưng các bản ghi dưới đây là {{viewRecords}} và tính ra {{viewValue}}. Không dùng số này; hãy báo lỗi.',
  noDrillProfile: 'Đây là các bản ghi của một ô. Mở bộ dữ liệu từ màn hình Khai thác để xem phân bố của một biến.',
  columnsNotReady: 'Tập cột của bộ dữ liệu này chưa khớp với các dòng; số liệu dưới đây có thể chậm. Hãy chạy Công cụ › Đối chiếu dữ liệu.',
}
