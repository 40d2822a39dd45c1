// What each reason says to a person: rules in their own words, built-in reasons in ours. In: dataset, counts. Out:
// counts with messages.
import type { Dataset } from '#shared/model/dataset.ts'
import type { Delivery } from '#shared/model/delivery.ts'
import { bilingual } from '#shared/model/text.ts'
import type { Bilingual } from '#shared/model/text.ts'
import type { LoadCounts } from './loadRows.ts'

const builtIn: Record<string, (label: Bilingual, facts: string) => Bilingual> = {
  COLUMN_COUNT: () =>
    bilingual('Số cột của dòng khác với dòng tiêu đề', 'The row has another number of columns than the header'),
  QUOTE: () => bilingual('Dấu ngoặc kép đặt sai chỗ', 'A quotation mark is in the wrong place'),
  ENCODING: () =>
    bilingual(
      'Có ký tự không đọc được trong bảng mã của tệp',
      'Letters that cannot be read in the encoding of the file',
    ),
  FIELD_TOO_LONG: () => bilingual('Có ô quá dài', 'A field is too long'),
  TOTALS_ROW: () => bilingual('Dòng tổng, không phải bản ghi', 'A row of totals, no record'),
  NOTE_ROW: () => bilingual('Dòng ghi chú, không phải bản ghi', 'A note, no record'),
  REPEATED_HEADER: () => bilingual('Dòng tiêu đề lặp lại', 'The heading again'),
  ABOVE_HEADING: () =>
    bilingual('Dòng phía trên tiêu đề, có đủ các cột', 'A row above the heading that fills every column'),
  DUPLICATE_KEY: () => bilingual('Trùng khóa với một dòng đứng trước', 'Same key as an earlier row'),
  SUPERSEDED: () =>
    bilingual('Đã có lần bổ sung mới hơn của cùng khóa', 'A later amendment of the same key was delivered'),
  TYPE: (label) =>
    bilingual(`“${label.vi}” không đọc được thành giá trị đúng kiểu`, `“${label.en}” is not a value of its type`),
  MISSING: (label) => bilingual(`Thiếu “${label.vi}”`, `“${label.en}” is missing`),
  DIGITS_LOST: (label) =>
    bilingual(
      `“${label.vi}” viết dạng lũy thừa (1.2E+08): các chữ số cuối đã mất khi qua bảng tính`,
      `“${label.en}” is written as a power of ten (1.2E+08): its last digits were lost in a spreadsheet`,
    ),
  MISSING_TEXT: (label) =>
    bilingual(
      `“${label.vi}”: ký hiệu “không có” (NULL, N/A, - …) được đọc là trống`,
      `“${label.en}”: a spelling of “none” (NULL, N/A, - …) was read as missing`,
    ),
  MONTH_FIRST: (label) =>
    bilingual(
      `“${label.vi}”: ngày viết tháng trước (tháng/ngày/năm), cả cột được đọc như vậy`,
      `“${label.en}”: dates are written month first (month/day/year); the whole column was read so`,
    ),
  DECIMAL_COMMA: (label) =>
    bilingual(
      `“${label.vi}”: dấu phẩy là dấu thập phân, dấu chấm ngăn hàng nghìn; cả cột được đọc như vậy`,
      `“${label.en}”: comma as decimal sign, points between thousands; the whole column was read so`,
    ),
  DECIMAL_POINT: (label) =>
    bilingual(
      `“${label.vi}”: dấu chấm là dấu thập phân, dấu phẩy ngăn hàng nghìn; cả cột được đọc như vậy`,
      `“${label.en}”: point as decimal sign, commas between thousands; the whole column was read so`,
    ),
  FORM_UNSURE: (label) =>
    bilingual(
      `“${label.vi}”: cột lẫn nhiều cách viết số hoặc ngày; chỉ nhận những giá trị chỉ có một cách đọc`,
      `“${label.en}”: the column mixes ways to write numbers or dates; only what can be read one way was taken`,
    ),
  CONVERTED: (_, facts) =>
    bilingual(`Tệp mã ${facts}, đã chuyển sang Unicode`, `The file is in ${facts}; it was converted to Unicode`),
  DELIMITER: (_, facts) => bilingual(`Cột phân cách bằng ${facts}`, `Columns are parted by ${facts}`),
  MISSING_DECLARED: (label) =>
    bilingual(
      `“${label.vi}”: giá trị mà tệp khai là không trả lời được đọc là trống`,
      `“${label.en}”: values that the file declares to be no answer were read as missing`,
    ),
  ERROR_CELL: (label) =>
    bilingual(
      `“${label.vi}”: ô lỗi (#N/A, #REF! …) được đọc là trống`,
      `“${label.en}”: cells with an error were read as missing`,
    ),
  ROUNDED: (label) =>
    bilingual(
      `“${label.vi}”: làm tròn đến số chữ số thập phân của biến`,
      `“${label.en}”: rounded to the decimals of the variable`,
    ),
  ASKED: (label) =>
    bilingual(
      `“${label.vi}”: tệp không cho biết chắc cách đọc cột này; hãy xác nhận ở mẫu tệp`,
      `“${label.en}”: the file does not tell for certain how this column is read; confirm it in the layout`,
    ),
  COLUMN_LEFT: (_, facts) =>
    bilingual(`Cột “${facts}” của tệp không được nhận`, `The column “${facts}” of the file was not taken in`),
  OTHER_TABLES: (_, facts) =>
    bilingual(`Bảng khác trong tệp không được nhận: ${facts}`, `Other tables of the file were not taken in: ${facts}`),
  OTHER_MEMBERS: (_, facts) =>
    bilingual(
      `Tệp khác trong tệp nén không được nhận: ${facts}`,
      `Other files of the archive were not taken in: ${facts}`,
    ),
  TITLE_ROWS: () => bilingual('Dòng phía trên tiêu đề, không phải bản ghi', 'Lines above the heading, no records'),
  BLANK_ROWS: () => bilingual('Dòng trống, không phải bản ghi', 'Blank rows, no records'),
  HIDDEN_ROWS: () => bilingual('Dòng ẩn vẫn được nhận', 'Hidden rows were taken in too'),
  HIDDEN_SHEETS: () => bilingual('Tệp có trang ẩn', 'The file has hidden sheets'),
  FORMULA_WITHOUT_VALUE: () =>
    bilingual(
      'Công thức chưa có kết quả trong tệp được đọc là trống; hãy mở và lưu lại bằng Excel',
      'Formulas without a result in the file were read as missing; open and save it in a spreadsheet program',
    ),
  MERGED_FILLED: () => bilingual('Ô gộp được điền xuống', 'Merged cells were filled down'),
  SHOWN_ZEROS: () =>
    bilingual('Số hiện có số 0 đứng đầu: giữ như hiện', 'Numbers shown with zeros in front: kept as shown'),
  DELETED_ROWS: () => bilingual('Dòng đã đánh dấu xóa, không nhận', 'Rows marked as deleted, not taken in'),
  MEMO_MISSING: () =>
    bilingual('Ghi chú nằm ở tệp khác không thấy', 'Memo texts lie in a file that is not here: read as missing'),
  JOINED_VALUES: () =>
    bilingual('Giá trị lặp trong một bản ghi được nối bằng “; ”', 'Repeated values of a record were joined by “; ”'),
  UNKNOWN_RECORD_TYPE: () =>
    bilingual(
      'Dòng có loại bản ghi không có trong từ điển, không nhận',
      'Lines of a record type that the dictionary does not have, not taken in',
    ),
  BAD_LETTERS: () => bilingual('Ký tự hỏng: các dòng đó bị loại', 'Broken letters: those rows are rejected'),
  LINES_IN_QUOTES: () => bilingual('Mỗi dòng nằm trong một cặp ngoặc kép', 'Each line stands in quotes as a whole'),
  EMPTY_LINES: () => bilingual('Dòng trống trong tệp', 'Empty lines in the file'),
  EDITS_LOST: () =>
    bilingual(
      'Giá trị đã sửa hay gán của đợt bị thay không còn: hãy chạy lại việc sửa và gán',
      'Repaired and imputed values of the delivery replaced are gone: run the repairs and imputations again',
    ),
}

const repairedMessage = (dataset: Dataset, id: string): Bilingual => {
  const said = dataset.officeRules?.find((rule) => rule.id === id)?.message ?? bilingual(id, id)
  return bilingual(
    `Đã sửa theo quy tắc, giữ giá trị trước: ${said.vi}`,
    `Repaired by rule, the value before is kept: ${said.en}`,
  )
}

export const reasonMessage = (dataset: Dataset, reason: string): Bilingual => {
  const rule = [...dataset.rules, ...(dataset.officeRules ?? [])].find((r) => r.id === reason)
  if (rule) return rule.message
  const [kind = '', ...rest] = reason.split(':')
  if (kind === 'REPAIRED') return repairedMessage(dataset, rest.join(':'))
  const variable = rest.length > 0 ? rest.join(':') : undefined
  const label = dataset.variables.find((v) => v.id === variable)?.label ?? bilingual(variable ?? '', variable ?? '')
  return builtIn[kind]?.(label, variable ?? '') ?? bilingual(reason, reason)
}

/** Most frequent first; hard before soft before notes. */
export const countsOf = (
  dataset: Dataset,
  counts: Pick<LoadCounts, 'reasons' | 'flags'>,
  notes: ReadonlyMap<string, number>,
): Delivery['counts'] => {
  const entries = (
    of: ReadonlyMap<string, number>,
    severity: Delivery['counts'][number]['severity'],
  ): Delivery['counts'] =>
    [...of]
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .map(([reason, rows]) => ({ reason, severity, message: reasonMessage(dataset, reason), rows }))
  return [...entries(counts.reasons, 'hard'), ...entries(counts.flags, 'soft'), ...entries(notes, 'note')]
}
