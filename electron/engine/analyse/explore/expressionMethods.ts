// Checking an expression while the user types it. In: a dataset and text. Out: its type, or where and why it is wrong.
import { tryCheck } from '#shared/expression/index.ts'
import type { HandlersFor } from '#engine/workspace/context.ts'
import { exploreScope } from './exploreFilter.ts'
import { knownDataset } from '#engine/workspace/records/knownDatasets.ts'

export const expressionHandlers: HandlersFor<'expression.check'> = {
  'expression.check': (context, { dataset, expression, expect }) => {
    const workspace = context.workspace()
    const checked = tryCheck(expression, exploreScope(workspace, knownDataset(workspace, dataset)), expect)
    if (!checked.ok) return checked
    const { type, scale } = checked.typed.type
    return { ok: true, type: type === 'decimal' ? `decimal(${scale})` : type }
  },
}
