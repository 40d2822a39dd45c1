// Parts on top of each other: only of what adds up and has no negative figure (fittingCharts.ts refuses the rest).
import { barSeries } from '../barSeries.ts'
import { cartesian } from '../cartesian.ts'
import type { KindBuilder } from '../drawing.ts'

export const stackedBar: KindBuilder = (drawing) =>
  cartesian(drawing, (s, plot) => barSeries(drawing, s, plot, { stacked: true }))
