// Where the category labels of this chart stand, or CHART_NOT_FITTING with the size that would do. In: a drawing and
// its frame. Out: a placement. Never a label that was left out quietly.
import { fail } from '../model/failure.ts'
import { placeCategories, placeTimeLabels } from './categoryAxis.ts'
import type { CategoryPlacement } from './categoryAxis.ts'
import { pixelsPerMm } from './chartFrame.ts'
import type { ChartFrame } from './chartFrame.ts'
import type { CartesianPlan } from './cartesianPlan.ts'
import type { Drawing } from './drawing.ts'

export const placeCategoryAxis = (
  { data, definition, text, language }: Drawing,
  frame: ChartFrame,
  valueRoom: number,
  { orientation, across = 1, bands }: Pick<CartesianPlan, 'orientation' | 'across' | 'bands'>,
): CategoryPlacement => {
  const vi = language === 'vi'
  const labels = text.categories
  const width = frame.plot.right - frame.plot.left
  const height = frame.plot.bottom - frame.plot.top
  if (height < 60 || width - valueRoom < 60) {
    const size = `${Math.ceil((frame.height - Math.min(height, 60) + 100) / pixelsPerMm)} mm`
    return fail('CHART_NOT_FITTING', { reason: vi ? `khổ quá nhỏ, cần cao từ ${size}` : `too small, needs ${size}` })
  }
  if (data.category.time !== null && orientation !== 'horizontal')
    return placeTimeLabels(labels, width - valueRoom, bands !== false && labels.length <= 12)
  const found = placeCategories(labels, { width, height, valueLabels: valueRoom }, across, {
    mmPerPixel: 1 / pixelsPerMm,
    ...(orientation ? { orientation } : {}),
  })
  if (!('needed' in found)) return found
  const size =
    'heightMm' in found.needed
      ? `${definition.widthMm} × ${Math.ceil(found.needed.heightMm)} mm`
      : `${Math.ceil(found.needed.widthMm)} × ${definition.heightMm} mm`
  return fail('CHART_NOT_FITTING', {
    reason: vi
      ? `${labels.length} nhóm không đủ chỗ ghi tên; cần khổ ${size}, hoặc chỉ vẽ các nhóm lớn nhất, hoặc vẽ phân bố`
      : `no room for the names of ${labels.length} categories; needs ${size}, or only the largest, or a histogram`,
  })
}
