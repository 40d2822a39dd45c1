// A chart to a file, SVG or PNG. In: a protected cube, a definition, language, format, resolution. Out: the file's size and hash.
// Never a half-written file, never a chart of an unprotected cube.
import { writeFile } from 'node:fs/promises'
import type { ExportResult } from '#shared/contract/responses.ts'
import type { ChartDefinition } from '#shared/model/chart.ts'
import type { ProtectedCube } from '#shared/model/cube.ts'
import type { Language } from '#shared/model/text.ts'
import { writeFileTarget } from '#engine/workspace/files/outputTarget.ts'
import { chartPng } from './chartPng.ts'
import { renderChartSvg } from './chartSvg.ts'

export type ChartExport = {
  definition: ChartDefinition
  language: Language
  format: 'svg' | 'png'
  dpi: number
  path: string
}

export const exportChart = async (
  cube: ProtectedCube,
  { definition, language, format, dpi, path }: ChartExport,
): Promise<ExportResult> => {
  const started = performance.now()
  const svg = renderChartSvg(cube, definition, language)
  const content = format === 'svg' ? svg : chartPng(svg, dpi)
  const written = await writeFileTarget(path, (temporary) => writeFile(temporary, content))
  return { path, ...written, seconds: (performance.now() - started) / 1000 }
}
