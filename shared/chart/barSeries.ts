// One series of bars, as every kind made of bars draws it. In: a drawing, the series, how bars stand. Out: a part of the option.
// Never a missing figure as zero.
import type { Plot } from './cartesian.ts'
import type { Drawing } from './drawing.ts'
import { valueLabelOf } from './valueLabels.ts'

export const barSeries = (
  drawing: Drawing,
  s: number,
  { horizontal, showsValues }: Plot,
  { stacked = false, mirrored = false, gap = '28%' }: { stacked?: boolean; mirrored?: boolean; gap?: string } = {},
) => {
  const { data, look, text } = drawing
  const points = data.series[s]?.points ?? []
  return {
    type: 'bar' as const,
    name: text.series[s] ?? '',
    data: points.map((p) => (p.shown === null ? null : (mirrored ? -1 : 1) * p.shown)),
    ...(stacked ? { stack: 'all' } : {}),
    barCategoryGap: gap,
    barGap: '8%',
    itemStyle: {
      color: look.series[s % look.series.length],
      borderColor: look.outline,
      borderWidth: look.outline === 'transparent' ? 0 : 0.6,
    },
    ...(showsValues ? { label: valueLabelOf(drawing, points, horizontal), labelLayout: { hideOverlap: true } } : {}),
  }
}
