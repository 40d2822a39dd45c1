// Records and scripts: export, its permission, scripts that repeat a table. In: validated requests. Out: files, texts.
// Records leave only where the workspace allows it, with a reason, logged.
import type { HandlersFor } from '#engine/workspace/context.ts'
import { allowRecordsExport, recordsPermission } from '#engine/workspace/policy/recordsPermission.ts'
import { tableScript } from './script/tableScript.ts'
import { tableModel } from '#engine/analyse/tabulate/plan/tableModel.ts'

export const fileHandlers: HandlersFor<
  | 'records.export'
  | 'deliveries.exportRejects'
  | 'rules.export'
  | 'records.permission'
  | 'records.allow'
  | 'table.script'
  | 'table.saveScript'
> = {
  'records.export': async (context, request, job) => {
    const { exportRecords } = await import('./records/exportRecords.ts')
    return exportRecords(context, request, job)
  },
  'deliveries.exportRejects': async (context, request, job) => {
    const { exportRejects } = await import('./records/exportRejects.ts')
    return exportRejects(context, request, job)
  },
  'rules.export': async (context, request, job) => {
    const { exportRuleFailures } = await import('./records/exportRuleFailures.ts')
    return exportRuleFailures(context, request, job)
  },
  'records.permission': (context) => recordsPermission(context.workspace()),
  'records.allow': (context, { allowed, reason }) => allowRecordsExport(context, allowed, reason),
  'table.script': (context, { definition, language }) =>
    tableScript(definition, tableModel(context, definition.dataset), language),
  'table.saveScript': async (context, { definition, language, path }) => {
    const { saveScript } = await import('./script/saveScript.ts')
    return saveScript(context, definition, language, path)
  },
}
