// The quality report in words: names of dimensions and measures, figures, why there is none. In: a report's parts. Out:
// text in a language. The same words on the command line, on paper and in the window.
import type { QualityDimension, QualityGap, QualityMeasure, QualityMeasureId } from '../model/quality.ts'
import { bilingual as b } from '../model/text.ts'
import type { Bilingual, Language } from '../model/text.ts'
import { formatInteger, formatPercent } from './number.ts'

export const dimensionWords: Record<QualityDimension, Bilingual> = {
  completeness: b('Đầy đủ', 'Completeness'),
  validity: b('Hợp lệ', 'Validity'),
  uniqueness: b('Không trùng', 'Uniqueness'),
  coherence: b('Nhất quán', 'Coherence'),
  coverage: b('Độ phủ', 'Coverage'),
  timeliness: b('Kịp thời', 'Timeliness'),
  editing: b('Giá trị đã sửa', 'Values edited'),
}

export const measureWords: Record<QualityMeasureId, Bilingual> = {
  filled: b('giá trị có điền / giá trị phải có', 'values filled / values expected'),
  required_missing: b('dòng bị loại vì thiếu giá trị bắt buộc', 'rows rejected for a missing required value'),
  rejected_invalid: b('dòng bị loại, trừ trùng và bản đã thay', 'rows rejected, duplicates and amended apart'),
  unknown_codes: b('mã không có trong danh mục', 'codes that are not in their list'),
  duplicates: b('dòng trùng khóa', 'rows of a duplicate key'),
  flagged: b('bản ghi có cảnh báo của mẫu tệp', 'records flagged by rules of the layout'),
  rules_failed: b('lượt không đạt quy tắc của cơ quan', 'failures of the office’s rules'),
  units_kept: b('đơn vị của kỳ trước có mặt', 'units of the period before that are here'),
  register_found: b('đơn vị của bộ đối chiếu có mặt', 'units of the register that are here'),
  periods_delivered: b('kỳ đến hạn đã nhận', 'periods due that were delivered'),
  days_late: b('số ngày đến muộn', 'days late'),
  days_after_period: b('số ngày từ cuối kỳ đến lúc nhận', 'days from the end of the period to its arrival'),
  repaired: b('giá trị đã sửa theo quy tắc', 'values repaired by rules'),
  imputed: b('giá trị được gán', 'values imputed'),
}

export const gapWords: Record<QualityGap, Bilingual> = {
  NO_PREVIOUS: b('chưa có kỳ trước', 'no period before'),
  NO_UNITS: b('bộ dữ liệu không khai báo đơn vị', 'the dataset declares no unit'),
  NO_RULES: b('không có quy tắc hỏi được', 'no rule could be asked'),
  RULES_NOT_RUN: b('quy tắc chưa chạy hoặc kết quả đã cũ', 'rules not run, or their results are out of date'),
  NO_SCHEDULE: b('không có lịch nhận', 'no schedule'),
  NOTHING_EXPECTED: b('không có gì phải đếm', 'nothing to count'),
}

export const ruleStateWords: Record<'done' | 'not_asked' | 'not_run' | 'stale', Bilingual> = {
  done: b('', ''),
  not_asked: b('không hỏi được', 'not asked'),
  not_run: b('chưa chạy', 'not run'),
  stale: b('đã cũ', 'out of date'),
}

type Shown = Pick<QualityMeasure, 'unit' | 'value' | 'numerator' | 'denominator' | 'why'>

/** "98,20 %", "12", or "…" where it is not known. */
export const qualityValue = (value: number | null, unit: QualityMeasure['unit'], language: Language): string => {
  if (value === null) return '…'
  return unit === 'days' ? formatInteger(value, language) : formatPercent(value, 2, language)
}

/** "982 / 1.000", or why there is no figure. */
export const qualityBasis = ({ numerator, denominator, why }: Shown, language: Language): string => {
  if (why !== null) return gapWords[why][language]
  return denominator === null || numerator === null
    ? ''
    : `${formatInteger(numerator, language)} / ${formatInteger(denominator, language)}`
}
