// Tables: estimate, run, check, drill, protect, publish. In: validated requests. Out: cubes, views, files.
// What leaves the program passes protection first and is logged; a table on screen is logged with the records it read.
import { appendAudit } from '../audit/audit.ts'
import type { HandlersFor } from '../context.ts'
import { registerView } from '../explore/registerView.ts'
import { protectCube } from '../protect/protectCube.ts'
import { checkTable } from '../tabulate/checkTable.ts'
import { drillCell } from '../tabulate/drill.ts'
import { estimateTable } from '../tabulate/estimate.ts'
import { tableModel } from '../tabulate/tableModel.ts'
import { tabulate } from '../tabulate/tabulate.ts'
import { fileLimit } from '../tabulate/tabulateModel.ts'

export const tableHandlers: HandlersFor<'table.estimate' | 'table.run' | 'table.check' | 'table.drill' | 'table.protect' | 'table.publish'> = {
  'table.estimate': (context, { definition }) => estimateTable(tableModel(context, definition.dataset), definition),

  'table.run': async (context, { definition, engine, sample }, job) => {
    const cube = await tabulate(context, definition, { engine, sample }, job)
    appendAudit(context.workspace(), { user: context.user, action: 'table', subject: `table ${definition.id}`, records: cube.provenance.recordsUsed })
    return cube
  },

  'table.check': (context, { definition }, job) => checkTable(tableModel(context, definition.dataset), definition, job),

  'table.drill': async (context, { definition, address, measure }, job) => {
    const { rowIds, cellRecords, cellValue, viewValue } = await drillCell(tableModel(context, definition.dataset), definition, address, measure, job)
    const description = address.filter((a) => a.kind !== 'total').map((a) => `${a.variable} = ${a.code ?? a.kind}`).join(' · ')
    const view = registerView(context, { dataset: definition.dataset, rowIds, description })
    appendAudit(context.workspace(), { user: context.user, action: 'drill', subject: `table ${definition.id}`, records: rowIds.length })
    return { view, cellRecords, viewRecords: rowIds.length, cellValue, viewValue, equal: cellRecords === rowIds.length && cellValue === viewValue }
  },

  'table.protect': async (context, { definition, minimum }, job) =>
    protectCube(context, await tabulate(context, definition, { engine: 'duckdb' }, job), { minimum }, job),

  'table.publish': async (context, { definition, format, path, language, minimum }, job) => {
    // An export is always logged, so it needs a workspace that can be written.
    const workspace = context.writableWorkspace()
    const limit = format === 'csv' || format === 'csv_tidy' ? { limit: fileLimit } : {}
    const cube = await protectCube(context, await tabulate(context, definition, { engine: 'duckdb', ...limit }, job), { minimum }, job)
    job.throwIfCancelled()
    job.progress({ phase: 'publishing' })
    // Loaded when first needed: the start of the engine and of every command does not wait for it.
    const { publishCube } = await import('../publish/publishCube.ts')
    const result = await publishCube(cube, { format, path, language, program: context.program, throwIfCancelled: () => job.throwIfCancelled() })
    appendAudit(workspace, { user: context.user, action: 'export', subject: `table ${definition.id} ${format} ${result.sha256}`, records: cube.provenance.recordsUsed })
    return result
  },
}
