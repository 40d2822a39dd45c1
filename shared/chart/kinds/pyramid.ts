// Two groups mirrored about one axis, as a population by age and sex.
import { barSeries } from '../barSeries.ts'
import { cartesian } from '../cartesian.ts'
import type { KindBuilder } from '../drawing.ts'

export const pyramid: KindBuilder = (drawing) =>
  cartesian(drawing, (s, plot) => barSeries(drawing, s, plot, { stacked: true, mirrored: s === 0, gap: '12%' }))
