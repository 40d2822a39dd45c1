// The library of yearbook tables.
export const texts = {
  title: 'Thư viện biểu',
  about: '{{count}} biểu niên giám dựng sẵn. Lấy về rồi sửa theo ý; biểu trong thư viện không đổi.',
  search: 'Tìm biểu (không cần dấu)',
  clearSearch: 'Bỏ từ tìm',
  nothing: 'Không có biểu nào khớp.',
  domain: {
    education: 'Giáo dục',
    tax: 'Doanh nghiệp',
    customs: 'Ngoại thương',
    survey: 'Điều tra',
    population: 'Dân số',
    other: 'Khác',
  },
  noData: 'chưa có dữ liệu',
  noDataText:
    'Chưa nhận dữ liệu “{{dataset}}” nên chưa xem thử được. Vẫn lấy về được; bảng tính được ngay khi nhận dữ liệu.',
  standing: { absent: 'chưa lấy', same: 'đã có', changed: 'đã có, đã sửa' },
  take: 'Lấy về và mở',
  openTaken: 'Mở bảng đã lấy',
  takeAnother: 'Lấy thêm một bản',
  taken: 'Đã lưu “{{title}}” ({{id}}) vào không gian làm việc.',
  readOnly: 'Không gian làm việc chỉ đọc.',
  words: 'Biểu này cho biết gì',
  preview: 'Xem thử',
  facts: '{{records}} bản ghi, {{cells}} ô',
  tooLarge: 'Biểu có quá nhiều ô để xem thử. Hãy lấy về rồi lọc hoặc bớt phân tổ.',
}
