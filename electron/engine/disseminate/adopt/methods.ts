// Adoption of last year's workbook. In: validated requests. Out: what it holds; a copy with this year's figures and what differs.
// The copy is an export: it needs a workspace that can be written, and is logged.
import { appendAudit } from '#engine/workspace/audit/audit.ts'
import type { HandlersFor } from '#engine/workspace/context.ts'

export const adoptHandlers: HandlersFor<'adopt.read' | 'adopt.fill'> = {
  'adopt.read': async (context, request, job) =>
    (await import('./readAdoption.ts')).readAdoption(context, request, job),

  'adopt.fill': async (context, request, job) => {
    const workspace = context.writableWorkspace()
    const { fillWorkbook } = await import('./fillWorkbook.ts')
    const { result, records } = await fillWorkbook(context, request, job)
    appendAudit(workspace, {
      user: context.user,
      action: 'export',
      subject: `adopt ${request.definition.id} ${result.period} ${result.sha256}`,
      records,
    })
    return result
  },
}
