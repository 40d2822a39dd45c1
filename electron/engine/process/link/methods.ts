// Links between datasets: what was found, and running one. In: link definitions. Out: link sets. Never pairs across the boundary.
import type { HandlersFor } from '#engine/workspace/context.ts'
import { runLink } from './runLink.ts'
import { linkSetRepository } from '#engine/workspace/files/catalogLinkSets.ts'

export const linkHandlers: HandlersFor<'links.list' | 'links.run'> = {
  'links.list': (context) => linkSetRepository(context.workspace().catalog).list(),
  'links.run': async (context, { definition }, job) => {
    const linkSet = await runLink(context, definition, job)
    context.emit('data.changed', { what: 'links' })
    return linkSet
  },
}
