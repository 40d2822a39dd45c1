// The next sensible step for a workspace in this state, as one button. In: counts. Out: which step. Never a text.
import type { DatasetSummary } from '#shared/contract/responses.ts'
import type { LinkSet } from '#shared/model/link.ts'

export type NextStep = 'import' | 'link' | 'relink' | 'table' | 'report'

export const nextStep = (state: {
  datasets: readonly DatasetSummary[]
  links: readonly LinkSet[]
  tables: number
  reports: number
}): NextStep => {
  const filled = new Set(state.datasets.filter((d) => d.rows > 0).map((d) => d.id))
  if (filled.size === 0) return 'import'
  if (state.links.some((l) => l.stale)) return 'relink'
  if (filled.size > 1 && state.links.length === 0) return 'link'
  return state.tables === 0 ? 'table' : 'report'
}
