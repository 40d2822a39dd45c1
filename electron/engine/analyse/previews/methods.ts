// Variables made on the spot: the list of saved ones, a preview while one is edited, bounds to start from.
// In: validated requests. Out: summaries and counts of records. Never a definition changed (definitions.ts saves).
import type { HandlersFor } from '#engine/workspace/context.ts'
import { previewVariable } from './previewVariable.ts'
import { suggestBands } from './suggestBands.ts'
import { listVariables } from './workspaceVariables.ts'

export const variableHandlers: HandlersFor<'variables.list' | 'variables.preview' | 'variables.suggestBands'> = {
  'variables.list': (context, { dataset }) => listVariables(context, dataset),
  'variables.preview': (context, request, job) => previewVariable(context, request, job),
  'variables.suggestBands': (context, request, job) => suggestBands(context, request, job),
}
