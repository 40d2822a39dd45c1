// Which kinds of chart can draw a cube honestly, and why the others cannot. In: a cube. Out: a verdict per kind with a
// reason in both languages, which kind suits best, and a printed size at which its labels do not overlap. Never a
// drawing.
import { chartKinds } from '../model/chart.ts'
import type { ChartDefinition, ChartKind } from '../model/chart.ts'
import type { Cube } from '../model/cube.ts'
import type { Bilingual } from '../model/text.ts'
import { chartData } from './chartData.ts'
import type { ChartChoice, ChartData, ChartPoint } from './chartData.ts'
import { fitReasons as reasons, tooManyCategories, tooManySeries } from './fitReasons.ts'
import { kindRules } from './kindRules.ts'
import { measuresOf } from './otherMeasure.ts'
import { suggestChart } from './suggestChart.ts'
import { topCategories } from './topCategories.ts'

export type ChartFit = {
  kind: ChartKind
  fits: boolean
  reason: Bilingual | null
  size: { widthMm: number; heightMm: number }
  /** The kind that suits these figures best. */
  suggested: boolean
}

export type FitChoice = ChartChoice & Pick<ChartDefinition, 'secondMeasure' | 'thirdMeasure' | 'top'>

/** Why this choice cannot be drawn, or null. Sizes are judged when drawing. */
export const chartObstacle = (cube: Cube, choice: FitChoice): Bilingual | null => {
  if (cube.dimensions.length === 0 || cube.cells.records.length === 0) return reasons.empty
  const whole = chartData(cube, choice, kindRules[choice.chart].seriesLimit)
  if (!whole) return reasons.choice
  const data = topCategories(whole, choice.top)
  if (data.series.length === 0 || data.categories.length === 0) return reasons.empty
  if (data.series.every((s) => s.points.every((p) => p.shown === null))) return reasons.empty
  return shapeObstacle(data, choice.chart) ?? measureObstacle(cube, choice, data) ?? figureObstacle(data, choice.chart)
}

const timeKinds: readonly ChartKind[] = ['line', 'area', 'fan', 'sparklines']

/** Of the dimensions: how many there are, of what nature, of how many categories. */
const shapeObstacle = (data: ChartData, kind: ChartKind): Bilingual | null => {
  const rule = kindRules[kind]
  if (data.series.length > rule.seriesLimit) return tooManySeries(rule.seriesLimit)
  if (timeKinds.includes(kind) && (data.category.time === null || data.categories.length < 2)) return reasons.time
  if (kind === 'pyramid' && data.series.length !== 2) return reasons.twoSides
  if (kind === 'dumbbell' && data.series.length !== 2) return reasons.twoEnds
  if (kind === 'slope' && (data.seriesDimension?.time ?? null) === null) return reasons.slope
  if (rule.series === 'several' && data.series.length < 2) return reasons.series
  if (data.categories.length > rule.categoryLimit) return tooManyCategories(data.categories.length, rule.categoryLimit)
  if (kind === 'histogram' && data.categories.length < 8) return reasons.few
  if (kind === 'box' && data.series.length < 5) return reasons.spread
  return null
}

const measureObstacle = (cube: Cube, choice: FitChoice, data: ChartData): Bilingual | null => {
  const needed = { combined: 2, scatter: 2, bubble: 3 }[choice.chart as string] ?? 1
  const measures = measuresOf(cube, choice)
  if (measures.slice(0, needed).some((m) => m === undefined))
    return needed === 3 ? reasons.threeMeasures : reasons.twoMeasures
  if (choice.chart === 'combined') {
    const [a, b] = measures
    if (a && b && a.unit.vi === b.unit.vi && a.power === b.power) return reasons.sameUnit
  }
  return (choice.chart === 'scatter' || choice.chart === 'bubble') && data.categories.length < 5 ? reasons.few : null
}

const figureObstacle = (data: ChartData, kind: ChartKind): Bilingual | null => {
  const negative = (): boolean => data.series.some((s) => s.points.some((p) => p.shown !== null && p.shown < 0))
  const several = data.series.length > 1 || kind === 'treemap'
  if (kindRules[kind].parts && several) {
    if (kind !== 'pyramid' && !data.measure.additive) return reasons.additive
    if (negative()) return reasons.negative
  }
  if (kind === 'waterfall' && !data.measure.additive) return reasons.additive
  return partsObstacle(data, kind)
}

/** Kinds whose whole is all that is drawn, and those that put the parts of each category on top of each other. */
const wholeKinds: readonly ChartKind[] = ['percent_bar', 'treemap', 'waterfall', 'sankey']
const stackedKinds: readonly ChartKind[] = ['stacked_bar', 'area']

/** A part that is not known is not zero: the whole drawn without it would be wrong. */
const partsObstacle = (data: ChartData, kind: ChartKind): Bilingual | null => {
  const unknown = ({ status, cell, shown }: ChartPoint): boolean => shown === null && (cell >= 0 || status !== 'none')
  const drawn = kind === 'treemap' || kind === 'waterfall' ? data.series.slice(0, 1) : data.series
  const points = drawn.flatMap((s) => s.points)
  if (wholeKinds.includes(kind)) {
    if (data.withheld > 0) return reasons.withheld
    if (points.some(unknown)) return reasons.incomplete
    if (kind !== 'waterfall' && points.every((p) => (p.shown ?? 0) === 0)) return reasons.zero
  }
  if (!stackedKinds.includes(kind) || data.series.length < 2) return null
  const short = data.categories.some((_, c) => {
    const parts = data.series.flatMap((s) => s.points[c] ?? [])
    return parts.some(unknown) && parts.some((part) => part.shown !== null)
  })
  if (!short) return null
  return data.withheld > 0 ? reasons.withheld : reasons.incomplete
}

/** A size at which the labels of a kind have room: wide enough for a page, as tall as its rows need. */
const comfortableSize = (data: ChartData | null, kind: ChartKind): ChartFit['size'] => {
  const categories = data?.categories.length ?? 1
  const series = data?.series.length ?? 1
  const tall = (rows: number, millimetres: number): number =>
    Math.min(400, Math.max(90, Math.ceil(40 + rows * millimetres)))
  if (kind === 'sparklines') return { widthMm: 160, heightMm: tall(series, 4.4) }
  if (kind === 'heatmap') return { widthMm: 160, heightMm: tall(categories, 3.8) }
  if (kind === 'slope') return { widthMm: 160, heightMm: tall(categories, 4.2) }
  if (kind === 'sankey') return { widthMm: 160, heightMm: tall(Math.max(categories, series), 4.4) }
  if (kind === 'small_multiples') return { widthMm: 160, heightMm: tall(Math.ceil(series / 4), 24) }
  if (kind === 'pyramid' || kind === 'dot' || kind === 'dumbbell')
    return { widthMm: 160, heightMm: tall(categories, 4) }
  const plain =
    timeKinds.includes(kind) || categories <= 40 || ['scatter', 'bubble', 'histogram', 'treemap'].includes(kind)
  return { widthMm: 160, heightMm: plain ? 90 : tall(categories, 3.4) }
}

/** The verdict for every kind, with the dimensions chosen as the chart itself would choose them. */
export const fittingCharts = (cube: Cube, choice: Omit<FitChoice, 'chart'> = {}): ChartFit[] => {
  const verdicts = chartKinds.map((kind) => {
    const reason = chartObstacle(cube, { ...choice, chart: kind })
    const data = reason ? null : chartData(cube, { ...choice, chart: kind }, kindRules[kind].seriesLimit)
    return { kind, reason, data }
  })
  const best = suggestChart(verdicts)
  return verdicts.map(({ kind, reason, data }) => ({
    kind,
    fits: reason === null,
    reason,
    size: comfortableSize(data && topCategories(data, choice.top), kind),
    suggested: kind === best,
  }))
}
