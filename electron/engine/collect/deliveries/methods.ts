// Deliveries: what came, what was rejected and why, and taking one out again. In: numbers. Out: entries of the catalog,
// rejects.
import type { HandlersFor } from '#engine/workspace/context.ts'
import { knownDataset } from '#engine/collect/layouts/knownDatasets.ts'
import { destroyDelivery } from './destroyDelivery.ts'
import { retentionOf, setRetention } from './retention.ts'
import type { deliveryMethods } from '#shared/contract/deliveries.ts'
import { compareDelivery } from './compareDelivery.ts'
import { decideDelivery, deliveryDecisions } from './deliveryDecisions.ts'
import { dueCalendar, saveSchedule } from './dueCalendar.ts'
import { readRejects } from './readRejects.ts'
import { withdrawDelivery } from './withdrawDelivery.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'

export const deliveryHandlers: HandlersFor<
  | 'deliveries.list'
  | 'deliveries.rejects'
  | 'deliveries.withdraw'
  | keyof typeof deliveryMethods
  | 'deliveries.destroy'
  | 'retention.list'
  | 'retention.set'
> = {
  'deliveries.list': (context, { dataset }) => {
    const workspace = context.workspace()
    if (dataset !== undefined) knownDataset(workspace, dataset)
    return deliveryRepository(workspace.catalog).list(dataset)
  },
  'deliveries.rejects': (context, { delivery, offset, limit }) =>
    readRejects(context.workspace(), delivery, offset, limit),
  'deliveries.withdraw': withdrawDelivery,
  'deliveries.compare': (context, request) => compareDelivery(context.workspace(), request),
  'deliveries.calendar': (context, request) => dueCalendar(context.workspace(), request),
  'deliveries.saveSchedule': (context, request) => {
    const saved = saveSchedule(context.workspace(), request)
    context.emit('data.changed', { what: 'deliveries' })
    return saved
  },
  'deliveries.decisions': (context) => deliveryDecisions(context.workspace()),
  'deliveries.decide': (context, request) => {
    const made = decideDelivery(context.workspace(), context.user, request)
    context.emit('data.changed', { what: 'deliveries' })
    return made
  },
  'deliveries.destroy': destroyDelivery,
  'retention.list': (context) => retentionOf(context.workspace()),
  'retention.set': (context, request) => setRetention(context, request),
}
