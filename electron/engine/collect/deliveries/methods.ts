// Deliveries: what came, what was rejected and why, and taking one out again. In: numbers. Out: entries of the catalog, rejects.
import type { HandlersFor } from '#engine/workspace/context.ts'
import { knownDataset } from '#engine/collect/layouts/knownDatasets.ts'
import { destroyDelivery } from './destroyDelivery.ts'
import { retentionOf, setRetention } from './retention.ts'
import { readRejects } from './readRejects.ts'
import { withdrawDelivery } from './withdrawDelivery.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'

export const deliveryHandlers: HandlersFor<
  | 'deliveries.list'
  | 'deliveries.rejects'
  | 'deliveries.withdraw'
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
  'deliveries.destroy': destroyDelivery,
  'retention.list': (context) => retentionOf(context.workspace()),
  'retention.set': (context, request) => setRetention(context, request),
}
