// Rows of a view for the clipboard. In: view, rows, variables. Out: those columns as in a page, masked alike.
// Never a variable that was not chosen.
import type { ExploreRows } from '#shared/contract/responses.ts'
import type { MethodRequest } from '#shared/contract/methods.ts'
import type { EngineContext } from '#engine/workspace/context.ts'
import { readPage } from './readPage.ts'
import { findView } from './viewRegistry.ts'

export const copyRows = (
  context: EngineContext,
  { view: id, offset, limit, variables }: MethodRequest<'explore.copy'>,
): ExploreRows => {
  const page = readPage(context, id, offset, limit)
  const chosen = new Map(page.columns.map((c) => [c.variable, c]))
  const columns = variables.flatMap((name) => chosen.get(name) ?? [])
  const shown = columns.filter((c) => !c.masked).map((c) => c.variable)
  context.account({
    subject: `${findView(context, id).dataset}: ${shown.join(', ')}`,
    records: page.rowIds.length,
  })
  return { ...page, columns }
}
