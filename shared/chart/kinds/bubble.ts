// Two measures against each other and a third as the area of the point: area, not width, is in proportion.
import type { KindBuilder } from '../drawing.ts'
import { otherMeasure } from '../otherMeasure.ts'
import { twoAxes } from '../twoAxes.ts'

const largest = 22

export const bubble: KindBuilder = (drawing) => {
  const { cube, definition, data, text, language } = drawing
  const size = otherMeasure(cube, definition, 2, data.categories)
  const values = size?.points.map((p) => Math.max(0, p.shown ?? 0)) ?? []
  const top = values.reduce((m, v) => Math.max(m, v), 0)
  const note =
    size === null
      ? []
      : [
          `${language === 'vi' ? 'Diện tích vòng tròn' : 'Area of a circle'}: ${size.measure.label[language]}${size.measure.unit[language] === '' ? '' : ` (${size.measure.unit[language]})`}.`,
        ]
  return twoAxes(
    { ...drawing, text: { ...text, source: [...note, ...text.source], withheld: [...note, ...text.withheld] } },
    (category) => (top === 0 ? 2 : Math.max(1.5, Math.sqrt((values[category] ?? 0) / top) * largest)),
  )
}
