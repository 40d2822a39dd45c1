// Hoàng Sa and Trường Sa in their frames, with the fill of the unit they belong to. In: a projected map. Out: shapes,
// names, frames. Never left out: boundaries without them are shown with their islands as points.
import type { ChartLook } from '../chart/chartTheme.ts'
import { wrapText } from '../chart/textFit.ts'
import type { TextShape } from '../chart/textShapes.ts'
import type { Language } from '../model/text.ts'
import type { Frame, ProjectedMap } from './project.ts'
import type { SceneShape } from './scene.ts'

const circle = (x: number, y: number, r: number): string =>
  `M${(x - r).toFixed(1)},${y.toFixed(1)}a${r},${r} 0 1,0 ${2 * r},0a${r},${r} 0 1,0 ${-2 * r},0Z`

export const circlePath = circle

export const insetShapes = (
  { insets, features }: ProjectedMap,
  fillOf: (code: string) => string,
  look: ChartLook,
  language: Language,
): { shapes: SceneShape[]; texts: TextShape[]; frames: Frame[] } => {
  const codes = new Set(features.map((f) => f.code))
  const shapes: SceneShape[] = []
  const texts: TextShape[] = []
  for (const { archipelago, frame, islands, own } of insets) {
    const { left, top, width, height } = frame
    shapes.push({
      path: `M${left},${top}h${width}v${height}h${-width}Z`,
      fill: 'none',
      stroke: look.axis,
      strokeWidth: 0.6,
    })
    const code = archipelago.codes.find((c) => codes.has(c))
    // Reefs are smaller than a dot of ink: each is marked so that it is seen in print.
    for (const [x, y] of islands)
      shapes.push({
        path: circle(x, y, own ? 0.9 : 1.7),
        fill: code === undefined ? look.axis : fillOf(code),
        stroke: look.text,
        strokeWidth: 0.5,
        ...(code === undefined ? {} : { code }),
        words: archipelago.name[language],
      })
    const lines = wrapText(archipelago.name[language], width - 4, 8, 2)
    texts.push({
      text: lines.join('\n'),
      x: left + width / 2,
      y: top + height - 3,
      size: 8,
      colour: look.text,
      align: 'center',
      valign: 'bottom',
    })
  }
  return { shapes, texts, frames: insets.map((i) => i.frame) }
}
