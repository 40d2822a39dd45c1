// Bars of one or several groups side by side, lying or standing as the labels have room.
import { barSeries } from '../barSeries.ts'
import { cartesian } from '../cartesian.ts'
import type { KindBuilder } from '../drawing.ts'

export const bar: KindBuilder = (drawing) => cartesian(drawing, (s, plot) => barSeries(drawing, s, plot))
