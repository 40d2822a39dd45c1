// Overview.
export const texts = {
  title: 'Tổng quan', received: 'Dữ liệu đã nhận', toDeliveries: 'Đến Đợt nhận', latest: 'Nhận gần đây', saved: 'Bảng, chỉ tiêu, báo cáo vừa lưu', noDeliveries: 'Chưa nhận đợt dữ liệu nào.', noSaved: 'Chưa lưu bảng, chỉ tiêu hay báo cáo nào.',
  receivedAt: 'Nhận lúc', savedAt: 'Lưu lúc', name: 'Tên', kindHeader: 'Loại',
  step: { import: 'Nhận dữ liệu', link: 'Liên kết các bộ dữ liệu', relink: 'Chạy lại liên kết đã cũ', table: 'Lập bảng đầu tiên', report: 'Soạn báo cáo' },
  figure: { rows: 'Dòng dữ liệu', datasets: 'trong {{datasets}} bộ dữ liệu', deliveries: 'Đợt nhận', rejected: '{{rows}} dòng bị loại', links: 'Liên kết', stale: '{{links}} liên kết đã cũ', size: 'Dung lượng', free: 'ổ đĩa còn trống {{free}}' },
  periodKind: { month: 'Theo tháng', quarter: 'Theo quý', year: 'Theo năm', school_year: 'Theo năm học' },
  state: { received: 'đã nhận', rejects: 'đã nhận, nhiều dòng bị loại', missing: 'chưa nhận', none: 'không có' }, cell: '{{rows}} dòng, {{rejected}} bị loại',
}
