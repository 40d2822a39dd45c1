// Names or figures at places, largest places first, each only where it meets no other text and lies in the picture. In:
// a projected map, what is taken. Out: placed texts. Never a text over another; what has no room is read from the
// pointer or the table.
import { boxOf, meet, within } from '../chart/textShapes.ts'
import type { Box, TextShape } from '../chart/textShapes.ts'
import type { ChartLook } from '../chart/chartTheme.ts'
import { inkOn } from '../chart/shades.ts'
import { wrapText } from '../chart/textFit.ts'
import { formatCell } from '../format/cell.ts'
import type { MapDefinition } from '../model/map.ts'
import type { Language } from '../model/text.ts'
import type { MapData } from './mapData.ts'
import type { Frame, ProjectedMap } from './project.ts'

const size = 8

const boxOfFrame = ({ left, top, width, height }: Frame): Box => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
})

/** In a tile a name is broken into lines; on a map it stands level. */
const words = (text: string, box: Frame, tiles: boolean): string =>
  tiles ? wrapText(text, box.width - 3, size, 3).join('\n') : text

export const placeLabels = (
  { features, frame }: ProjectedMap,
  data: MapData,
  { labels, boundaries }: Pick<MapDefinition, 'labels' | 'boundaries'>,
  look: ChartLook,
  language: Language,
  taken: TextShape[],
  frames: Frame[],
  fillOf: (code: string) => string,
): TextShape[] => {
  if (labels === 'none') return []
  const tiles = boundaries === undefined || boundaries.startsWith('tiles_')
  const used = [...taken.map(boxOf), ...frames.map(boxOfFrame)]
  const picture = boxOfFrame(frame)
  const placed: TextShape[] = []
  const bySize = features.toSorted((a, b) => b.box.width * b.box.height - a.box.width * a.box.height)
  for (const f of bySize.slice(0, 600)) {
    const figure = data.figures.get(f.code)
    const text =
      labels === 'names' ? words(f.name, f.box, tiles) : figure ? formatCell(figure, data.measure, language) : ''
    if (text === '' || (tiles && text.includes('…') && !f.name.includes('…'))) continue
    const shape: TextShape = {
      text,
      x: f.centre[0],
      y: f.centre[1],
      size,
      colour: tiles && /^#[0-9a-f]{6}$/i.test(fillOf(f.code)) ? inkOn(fillOf(f.code)) : look.text,
      align: 'center',
      ...(tiles ? {} : { halo: look.background }),
    }
    const box = boxOf(shape)
    if (!within(box, picture) || used.some((b) => meet(b, box))) continue
    used.push(box)
    placed.push(shape)
  }
  return placed
}
