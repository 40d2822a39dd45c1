// What each reason says to a person: rules in their own words, built-in reasons in ours. In: dataset, counts. Out: counts with messages.
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
  EMPTY_LINES: () => bilingual('Dòng trống trong tệp', 'Empty lines in the file'),
}

export const reasonMessage = (dataset: Dataset, reason: string): Bilingual => {
  const rule = dataset.rules.find((r) => r.id === reason)
  if (rule) return rule.message
  const [kind = '', variable] = reason.split(':')
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
