// Unmasks identifiers of one view until it closes. In: view, variables, a reason. Out: nothing; the log has the act
// before it counts. Never without a reason, never in a workspace that cannot log.
import { fail } from '#shared/model/failure.ts'
import { checkedReason } from '#shared/model/reason.ts'
import { appendAudit } from '#engine/workspace/audit/audit.ts'
import type { EngineContext } from '#engine/workspace/context.ts'
import { knownDataset } from '#engine/collect/layouts/knownDatasets.ts'
import { findView } from './viewRegistry.ts'

export const revealIdentifiers = (
  context: EngineContext,
  viewId: string,
  variables: readonly string[],
  reason: string,
): void => {
  const written = checkedReason(reason)
  const workspace = context.workspace()
  const view = findView(context, viewId)
  const dataset = knownDataset(workspace, view.dataset)
  for (const name of variables)
    if (!dataset.variables.some((v) => v.id === name)) fail('VARIABLE_UNKNOWN', { variable: name, dataset: dataset.id })
  appendAudit(workspace, {
    user: context.user,
    action: 'reveal',
    subject: `${dataset.id}: ${variables.join(', ')}`,
    records: view.order.length,
    reason: written,
  })
  for (const name of variables) view.revealed.add(name)
}
