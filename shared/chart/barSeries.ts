// One series of bars, as every kind made of bars draws it. In: a drawing, the series, how bars stand. Out: a part of
// the option. Never a missing figure as zero; provisional figures hatched where they stand beside final ones.
import type { Plot } from './cartesianPlan.ts'
import type { Drawing } from './drawing.ts'
import { provisionalDecal } from './chartTheme.ts'
import { contrastRatio } from './palette.ts'

export type BarStyle = { values: (number | null)[]; stack?: string; gap?: string }

/** A fill as pale as the paper gets a rim. */
const rimOf = ({ look }: Drawing, fill: string): { borderColor: string; borderWidth: number } => {
  if (look.outline !== 'transparent') return { borderColor: look.outline, borderWidth: 0.6 }
  const pale = look.background !== 'transparent' && contrastRatio(fill, look.background) < 2
  return pale ? { borderColor: look.axis, borderWidth: 0.6 } : { borderColor: 'transparent', borderWidth: 0 }
}

export const barSeries = (drawing: Drawing, s: number, _plot: Plot, { values, stack, gap = '28%' }: BarStyle) => {
  const { data, text, mixed, theme } = drawing
  const points = data.series[s]?.points ?? []
  const hatched = (c: number): boolean => mixed && points[c]?.provisional === true
  return {
    type: 'bar' as const,
    name: text.series[s] ?? '',
    data: values.map((value, c) =>
      value === null || !hatched(c) ? value : { value, itemStyle: { decal: provisionalDecal(theme) } },
    ),
    ...(stack === undefined ? {} : { stack }),
    barCategoryGap: gap,
    barGap: '8%',
    itemStyle: { color: drawing.seriesFill(s), ...rimOf(drawing, drawing.seriesFill(s)) },
  }
}

export const shownValues = ({ data }: Drawing): (number | null)[][] =>
  data.series.map((s) => s.points.map((p) => p.shown))
