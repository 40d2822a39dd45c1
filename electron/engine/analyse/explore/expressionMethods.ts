// Checking an expression while the user types it. In: a dataset and text. Out: its type, or where and why it is wrong.
import { ExpressionProblem, tryCheck } from '#shared/expression/index.ts'
import type { HandlersFor } from '#engine/workspace/context.ts'
import { checkFilterCodes, exploreScope } from './exploreFilter.ts'
import { knownDataset } from '#engine/collect/layouts/knownDatasets.ts'

export const expressionHandlers: HandlersFor<'expression.check'> = {
  'expression.check': async (context, { dataset, expression, expect }) => {
    const workspace = context.workspace()
    const known = knownDataset(workspace, dataset)
    const checked = tryCheck(expression, exploreScope(workspace, known), expect)
    if (!checked.ok) return checked
    try {
      await checkFilterCodes(workspace, known, expression)
    } catch (thrown) {
      if (thrown instanceof ExpressionProblem) return thrown.problem
      throw thrown
    }
    const { type, scale } = checked.typed.type
    return { ok: true, type: type === 'decimal' ? `decimal(${scale})` : type }
  },
}
