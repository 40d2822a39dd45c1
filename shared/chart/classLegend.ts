// The key of figures in classes: a row of fills with their bounds, each given its room. In: classes, where. Out: shapes
// and the height used. Never a class without its bounds.
import { fontSizes } from './chartFrame.ts'
import { textWidth } from './textFit.ts'
import { rectShape, textShape } from './textShapes.ts'

export type ClassKey = { fill: string; text: string }

const size = fontSizes.small
const box = 11

export const classLegend = (
  keys: ClassKey[],
  { left, top, right }: { left: number; top: number; right: number },
  { text, axis }: { text: string; axis: string },
): { shapes: object[]; places: { x: number; y: number; key: ClassKey }[]; height: number } => {
  const shapes: object[] = []
  const places: { x: number; y: number; key: ClassKey }[] = []
  let x = left
  let row = 0
  for (const key of keys) {
    const width = box + 4 + textWidth(key.text, size) + 12
    if (x > left && x + width > right) {
      x = left
      row += 1
    }
    const y = top + row * 15
    places.push({ x, y, key })
    shapes.push(
      rectShape({ x, y, width: box, height: box }, { fill: key.fill, stroke: axis, lineWidth: 0.5 }),
      textShape({ text: key.text, x: x + box + 4, y: y + box / 2, size, colour: text }),
    )
    x += width
  }
  return { shapes, places, height: keys.length === 0 ? 0 : (row + 1) * 15 + 3 }
}
