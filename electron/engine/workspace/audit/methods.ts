// The log on screen. In: requests. Out: entries. Never a change of an entry, never an entry a page asks for.
import { listAudit, verifyChain } from './audit.ts'
import { exportLog, setAnchorFile } from './exportLog.ts'
import type { HandlersFor } from '#engine/workspace/context.ts'

export const auditHandlers: HandlersFor<'audit.list' | 'audit.export' | 'audit.setAnchor'> = {
  'audit.list': (context, { limit, before }) => {
    const workspace = context.workspace()
    return { entries: listAudit(workspace, limit, before), intact: verifyChain(workspace).intact }
  },
  'audit.export': (context, { path }) => exportLog(context.workspace(), path),
  'audit.setAnchor': (context, { path, reason }) => setAnchorFile(context.workspace(), context.user, path, reason),
}
