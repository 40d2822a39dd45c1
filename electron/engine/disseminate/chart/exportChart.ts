// A chart to a file: SVG, PNG, Word, Excel with a native chart. In: a protected cube, a definition, language, format,
// resolution. Out: the file's size and hash. Never a half-written file, never a chart of an unprotected cube.
import { writeFile } from 'node:fs/promises'
import { chartDrawing } from '#shared/chart/chartOption.ts'
import type { PictureFormat } from '#shared/contract/pictures.ts'
import type { ExportResult } from '#shared/contract/responses.ts'
import type { ChartDefinition, ChartThemeDefinition } from '#shared/model/chart.ts'
import type { ProtectedCube } from '#shared/model/cube.ts'
import type { Language } from '#shared/model/text.ts'
import { writeFileTarget } from '#engine/workspace/files/outputTarget.ts'
import { renderChartSvg } from './chartSvg.ts'
import { nativeTable } from './chartTable.ts'
import { nativeChart } from './nativeChart.ts'
import { pictureBytes } from './pictureBytes.ts'

export type ChartExport = {
  definition: ChartDefinition
  language: Language
  format: PictureFormat
  dpi: number
  path: string
  office?: ChartThemeDefinition | null
}

export const exportChart = async (
  cube: ProtectedCube,
  { definition, language, format, dpi, path, office = null }: ChartExport,
): Promise<ExportResult> => {
  const started = performance.now()
  const drawing = chartDrawing(cube, definition, language, definition.theme, { office })
  const table = nativeTable(drawing)
  const content = await pictureBytes({
    svg: renderChartSvg(cube, definition, language, { office }),
    format,
    dpi,
    language,
    size: definition,
    title: drawing.text.title,
    description: drawing.text.description,
    table,
    native: nativeChart(drawing, table.heads.length),
  })
  const written = await writeFileTarget(path, (temporary) => writeFile(temporary, content))
  return { path, ...written, seconds: (performance.now() - started) / 1000 }
}
