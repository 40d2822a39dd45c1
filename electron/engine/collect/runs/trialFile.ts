// A file against the period before while its rows do not stand yet: read, checked and compared as an import would, then
// everything is as it was. In: what an import is given. Out: what would stand, and the comparison; null where the same
// file stands already.
import { compareParts, periodBefore } from '#engine/collect/deliveries/compareDelivery.ts'
import { importDelivery } from '#engine/collect/intake/importDelivery.ts'
import type { Trial } from '#engine/collect/intake/loadDelivery.ts'
import { importByLayout } from '#engine/collect/suggest/importByLayout.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import type { DeliveryComparison, DeliveryTrial } from '#shared/contract/deliveries.ts'
import type { MethodRequest } from '#shared/contract/methods.ts'
import { agreedWay } from './wayOfFile.ts'

export const trialFile = async (
  context: EngineContext,
  { suggest, ...request }: MethodRequest<'intake.trial'>,
  job: JobContext,
): Promise<DeliveryTrial> => {
  const workspace = context.workspace()
  let comparison: DeliveryComparison | null = null
  const trial: Trial = async ({ connection, dataset, delivery, beside }) => {
    job.progress({ phase: 'comparing' })
    const current = deliveryRepository(workspace.catalog).current(dataset.id)
    const against = periodBefore(current, delivery.period)
    const before = against === null ? [] : current.filter((d) => d.period === against)
    const now = [...beside, delivery]
    comparison = await compareParts(workspace, { database: connection, dataset, delivery, against, before, now })
  }
  const byLayout = request.package !== undefined || request.layout !== undefined
  const { numbers, dates, ...how } = request.reading
  const reading = Object.keys(how).length === 0 ? undefined : how
  const agreed = byLayout
    ? null
    : await agreedWay(workspace, request.path, { ...request, numbers, dates, reading, suggest })
  const { delivery, outcome, seconds } = agreed
    ? await importDelivery(context, { ...request, numbers, dates, dataset: agreed.dataset.id }, job, trial)
    : await importByLayout(context, { ...request, onlyKnown: !byLayout && !suggest }, job, null, trial)
  return { delivery, outcome, seconds, comparison: outcome === 'unchanged' ? null : comparison }
}
