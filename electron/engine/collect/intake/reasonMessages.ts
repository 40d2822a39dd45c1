// What each reason says to a person: rules in their own words, built-in reasons in ours. In: dataset, counts. Out: counts with messages.
import type { Dataset } from '#shared/model/dataset.ts'
import type { Delivery } from '#shared/model/delivery.ts'
import { bilingual } from '#shared/model/text.ts'
import type { Bilingual } from '#shared/model/text.ts'
import type { LoadCounts } from './loadRows.ts'

const builtIn: Record<string, (label: Bilingual) => Bilingual> = {
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
}

export const reasonMessage = (dataset: Dataset, reason: string): Bilingual => {
  const rule = dataset.rules.find((r) => r.id === reason)
  if (rule) return rule.message
  const [kind = '', variable] = reason.split(':')
  const label = dataset.variables.find((v) => v.id === variable)?.label ?? bilingual(variable ?? '', variable ?? '')
  return builtIn[kind]?.(label) ?? bilingual(reason, reason)
}

/** Most frequent first; hard before soft. */
export const countsOf = (dataset: Dataset, counts: Pick<LoadCounts, 'reasons' | 'flags'>): Delivery['counts'] => {
  const entries = (of: ReadonlyMap<string, number>, severity: 'hard' | 'soft'): Delivery['counts'] =>
    [...of]
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .map(([reason, rows]) => ({ reason, severity, message: reasonMessage(dataset, reason), rows }))
  return [...entries(counts.reasons, 'hard'), ...entries(counts.flags, 'soft')]
}

/** Bit i of r_<dataset>.flags is the i-th soft rule. */
export const flagRules = (dataset: Dataset, flags: number): string[] =>
  dataset.rules
    .filter((r) => r.severity === 'soft')
    .filter((_, bit) => Math.floor(flags / 2 ** bit) % 2 === 1)
    .map((r) => r.id)
