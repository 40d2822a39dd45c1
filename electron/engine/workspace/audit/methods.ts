// The log on screen, and the acts only the host sees (print). In: requests. Out: entries. Never a change of an entry.
import { appendAudit, listAudit, verifyChain } from './audit.ts'
import type { HandlersFor } from '#engine/workspace/context.ts'

export const auditHandlers: HandlersFor<'audit.list' | 'audit.record'> = {
  'audit.list': (context, { limit, before }) => {
    const workspace = context.workspace()
    return { entries: listAudit(workspace, limit, before), intact: verifyChain(workspace).intact }
  },
  'audit.record': (context, { action, subject, records }) => {
    appendAudit(context.workspace(), { user: context.user, action, subject, records })
    return null
  },
}
