// What an XLSX of a table will be, before it is written. In: a validated request. Out: sheets, cells, bytes. Never a
// file.
import type { HandlersFor } from '#engine/workspace/context.ts'
import { protectDefinition } from '#engine/analyse/protect/protectCube.ts'

export const workbookHandlers: HandlersFor<'table.workbook'> = {
  'table.workbook': async (context, { definition, language, stricter }, job) => {
    const cube = await protectDefinition(context, definition, { engine: 'duckdb', stricter }, job)
    const { estimateXlsx } = await import('./xlsxPlan.ts')
    return estimateXlsx(cube, language)
  },
}
