// Interval reasoning on one relation: do the shown cells and the rule itself leave a hidden cell only one possible value?
// In: the cells of a relation (total last), the pattern. Out: yes or no. Several relations together are not reasoned about here.
import type { SuppressionInput } from './suppress.ts'
import type { Exact } from '#shared/model/exact.ts'

/** The pattern's marks: 0 shown, 1 primary, 2 secondary. */
type Interval = { low: number; high: number }

/**
 * Number of records. A hidden cell has at least one, since empty cells are published as such. Where the rule counts records,
 * a primary cell has fewer than the minimum and a secondary one at least it; the attacker is assumed to tell them apart,
 * except below a minimum of 3, where telling them apart would be knowing the value.
 */
const recordInterval = (mark: number, { minimum, unitIsRecords }: SuppressionInput): Interval =>
  !unitIsRecords || minimum < 3 ? { low: 1, high: Infinity } : mark === 1 ? { low: 1, high: minimum - 1 } : { low: minimum, high: Infinity }

/** total = sum of children, each within its interval: is any of the hidden ones left a single value? */
export const pins = (children: Interval[], shownSum: number, total: Interval): boolean => {
  const low = children.reduce((sum, c) => sum + c.low, 0)
  const high = children.reduce((sum, c) => sum + c.high, 0)
  const rest = { low: total.low - shownSum, high: total.high - shownSum }
  const pinned = ({ low: from, high: to }: Interval): boolean => from >= to
  if (total.low < total.high && pinned({ low: Math.max(rest.low, low), high: Math.min(rest.high, high) })) return true
  return children.some((child) => {
    const othersLow = low - child.low
    const othersHigh = child.high === Infinity && high === Infinity ? sumExcept(children, child) : high - child.high
    return pinned({ low: Math.max(child.low, rest.low - othersHigh), high: Math.min(child.high, rest.high - othersLow) })
  })
}

const sumExcept = (children: Interval[], except: Interval): number => children.reduce((sum, c) => (c === except ? sum : sum + c.high), 0)

/** A sum that cannot be negative: hidden parts of a published zero are zeros. */
const zeroGivesAway = (members: Int32Array, pattern: Uint8Array, values: (Exact | null)[]): boolean => {
  const total = members.at(-1) ?? -1
  if (pattern[total] !== 0) return false
  let rest = BigInt(values[total] ?? 0)
  let hidden = 0
  for (const cell of members.subarray(0, -1)) {
    if (pattern[cell] === 0) rest -= BigInt(values[cell] ?? 0)
    else hidden++
  }
  return hidden > 0 && rest === 0n
}

export const pinnedByRelation = (members: Int32Array, pattern: Uint8Array, input: SuppressionInput): boolean => {
  const total = members.at(-1) ?? -1
  const children: Interval[] = []
  let shownSum = 0
  for (const cell of members.subarray(0, -1)) {
    const mark = pattern[cell] ?? 0
    if (mark === 0) shownSum += input.records[cell] ?? 0
    else children.push(recordInterval(mark, input))
  }
  const mark = pattern[total] ?? 0
  const known = input.records[total] ?? 0
  if (pins(children, shownSum, mark === 0 ? { low: known, high: known } : recordInterval(mark, input))) return true
  return input.nonNegative.some((values) => zeroGivesAway(members, pattern, values))
}
