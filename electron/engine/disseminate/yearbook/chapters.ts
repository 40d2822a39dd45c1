// The chapters of a yearbook: each report as it is now, or as its last approved issue was frozen. In: the request. Out:
// composed reports, and what is not in them with the reason. Never an issue that waits for approval in place of an
// approved one.
import type { YearbookException, YearbookRequest } from '#shared/contract/yearbook.ts'
import type { FrozenIssue } from '#shared/contract/issues.ts'
import { fail } from '#shared/model/failure.ts'
import type { ReportDefinition } from '#shared/model/report.ts'
import type { Bilingual } from '#shared/model/text.ts'
import type { ComposedReport } from '#engine/disseminate/report/composeReport.ts'
import { composedReport } from '#engine/disseminate/report/reportHtml.ts'
import { issueReport } from '#engine/disseminate/report/issue/issueReport.ts'
import { issueStore } from '#engine/disseminate/report/issue/issueStore.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { definitionRepository } from '#engine/workspace/files/catalogDefinitions.ts'

export type Chapter = { id: string; report: ComposedReport; issue: FrozenIssue | null }

export const reportsOf = (context: EngineContext, ids: readonly string[]): ReportDefinition[] => {
  const definitions = definitionRepository(context.workspace().catalog)
  return [...new Set(ids)].map((id) => definitions.get('report', id))
}

/** The last approved issue of these parameters. */
const approvedIssue = (
  context: EngineContext,
  report: string,
  { period, territory }: Pick<YearbookRequest, 'period' | 'territory'>,
): FrozenIssue =>
  issueStore(context.workspace().catalog)
    .list(report)
    .find(
      (issue) =>
        issue.state === 'approved' &&
        issue.territory === territory &&
        // Without a period asked for: the newest of any.
        (period === null || issue.period === period),
    ) ?? fail('YEARBOOK_NO_ISSUE', { report })

export const chaptersOf = async (
  context: EngineContext,
  request: YearbookRequest,
  job: JobContext,
): Promise<{ chapters: Chapter[]; exceptions: YearbookException[] }> => {
  const definitions = reportsOf(context, request.reports)
  const chapters: Chapter[] = []
  const exceptions: YearbookException[] = []
  for (const definition of definitions) {
    job.throwIfCancelled()
    if (request.issued) {
      const { issue, report } = await issueReport(context, approvedIssue(context, definition.id, request).id, job)
      chapters.push({ id: definition.id, report, issue })
      continue
    }
    const { period, territory, stricter } = request
    const report = await composedReport(context, definition, { period, territory, stricter }, job)
    chapters.push({ id: definition.id, report, issue: null })
    exceptions.push(
      ...report.problems.map(({ block, text }): YearbookException => ({
        report: definition.id,
        place: placeOf(report.title, block),
        text,
        missing: true,
      })),
    )
  }
  return { chapters, exceptions }
}

const placeOf = (chapter: Bilingual, block: number): Bilingual =>
  block < 0
    ? { vi: `${chapter.vi}, tiêu đề`, en: `${chapter.en || chapter.vi}, title` }
    : { vi: `${chapter.vi}, mục ${block + 1}`, en: `${chapter.en || chapter.vi}, block ${block + 1}` }
