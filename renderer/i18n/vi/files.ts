// What leaves as a file: formats of tables, scripts, records and their permission.
export const texts = {
  export: 'Xuất', write: 'Ghi tệp…', protected: 'Mọi tệp đều đã bảo mật: ẩn ô dưới {{minimum}} đơn vị.',
  language: 'Ngôn ngữ trong tệp: {{language}}', languages: { vi: 'Tiếng Việt', en: 'Tiếng Anh', both: 'Việt và Anh' },
  groups: { yearbook: 'Niên giám', data: 'Dữ liệu', statistical: 'Phần mềm thống kê', dissemination: 'Công bố', text: 'Văn bản' },
  purpose: {
    xlsx: 'trang niên giám, trang dữ liệu gọn, trang nguồn gốc', csv: 'đúng như trên bảng, mở bằng bảng tính', csv_tidy: 'đủ chữ số, để tính tiếp', parquet: 'đủ chữ số, cho DuckDB, R, Python',
    dta: 'mỗi ô một dòng, có nhãn', sav: 'mỗi ô một dòng, có nhãn, mở cả bằng PSPP', px: 'cơ sở dữ liệu PxWeb', jsonstat: 'trang tin và API', sdmx_csv_1: 'gửi tổ chức quốc tế, kho SDMX cũ', sdmx_csv_2: 'kho SDMX 3.0', html: 'trang tin, thư điện tử', md: 'ghi chú, tài liệu kỹ thuật',
  },
  crossing: { title: 'Xuất {{format}}: chọn khối', text: 'Bảng có {{count}} khối; một tệp {{format}} chỉ chứa được một. Các định dạng dữ liệu (CSV, SDMX-CSV, Parquet, Stata, SPSS) chứa tất cả.', label: 'Khối cần ghi' },
  sdmx: {
    text: 'Tên của bảng trong kho SDMX. Được nhớ cho lần sau; mã luồng nhớ riêng cho từng bảng.', agency: 'Cơ quan quản lý (mã)', flow: 'Luồng dữ liệu (mã)', version: 'Phiên bản', labels: 'Trong các cột',
    labelChoices: { id: 'Chỉ mã', both: 'Mã và tên' },
    wrong: { agency: 'Bắt đầu bằng chữ cái; chỉ chữ không dấu, số, . _ -', flow: 'Chỉ chữ không dấu, số, _ @ $ -', version: 'Dạng 1.0 hoặc 1.0.2' },
  },
  workbook: {
    title: 'Tệp Excel lớn', measuring: 'Đang ước cỡ tệp', size: '{{cells}} ô trên {{sheets}} trang niên giám và {{data}} trang dữ liệu, khoảng {{size}}.',
    split: 'Bảng rộng hơn một trang Excel nên được cắt thành nhiều nhóm cột, mỗi nhóm một trang, lặp lại đầu dòng.', instead: 'Để tính tiếp, CSV gọn hay Parquet ghi nhanh và nhỏ hơn nhiều.',
  },
  script: {
    menu: 'Đoạn lệnh lập lại bảng', command: 'Đoạn lệnh lập lại bảng (R, Stata, SPSS, SQL)', title: 'Đoạn lệnh lập lại bảng', writing: 'Đang viết…', languages: { r: 'R', stata: 'Stata', spss: 'SPSS (PSPP)', sql: 'SQL (DuckDB)' },
    reads: 'Đọc bản ghi đã xuất ra {{format}} với các biến: {{variables}}.', filtered: 'Chỉ các bản ghi: {{filter}}.', unprotected: 'Kết quả của đoạn lệnh chưa bảo mật: không công bố trực tiếp.',
    copied: 'Đã chép đoạn lệnh.', save: 'Lưu thành tệp…', withRecords: 'Xuất kèm bản ghi…',
  },
  recordFormats: { csv: 'CSV', parquet: 'Parquet', dta: 'Stata (.dta)', sav: 'SPSS (.sav)' },
  recordPurpose: { csv: 'Mã, phiên bản và nhãn là ba cột.', parquet: 'Gọn nhất; mã, phiên bản và nhãn là ba cột.', dta: 'Mã thành số có nhãn.', sav: 'Mã thành số có nhãn.' },
  records: {
    menu: 'Xuất bản ghi…', title: 'Xuất bản ghi: {{dataset}}', opening: 'Đang mở…', writing: 'Đang ghi…', toSettings: 'Đến Thiết lập',
    refused: 'Không gian làm việc này không cho xuất bản ghi. Người phụ trách dữ liệu cho phép ở Thiết lập, kèm lý do được ghi nhật ký.',
    narrowed: 'Đang xem một phần chọn riêng (mẫu, nhóm trùng hoặc bản ghi của một ô). Tệp sẽ có mọi bản ghi thỏa điều kiện dưới đây, không chỉ phần đó.',
    withScript: 'Tệp và đoạn lệnh {{language}} đọc nó được ghi cùng thư mục; biến, điều kiện và định dạng theo đoạn lệnh.',
    variables: 'Biến trong tệp ({{count}})', search: 'Tìm biến', all: 'Tất cả', none: 'Bỏ hết', own: 'Biến của bộ dữ liệu', across: 'Qua liên kết {{link}} (mỗi tệp một liên kết)',
    withheld: { identifier: 'mã định danh, không bao giờ xuất', text: 'văn bản tự do, không bao giờ xuất' }, never: 'Mã định danh và văn bản tự do không bao giờ rời không gian làm việc.',
    filter: 'Chỉ các bản ghi (biểu thức)', filterHint: 'Để trống: mọi bản ghi.', format: 'Định dạng', language: 'Ngôn ngữ của nhãn', reason: 'Lý do', reasonHint: 'Ít nhất {{minimum}} ký tự; được ghi nhật ký cùng số bản ghi.',
  },
  permission: {
    title: 'Xuất bản ghi', allowed: 'Đang cho phép.', forbidden: 'Không cho phép.', text: 'Bản ghi (không có mã định danh, không có văn bản tự do) chỉ rời không gian làm việc khi được phép, mỗi lần một lý do. Mọi lần đổi và mọi lần xuất đều được ghi nhật ký.',
    allow: 'Cho phép…', forbid: 'Thôi cho phép…', allowTitle: 'Cho phép xuất bản ghi?', forbidTitle: 'Thôi cho phép xuất bản ghi?', allowNow: 'Cho phép', forbidNow: 'Thôi cho phép',
    allowText: 'Từ lúc này, người dùng không gian làm việc này ghi được dữ liệu vi mô ra tệp. Tệp ra ngoài thì chương trình không còn giữ được nữa.', forbidText: 'Các tệp đã xuất không bị thu lại.',
    reasonHint: 'Ít nhất {{minimum}} ký tự; được ghi nhật ký.', gave: 'Đã cho phép xuất bản ghi; đã ghi nhật ký.', forbade: 'Đã thôi cho phép xuất bản ghi; đã ghi nhật ký.', log: 'Xem nhật ký',
  },
}
