// What an XLSX of a table will be, before it is written. In: a validated request. Out: sheets, cells, bytes. Never a file.
import type { HandlersFor } from '../context.ts'
import { protectCube } from '../protect/protectCube.ts'
import { tabulate } from '../tabulate/tabulate.ts'

export const workbookHandlers: HandlersFor<'table.workbook'> = {
  'table.workbook': async (context, { definition, language, minimum }, job) => {
    const cube = await protectCube(context, await tabulate(context, definition, { engine: 'duckdb' }, job), { minimum }, job)
    const { estimateXlsx } = await import('../publish/xlsxPlan.ts')
    return estimateXlsx(cube, language)
  },
}
