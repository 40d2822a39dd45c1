// The open views of each workspace: bounded in number and memory, forgotten when it closes or its rows change. In: row
// orders. Out: views by handle. The least recently used view gives way; asking for it is VIEW_UNKNOWN, and the page
// opens anew.
import type { ExploreView } from '#shared/contract/responses.ts'
import { fail } from '#shared/model/failure.ts'
import type { EngineContext } from '#engine/workspace/context.ts'
import { datasetRepository } from '#engine/workspace/files/catalogDatasets.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import type { RowOrder } from './rowOrder.ts'

export type View = {
  id: string
  dataset: string
  order: RowOrder
  /** The records it was taken from before its condition, ascending; null: the whole dataset. */
  base: Int32Array | null
  /** Its condition over them, in the expression language. */
  condition: string | null
  /**
   * The rows themselves, ascending, where DuckDB cannot answer the condition: identifiers it needed may be masked again
   * by now.
   */
  rows: Int32Array | null
  dataVersion: number
  /** Identifiers the user unmasked in this view, with a logged reason. */
  revealed: Set<string>
}

const maximumViews = 32
const maximumBytes = 512 * 1024 * 1024
const perWorkspace = new WeakMap<Workspace, Map<string, View>>()
let opened = 0

const viewsOf = (context: EngineContext): Map<string, View> => {
  const workspace = context.workspace()
  let views = perWorkspace.get(workspace)
  if (!views) {
    const made = new Map<string, View>()
    perWorkspace.set(workspace, (views = made))
    context.onWorkspaceClose(() => made.clear())
  }
  return views
}

const makeRoom = (views: Map<string, View>): void => {
  let bytes = [...views.values()].reduce((total, v) => total + v.order.bytes, 0)
  // A Map keeps the order of insertion, and findView puts what is used to the end.
  for (const [id, view] of views) {
    if (views.size <= maximumViews && bytes <= maximumBytes) return
    // The newest stays, however large.
    if (views.size === 1) return
    views.delete(id)
    bytes -= view.order.bytes
  }
}

export type NewView = Pick<View, 'dataset' | 'order' | 'base' | 'condition' | 'rows'> & {
  /** What the page is told of it. */ filter: string | null
  seconds: number
}

export const addView = (
  context: EngineContext,
  { dataset, order, base, condition, rows, filter, seconds }: NewView,
): ExploreView => {
  const { catalog } = context.workspace()
  const views = viewsOf(context)
  opened += 1
  const id = `view-${opened}`
  views.set(id, {
    id,
    dataset,
    order,
    base,
    condition,
    rows,
    dataVersion: datasetRepository(catalog).dataVersion(dataset),
    revealed: new Set(),
  })
  makeRoom(views)
  return {
    view: id,
    dataset,
    rows: order.length,
    totalRows: deliveryRepository(catalog).rows(dataset),
    seconds,
    filter,
  }
}

/** The view, now the most recently used; VIEW_UNKNOWN when it was closed, gave way, or its dataset's rows changed. */
export const findView = (context: EngineContext, id: string): View => {
  const views = viewsOf(context)
  const view = views.get(id)
  if (!view) return fail('VIEW_UNKNOWN')
  views.delete(id)
  if (datasetRepository(context.workspace().catalog).dataVersion(view.dataset) !== view.dataVersion)
    return fail('VIEW_UNKNOWN')
  views.set(id, view)
  return view
}

export const closeView = (context: EngineContext, id: string): void => {
  viewsOf(context).delete(id)
}

/** Identifiers unmasked in some open view of a dataset: what may be sorted, filtered and shown in a record sheet. */
export const revealedIn = (context: EngineContext, dataset: string): ReadonlySet<string> =>
  new Set([...viewsOf(context).values()].filter((v) => v.dataset === dataset).flatMap((v) => [...v.revealed]))
