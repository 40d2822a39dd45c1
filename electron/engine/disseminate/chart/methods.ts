// Charts: drawn for preview, or written to a file. In: a chart definition. Out: SVG text, a page to print, or the
// file's facts. Never a chart of figures that were not protected.
import type { HandlersFor } from '#engine/workspace/context.ts'
import { collectingBook, keepDrafts, withBook } from '#engine/workspace/releaseBook.ts'
import { officeTheme } from './officeTheme.ts'
import { sourceCube } from './sourceCube.ts'

export const chartHandlers: HandlersFor<'chart.svg' | 'chart.page' | 'chart.export'> = {
  'chart.svg': async (context, { definition, language, stricter }, job) => {
    const cube = await sourceCube(context, definition.source, stricter, job)
    // Loaded when first needed: the start of the engine and of every command does not wait for it.
    const { renderChartSvg } = await import('./chartSvg.ts')
    return { svg: renderChartSvg(cube, definition, language, { office: officeTheme(context, definition) }) }
  },
  'chart.page': async (context, { definition, language, stricter }, job) => {
    const book = collectingBook()
    const cube = await sourceCube(withBook(context, book), definition.source, stricter, job)
    const [{ renderChartSvg }, { picturePage }] = await Promise.all([
      import('./chartSvg.ts'),
      import('./picturePage.ts'),
    ])
    const svg = renderChartSvg(cube, definition, language, { office: officeTheme(context, definition) })
    return keepDrafts({ html: picturePage(svg, definition, language), report: definition.id }, book)
  },
  'chart.export': async (context, { definition, language, format, dpi, path, stricter }, job) => {
    const cube = await sourceCube(context, definition.source, stricter, job)
    job.throwIfCancelled()
    const { exportChart } = await import('./exportChart.ts')
    const office = officeTheme(context, definition)
    const result = await exportChart(cube, { definition, language, format, dpi, path, office })
    context.account({ records: cube.provenance.recordsUsed })
    return result
  },
}
