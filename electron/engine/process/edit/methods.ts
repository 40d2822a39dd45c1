// Changing values by declared rules and taking that back. In: names, runs. Out: runs and the values before and after.
import type { HandlersFor } from '#engine/workspace/context.ts'
import { editedValues, listEditRuns, undoEditRun } from './editRuns.ts'
import { repairRecords } from './repairRecords.ts'

export const editHandlers: HandlersFor<'rules.repair' | 'edits.list' | 'edits.values' | 'edits.undo'> = {
  'rules.repair': repairRecords,
  'edits.list': (context, { dataset }) => listEditRuns(context.workspace(), dataset),
  'edits.values': (context, request) => editedValues(context.workspace(), request),
  'edits.undo': undoEditRun,
}
