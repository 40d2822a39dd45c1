// A view over rows another part of the engine chose (drill): paged, masked and closed like any other.
// In: row ids in the order to show, and words that say which they are. Out: an ExploreView.
import type { ExploreView } from '#shared/contract/responses.ts'
import type { EngineContext } from '#engine/workspace/context.ts'
import { isAscending } from './radixSort.ts'
import { orderOfRowIds } from './rowOrder.ts'
import { addView } from './viewRegistry.ts'

export const registerView = (
  context: EngineContext,
  { dataset, rowIds, description }: { dataset: string; rowIds: Int32Array; description: string | null },
): ExploreView =>
  addView(context, {
    dataset,
    order: orderOfRowIds(rowIds),
    base: isAscending(rowIds) ? rowIds : rowIds.toSorted(),
    condition: null,
    rows: null,
    filter: description,
    seconds: 0,
  })
