// Standing bars, whatever the labels: they turn upright before the bars lie down.
import { barSeries, shownValues } from '../barSeries.ts'
import { cartesian } from '../cartesian.ts'
import type { KindBuilder } from '../drawing.ts'

export const column: KindBuilder = (drawing) => {
  const values = shownValues(drawing)
  return cartesian(drawing, {
    values,
    names: drawing.text.series,
    across: values.length,
    orientation: 'vertical',
    series: (plot) => values.map((v, s) => barSeries(drawing, s, plot, { values: v })),
  })
}
