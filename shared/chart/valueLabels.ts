// Figures written on bars: whether there is room for every one, and how they read. In: what is drawn, where. Out: a
// label of the option. Never some of the figures: all, or none.
import { formatCell, statusSymbols } from '../format/cell.ts'
import type { CategoryPlacement } from './categoryAxis.ts'
import type { CartesianPlan, Plot } from './cartesianPlan.ts'
import type { ChartPoint } from './chartData.ts'
import type { ChartFrame } from './chartFrame.ts'
import type { Drawing } from './drawing.ts'
import { formatDouble } from '../format/number.ts'
import { textShape } from './textShapes.ts'

const figureSize = 9

/** The figure as the table prints it; one put together for the chart alone in the same decimals. */
export const figureText = ({ data, language }: Pick<Drawing, 'data' | 'language'>, point: ChartPoint): string =>
  point.cell < 0 && point.shown !== null
    ? formatDouble(point.shown, { decimals: data.measure.decimals }, language)
    : formatCell(point, data.measure, language)

/** Figures stand on the bars when there is one series of bars and room for each. */
export const showsValues = (
  drawing: Drawing,
  plan: CartesianPlan,
  at: CategoryPlacement,
  frame: ChartFrame,
): boolean => {
  if (plan.values.length !== 1 || plan.bands === false) return false
  const count = drawing.data.categories.length
  if (at.orientation === 'horizontal') return (frame.plot.bottom - frame.plot.top - 40) / count >= 10
  return drawing.widestFigure + 4 <= (frame.plot.right - frame.plot.left - at.room) / count
}

export const valueShapes = (drawing: Drawing, plot: Plot, values: (number | null)[]): object[] => {
  const points = drawing.data.series[0]?.points ?? []
  return values.flatMap((value, c) => {
    const point = points[c]
    if (value === null || !point) return []
    const [end, along] = [plot.to(value), plot.at(c)]
    const below = value < 0
    return [
      textShape({
        text: figureText(drawing, point),
        ...(plot.horizontal ? { x: end + (below ? -4 : 4), y: along } : { x: along, y: end + (below ? 7 : -7) }),
        align: plot.horizontal ? (below ? 'right' : 'left') : 'center',
        size: figureSize,
        colour: drawing.look.text,
        halo: drawing.look.background,
      }),
    ]
  })
}

/** Where there is no figure stands its symbol, so that nobody reads a zero. */
export const missingShapes = (drawing: Drawing, plot: Plot): object[] => {
  const points = drawing.data.series[0]?.points ?? []
  const pitch = (plot.horizontal ? plot.height : plot.width) / Math.max(1, points.length)
  if (pitch < 10) return []
  return points.flatMap((point, c) => {
    if (point.shown !== null || point.status === 'value') return []
    const base = plot.to(Math.max(0, plot.axis.min))
    return [
      textShape({
        text: statusSymbols[point.status],
        ...(plot.horizontal ? { x: base + 4, y: plot.at(c) } : { x: plot.at(c), y: base - 6 }),
        align: plot.horizontal ? 'left' : 'center',
        size: figureSize,
        colour: drawing.look.muted,
      }),
    ]
  })
}
