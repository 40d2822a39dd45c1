// Figures written on bars: whether there is room for every one, and how they read. In: what is drawn, where. Out: a label of the option.
// Never some of the figures: all, or none.
import { formatCell } from '../format/cell.ts'
import type { CategoryPlacement } from './categoryAxis.ts'
import type { ChartPoint } from './chartData.ts'
import type { ChartFrame } from './chartFrame.ts'
import { chartFont } from './chartTheme.ts'
import type { Drawing } from './drawing.ts'
import { textWidth } from './textFit.ts'

/** Figures stand on the bars when there is one series and room for each. */
export const showsValues = (
  { data, definition, language }: Drawing,
  at: CategoryPlacement,
  frame: ChartFrame,
): boolean => {
  if (definition.chart !== 'bar' || data.series.length !== 1) return false
  const count = data.categories.length
  if (at.orientation === 'horizontal') return (frame.plot.bottom - frame.plot.top - 20) / count >= 9
  const widest = Math.max(
    ...data.series.flatMap((s) => s.points.map((p) => textWidth(formatCell(p, data.measure, language), 9))),
  )
  return widest + 4 <= (frame.plot.right - frame.plot.left - at.room) / count
}

export const valueLabelOf = ({ data, look, language }: Drawing, points: ChartPoint[], horizontal: boolean) => ({
  show: true,
  position: horizontal ? ('right' as const) : ('top' as const),
  distance: 3,
  color: look.text,
  fontSize: 9,
  fontFamily: chartFont,
  formatter: (at: { dataIndex: number }) => {
    const point = points[at.dataIndex]
    return point ? formatCell(point, data.measure, language) : ''
  },
})
