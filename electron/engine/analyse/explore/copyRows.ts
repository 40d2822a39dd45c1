// Rows of a view for the clipboard. In: view, rows, variables. Out: those columns as in a page, masked alike, and
// masked where they may not leave in a file either. Never a variable that was not chosen.
import type { ExploreRows } from '#shared/contract/responses.ts'
import type { MethodRequest } from '#shared/contract/methods.ts'
import type { EngineContext } from '#engine/workspace/context.ts'
import { knownDataset } from '#engine/collect/layouts/knownDatasets.ts'
import { staysBehind } from '#engine/workspace/policy/recordsPermission.ts'
import { readPage } from './readPage.ts'
import { findView } from './viewRegistry.ts'

export const copyRows = (
  context: EngineContext,
  { view: id, offset, limit, variables }: MethodRequest<'explore.copy'>,
): ExploreRows => {
  const page = readPage(context, id, offset, limit)
  const workspace = context.workspace()
  const stays = staysBehind(workspace)
  const held = new Set(
    knownDataset(workspace, findView(context, id).dataset)
      .variables.filter(stays)
      .map((v) => v.id),
  )
  const chosen = new Map(
    page.columns.map((c) => [
      c.variable,
      held.has(c.variable) ? { ...c, masked: true, values: c.values.map(() => null) } : c,
    ]),
  )
  const columns = variables.flatMap((name) => chosen.get(name) ?? [])
  const shown = columns.filter((c) => !c.masked).map((c) => c.variable)
  context.account({
    subject: `${findView(context, id).dataset}: ${shown.join(', ')}`,
    records: page.rowIds.length,
  })
  return { ...page, columns }
}
