// The electronic yearbook. In: validated requests. Out: a folder of pages, or how large it will be.
import type { HandlersFor } from '#engine/workspace/context.ts'

export const yearbookHandlers: HandlersFor<'yearbook.write' | 'yearbook.estimate'> = {
  'yearbook.write': async (context, request, job) => {
    // Loaded when first needed: the start of the engine and of every command does not wait for it.
    const { writeYearbook } = await import('./writeYearbook.ts')
    const result = await writeYearbook(context, request, job)
    context.account({ subject: `yearbook ${request.reports.join(' ')} ${result.sha256}` })
    return result
  },
  'yearbook.estimate': async (context, request, job) => {
    const { estimateYearbook } = await import('./estimateYearbook.ts')
    return estimateYearbook(context, request, job)
  },
}
