// What the office decided of deliveries after it compared them: accepted or sent back, by whom and when. In: decisions.
// Out: decisions. Rows are not touched here: one that is sent back is withdrawn by its own method.
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import { settingRepository } from '#engine/workspace/files/catalogSettings.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import type { DeliveryDecision } from '#shared/contract/deliveries.ts'

const key = 'delivery_decisions'

export const deliveryDecisions = (workspace: Workspace): DeliveryDecision[] =>
  JSON.parse(settingRepository(workspace.catalog).get(key) ?? '[]') as DeliveryDecision[]

export const decideDelivery = (
  workspace: Workspace,
  user: string,
  { delivery, decision, note }: Pick<DeliveryDecision, 'delivery' | 'decision' | 'note'>,
): DeliveryDecision => {
  deliveryRepository(workspace.catalog).get(delivery)
  const made: DeliveryDecision = { delivery, decision, user, at: new Date().toISOString(), note }
  const others = deliveryDecisions(workspace).filter((d) => d.delivery !== delivery)
  settingRepository(workspace.catalog).set(key, JSON.stringify([...others, made]))
  return made
}
