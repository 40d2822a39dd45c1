// Audit log.
export const texts = {
  title: 'Nhật ký', at: 'Lúc', user: 'Người dùng', actionHeader: 'Việc', subject: 'Đối tượng', records: 'Bản ghi', reason: 'Lý do', hash: 'Mã băm', shown: '{{entries}} mục', more: 'Xem cũ hơn', intact: 'Chuỗi nhật ký nguyên vẹn: không mục nào bị sửa hay xóa.', broken: 'Chuỗi nhật ký bị đứt: có mục đã bị sửa hoặc xóa. Hãy báo người quản trị và khôi phục bản sao lưu.',
  action: { export_records: 'xuất bản ghi', setting: 'đổi thiết đặt', open: 'mở', close: 'đóng', create: 'tạo', import: 'nhận dữ liệu', withdraw: 'thu hồi đợt nhận', reveal: 'hiện mã định danh', table: 'lập bảng', indicator: 'tính chỉ tiêu', drill: 'xem bản ghi của ô', explore: 'khai thác', copy: 'sao chép bản ghi', link: 'liên kết', export: 'xuất', print: 'in', backup: 'sao lưu', restore: 'khôi phục', verify: 'đối chiếu', save: 'lưu định nghĩa', remove: 'xóa định nghĩa', keep: 'lưu kết quả', rename_run: 'đổi tên kết quả', remove_run: 'xóa kết quả', batch: 'chạy hàng loạt' },
}
