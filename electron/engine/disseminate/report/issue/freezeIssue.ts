// An issue of a report: composed now, set against the last one, kept for good with its hash in the log. In: a
// definition for a period and territory. Out: what is told of the issue. Never an issue with a hole, never one whose
// entry in the log is missing.
import type { FrozenIssue, IssueChanges } from '#shared/contract/issues.ts'
import type { ReportDefinition } from '#shared/model/report.ts'
import { appendAudit } from '#engine/workspace/audit/audit.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { collectingBook, withBook } from '#engine/workspace/releaseBook.ts'
import { composeReport } from '../composeReport.ts'
import type { ComposedReport } from '../composeReport.ts'
import { refuseProblems } from '../refuseProblems.ts'
import { themed } from '#shared/model/reportTheme.ts'
import { readTheme } from '../reportTheme.ts'
import { reportSources } from '../reportSources.ts'
import type { IssueRequest, SourceState } from '../reportSources.ts'
import { issueChanges, noChanges } from './issueChanges.ts'
import type { Against } from './issueChanges.ts'
import { packIssue, packStates } from './issueBody.ts'
import { frozenSubject, issueStore } from './issueStore.ts'
import { lastIssue } from './lastIssue.ts'

type Composed = {
  report: ComposedReport
  states: Map<string, SourceState>
  changes: IssueChanges
  territory: FrozenIssue['territoryLabel']
}

/** The issue that the next one of this report and territory is set against, with what is kept of it. */
export const lastOf = async (
  context: EngineContext,
  definition: Pick<ReportDefinition, 'id'>,
  territory: string | null,
  { states }: { states: boolean },
): Promise<Against | null> => {
  const store = issueStore(context.workspace().catalog)
  const issue = lastIssue(store.list(definition.id), territory)
  if (!issue) return null
  return { issue, body: await store.body(issue.id), states: states ? await store.states(issue.id) : null }
}

/** The report as it would be frozen now: with the causes of what changed since the last issue. */
export const composeIssue = async (
  context: EngineContext,
  saved: ReportDefinition,
  request: IssueRequest,
  job: JobContext,
): Promise<Composed> => {
  const theme = readTheme(context)
  const definition = themed(saved, theme)
  const { sources, issue, states } = await reportSources(context, definition, request, job, { explain: true })
  const composed = { ...composeReport(definition, sources, issue), accent: theme.accent }
  job.throwIfCancelled()
  job.progress({ phase: 'comparing' })
  const against = await lastOf(context, definition, request.territory, { states: true })
  const plain = { states, territory: issue.territory }
  if (!against) return { ...plain, report: composed, changes: noChanges }
  const found = issueChanges(composed, request.period, against, states, () => job.throwIfCancelled())
  return { ...plain, ...found }
}

export const freezeIssue = async (
  context: EngineContext,
  definition: ReportDefinition,
  request: IssueRequest,
  job: JobContext,
): Promise<FrozenIssue> => {
  const book = collectingBook()
  const made = await composeIssue(withBook(context, book), definition, request, job)
  const { report, states, changes, territory } = made
  refuseProblems(report)
  const { bytes: body, sha256 } = await packIssue({ format: 1, report, changes, releases: book.drafts })
  const kept = await packStates(Object.fromEntries(states))
  job.throwIfCancelled()
  const workspace = context.workspace()
  const issue = workspace.catalog
    .transaction(() => {
      const added = issueStore(workspace.catalog).add({
        report: definition.id,
        title: report.title,
        period: request.period,
        territory: request.territory,
        territoryLabel: territory,
        frozenBy: context.user,
        frozenAt: new Date().toISOString(),
        tables: report.blocks.filter((block) => block.type === 'table').length,
        pictures: report.blocks.filter((block) => block.type === 'chart' || block.type === 'map').length,
        changed: changes.against === null ? null : changes.count,
        sha256,
        body,
        states: kept,
      })
      const records = report.used.reduce((sum, { cube }) => sum + cube.provenance.recordsUsed, 0)
      appendAudit(workspace, { user: context.user, action: 'freeze', subject: frozenSubject(added), records })
      return added
    })
    .immediate()
  context.emit('data.changed', { what: 'issues' })
  return issue
}
