// A map of a protected cube as SVG. In: the cube, a definition, boundaries of the workspace, a language. Out: SVG with
// our fonts. Never an unprotected figure.
import type { ChartTheme } from '#shared/chart/chartTheme.ts'
import { drawMap } from '#shared/map/mapScene.ts'
import type { DrawnMap } from '#shared/map/mapScene.ts'
import { boundarySource, gridOf, tileSource } from '#shared/map/mapSource.ts'
import type { BoundarySet } from '#shared/map/boundaries.ts'
import { sceneSvg } from '#shared/map/sceneSvg.ts'
import type { ProtectedCube } from '#shared/model/cube.ts'
import type { MapDefinition } from '#shared/model/map.ts'
import type { Language } from '#shared/model/text.ts'
import { chartFaces, fontFaceCss } from '../chart/fonts.ts'

/** inline: for a page that has our fonts and prints title and source itself. */
export type MapSvgOptions = { theme?: ChartTheme; inline?: boolean }

export const renderMapSvg = (
  cube: ProtectedCube,
  definition: MapDefinition,
  boundaries: (id: string) => BoundarySet,
  language: Language,
  { theme = definition.theme, inline = false }: MapSvgOptions = {},
): { svg: string; drawn: DrawnMap } => {
  const grid = gridOf(definition, cube)
  const source =
    grid === null
      ? boundarySource(boundaries(definition.boundaries ?? ''), cube, language)
      : tileSource(grid, cube, language)
  const drawn = drawMap(cube, definition, source, language, theme, { heading: !inline })
  const svg = sceneSvg(drawn.scene, {
    widthMm: definition.widthMm,
    heightMm: definition.heightMm,
    title: definition.title[language] || cube.title[language],
    language,
    css: inline ? '' : fontFaceCss(chartFaces),
  })
  return { svg, drawn }
}
