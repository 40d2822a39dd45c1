// What needs somebody's decision, the most urgent first. In: datasets, deliveries, links, today's period of each kind.
// Out: one entry a matter, with where to go. Never a matter that is fine, never a text.
import type { FrozenIssue } from '#shared/contract/issues.ts'
import type { DatasetSummary } from '#shared/contract/responses.ts'
import type { Delivery } from '#shared/model/delivery.ts'
import type { LinkSet } from '#shared/model/link.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { layMatrices } from './matrix.ts'

export type Decision =
  /** Periods between the first and the last that came were never delivered. */
  | { kind: 'missing'; dataset: DatasetSummary; periods: string[] }
  | { kind: 'rejects'; dataset: DatasetSummary; delivery: Delivery; share: number }
  | { kind: 'stale_link'; label: Bilingual }
  /** Frozen, and waits for the word of a second person. */
  | { kind: 'issue_waits'; issue: FrozenIssue }
  | { kind: 'not_linked' }
  | { kind: 'nothing_received' }

type State = {
  datasets: readonly DatasetSummary[]
  deliveries: readonly Delivery[]
  links: readonly LinkSet[]
  issues?: readonly FrozenIssue[]
}

export const decisionsOf = ({ datasets, deliveries, links, issues = [] }: State): Decision[] => {
  const rows = layMatrices(datasets, deliveries).flatMap((matrix) => matrix.rows)
  const missing = rows.flatMap(({ dataset, cells }): Decision[] => {
    const periods = cells.filter((cell) => cell.state === 'missing').map((cell) => cell.period)
    return periods.length === 0 ? [] : [{ kind: 'missing', dataset, periods }]
  })
  const rejects = rows.flatMap(({ dataset, cells }) =>
    cells.flatMap(({ state, delivery }): Decision[] =>
      state === 'rejects' && delivery
        ? [{ kind: 'rejects', dataset, delivery, share: delivery.rowsRejected / delivery.rowsRead }]
        : [],
    ),
  )
  const stale = links
    .filter((link) => link.stale)
    .map((link): Decision => ({ kind: 'stale_link', label: link.definition.label }))
  const filled = datasets.filter((dataset) => dataset.rows > 0).length
  if (filled === 0) return [{ kind: 'nothing_received' }]
  const unlinked: Decision[] = filled > 1 && links.length === 0 ? [{ kind: 'not_linked' }] : []
  const waiting = issues
    .filter(({ state }) => state === 'waiting')
    .map((issue): Decision => ({ kind: 'issue_waits', issue }))
  return [...waiting, ...missing, ...stale, ...rejects, ...unlinked]
}
