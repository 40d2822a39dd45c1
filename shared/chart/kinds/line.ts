// Lines over time. A period without a figure is a gap, never a line drawn across it.
import { shownValues } from '../barSeries.ts'
import { cartesian } from '../cartesian.ts'
import type { KindBuilder } from '../drawing.ts'
import { lineSeries } from '../lineSeries.ts'

export const line: KindBuilder = (drawing) => {
  const values = shownValues(drawing)
  return cartesian(drawing, {
    values,
    names: drawing.text.series,
    axis: 'free',
    bands: false,
    lines: true,
    series: () => values.map((v, s) => lineSeries(drawing, s, { values: v })),
  })
}
