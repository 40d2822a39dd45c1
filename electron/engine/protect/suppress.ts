// Which cells must not be shown: primary by the frequency rule, secondary so that no relation gives them away.
// Pure and deterministic. A cell with records is never left the only hidden one of a relation, nor pinned by one relation.
import type { Exact } from '#shared/model/exact.ts'
import { pinnedByRelation } from './pinned.ts'
import type { Relations } from './relations.ts'

export const shown = 0
export const primary = 1
export const secondary = 2

export type SuppressionInput = {
  relations: Relations
  /** Whose number is compared with the minimum: distinct respondents, or records. */
  frequency: ArrayLike<number>
  records: ArrayLike<number>
  minimum: number
  /** The frequency is the number of records itself, so the rule tells an attacker bounds of it. */
  unitIsRecords: boolean
  /** Published sums that cannot be negative: their zeros can give cells away. */
  nonNegative: (Exact | null)[][]
  /** How many coordinates of the cell are totals: totals are the last to hide. */
  totals: ArrayLike<number>
}

/** One mark per cell: shown, primary or secondary. */
export const suppressionPattern = (input: SuppressionInput): Uint8Array => {
  const { relations, frequency, records, minimum, totals } = input
  const cells = frequency.length
  const pattern = new Uint8Array(cells)
  const waiting: number[] = []
  const queued = new Uint8Array(relations.members.length)
  const hide = (cell: number, mark: number): void => {
    pattern[cell] = mark
    for (const relation of relations.ofCell[cell] ?? []) {
      if (queued[relation]) continue
      queued[relation] = 1
      waiting.push(relation)
    }
  }
  for (let cell = 0; cell < cells; cell++) if ((frequency[cell] ?? 0) < minimum) hide(cell, primary)

  /** Least information first: fewest respondents, then records, inner cells before totals, then place. */
  const lessInformation = (a: number, b: number): boolean => {
    const difference = (frequency[a] ?? 0) - (frequency[b] ?? 0) || (records[a] ?? 0) - (records[b] ?? 0) || (totals[a] ?? 0) - (totals[b] ?? 0) || a - b
    return difference < 0
  }
  for (let at = 0; at < waiting.length; at++) {
    const relation = waiting[at] ?? 0
    queued[relation] = 0
    const members = relations.members[relation] ?? new Int32Array()
    let hidden = 0
    let cheapest = -1
    for (const cell of members) {
      if (pattern[cell] !== shown) hidden++
      else if (cheapest < 0 || lessInformation(cell, cheapest)) cheapest = cell
    }
    if (hidden === 0 || cheapest < 0) continue
    if (hidden === 1 || pinnedByRelation(members, pattern, input)) hide(cheapest, secondary)
  }
  return pattern
}
