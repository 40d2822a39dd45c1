// Words every screen uses.
export const texts = {
  save: 'Lưu', cancel: 'Hủy', close: 'Đóng', dismiss: 'Bỏ qua', retry: 'Thử lại', copy: 'Sao chép', copied: 'Đã sao chép', details: 'Chi tiết', open: 'Mở', run: 'Chạy', remove: 'Xóa', add: 'Thêm', edit: 'Sửa', search: 'Tìm',
  yes: 'Có', no: 'Không', none: 'Không có', all: 'Tất cả', loading: 'Đang tải…', showInFolder: 'Mở thư mục', notices: 'Thông báo', missing: 'Không có giá trị', period: 'Kỳ', dataset: 'Bộ dữ liệu', variable: 'Biến', records: 'bản ghi', rows: 'Số dòng',
  engineCrashed: 'Bộ máy xử lý đã dừng đột ngột.',
  language: { viShort: 'tiếng Việt', enShort: 'tiếng Anh' },
  progress: { rate: '{{rate}}/giây', left: 'còn khoảng {{time}}' },
  jobs: {
    queued: 'đang chờ', cancelling: 'đang hủy',
    phase: {
      working: 'đang làm', reading: 'đang đọc', hashing: 'đang tính mã băm tệp', checking: 'đang kiểm tra', writing: 'đang ghi', indexing: 'đang lập chỉ mục', columns: 'đang dựng tập cột', linking: 'đang liên kết',
      counting: 'đang đếm', sorting: 'đang sắp xếp', filtering: 'đang lọc', tabulating: 'đang lập bảng', protecting: 'đang bảo mật ô', publishing: 'đang xuất', generating: 'đang tạo dữ liệu', importing: 'đang nhận dữ liệu',
      verifying: 'đang đối chiếu', backup: 'đang sao lưu', restoring: 'đang khôi phục', removing: 'đang gỡ bỏ', rendering: 'đang dựng hình', finishing: 'đang hoàn tất', committing: 'đang ghi nhận', rejects: 'đang lưu dòng bị loại', comparing: 'đang so sánh', batch: 'đang chạy bảng', estimating: 'đang ước cỡ',
    },
  },
}
