// Which kinds of chart can draw a cube honestly, and why the others cannot. In: a cube. Out: a verdict per kind with a
// reason in both languages and a printed size at which its labels do not overlap. Never a drawing.
import { chartKinds } from '../model/chart.ts'
import type { ChartKind } from '../model/chart.ts'
import type { Cube } from '../model/cube.ts'
import type { Bilingual } from '../model/text.ts'
import { chartData } from './chartData.ts'
import type { ChartChoice, ChartData } from './chartData.ts'
import { maximumSeries } from './chartTheme.ts'

export type ChartFit = {
  kind: ChartKind
  fits: boolean
  reason: Bilingual | null
  size: { widthMm: number; heightMm: number }
}

const b = (vi: string, en: string): Bilingual => ({ vi, en })

const reasons = {
  empty: b('bảng không có số liệu', 'the table has no figures'),
  choice: b(
    'phân tổ hoặc chỉ tiêu đo đã chọn không có trong bảng',
    'the chosen dimension or measure is not in the table',
  ),
  time: b(
    'biểu đồ đường cần một phân tổ thời gian có từ hai kỳ trở lên',
    'a line chart needs a time dimension with two periods or more',
  ),
  series: b(
    'biểu đồ chồng cần một phân tổ thứ hai có từ hai nhóm trở lên',
    'a stacked chart needs a second dimension with two groups or more',
  ),
  tooManySeries: b(
    `có quá ${maximumSeries} nhóm trên một biểu đồ; hãy gộp nhóm hoặc lọc bớt`,
    `more than ${maximumSeries} series in one chart; group or filter them`,
  ),
  additive: b(
    'chỉ tiêu đo không cộng được (bình quân, trung vị, tỷ lệ) nên không chồng lên nhau',
    'the measure does not add up (mean, median, ratio) and cannot be stacked',
  ),
  negative: b('có số âm nên không chồng hoặc đối xứng được', 'negative figures cannot be stacked or mirrored'),
  twoSides: b(
    'tháp cần một phân tổ có đúng hai nhóm (như nam, nữ)',
    'a pyramid needs a dimension of exactly two groups (as male, female)',
  ),
} satisfies Record<string, Bilingual>

/** Why this choice cannot be drawn, or null. Sizes are judged when drawing. */
export const chartObstacle = (cube: Cube, choice: ChartChoice): Bilingual | null => {
  if (cube.dimensions.length === 0 || cube.cells.records.length === 0) return reasons.empty
  const data = chartData(cube, choice, maximumSeries)
  if (!data) return reasons.choice
  if (data.series.length === 0 || data.categories.length === 0) return reasons.empty
  return obstacleOf(data, choice.chart)
}

const obstacleOf = (data: ChartData, kind: ChartKind): Bilingual | null => {
  const negative = () => data.series.some((s) => s.points.some((p) => p.shown !== null && p.shown < 0))
  if (data.series.length > maximumSeries) return reasons.tooManySeries
  if (kind === 'line' && (data.category.time === null || data.categories.length < 2)) return reasons.time
  if (kind === 'stacked_bar') {
    if (data.series.length < 2) return reasons.series
    if (!data.measure.additive) return reasons.additive
    if (negative()) return reasons.negative
  }
  if (kind === 'pyramid') {
    if (data.series.length !== 2) return reasons.twoSides
    if (negative()) return reasons.negative
  }
  return null
}

/** A size at which the labels of a kind have room: wide enough for a page, as tall as its bars need. */
const comfortableSize = (categories: number, kind: ChartKind): ChartFit['size'] => {
  if (kind === 'line' || categories <= 40)
    return { widthMm: 160, heightMm: kind === 'pyramid' ? Math.max(90, 30 + categories * 4) : 90 }
  return { widthMm: 160, heightMm: Math.min(400, 40 + Math.ceil(categories * 3.4)) }
}

/** The verdict for every kind, with the dimensions chosen as the chart itself would choose them. */
export const fittingCharts = (cube: Cube, choice: Omit<ChartChoice, 'chart'> = {}): ChartFit[] =>
  chartKinds.map((kind) => {
    const reason = chartObstacle(cube, { ...choice, chart: kind })
    const data = reason ? null : chartData(cube, { ...choice, chart: kind }, maximumSeries)
    return { kind, fits: reason === null, reason, size: comfortableSize(data?.categories.length ?? 1, kind) }
  })
