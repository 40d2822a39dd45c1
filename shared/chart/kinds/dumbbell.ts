// Two groups of each category as the ends of a bar: how far they are apart. One missing end leaves the other alone.
import { shownValues } from '../barSeries.ts'
import { cartesian } from '../cartesian.ts'
import type { KindBuilder } from '../drawing.ts'
import { lineShape } from '../textShapes.ts'

export const dumbbell: KindBuilder = (drawing) => {
  const values = shownValues(drawing)
  const { look, text } = drawing
  const [from = [], to = []] = values
  return cartesian(drawing, {
    values,
    names: text.series,
    axis: 'free',
    orientation: 'horizontal',
    plain: true,
    series: () =>
      values.map((v, s) => ({
        type: 'scatter' as const,
        name: text.series[s] ?? '',
        symbol: s === 0 ? 'emptyCircle' : 'circle',
        symbolSize: 9,
        data: v.map((value, c) => [value, c]),
        itemStyle: { color: drawing.seriesInk(s), borderWidth: 2 },
      })),
    extra: (plot) =>
      from.flatMap((a, c) => {
        const b = to[c]
        if (a === null || b === null || b === undefined || a === b) return []
        return [lineShape([plot.to(a), plot.at(c)], [plot.to(b), plot.at(c)], look.axis, { width: 2, z: 0 })]
      }),
  })
}
