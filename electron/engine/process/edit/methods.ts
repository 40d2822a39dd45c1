// Changing values by declared rules and taking that back. In: names, runs. Out: runs and the values before and after.
import type { HandlersFor } from '#engine/workspace/context.ts'
import { editedValues, listEditRuns, undoEditRun } from './editRuns.ts'
import { imputeRecords } from './impute/imputeRecords.ts'
import { localiseRecord } from './localise/localiseRecord.ts'
import { repairRecords } from './repairRecords.ts'

export const editHandlers: HandlersFor<
  'rules.repair' | 'rules.localise' | 'edits.list' | 'edits.values' | 'edits.undo' | 'edits.impute'
> = {
  'rules.repair': repairRecords,
  'rules.localise': (context, request) => localiseRecord(context.workspace(), request),
  'edits.list': (context, { dataset }) => listEditRuns(context.workspace(), dataset),
  'edits.values': (context, request) => editedValues(context.workspace(), request),
  'edits.undo': undoEditRun,
  'edits.impute': imputeRecords,
}
