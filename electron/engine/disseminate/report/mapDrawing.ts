// A map for a page that has our fonts, with the table of its figures for readers who do not see it. In: a protected
// cube, a definition, boundaries, a language. Out: SVG and rows of text. Never an unprotected figure, never a font of
// its own.
import { mapTable } from '#engine/disseminate/map/mapTable.ts'
import { renderMapSvg } from '#engine/disseminate/map/mapSvg.ts'
import type { BoundarySet } from '#shared/map/boundaries.ts'
import type { ProtectedCube } from '#shared/model/cube.ts'
import type { MapDefinition } from '#shared/model/map.ts'
import type { Language } from '#shared/model/text.ts'
import type { MapDrawing } from './composeReport.ts'

export const mapDrawing = (
  cube: ProtectedCube,
  map: MapDefinition,
  boundaries: (id: string) => BoundarySet,
  language: Language,
): MapDrawing => {
  const { svg, drawn } = renderMapSvg(cube, map, boundaries, language, {
    theme: map.theme === 'print' ? 'print' : 'light',
    inline: true,
  })
  const { heads, texts } = mapTable(drawn.data, language)
  return { svg, heads, rows: texts }
}
