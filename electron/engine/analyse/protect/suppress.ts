// Which cells must not be shown: primary by the frequency rule, secondary so that what is published does not give them away.
// Pure and deterministic. Hidden cells are never alone in a relation, nor exact by any combination of sums, nor by bounds of counts.
import type { SuppressionInput } from './bounds.ts'
import { figureAt } from '#shared/model/cube.ts'
import type { CellColumn } from '#shared/model/cube.ts'
import { addExact } from '#shared/model/exact.ts'
import type { Exact } from '#shared/model/exact.ts'
import { pinnedCells } from './bounds.ts'
import { determinedCells } from './determined.ts'
import { membersOf } from './relations.ts'

export const shown = 0
export const primary = 1
export const secondary = 2

/** A sum that cannot be negative: hidden parts of a published zero are zeros. */
const zeroGivesAway = (members: Int32Array, pattern: Uint8Array, values: CellColumn<Exact | null>): boolean => {
  const total = members.at(-1) ?? -1
  if (pattern[total] !== shown) return false
  let rest = figureAt(values, total) ?? 0
  let hidden = 0
  for (let i = 0; i < members.length - 1; i++) {
    const cell = members[i] as number
    if (pattern[cell] === shown) rest = addExact(rest, -(figureAt(values, cell) ?? 0))
    else hidden++
  }
  return hidden > 0 && Number(rest) === 0
}

/** One mark per cell: shown, primary or secondary. */
export const suppressionPattern = (input: SuppressionInput): Uint8Array => {
  const { relations, frequency, records, minimum, totals } = input
  const cells = frequency.length
  const pattern = new Uint8Array(cells)
  const waiting: number[] = []
  const queued = new Uint8Array(relations.count)
  const hide = (cell: number, mark: number): void => {
    pattern[cell] = mark
    for (let i = relations.ofStarts[cell] as number; i < (relations.ofStarts[cell + 1] as number); i++) {
      const relation = relations.of[i] as number
      if (queued[relation]) continue
      queued[relation] = 1
      waiting.push(relation)
    }
  }
  /** Least information first: fewest respondents, then records, inner cells before totals, then place. */
  const lessInformation = (a: number, b: number): boolean => {
    const difference =
      (frequency[a] ?? 0) - (frequency[b] ?? 0) ||
      (records[a] ?? 0) - (records[b] ?? 0) ||
      (totals[a] ?? 0) - (totals[b] ?? 0) ||
      a - b
    return difference < 0
  }
  const cheapestOf = (of: Iterable<number>): number => {
    let cheapest = -1
    for (const relation of of) {
      for (const cell of membersOf(relations, relation))
        if (pattern[cell] === shown && (cheapest < 0 || lessInformation(cell, cheapest))) cheapest = cell
    }
    return cheapest
  }
  /** Relation by relation, until none has a single hidden cell or a zero that tells. */
  const settle = (): void => {
    for (let relation = waiting.pop(); relation !== undefined; relation = waiting.pop()) {
      queued[relation] = 0
      const members = membersOf(relations, relation)
      let hidden = 0
      for (const cell of members) if (pattern[cell] !== shown) hidden++
      if (hidden === 0 || hidden === members.length) continue
      if (hidden === 1 || input.nonNegative.some((values) => zeroGivesAway(members, pattern, values)))
        hide(cheapestOf([relation]), secondary)
    }
  }
  /** Hides one more cell beside each that is given away; false when there is nothing left to hide. */
  const helped = (givenAway: number[]): boolean => {
    const before = waiting.length
    for (const cell of givenAway) {
      const around = relations.of.subarray(relations.ofStarts[cell], relations.ofStarts[cell + 1])
      if (around.some((relation) => queued[relation] === 1)) continue
      const cheapest = cheapestOf(around)
      if (cheapest >= 0) hide(cheapest, secondary)
    }
    return waiting.length > before
  }

  for (let cell = 0; cell < cells; cell++) if ((frequency[cell] ?? 0) < minimum) hide(cell, primary)
  do {
    settle()
  } while (
    input.counts.some((count) => helped(pinnedCells(input, pattern, count))) ||
    helped(determinedCells(relations, pattern))
  )
  return pattern
}
