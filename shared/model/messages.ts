// Every failure code with its message in both languages: what happened, where, what to do next.
// {placeholders} are filled from the failure's facts. A code, once released, keeps its meaning.
import { bilingual as m } from './text.ts'
import { factWord } from './messages/factWords.ts'
import { commandLineMessages } from './messages/commandLine.ts'
import { linkMessages } from './messages/links.ts'
import { indicatorMessages } from './messages/indicators.ts'
import { mapMessages } from './messages/maps.ts'
import { intakeMessages } from './messages/intake.ts'
import { policyMessages } from './messages/policy.ts'
import { reportMessages } from './messages/report.ts'
import { readerMessages } from './messages/readers.ts'
import { securityMessages } from './messages/security.ts'
import { ruleMessages } from './messages/rules.ts'
import { tableMessages } from './messages/tables.ts'
import { productionMessages } from './messages/production.ts'
import { surveyMessages } from './messages/survey.ts'
import { protectionMessages } from './messages/protection.ts'
import type { Bilingual, Language } from './text.ts'

export const failureMessages = {
  ...commandLineMessages,
  ...intakeMessages,
  ...policyMessages,
  ...reportMessages,
  ...readerMessages,
  ...securityMessages,
  ...linkMessages,
  ...mapMessages,
  ...indicatorMessages,
  ...protectionMessages,
  ...surveyMessages,
  ...productionMessages,
  ...tableMessages,
  ...ruleMessages,
  UNEXPECTED: m(
    'Có lỗi chưa lường trước. Hãy xem phần chi tiết và thử lại.',
    'Something unforeseen went wrong. See the details and try again.',
  ),
  CANCELLED: m('Đã hủy theo yêu cầu. Không có gì thay đổi.', 'Cancelled on request. Nothing was changed.'),
  REQUEST_INVALID: m(
    'Yêu cầu {method} không hợp lệ ở “{field}”: {reason}',
    'The request {method} is not valid at “{field}”: {reason}',
  ),
  METHOD_UNKNOWN: m('Không có lệnh “{method}”.', 'There is no method “{method}”.'),
  SENDER_REFUSED: m(
    'Yêu cầu đến từ nơi không được phép và đã bị từ chối.',
    'The request came from a place that is not allowed and was refused.',
  ),
  PATH_NOT_GRANTED: m(
    'Đường dẫn “{path}” chưa được chọn qua hộp thoại. Hãy chọn lại tệp.',
    'The path “{path}” was not chosen in a dialog. Choose the file again.',
  ),
  ENGINE_CRASHED: m(
    'Bộ máy xử lý đã dừng đột ngột và được khởi động lại. Việc đang làm dở không được ghi; hãy làm lại.',
    'The engine stopped unexpectedly and was restarted. Unfinished work was not saved; run it again.',
  ),
  JOB_UNKNOWN: m(
    'Không còn kết quả của công việc “{job}”. Hãy chạy lại.',
    'The result of job “{job}” is no longer kept. Run it again.',
  ),
  JOB_NOT_DONE: m(
    'Công việc “{job}” chưa xong. Hãy đợi đến khi xong.',
    'The job “{job}” has not ended yet. Wait until it has.',
  ),

  WORKSPACE_NONE: m(
    'Chưa mở không gian làm việc. Hãy mở hoặc tạo một không gian làm việc.',
    'No workspace is open. Open or create one.',
  ),
  WORKSPACE_NOT_FOUND: m(
    'Thư mục “{path}” không phải là không gian làm việc (không có workspace.json).',
    'The folder “{path}” is not a workspace (it has no workspace.json).',
  ),
  WORKSPACE_EXISTS: m(
    'Thư mục “{path}” đã có dữ liệu. Hãy chọn thư mục trống.',
    'The folder “{path}” already holds data. Choose an empty folder.',
  ),
  WORKSPACE_PASSPHRASE_WRONG: m(
    'Mật khẩu không đúng. Dữ liệu không bị thay đổi; hãy nhập lại.',
    'The passphrase is wrong. Nothing was touched; enter it again.',
  ),
  WORKSPACE_PASSPHRASE_NEEDED: m(
    'Không gian làm việc này có mật khẩu. Hãy nhập mật khẩu.',
    'This workspace has a passphrase. Enter it.',
  ),
  WORKSPACE_PASSPHRASE_REQUIRED: m(
    'Không gian làm việc chứa dữ liệu thật phải có mật khẩu. Hãy đặt mật khẩu (ít nhất 8 ký tự).',
    'A workspace for real data must have a passphrase. Set one (at least 8 characters).',
  ),
  WORKSPACE_NEWER: m(
    'Không gian làm việc do phiên bản mới hơn tạo (lược đồ {found}, chương trình hiểu đến {known}). Hãy cập nhật chương trình.',
    'The workspace was made by a newer version (schema {found}, this program knows {known}). Update the program.',
  ),
  WORKSPACE_LOCKED: m(
    'Không gian làm việc đang được {owner} mở để ghi. Có thể mở chỉ đọc.',
    'The workspace is open for writing by {owner}. It can be opened read-only.',
  ),
  WORKSPACE_READ_ONLY: m(
    'Không gian làm việc đang mở chỉ đọc; thao tác này cần quyền ghi.',
    'The workspace is open read-only; this needs write access.',
  ),
  WORKSPACE_OLDER: m(
    'Không gian làm việc do phiên bản trước ghi (lược đồ {found}, phiên bản này dùng {known}). Hãy mở một lần với quyền ghi để nâng cấp; bản cũ được giữ bên cạnh.',
    'The workspace was written by an earlier version (schema {found}, this one uses {known}). Open it once with write access to bring it up to date; the old state is kept beside it.',
  ),
  WORKSPACE_DAMAGED: m(
    'Tệp “{file}” của không gian làm việc bị hỏng hoặc thiếu: {reason}. Hãy khôi phục từ bản sao lưu.',
    'The workspace file “{file}” is damaged or missing: {reason}. Restore a backup.',
  ),
  MIGRATION_FAILED: m(
    'Không nâng cấp được “{file}” ở bước {step}; bản gốc được giữ nguyên.',
    'Upgrading “{file}” failed at step {step}; the original was kept.',
  ),
  BACKUP_INVALID: m(
    '“{path}” không phải bản sao lưu dùng được: {reason}.',
    '“{path}” is not a usable backup: {reason}.',
  ),
  DISK_FULL: m(
    'Ổ đĩa đã đầy khi ghi “{path}”. Không có gì thay đổi; hãy giải phóng chỗ rồi làm lại.',
    'The disk filled while writing “{path}”. Nothing was changed; free some space and run it again.',
  ),
  FILE_UNWRITABLE: m(
    'Không ghi được “{path}”: {reason}. Hãy đóng tệp ở chương trình khác hoặc chọn nơi khác.',
    '“{path}” cannot be written: {reason}. Close it in other programs or choose another place.',
  ),

  DATASET_UNKNOWN: m('Không có bộ dữ liệu “{dataset}”.', 'There is no dataset “{dataset}”.'),
  DATASET_EMPTY: m(
    'Bộ dữ liệu “{dataset}” chưa có dòng nào. Hãy nhận một đợt dữ liệu trước.',
    'The dataset “{dataset}” has no rows yet. Import a delivery first.',
  ),
  CODE_LIST_UNKNOWN: m('Không có danh mục “{list}”.', 'There is no code list “{list}”.'),
  LEVEL_UNKNOWN: m('Biến “{variable}” không có cấp “{level}”.', 'The variable “{variable}” has no level “{level}”.'),

  FILE_NOT_FOUND: m('Không tìm thấy tệp “{path}”.', 'The file “{path}” was not found.'),
  FILE_EMPTY: m(
    'Tệp “{path}” trống. Hãy xin cơ quan gửi lại.',
    'The file “{path}” is empty. Ask the sender for it again.',
  ),
  FILE_NO_ROWS: m(
    'Tệp “{path}” chỉ có dòng tiêu đề, không có dòng dữ liệu. Hãy xin cơ quan gửi lại.',
    'The file “{path}” has a header line and no rows. Ask the sender for it again.',
  ),
  FILE_UNREADABLE: m(
    'Không đọc được tệp “{path}”: {reason}. Hãy đóng tệp ở chương trình khác hoặc chép lại.',
    'The file “{path}” cannot be read: {reason}. Close it in other programs or copy it again.',
  ),
  FILE_ENCODING: m(
    'Tệp “{path}” không phải UTF-8 (dòng {line}) và không nhận ra bảng mã (Windows-1258, TCVN3, VNI). Hãy lưu lại dạng CSV UTF-8.',
    'The file “{path}” is not UTF-8 (line {line}), nor recognised as Windows-1258, TCVN3 or VNI. Save it as CSV UTF-8.',
  ),
  FILE_BINARY: m(
    'Tệp “{path}” có byte NUL ở dòng {line}: không phải tệp văn bản, hoặc bị hỏng.',
    'The file “{path}” has a NUL byte on line {line}: it is not a text file, or it is damaged.',
  ),
  FILE_TRUNCATED: m(
    'Tệp “{path}” bị cắt ở dòng cuối ({line}): thiếu cột hoặc thiếu dấu ngoặc kép. Hãy chép lại tệp.',
    'The file “{path}” is cut off in its last line ({line}): columns or a closing quote are missing. Copy the file again.',
  ),
  FILE_LINE_TOO_LONG: m(
    'Dòng {line} của “{path}” dài {bytes} byte, quá giới hạn {limit}.',
    'Line {line} of “{path}” has {bytes} bytes, over the limit of {limit}.',
  ),
  LAYOUT_MISMATCH: m(
    'Tệp “{path}” không theo mẫu của “{dataset}”: thiếu cột {missing}; thừa cột {extra}.',
    'The file “{path}” does not follow the layout of “{dataset}”: columns missing {missing}; unexpected {extra}.',
  ),
  LAYOUT_UNKNOWN: m(
    'Không nhận ra mẫu của tệp “{path}” ({columns} cột, phân cách bằng “{delimiter}”: {header}). Hãy chọn bộ dữ liệu.',
    'The layout of “{path}” is not recognised ({columns} columns, parted by “{delimiter}”: {header}). Choose the dataset.',
  ),
  PERIOD_INVALID: m(
    'Kỳ “{period}” không đúng loại kỳ của “{dataset}” ({kind}).',
    'The period “{period}” is not of the kind “{dataset}” uses ({kind}).',
  ),
  PERIOD_NEEDED: m('Chưa rõ kỳ của tệp “{path}”. Hãy nhập kỳ.', 'The period of “{path}” is not known. Enter it.'),
  DELIVERY_UNKNOWN: m('Không có đợt nhận số {delivery}.', 'There is no delivery number {delivery}.'),
  DELIVERY_NOT_CURRENT: m(
    'Đợt nhận số {delivery} đã được thay hoặc rút trước đó.',
    'Delivery number {delivery} was already replaced or withdrawn.',
  ),
  TARGET_IN_WORKSPACE: m(
    'Không ghi “{path}”: nơi đó thuộc không gian làm việc “{workspace}”. Hãy chọn một thư mục khác.',
    '“{path}” is not written: that place belongs to the workspace “{workspace}”. Choose another folder.',
  ),
  DATA_CHANGING: m(
    'Dữ liệu “{dataset}” đang thay đổi trong lúc đọc, nên chưa có số liệu nào được trả lời. Hãy chạy lại sau khi nạp xong; nếu lần nạp đã bị ngắt, hãy mở không gian làm việc để ghi một lần.',
    'The data “{dataset}” kept changing while it was read, so no figure was answered. Run it again when the import has ended; after an interrupted import, open the workspace for writing once.',
  ),
  COLUMNS_READ_ELSEWHERE: m(
    'Bộ cột phân tích “{path}” đang được một chương trình khác đọc. Hãy đóng không gian làm việc ở đó rồi thử lại.',
    'The column sets “{path}” are being read by another program. Close the workspace there and try again.',
  ),
  COLUMN_SET_MISSING: m(
    'Bộ cột phân tích của “{dataset}” chưa có hoặc không khớp. Hãy mở không gian làm việc để ghi một lần; nó sẽ được dựng lại.',
    'The column set of “{dataset}” is missing or does not agree. Open the workspace for writing once; it will be rebuilt.',
  ),
  ALL_ROWS_REJECTED: m(
    'Cả {rows} dòng của “{path}” đều bị loại (nhiều nhất: {reason}). Không có gì được ghi.',
    'All {rows} rows of “{path}” were rejected (most: {reason}). Nothing was written.',
  ),
  IMPORT_INTERRUPTED: m(
    'Lần nhận “{path}” trước đó bị ngắt giữa chừng; dữ liệu đã trở lại như trước. Hãy nhận lại.',
    'An earlier import of “{path}” was interrupted; the data are as before. Import it again.',
  ),

  LAYOUT_KEPT: m(
    'Bố cục của “{dataset}” trong chương trình đã thay đổi đến mức các bản ghi cũ không đọc được theo bố cục mới; không gian làm việc giữ bố cục cũ. Muốn dùng bố cục mới, hãy tạo không gian mới và nhận lại các tệp.',
    'The program’s layout of “{dataset}” has changed so that earlier records cannot be read by it; this workspace keeps the old one. To use the new layout, create a new workspace and import the files again.',
  ),

  EXPRESSION_INVALID: m(
    'Biểu thức sai ở ký tự {position}: {reason}',
    'The expression is wrong at character {position}: {reason}',
  ),
  DEFINITION_INVALID: m(
    'Định nghĩa không hợp lệ ở “{field}”: {reason}',
    'The definition is not valid at “{field}”: {reason}',
  ),
  DEFINITION_UNKNOWN: m('Không có định nghĩa {kind} “{id}”.', 'There is no {kind} definition “{id}”.'),
  DEFINITION_IN_USE: m(
    '{kind} “{id}” đang được dùng ở: {users}. Hãy sửa những chỗ đó trước, hoặc xác nhận vẫn xóa.',
    'The {kind} “{id}” is used by: {users}. Change those first, or confirm that it is to be removed all the same.',
  ),
  DEFINITION_NO_HISTORY: m(
    'Không có phiên bản {entry} của {kind} “{id}” để trở lại.',
    'There is no version {entry} of the {kind} “{id}” to go back to.',
  ),
  LINK_UNKNOWN: m(
    'Chưa chạy liên kết “{link}”. Hãy chạy liên kết trước.',
    'The link “{link}” has not been run. Run it first.',
  ),
  LINK_STALE: m(
    'Liên kết “{link}” đã cũ: dữ liệu thay đổi sau lần chạy trước. Hãy chạy lại liên kết.',
    'The link “{link}” is out of date: data changed since it was run. Run it again.',
  ),
  LINK_NOT_USABLE: m(
    'Liên kết “{link}” nối từ “{left}”, không dùng được cho bảng của “{dataset}”.',
    'The link “{link}” starts from “{left}” and cannot serve a table of “{dataset}”.',
  ),
  PUBLISH_CROSS_TOO_LARGE: m(
    'Tệp {format} phải ghi đủ {places} ô của bảng chéo, quá {limit}. Hãy bớt phân tổ hoặc xuất dạng dữ liệu gọn (CSV, Parquet).',
    'A {format} file would have to write all {places} places of the cross, over {limit}. Drop a dimension, or export as tidy data (CSV, Parquet).',
  ),
  PUBLISH_DIGITS_LOST: m(
    'Số {figure} của “{measure}” có nhiều chữ số hơn mức {format} giữ được. Hãy chọn đơn vị lớn hơn (triệu, tỷ), hoặc xuất CSV, PX, SDMX-CSV hay Parquet.',
    'The figure {figure} of “{measure}” has more digits than {format} can hold. Choose a larger unit (million, billion), or export CSV, PX, SDMX-CSV or Parquet.',
  ),
  PUBLISH_NAME_INVALID: m(
    'Tên “{name}” ở “{field}” không dùng được trong {format}. Chỉ dùng chữ cái, chữ số và dấu gạch dưới.',
    'The name “{name}” of “{field}” cannot be used in {format}. Use letters, digits and underscores.',
  ),
  PUBLISH_TEXT_TOO_LONG: m(
    'Cột “{column}” có giá trị dài {bytes} byte; {format} chỉ giữ được {limit}. Hãy bỏ cột này hoặc xuất CSV, Parquet.',
    'The column “{column}” has a value of {bytes} bytes; {format} holds {limit}. Leave the column out, or export CSV or Parquet.',
  ),
  PUBLISH_TOO_MANY_COLUMNS: m(
    'Tệp có {columns} cột; {format} chỉ giữ được {limit}. Hãy bớt biến.',
    'The file has {columns} columns; {format} holds {limit}. Choose fewer variables.',
  ),
  RECORDS_EXPORT_REFUSED: m(
    'Không gian làm việc này không cho xuất bản ghi. Người phụ trách dữ liệu có thể cho phép (kèm lý do, được ghi nhật ký).',
    'This workspace does not allow records to be exported. Whoever is responsible for the data can allow it, with a reason that is logged.',
  ),
  RECORDS_EXPORT_IDENTIFIER: m(
    'Biến “{variable}” là mã định danh hoặc văn bản tự do, không bao giờ được xuất.',
    'The variable “{variable}” is an identifier or free text and is never exported.',
  ),
  RECORDS_EXPORT_EMPTY: m(
    'Không có bản ghi nào thỏa điều kiện; không có tệp nào được ghi.',
    'No record satisfies the condition; no file was written.',
  ),
  SCRIPT_NOT_SAYABLE: m(
    'Không viết được bảng này bằng {language}: {what}. Hãy bỏ phần đó hoặc chọn ngôn ngữ khác.',
    'This table cannot be written in {language}: {what}. Leave that out or choose another language.',
  ),
  XLSX_TOO_LONG: m(
    'Bảng có {rows} dòng, một trang Excel chỉ chứa {limit}. Hãy đưa một phân tổ lên lớp (mỗi lớp một trang), lọc bớt, hoặc xuất CSV, Parquet.',
    'The table has {rows} rows; a sheet of Excel holds {limit}. Move a dimension to the layers (a sheet each), filter, or export CSV or Parquet.',
  ),
  XLSX_TOO_MANY_SHEETS: m(
    'Bảng cần {sheets} trang Excel, quá {limit}. Hãy bớt lớp, hoặc xuất CSV, Parquet.',
    'The table needs {sheets} sheets of Excel, over {limit}. Use fewer layers, or export CSV or Parquet.',
  ),
  CHART_NOT_FITTING: m(
    'Biểu đồ loại này không vẽ được bảng đã chọn: {reason}',
    'This kind of chart cannot draw the chosen table: {reason}',
  ),
  VIEW_UNKNOWN: m('Khung nhìn đã đóng. Hãy mở lại bộ dữ liệu.', 'The view was closed. Open the dataset again.'),
  IDENTIFIER_NOT_REVEALED: m(
    'Biến “{variable}” là mã định danh đang được che. Hãy hiện nó (kèm lý do) trước khi lọc, sắp xếp hoặc thống kê theo nó.',
    'The variable “{variable}” is a masked identifier. Reveal it, with a reason, before filtering, sorting or profiling by it.',
  ),
  FILTER_NOT_COMBINABLE: m(
    'Không dùng chung được trong một lần: biến của liên kết “{links}” với mã định danh, văn bản hoặc liên kết khác. Hãy tách thành hai bước.',
    'These cannot be used in one step: variables of the link “{links}” together with identifiers, texts or another link. Take two steps.',
  ),
  SORT_TOO_LARGE: m(
    'Có hơn {limit} văn bản khác nhau, không sắp xếp được cùng lúc. Hãy lọc bớt trước.',
    'There are more than {limit} different texts to sort at once. Filter first.',
  ),
  SAVED_VIEW_UNKNOWN: m(
    'Không có khung nhìn “{name}” đã lưu. Có thể nó vừa bị xóa; hãy mở lại danh sách.',
    'There is no saved view “{name}”. It may have just been removed; open the list again.',
  ),
  RECORD_UNKNOWN: m(
    'Không có bản ghi {row} trong “{dataset}”. Dữ liệu có thể vừa thay đổi; hãy mở lại danh sách.',
    'There is no record {row} in “{dataset}”. The data may have just changed; open the list again.',
  ),
  PRINT_FAILED: m('Không in được: {reason}', 'Printing failed: {reason}'),
  BROWSER_NOT_FOUND: m(
    'Không tìm thấy Chromium hay Edge để tạo PDF. Hãy cài một trong hai ({command}).',
    'No Chromium or Edge was found to make the PDF. Install one ({command}).',
  ),
} as const satisfies Record<string, Bilingual>

export type FailureCode = keyof typeof failureMessages

/**
 * The message of a failure in one language, with its facts filled in; a fact that is itself words may come as reason_vi
 * and reason_en.
 */
export const failureMessage = (
  failure: { code: string; facts: Record<string, string | number> },
  language: Language,
): string => {
  const template = (failureMessages as Record<string, Bilingual>)[failure.code] ?? failureMessages.UNEXPECTED
  return template[language].replace(/\{(\w+)\}/g, (_, key: string) =>
    factWord(key, failure.facts[`${key}_${language}`] ?? failure.facts[key] ?? '…', language),
  )
}
