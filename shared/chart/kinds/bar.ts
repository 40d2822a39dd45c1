// Bars of one or several groups side by side, lying or standing as the labels have room.
import { barSeries, shownValues } from '../barSeries.ts'
import { cartesian } from '../cartesian.ts'
import type { KindBuilder } from '../drawing.ts'

export const bar: KindBuilder = (drawing) => {
  const values = shownValues(drawing)
  return cartesian(drawing, {
    values,
    names: drawing.text.series,
    across: values.length,
    series: (plot) => values.map((v, s) => barSeries(drawing, s, plot, { values: v })),
  })
}
