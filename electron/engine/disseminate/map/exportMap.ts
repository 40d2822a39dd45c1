// A map to a file: SVG, PNG, Word, or an Excel workbook of its figures with the picture. In: a protected cube,
// boundaries, a definition. Out: the file's size and hash. Never a half-written file, never a map of an unprotected
// cube.
import { writeFile } from 'node:fs/promises'
import type { BoundarySet } from '#shared/map/boundaries.ts'
import type { ExportResult } from '#shared/contract/responses.ts'
import type { PictureFormat } from '#shared/contract/pictures.ts'
import type { ProtectedCube } from '#shared/model/cube.ts'
import type { MapDefinition } from '#shared/model/map.ts'
import type { Language } from '#shared/model/text.ts'
import { writeFileTarget } from '#engine/workspace/files/outputTarget.ts'
import { pictureBytes } from '../chart/pictureBytes.ts'
import { renderMapSvg } from './mapSvg.ts'
import { mapTable } from './mapTable.ts'

export type MapExport = {
  definition: MapDefinition
  language: Language
  format: PictureFormat
  dpi: number
  path: string
}

export const exportMap = async (
  cube: ProtectedCube,
  boundaries: (id: string) => BoundarySet,
  { definition, language, format, dpi, path }: MapExport,
): Promise<ExportResult> => {
  const started = performance.now()
  const { svg, drawn } = renderMapSvg(cube, definition, boundaries, language)
  const content = await pictureBytes({
    svg,
    format,
    dpi,
    language,
    size: definition,
    title: definition.title[language] || cube.title[language],
    description: drawn.scene.description,
    table: mapTable(drawn.data, language),
    native: null,
  })
  const written = await writeFileTarget(path, (temporary) => writeFile(temporary, content))
  return { path, ...written, seconds: (performance.now() - started) / 1000 }
}
