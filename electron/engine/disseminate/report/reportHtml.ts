// A report definition → one HTML document for a period and a territory. In: context, definition, issue. Out: the document ready to
// print, and what could not be filled. Never a file written here.
import type { ReportProblem } from '#shared/contract/reports.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import type { ReportDefinition } from '#shared/model/report.ts'
import { composeReport } from './composeReport.ts'
import type { ComposedReport } from './composeReport.ts'
import { reportDocument } from './reportDocument.ts'
import { reportSources } from './reportSources.ts'
import type { IssueRequest } from './reportSources.ts'

/** The report with every figure in it, for whatever it is then set as. */
export const composedReport = async (
  context: EngineContext,
  definition: ReportDefinition,
  request: IssueRequest,
  job: JobContext,
): Promise<ComposedReport> => {
  const { sources, issue } = await reportSources(context, definition, request, job)
  return composeReport(definition, sources, issue)
}

export const reportHtml = async (
  context: EngineContext,
  definition: ReportDefinition,
  request: IssueRequest,
  job: JobContext,
): Promise<{ html: string; problems: ReportProblem[] }> => {
  const composed = await composedReport(context, definition, request, job)
  const html = reportDocument(composed, { program: context.program, printedAt: new Date().toISOString() })
  return { html, problems: composed.problems }
}
