// The issue that the next one is set against. In: the issues of a report, a territory. Out: the last approved; where
// none is, the last that waits. Never one that was sent back: nobody outside has seen it. Pure.
import type { FrozenIssue } from '#shared/contract/issues.ts'

export const lastIssue = (
  issues: readonly FrozenIssue[],
  territory: string | null,
  before: number = Infinity,
): FrozenIssue | null => {
  const own = issues
    .filter((issue) => issue.territory === territory && issue.id < before)
    .toSorted((a, b) => b.id - a.id)
  return own.find((issue) => issue.state === 'approved') ?? own.find((issue) => issue.state === 'waiting') ?? null
}
