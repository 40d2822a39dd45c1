// Why an indicator has no figure at a place although it was asked for. In: nothing. Out: reasons, and their words in
// both languages.
import type { Period } from './period.ts'
import type { Bilingual } from './text.ts'

export const gapReasons = [
  'not_delivered',
  'nothing_to_measure',
  'no_earlier_period',
  'not_comparable',
  'zero_denominator',
  'base_not_positive',
  'not_computable',
  'gap_in_series',
  'series_too_short',
  'parts_do_not_add',
  'withheld',
] as const
export type GapReason = (typeof gapReasons)[number]

/** One place without a figure: breakdown id → category key, none for the whole. */
export type IndicatorGap = { period: Period; place: Record<string, string>; reason: GapReason; input?: string }

export const gapWords: Record<GapReason, Bilingual> = {
  not_delivered: { vi: 'chưa nhận dữ liệu của kỳ', en: 'the data of the period were not delivered' },
  nothing_to_measure: { vi: 'không có bản ghi nào để tính', en: 'there is no record to measure' },
  no_earlier_period: { vi: 'không có kỳ trước để so sánh', en: 'there is no earlier period to compare with' },
  not_comparable: {
    vi: 'dữ liệu hoặc danh mục của hai kỳ không như nhau',
    en: 'the data or the code list of the two periods differ',
  },
  zero_denominator: { vi: 'mẫu số bằng 0', en: 'the denominator is zero' },
  base_not_positive: { vi: 'gốc so sánh bằng 0 hoặc âm', en: 'the base of the comparison is zero or negative' },
  not_computable: { vi: 'phép tính không có kết quả', en: 'the operation has no result' },
  gap_in_series: { vi: 'chuỗi thiếu kỳ, hoặc có kỳ chưa đủ', en: 'a period of the series is missing or in part' },
  series_too_short: { vi: 'chuỗi ngắn hơn hai năm trọn', en: 'the series is shorter than two whole years' },
  parts_do_not_add: { vi: 'các phần không cộng thành tổng', en: 'the parts do not add up to the whole' },
  withheld: { vi: 'được bảo mật', en: 'withheld by disclosure control' },
}
