// A report definition → one HTML document for a period and a territory. In: context, definition, issue. Out: the
// document ready to print, and what could not be filled. Never a file written here.
import type { ReportProblem, ReportWords } from '#shared/contract/reports.ts'
import { plainMarks } from './noteMarks.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import type { ReportDefinition } from '#shared/model/report.ts'
import { composeReport } from './composeReport.ts'
import type { ComposedReport } from './composeReport.ts'
import { reportDocument } from './reportDocument.ts'
import { lastOf } from './issue/freezeIssue.ts'
import { issueChanges } from './issue/issueChanges.ts'
import { draftStanding } from './issue/standing.ts'
import { themed } from '#shared/model/reportTheme.ts'
import { readTheme } from './reportTheme.ts'
import { reportSources } from './reportSources.ts'
import type { IssueRequest } from './reportSources.ts'

/**
 * The report with every figure in it, for whatever it is then set as: a draft, with what changed since the last issue
 * marked.
 */
export const composedReport = async (
  context: EngineContext,
  saved: ReportDefinition,
  request: IssueRequest,
  job: JobContext,
): Promise<ComposedReport> => {
  const theme = readTheme(context)
  const definition = themed(saved, theme)
  const { sources, issue } = await reportSources(context, definition, request, job)
  const composed = { ...composeReport(definition, sources, issue), accent: theme.accent, standing: draftStanding }
  const against = await lastOf(context, definition, request.territory, { states: false })
  if (!against) return composed
  return issueChanges(composed, request.period, against, new Map(), () => job.throwIfCancelled()).report
}

export const reportHtml = async (
  context: EngineContext,
  definition: ReportDefinition,
  request: IssueRequest,
  job: JobContext,
): Promise<{ html: string; problems: ReportProblem[]; words: ReportWords[] }> => {
  const composed = await composedReport(context, definition, request, job)
  const html = reportDocument(composed, { program: context.program, printedAt: new Date().toISOString() })
  const words = composed.words.map(({ block, text }) => ({
    block,
    text: { vi: plainMarks(text.vi), en: plainMarks(text.en) },
  }))
  return { html, problems: composed.problems, words }
}
