// Records and scripts: export, its permission, scripts that repeat a table. In: validated requests. Out: files, texts.
// Records leave only where the workspace allows it, with a reason, logged.
import type { HandlersFor } from '../context.ts'
import { allowRecordsExport, recordsPermission } from '../publish/records/recordsPermission.ts'
import { tableScript } from '../publish/script/tableScript.ts'
import { tableModel } from '../tabulate/tableModel.ts'

export const fileHandlers: HandlersFor<'records.export' | 'records.permission' | 'records.allow' | 'table.script' | 'table.saveScript'> = {
  'records.export': async (context, request, job) => {
    const { exportRecords } = await import('../publish/records/exportRecords.ts')
    return exportRecords(context, request, job)
  },
  'records.permission': (context) => recordsPermission(context.workspace()),
  'records.allow': (context, { allowed, reason }) => allowRecordsExport(context, allowed, reason),
  'table.script': (context, { definition, language }) => tableScript(definition, tableModel(context, definition.dataset), language),
  'table.saveScript': async (context, { definition, language, path }) => {
    const { saveScript } = await import('../publish/script/saveScript.ts')
    return saveScript(context, definition, language, path)
  },
}
