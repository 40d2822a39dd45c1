// The records a view is taken from: all, those of an open view, a sample, outliers, duplicates. In: a base told by
// rule. Out: row ids, ascending, or null for all. Never a list the page sent.
import type { RecordBase } from '#shared/contract/explore.ts'
import type { Dataset } from '#shared/model/dataset.ts'
import { fail } from '#shared/model/failure.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import { scanColumns } from './columnScan.ts'
import { duplicateRows } from './duplicates.ts'
import { checkFilterCodes, prepareFilter } from './exploreFilter.ts'
import { outlierRows } from './outliers.ts'
import { scanRecords } from './recordScan.ts'
import { orderOfDeliveries } from './rowOrder.ts'
import { sampleRows } from './sampleRows.ts'
import { findView, revealedIn } from './viewRegistry.ts'

export const pickBase = async (
  context: EngineContext,
  dataset: Dataset,
  base: RecordBase | null,
  job: JobContext,
): Promise<Int32Array | null> => {
  if (base === null) return null
  const workspace = context.workspace()
  if (base.type === 'view') {
    const view = findView(context, base.view)
    if (view.dataset !== dataset.id) return fail('VIEW_UNKNOWN')
    return view.condition === null ? view.base : Int32Array.from(view.order.slice(0, view.order.length)).sort()
  }
  const filter = prepareFilter(workspace, dataset, base.filter, revealedIn(context, dataset.id))
  await checkFilterCodes(workspace, dataset, base.filter)
  const request = { dataset, base: null, filter }
  if (base.type === 'outliers') return outlierRows(context, request, base, job)
  if (base.type === 'duplicates') return duplicateRows(context, request, base, job)
  const deliveries = deliveryRepository(workspace.catalog).current(dataset.id)
  const all = orderOfDeliveries(deliveries)
  const rows =
    filter === null
      ? Int32Array.from(all.slice(0, all.length))
      : await (filter.outside.length > 0 ? scanRecords : scanColumns)(
          workspace,
          { ...request, sort: [], totalRows: all.length },
          job,
        )
  return sampleRows(rows, deliveries, base.size, base.seed, job)
}
