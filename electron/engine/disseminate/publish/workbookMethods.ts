// What an XLSX of a table will be, before it is written. In: a validated request. Out: sheets, cells, bytes. Never a file.
import type { HandlersFor } from '#engine/workspace/context.ts'
import { protectCube } from '#engine/analyse/protect/protectCube.ts'
import { tabulate } from '#engine/analyse/tabulate/ask/tabulate.ts'

export const workbookHandlers: HandlersFor<'table.workbook'> = {
  'table.workbook': async (context, { definition, language, minimum }, job) => {
    const cube = await protectCube(
      context,
      await tabulate(context, definition, { engine: 'duckdb' }, job),
      { minimum },
      job,
    )
    const { estimateXlsx } = await import('./xlsxPlan.ts')
    return estimateXlsx(cube, language)
  },
}
