// Links between datasets: what was found, running and proposing one, its pairs as a file. In: definitions. Out: link sets.
// Never pairs across the boundary.
import type { HandlersFor } from '#engine/workspace/context.ts'
import { linkSetRepository } from '#engine/workspace/files/catalogLinkSets.ts'
import { exportPairs } from './exportPairs.ts'
import { runLink } from './runLink.ts'
import { suggestLink } from './suggestLink.ts'

export const linkHandlers: HandlersFor<'links.list' | 'links.run' | 'links.suggest' | 'links.pairs'> = {
  'links.list': (context) => linkSetRepository(context.workspace().catalog).list(),
  'links.run': async (context, { definition }, job) => {
    const linkSet = await runLink(context, definition, job)
    context.emit('data.changed', { what: 'links' })
    return linkSet
  },
  'links.suggest': (context, request, job) => suggestLink(context, request, job),
  'links.pairs': (context, request, job) => exportPairs(context, request, job),
}
