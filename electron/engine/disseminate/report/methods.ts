// Reports: the document a host prints or shows. In: a report definition. Out: one self-contained HTML document.
// Logged when made, since it may be printed or saved from here on; printing itself is logged by the host's request.
import { appendAudit } from '#engine/workspace/audit/audit.ts'
import type { HandlersFor } from '#engine/workspace/context.ts'

export const reportHandlers: HandlersFor<'report.html'> = {
  'report.html': async (context, { definition, minimum }, job) => {
    // Loaded when first needed: the start of the engine and of every command does not wait for it.
    const { reportHtml } = await import('./reportHtml.ts')
    const html = await reportHtml(context, definition, { minimum }, job)
    appendAudit(context.workspace(), { user: context.user, action: 'export', subject: `report ${definition.id}` })
    return { html }
  },
}
