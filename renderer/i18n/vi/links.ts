// Links between datasets.
export const texts = {
  title: 'Liên kết', toolbar: 'Công cụ liên kết', runDue: 'Chạy các liên kết chưa chạy hoặc đã cũ', runDueCount: 'Chạy liên kết chưa chạy hoặc đã cũ ({{links}})', empty: 'Chưa có liên kết nào.', emptyText: 'Liên kết nối bản ghi của hai bộ dữ liệu theo khóa, để một bảng dùng được biến của cả hai.',
  link: 'Liên kết', sides: 'Nối từ → đến', matchRate: 'Tỷ lệ liên kết', stateHeader: 'Trạng thái', state: { never: 'chưa chạy', stale: 'đã cũ', current: 'mới' }, run: 'Chạy', runLink: 'Chạy {{link}}', keys: 'Khóa', first10: 'mười chữ số đầu', found: 'Kết quả',
  leftRows: 'Dòng của {{dataset}}', matchedRows: 'Liên kết được', unmatchedRows: 'Không liên kết được', missingKeyRows: 'Thiếu khóa', ambiguousRows: 'Nhiều dòng cùng khóa', rightRows: 'Dòng của {{dataset}}', rightMatchedRows: 'Có dòng liên kết đến', runAt: 'Chạy lúc', seconds: 'Thời gian chạy', notRun: 'Liên kết này chưa được chạy.',
  announceRun: '{{link}}: {{rate}}',
}
