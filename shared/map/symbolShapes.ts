// Circles whose area is in proportion to the figure, and their key. In: a projected map, figures. Out: shapes and
// texts. Negative figures are hollow; a missing figure has no circle.
import type { ChartLook } from '../chart/chartTheme.ts'
import { readable } from '../chart/palette.ts'
import type { TextShape } from '../chart/textShapes.ts'
import { formatDouble } from '../format/number.ts'
import type { Language } from '../model/text.ts'
import { circlePath } from './insetShapes.ts'
import type { MapData } from './mapData.ts'
import { figureWords } from './mapFigures.ts'
import type { ProjectedMap } from './project.ts'
import type { SceneShape } from './scene.ts'

const largestRadius = 20

const radius = (value: number, largest: number): number =>
  largest === 0 ? 0 : Math.sqrt(Math.abs(value) / largest) * largestRadius

const ink = (look: ChartLook): string => readable(look.series[0] ?? look.text, look.background, 3)

export const symbolShapes = (
  { features }: ProjectedMap,
  data: MapData,
  largest: number,
  look: ChartLook,
  language: Language,
): { shapes: SceneShape[]; texts: TextShape[] } => {
  const placed = features.flatMap((f) => {
    const figure = data.figures.get(f.code)
    return figure && figure.shown !== null && figure.shown !== 0 ? [{ f, figure, shown: figure.shown }] : []
  })
  return {
    texts: [],
    // Small circles lie over large ones.
    shapes: placed
      .sort((a, b) => Math.abs(b.shown) - Math.abs(a.shown))
      .map(({ f, figure, shown }) => ({
        path: circlePath(f.centre[0], f.centre[1], Math.max(0.6, radius(shown, largest))),
        fill: shown < 0 ? 'none' : ink(look),
        stroke: shown < 0 ? ink(look) : look.background === 'transparent' ? '#1f1f1f' : look.background,
        strokeWidth: shown < 0 ? 1.4 : 0.7,
        opacity: 0.78,
        code: f.code,
        words: `${f.name}: ${figureWords(figure, data.measure, language)}`,
      })),
  }
}

/** Two round figures and the circles they have. */
export const symbolKey = (
  data: MapData,
  largest: number,
  { left, top }: { left: number; top: number },
  look: ChartLook,
  language: Language,
): { shapes: SceneShape[]; texts: TextShape[] } => {
  if (largest === 0) return { shapes: [], texts: [] }
  const unit = 10 ** Math.floor(Math.log10(largest))
  const great = ([5, 2, 1].find((k) => k * unit <= largest) ?? 1) * unit
  const unitText = data.measure.unit[language]
  const without = data.mapOnly.length + [...data.figures.values()].filter((f) => f.shown === null).length
  const none = language === 'vi' ? 'không có số liệu' : 'no figure'
  let x = left
  const shapes: SceneShape[] = []
  const texts: TextShape[] = []
  for (const value of [great, great / 10]) {
    const r = radius(value, largest)
    shapes.push({ path: circlePath(x + r, top + 20, r), fill: 'none', stroke: ink(look), strokeWidth: 1 })
    const text = `${formatDouble(value, { decimals: value < 1 ? 2 : 0 }, language)}${unitText === '' ? '' : ` ${unitText}`}`
    texts.push({ text, x: x + 2 * r + 5, y: top + 20, size: 9.5, colour: look.text })
    x += 2 * r + 20 + text.length * 6.2
  }
  if (without > 0) texts.push({ text: `${none}: ${without}`, x, y: top + 20, size: 9.5, colour: look.muted })
  return { shapes, texts }
}
