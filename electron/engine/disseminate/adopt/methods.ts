// Adoption of last year's workbook. In: validated requests. Out: what it holds; a copy with this year's figures and
// what differs. Never a figure that was not protected in the copy.
import type { HandlersFor } from '#engine/workspace/context.ts'

export const adoptHandlers: HandlersFor<'adopt.read' | 'adopt.fill'> = {
  'adopt.read': async (context, request, job) =>
    (await import('./readAdoption.ts')).readAdoption(context, request, job),

  'adopt.fill': async (context, request, job) => {
    const { fillWorkbook } = await import('./fillWorkbook.ts')
    const { result, records } = await fillWorkbook(context, request, job)
    context.account({ subject: `adopt ${request.definition.id} ${result.period}`, records })
    return result
  },
}
