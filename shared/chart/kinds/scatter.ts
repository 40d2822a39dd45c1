// Two measures against each other, a point for each category.
import type { KindBuilder } from '../drawing.ts'
import { twoAxes } from '../twoAxes.ts'

export const scatter: KindBuilder = (drawing) =>
  twoAxes(drawing, () => (drawing.data.categories.length > 400 ? 1.5 : 3.5))
