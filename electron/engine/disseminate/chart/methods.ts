// Charts: drawn for preview, or written to a file and logged. In: a chart definition. Out: SVG text, or the file's facts.
// Never a chart of figures that were not protected.
import { appendAudit } from '#engine/workspace/audit/audit.ts'
import type { HandlersFor } from '#engine/workspace/context.ts'
import { sourceCube } from './sourceCube.ts'

export const chartHandlers: HandlersFor<'chart.svg' | 'chart.export'> = {
  'chart.svg': async (context, { definition, language, minimum }, job) => {
    const cube = await sourceCube(context, definition.source, minimum, job)
    // Loaded when first needed: the start of the engine and of every command does not wait for it.
    const { renderChartSvg } = await import('./chartSvg.ts')
    return { svg: renderChartSvg(cube, definition, language) }
  },
  'chart.export': async (context, { definition, language, format, dpi, path, minimum }, job) => {
    const cube = await sourceCube(context, definition.source, minimum, job)
    job.throwIfCancelled()
    const { exportChart } = await import('./exportChart.ts')
    const result = await exportChart(cube, { definition, language, format, dpi, path })
    appendAudit(context.workspace(), {
      user: context.user,
      action: 'export',
      subject: `chart ${definition.id} ${format} ${path}`,
      records: cube.provenance.recordsUsed,
    })
    return result
  },
}
