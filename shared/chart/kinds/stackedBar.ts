// Parts on top of each other: only of what adds up and has no negative figure (fittingCharts.ts refuses the rest).
import { barSeries, shownValues } from '../barSeries.ts'
import { cartesian } from '../cartesian.ts'
import type { KindBuilder } from '../drawing.ts'

export const stackedBar: KindBuilder = (drawing) => {
  const values = shownValues(drawing)
  return cartesian(drawing, {
    values,
    names: drawing.text.series,
    stacked: true,
    series: (plot) => values.map((v, s) => barSeries(drawing, s, plot, { values: v, stack: 'all' })),
  })
}
