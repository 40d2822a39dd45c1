// The pages of a frozen issue, as it was frozen. In: an issue. Out: the composed report with the list of what changed
// since the one before, and what it says of itself. What leaves of it is entered in the release registry. Never a
// figure computed now.
import type { FrozenIssue, IssueChanges } from '#shared/contract/issues.ts'
import { enterKept } from '#engine/analyse/protect/joint/enterKept.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import type { ComposedReport } from '../composeReport.ts'
import { changesBlocks } from './changesBlocks.ts'
import { issueStore } from './issueStore.ts'
import { standingOf } from './standing.ts'

export const issueReport = async (
  context: EngineContext,
  id: number,
  job: JobContext,
): Promise<{ issue: FrozenIssue; report: ComposedReport; changes: IssueChanges }> => {
  const store = issueStore(context.workspace().catalog)
  const issue = store.get(id)
  const { report, changes, releases } = await store.body(id)
  await enterKept(context, releases, `${issue.title.vi} ${issue.number}`, job)
  return {
    issue,
    changes,
    report: { ...report, blocks: [...report.blocks, ...changesBlocks(changes)], standing: standingOf(issue) },
  }
}
