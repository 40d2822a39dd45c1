// Where the category labels of this chart stand, or CHART_NOT_FITTING with the size that would do. In: a drawing and its frame.
// Out: a placement. Never a label that was left out quietly.
import { fail } from '../model/failure.ts'
import { placeCategories, placeTimeLabels } from './categoryAxis.ts'
import type { CategoryPlacement } from './categoryAxis.ts'
import { pixelsPerMm } from './chartFrame.ts'
import type { ChartFrame } from './chartFrame.ts'
import type { Drawing } from './drawing.ts'
import { textWidth } from './textFit.ts'

export const placeCategoryAxis = (
  { data, definition, text }: Drawing,
  frame: ChartFrame,
  valueRoom: number,
): CategoryPlacement => {
  const labels = text.categories
  const width = frame.plot.right - frame.plot.left
  const height = frame.plot.bottom - frame.plot.top
  if (height < 60)
    return fail('CHART_NOT_FITTING', { reason: `< ${Math.ceil((frame.height - height + 100) / pixelsPerMm)} mm` })
  if (data.category.time !== null && definition.chart !== 'pyramid') return placeTimeLabels(labels, width - valueRoom)
  const bars = definition.chart === 'bar' ? data.series.length : 1
  const found = placeCategories(labels, { width, height, valueLabels: valueRoom }, bars, 1 / pixelsPerMm)
  if ('needed' in found) {
    const size =
      'heightMm' in found.needed
        ? `${definition.widthMm} × ${found.needed.heightMm} mm`
        : `${found.needed.widthMm} × ${definition.heightMm} mm`
    return fail('CHART_NOT_FITTING', { reason: `${labels.length} × ${bars}; ≥ ${size}` })
  }
  if (definition.chart !== 'pyramid' || found.orientation === 'horizontal') return found
  // A pyramid lies on its side whatever the room: its labels are short (ages, grades).
  const room = Math.min(width * 0.35, Math.max(...labels.map((text) => textWidth(text, 10.5))) + 10)
  return {
    orientation: 'horizontal',
    labels,
    fontSize: Math.min(10.5, height / labels.length / 1.12),
    room,
    rotate: 0,
    step: Math.ceil((9 * labels.length) / height),
  }
}
