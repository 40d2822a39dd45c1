// Why there is no figure in a cell, in one sentence for the one who points at it. In: the measure, the status of the
// cell, whether its period was delivered in part. Out: words. Where several causes are possible all are said; never one
// guessed.
import { bilingual as b } from '../model/text.ts'
import type { CellStatus, CubeMeasure, PartialPeriod } from '../model/cube.ts'
import type { Bilingual } from '../model/text.ts'
import { statusLabels } from './cell.ts'
import { partialInWords } from './time.ts'

const noValue = b('không bản ghi nào có giá trị để tính', 'no record has a value to compute it from')
const noBase = b(
  'kỳ so sánh không có trong bảng, chưa đủ dữ liệu như kỳ này, hoặc bằng 0 hay âm',
  'the period compared with is not in the table, is not delivered like this one, or is zero or less',
)
const noError = b(
  'ước lượng không có, hoặc mẫu không đủ để tính sai số (một tầng chỉ có một đơn vị chọn)',
  'the estimate is not available, or the sample does not allow it (a stratum with one sampled unit)',
)
const notAvailable: Partial<Record<CubeMeasure['statistic'], Bilingual>> = {
  sum: noValue,
  mean: noValue,
  median: noValue,
  percentile: noValue,
  minimum: noValue,
  maximum: noValue,
  standard_deviation: b('cần ít nhất hai giá trị để tính', 'two values are needed to compute it'),
  standard_error: noError,
  coefficient_of_variation: noError,
  confidence_lower: noError,
  confidence_upper: noError,
  ratio: b('mẫu số bằng 0, hoặc một vế không có số liệu', 'the denominator is zero, or one side is not available'),
  percent: b('tổng để chia bằng 0 hoặc không có số liệu', 'the whole is zero or not available'),
  share: b('tổng để chia bằng 0 hoặc không có số liệu', 'the whole is zero or not available'),
  growth: noBase,
  index: noBase,
  difference: b(
    'kỳ so sánh không có trong bảng, hoặc chưa đủ dữ liệu như kỳ này',
    'the period compared with is not in the table, or is not delivered like this one',
  ),
  cumulative: b('đứng sau một kỳ chưa nhận đủ dữ liệu', 'it stands after a period not delivered in full'),
  indicator: b(
    'một đầu vào không có số liệu ở kỳ này, hoặc phép chia cho 0',
    'an input is not available for this period, or it would divide by zero',
  ),
}

const overTime = b(
  'không so sánh ở tổng của thời gian, hoặc với kỳ mà đơn vị này chưa có hay không còn hiệu lực',
  'nothing is compared at a total of time, or with a period for which this item was not valid',
)
const notApplicable: Partial<Record<CubeMeasure['statistic'], Bilingual>> = {
  rank: b('chỉ xếp hạng các phân loại có mã', 'only categories with a code are ranked'),
  growth: overTime,
  index: overTime,
  difference: overTime,
  cumulative: overTime,
}

/** Null for a cell that has its figure. */
export const absenceInWords = (
  measure: Pick<CubeMeasure, 'statistic'>,
  status: CellStatus,
  partial: PartialPeriod | null,
): Bilingual | null => {
  if (status === 'value') return null
  const label = statusLabels[status]
  const why =
    status === 'not_available'
      ? notAvailable[measure.statistic]
      : status === 'not_applicable'
        ? notApplicable[measure.statistic]
        : undefined
  const part = partial === null || status !== 'not_available' ? null : partialInWords(partial)
  const say = (language: 'vi' | 'en'): string =>
    `${label[language]}${why ? `: ${why[language]}` : ''}${part ? ` (${part[language]})` : ''}`
  return b(say('vi'), say('en'))
}
