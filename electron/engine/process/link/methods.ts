// Links between datasets: what was found, running and proposing one, its pairs as a file. In: definitions. Out: link
// sets. Never pairs across the boundary.
import type { linkMethods } from '#shared/contract/links.ts'
import type { HandlersFor } from '#engine/workspace/context.ts'
import { linkSetRepository } from '#engine/workspace/files/catalogLinkSets.ts'
import { exportPairs } from './exportPairs.ts'
import { judgePair, revealReview, reviewState, takeBackJudgement } from './review/reviewLink.ts'
import { runLink } from './runLink.ts'
import { suggestLink } from './suggestLink.ts'

export const linkHandlers: HandlersFor<keyof typeof linkMethods> = {
  'links.list': (context) => linkSetRepository(context.workspace().catalog).list(),
  'links.run': async (context, { definition, only }, job) => {
    const linkSet = await runLink(context, definition, job, only)
    context.emit('data.changed', { what: 'links' })
    return linkSet
  },
  'links.suggest': (context, request, job) => suggestLink(context, request, job),
  'links.pairs': (context, request, job) => exportPairs(context, request, job),
  'links.review': (context, request) => reviewState(context, request),
  'links.judge': (context, request) => judgePair(context, request),
  'links.unjudge': (context, request) => takeBackJudgement(context, request),
  'links.reveal': (context, request) => revealReview(context, request),
}
