// Dots on a line for each category: position instead of length, so the axis need not begin at zero.
import { shownValues } from '../barSeries.ts'
import { cartesian } from '../cartesian.ts'
import type { KindBuilder } from '../drawing.ts'
import { lineShape } from '../textShapes.ts'

export const dot: KindBuilder = (drawing) => {
  const values = shownValues(drawing)
  const { look, text, data, mixed } = drawing
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
        symbol: look.markers[s % look.markers.length],
        symbolSize: 8,
        data: v.map((value, c) => ({
          value: [value, c],
          ...(mixed && data.series[s]?.points[c]?.provisional
            ? { itemStyle: { color: look.background, borderColor: drawing.seriesInk(s), borderWidth: 1.5 } }
            : {}),
        })),
        itemStyle: { color: drawing.seriesInk(s) },
      })),
    extra: (plot) =>
      data.categories.map((_, c) =>
        lineShape([plot.left, plot.at(c)], [plot.left + plot.width, plot.at(c)], look.grid, { width: 0.6, z: -1 }),
      ),
  })
}
