// Failures of kept results, runs in bulk and workbooks that are taken over, in both languages. A code, once released,
// keeps its meaning.
import { bilingual as m } from '../text.ts'
import type { Bilingual } from '../text.ts'

export const productionMessages = {
  WORKBOOK_PASSWORD: m(
    'Tệp “{path}” được bảo vệ bằng mật khẩu. Hãy mở bằng Excel, bỏ mật khẩu (Tệp → Thông tin) rồi lưu lại.',
    'The file “{path}” is protected by a password. Open it in Excel, remove the password (File → Info) and save it again.',
  ),
  WORKBOOK_LEGACY: m(
    'Tệp “{path}” là định dạng Excel cũ (.xls), dù tên tệp có thể khác. Hãy mở bằng Excel và lưu lại dạng .xlsx.',
    'The file “{path}” is in the old Excel format (.xls), whatever its name says. Open it in Excel and save it as .xlsx.',
  ),
  WORKBOOK_UNKNOWN: m(
    'Tệp “{path}” không phải sổ tính .xlsx. Hãy mở bằng Excel và lưu lại dạng .xlsx.',
    'The file “{path}” is not an .xlsx workbook. Open it in Excel and save it as .xlsx.',
  ),
  WORKBOOK_DAMAGED: m(
    'Sổ tính “{path}” bị hỏng, không đọc được. Hãy mở bằng Excel để sửa rồi lưu lại.',
    'The workbook “{path}” is damaged and cannot be read. Open it in Excel, let it repair, and save it again.',
  ),
  WORKBOOK_TOO_LARGE: m(
    'Sổ tính “{path}” quá lớn để đọc làm mẫu ({size}, giới hạn {limit}). Hãy tách riêng trang cần dùng.',
    'The workbook “{path}” is too large to be read as a template ({size}, limit {limit}). Keep only the sheet that is needed.',
  ),
  SHEET_UNKNOWN: m(
    '“{path}” không có trang “{sheet}”. Các trang: {sheets}.',
    '“{path}” has no sheet “{sheet}”. Its sheets: {sheets}.',
  ),
  SHEET_NO_TABLE: m(
    'Không thấy biểu số liệu nào ở “{sheet}” của “{path}”: cần tiêu đề cột, cột tên và vùng số.',
    'No table was found in “{sheet}” of “{path}”: it needs column headings, a column of names and figures.',
  ),
  ADOPT_SAME_FILE: m(
    '“{path}” chính là sổ tính đang đọc; tệp gốc không bị ghi đè. Hãy đặt tên khác.',
    '“{path}” is the workbook being read; it is never overwritten. Choose another name.',
  ),
  ADOPT_NOTHING_BOUND: m(
    'Không nhãn nào của trang “{sheet}” khớp với bảng “{table}”. Hãy kiểm tra định nghĩa bảng.',
    'No label of the sheet “{sheet}” fits the table “{table}”. Check the table’s definition.',
  ),
  ADOPT_PERIOD_EMPTY: m(
    'Bảng không có số liệu của kỳ “{period}” (có: {periods}). Hãy nhận dữ liệu kỳ đó hoặc bỏ điều kiện về kỳ trong bộ lọc.',
    'The table has no figures for the period “{period}” (it has: {periods}). Import that period or drop the condition on it from the filter.',
  ),
  ADOPT_CANNOT_ADD: m(
    'Không thêm được cột cho kỳ “{period}”: {reason}. Hãy dùng cách thay số.',
    'A column for “{period}” cannot be added: {reason}. Replace the figures instead.',
  ),
  RUN_UNKNOWN: m(
    'Không có kết quả đã lưu số {run}. Có thể vừa bị xóa; hãy mở lại danh sách.',
    'There is no kept run number {run}. It may have just been removed; open the list again.',
  ),
  RUNS_NONE: m(
    'Bảng “{table}” chưa có kết quả nào được lưu. Hãy mở bảng và chọn “Lưu kết quả”.',
    'No run of the table “{table}” was kept yet. Open the table and choose “Keep result”.',
  ),
  RUN_PROTECTED_LESS: m(
    'Kết quả “{name}” đã lưu với mức bảo mật {kept}, thấp hơn mức {minimum} đang yêu cầu; không xuất được. Hãy giảm mức yêu cầu hoặc bỏ lần này ra.',
    'The run “{name}” was kept with protection {kept}, below the {minimum} asked for; it cannot be exported. Ask for less, or leave this run out.',
  ),
  RUNS_NOT_COMPARABLE: m(
    'Không so sánh được: một bên lập từ “{before}”, bên kia từ “{after}”.',
    'These cannot be compared: one was made from “{before}”, the other from “{after}”.',
  ),
  BATCH_EMPTY: m(
    'Không có bảng nào để chạy trong “{path}”. Thư mục phải có tệp định nghĩa .json loại “table”.',
    'There is no table to run in “{path}”. The folder must hold definition files, .json of kind “table”.',
  ),
  BATCH_NAMES_CLASH: m(
    'Hai bảng cùng ghi vào “{file}”: {first} và {second}. Hãy thêm {id}, {period} hoặc {territory} vào mẫu tên.',
    'Two tables would be written to “{file}”: {first} and {second}. Add {id}, {period} or {territory} to the name pattern.',
  ),
  BATCH_PERIOD_EMPTY: m(
    'Kỳ {period} không có đợt nhận nào của “{dataset}”. Hãy nhận dữ liệu kỳ đó hoặc bỏ kỳ này.',
    'No delivery of “{dataset}” lies in the period {period}. Import it, or leave the period out.',
  ),
  BATCH_TERRITORY_NONE: m(
    'Bảng “{table}” không có biến lãnh thổ (danh mục “province”). Hãy chạy bảng này cho cả nước, hoặc chỉ rõ biến.',
    'The table “{table}” has no variable of territory (code list “province”). Run it for the whole country, or name the variable.',
  ),
  BATCH_TERRITORY_UNKNOWN: m(
    'Không có lãnh thổ “{territory}” trong danh mục phiên bản {version}.',
    'There is no territory “{territory}” in version {version} of the code list.',
  ),
  BATCH_INCOMPLETE: m(
    '{failed} trong {items} bảng không chạy được. Bảng còn lại đã ghi xong; xem báo cáo “{report}”.',
    '{failed} of {items} tables failed. The others are written; see the report “{report}”.',
  ),
} as const satisfies Record<string, Bilingual>
