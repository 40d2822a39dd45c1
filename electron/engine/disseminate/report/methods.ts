// Reports: the document a page shows, and the same handed to the host that prints it or writes its file. In: a
// definition; the handle of a report that was made. Out: one self-contained HTML document. Never a document to print
// that came from elsewhere.
import type { ReportProblem } from '#shared/contract/reports.ts'
import { withPrintStamp } from './printStamp.ts'
import { fail } from '#shared/model/failure.ts'
import type { EngineContext, HandlersFor } from '#engine/workspace/context.ts'
import type { JobRunner } from '#engine/jobs/jobRunner.ts'
import { qualityReport } from '#engine/process/quality/qualityReport.ts'
import { dueReports } from './dueReports.ts'
import { collectingBook, draftsOf, keepDrafts, withBook } from '#engine/workspace/releaseBook.ts'
import { keepPage, keptPage } from './keptPages.ts'
import { readTheme, saveTheme } from './reportTheme.ts'
import { reportTerritories } from './reportTerritories.ts'

/** Of a single chart or map nothing can be missing: it is drawn whole or refused. */
type Made = { html: string; report: string; problems?: ReportProblem[] }

const isMade = (result: unknown): result is Made =>
  typeof result === 'object' && result !== null && 'html' in result && 'report' in result

export const reportHandlers = (
  jobs: Pick<JobRunner, 'made'>,
): HandlersFor<
  | 'report.territories'
  | 'report.html'
  | 'report.kept'
  | 'report.due'
  | 'report.theme'
  | 'report.setTheme'
  | 'report.print'
  | 'report.export'
  | 'report.write'
  | 'quality.page'
> => {
  const handOut = (context: EngineContext, job: string): { html: string } => {
    const result = ['report.html', 'issues.html', 'chart.page', 'map.page', 'quality.page']
      .map((m) => jobs.made(job, m))
      .find((r) => r !== null)
    if (!isMade(result)) return fail('REPORT_NOT_MADE')
    const problems = result.problems ?? []
    const [first] = problems
    if (first) {
      const { vi, en } = first.text
      return fail('REPORT_INCOMPLETE', { report: result.report, count: problems.length, vi, en })
    }
    for (const draft of draftsOf(result)) context.releases?.enter(draft)
    context.account({ subject: `report ${result.report}` })
    return { html: withPrintStamp(result.html, context.user, new Date().toISOString()) }
  }
  return {
    'report.territories': (context, { definition, period }) => reportTerritories(context, definition, period),
    'report.html': async (context, { definition, ...issue }, job) => {
      // Loaded when first needed: the start of the engine and of every command does not wait for it.
      const { reportHtml } = await import('./reportHtml.ts')
      const book = collectingBook()
      const made = await reportHtml(withBook(context, book), definition, issue, job)
      keepPage(context, { definition, ...issue }, made)
      return keepDrafts({ ...made, report: definition.id }, book)
    },
    'quality.page': async (context, { language, ...request }, job) => {
      const { qualityHtml } = await import('./qualityHtml.ts')
      const report = await qualityReport(context, request, job)
      const html = qualityHtml(report, language, context.program)
      // Counts of records, no table of figures: nothing to enter in the release registry.
      return keepDrafts({ html, report: `quality ${report.dataset} ${report.period}` }, collectingBook())
    },
    'report.theme': (context) => readTheme(context),
    'report.setTheme': (context, { theme }) => saveTheme(context, theme),
    'report.due': (context, request) => dueReports(context, request),
    'report.kept': (context, request) => keptPage(context, request),
    'report.print': (context, { job }) => handOut(context, job),
    'report.export': (context, { job }) => handOut(context, job),
    'report.write': async (context, { definition, ...request }, job) => {
      const { writeReport } = await import('./writeReport.ts')
      const result = await writeReport(context, definition, request, job)
      context.account({ subject: `report ${definition.id} ${request.format} ${result.sha256}` })
      return result
    },
  }
}
