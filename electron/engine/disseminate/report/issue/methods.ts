// Issues of reports. In: validated requests. Out: what is told of issues, their pages and files. Nothing is computed
// anew of an issue.
import type { HandlersFor } from '#engine/workspace/context.ts'
import { collectingBook, keepDrafts, withBook } from '#engine/workspace/releaseBook.ts'
import { decideIssue } from './decideIssue.ts'
import { issueStore } from './issueStore.ts'

export const issueHandlers: HandlersFor<
  | 'issues.list'
  | 'issues.freeze'
  | 'issues.decide'
  | 'issues.changes'
  | 'issues.compare'
  | 'issues.html'
  | 'issues.write'
> = {
  'issues.list': (context, { report }) => issueStore(context.workspace().catalog).list(report),

  'issues.freeze': async (context, { definition, ...request }, job) => {
    // Loaded when first needed: the start of the engine and of every command does not wait for it.
    const { freezeIssue } = await import('./freezeIssue.ts')
    return freezeIssue(context, definition, request, job)
  },

  'issues.decide': (context, request) => decideIssue(context, request),

  'issues.changes': async (context, { issue }) => (await issueStore(context.workspace().catalog).body(issue)).changes,

  'issues.compare': async (context, { definition, ...request }, job) => {
    const { composeIssue } = await import('./freezeIssue.ts')
    return (await composeIssue(context, definition, request, job)).changes
  },

  'issues.html': async (context, { issue: id }, job) => {
    const [{ issueReport }, { reportDocument }] = await Promise.all([
      import('./issueReport.ts'),
      import('../reportDocument.ts'),
    ])
    const book = collectingBook()
    const { issue, report } = await issueReport(withBook(context, book), id, job)
    const html = reportDocument(report, { program: context.program, printedAt: issue.frozenAt })
    return keepDrafts({ html, report: issue.report, problems: [] }, book)
  },

  'issues.write': async (context, { issue: id, ...request }, job) => {
    const [{ issueReport }, { writeComposed }] = await Promise.all([
      import('./issueReport.ts'),
      import('../writeReport.ts'),
    ])
    const { issue, report } = await issueReport(context, id, job)
    const result = await writeComposed(context, report, request, job)
    context.account({ subject: `report ${issue.report} ${issue.number} ${request.format} ${result.sha256}` })
    return result
  },
}
