// The entry of a delivery that came in or went out, in the transaction that makes it so. In: workspace, delivery, user.
// Out: nothing.
import type { Delivery } from '#shared/model/delivery.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { appendAudit } from './audit.ts'
import { deliverySubject } from './deliveriesLogged.ts'

export const logDelivery = (
  workspace: Workspace,
  action: 'import' | 'withdraw',
  delivery: Pick<Delivery, 'id' | 'dataset' | 'period' | 'fileName' | 'rowsAccepted'>,
  user: string,
): void => {
  appendAudit(workspace, { user, action, subject: deliverySubject(delivery), records: delivery.rowsAccepted })
}
