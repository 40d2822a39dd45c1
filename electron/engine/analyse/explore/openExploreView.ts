// Opens a view of a dataset: its rows, picked by a base, filtered and sorted, ready for any page. In: dataset, base,
// filter text, sort. Out: an ExploreView. Which engine answers follows from where the variables are held; the user does
// not notice. Never a record read here.
import type { RecordBase } from '#shared/contract/explore.ts'
import type { ExploreView } from '#shared/contract/responses.ts'
import type { Dataset } from '#shared/model/dataset.ts'
import { periodVariableId } from '#shared/model/dataset.ts'
import { fail } from '#shared/model/failure.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { isInColumnSet } from '#engine/workspace/columns/columnSet.ts'
import { knownDataset } from '#engine/collect/layouts/knownDatasets.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import { scanColumns } from './columnScan.ts'
import type { SortRequest } from './scanRequest.ts'
import { checkFilterCodes, prepareFilter } from './exploreFilter.ts'
import { isAscending } from './radixSort.ts'
import { pickBase } from './recordBase.ts'
import { scanRecords } from './recordScan.ts'
import { orderOfDeliveries, orderOfRowIds } from './rowOrder.ts'
import { addView, revealedIn } from './viewRegistry.ts'

export type ExploreRequest = { dataset: string; filter: string | null; sort: SortRequest; base?: RecordBase | null }

/** Whether the column set can sort by these; fails for unknown variables and identifiers not revealed. */
const sortedByColumns = (dataset: Dataset, sort: SortRequest, revealed: ReadonlySet<string>): boolean =>
  sort
    .map(({ variable }) => {
      if (variable === periodVariableId) return true
      const found =
        dataset.variables.find((v) => v.id === variable) ?? fail('VARIABLE_UNKNOWN', { variable, dataset: dataset.id })
      if (found.role === 'identifier' && !revealed.has(variable)) fail('IDENTIFIER_NOT_REVEALED', { variable })
      return isInColumnSet(found)
    })
    .every(Boolean)

export const openExploreView = async (
  context: EngineContext,
  { dataset: id, filter: text, sort, base: asked = null }: ExploreRequest,
  job: JobContext,
): Promise<ExploreView> => {
  const started = performance.now()
  const workspace = context.workspace()
  const dataset = knownDataset(workspace, id)
  const current = deliveryRepository(workspace.catalog).current(id)
  const revealed = revealedIn(context, id)
  const filter = prepareFilter(workspace, dataset, text, revealed)
  await checkFilterCodes(workspace, dataset, text)
  const byColumns = sortedByColumns(dataset, sort, revealed) && (filter === null || filter.outside.length === 0)
  if (!byColumns && filter && filter.links.length > 0)
    return fail('FILTER_NOT_COMBINABLE', { links: filter.links.join(', ') })
  const base = await pickBase(context, dataset, asked, job)
  const all = base ? orderOfRowIds(base) : orderOfDeliveries(current)
  const found =
    all.length === 0 || (filter === null && sort.length === 0)
      ? null
      : await (byColumns ? scanColumns : scanRecords)(
          workspace,
          { dataset, base, filter, sort, totalRows: all.length },
          job,
        )
  const rows = found && filter && filter.outside.length > 0 ? (isAscending(found) ? found : found.toSorted()) : null
  return addView(context, {
    dataset: id,
    order: found ? orderOfRowIds(found) : all,
    base,
    condition: text,
    rows,
    filter: text,
    seconds: Math.round(performance.now() - started) / 1000,
  })
}
