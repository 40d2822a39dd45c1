// Charts: drawn for preview, or written to a file. In: a chart definition. Out: SVG text, or the file's facts.
// Never a chart of figures that were not protected.
import type { HandlersFor } from '#engine/workspace/context.ts'
import { sourceCube } from './sourceCube.ts'

export const chartHandlers: HandlersFor<'chart.svg' | 'chart.export'> = {
  'chart.svg': async (context, { definition, language, stricter }, job) => {
    const cube = await sourceCube(context, definition.source, stricter, job)
    // Loaded when first needed: the start of the engine and of every command does not wait for it.
    const { renderChartSvg } = await import('./chartSvg.ts')
    return { svg: renderChartSvg(cube, definition, language) }
  },
  'chart.export': async (context, { definition, language, format, dpi, path, stricter }, job) => {
    const cube = await sourceCube(context, definition.source, stricter, job)
    job.throwIfCancelled()
    const { exportChart } = await import('./exportChart.ts')
    const result = await exportChart(cube, { definition, language, format, dpi, path })
    context.account({ records: cube.provenance.recordsUsed })
    return result
  },
}
