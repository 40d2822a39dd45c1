// Reports: the document a page shows, and the same handed to the host that prints it or writes its file. In: a definition; the handle of
// a report that was made. Out: one self-contained HTML document. Never a document to print that came from elsewhere.
import { fail } from '#shared/model/failure.ts'
import type { EngineContext, HandlersFor } from '#engine/workspace/context.ts'
import type { JobRunner } from '#engine/jobs/jobRunner.ts'

type Made = { html: string; report: string }

const isMade = (result: unknown): result is Made =>
  typeof result === 'object' && result !== null && 'html' in result && 'report' in result

export const reportHandlers = (
  jobs: Pick<JobRunner, 'made'>,
): HandlersFor<'report.html' | 'report.print' | 'report.export'> => {
  const handOut = (context: EngineContext, job: string): { html: string } => {
    const result = jobs.made(job, 'report.html')
    if (!isMade(result)) return fail('REPORT_NOT_MADE')
    context.account({ subject: `report ${result.report}` })
    return { html: result.html }
  }
  return {
    'report.html': async (context, { definition, stricter }, job) => {
      // Loaded when first needed: the start of the engine and of every command does not wait for it.
      const { reportHtml } = await import('./reportHtml.ts')
      return { html: await reportHtml(context, definition, { stricter }, job), report: definition.id }
    },
    'report.print': (context, { job }) => handOut(context, job),
    'report.export': (context, { job }) => handOut(context, job),
  }
}
