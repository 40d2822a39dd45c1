// Catalogue of datasets and code lists.
export const texts = {
  title: 'Danh mục', datasets: 'Bộ dữ liệu', lists: 'Danh mục phân loại', name: 'Tên', subjectHeader: 'Lĩnh vực', record: 'Mỗi dòng là', deliveries: 'Đợt nhận', periods: 'Các kỳ', columnSet: 'Tập cột', ready: 'khớp', notReady: 'chưa khớp',
  versions: 'Phiên bản', items: 'Số mục', usedBy: 'Dùng trong', toolbar: 'Công cụ bộ dữ liệu', explore: 'Xem các dòng', variables: 'Biến ({{variables}})', source: 'Cột trong tệp', group: 'Nhóm', roleHeader: 'Vai trò', typeHeader: 'Kiểu', list: 'Danh mục', unit: 'ĐVT', sensitivityHeader: 'Độ mật',
  type: { code: 'mã', hash: 'mã băm', integer: 'số nguyên', decimal: 'số thập phân', date: 'ngày', text: 'văn bản' }, sensitivity: { confidential: 'mật', personal: 'cá nhân', sensitive: 'nhạy cảm' },
  rules: 'Quy tắc kiểm tra ({{rules}})', noRules: 'Bộ dữ liệu này không có quy tắc kiểm tra.', rule: 'Quy tắc', severityHeader: 'Mức', expression: 'Biểu thức', links: 'Liên kết', stale: 'đã cũ',
  code: 'Mã', vi: 'Tên tiếng Việt', en: 'Tên tiếng Anh', level: 'Cấp', parent: 'Thuộc', always: 'không thời hạn', version: 'Phiên bản', searchHint: 'Mã hoặc tên, không cần dấu', itemsOf: '{{items}} trong {{total}} mục',
}
