// The kind that suits a cube best, of those that fit. In: the verdicts with what each would draw. Out: a kind, or null.
// Never one that misleads.
import type { ChartKind } from '../model/chart.ts'
import type { Bilingual } from '../model/text.ts'
import type { ChartData } from './chartData.ts'

type Verdict = { kind: ChartKind; reason: Bilingual | null; data: ChartData | null }

/** Ages, grades, years of birth: categories that have an order, as a pyramid needs. */
const ordered = ({ category }: ChartData): boolean => /age|grade|tuoi|lop|khoi/.test(category.variable)

export const suggestChart = (verdicts: Verdict[]): ChartKind | null => {
  const drawn = new Map(
    verdicts.flatMap(({ kind, reason, data }) => (reason === null && data ? [[kind, data] as const] : [])),
  )
  const line = drawn.get('line')
  const pyramid = drawn.get('pyramid')
  const bar = drawn.get('bar')
  const wishes: (ChartKind | false)[] = [
    pyramid !== undefined && pyramid.categories.length >= 5 && ordered(pyramid) && 'pyramid',
    line !== undefined && line.categories.length >= 3 && line.series.length <= 6 && 'line',
    line !== undefined && line.categories.length >= 3 && 'small_multiples',
    (drawn.get('slope')?.series.length ?? 0) === 2 && 'slope',
    bar !== undefined && bar.categories.length > 60 && 'histogram',
    bar !== undefined && bar.series.length === 1 && 'bar',
    bar !== undefined && bar.series.length > 1 && bar.categories.length * bar.series.length <= 60 && 'grouped_bar',
    'heatmap',
    'stacked_bar',
    'line',
    'bar',
    'histogram',
  ]
  return wishes.find((kind): kind is ChartKind => kind !== false && drawn.has(kind)) ?? null
}
