// What counts alone give away: published totals, the rule itself, and that a cell with records counts at least one.
// In: relations, a pattern, counts an attacker can add up. Out: hidden cells left with a single possible count. Pure.
import type { CellColumn } from '#shared/model/cube.ts'
import type { Exact } from '#shared/model/exact.ts'
import type { Relations } from './relations.ts'

/** A count an attacker knows of shown cells; `ruled`: the one the minimum is compared with, so the rule tells bounds of it. */
export type CountColumn = { values: ArrayLike<number>; ruled: boolean }

export type SuppressionInput = {
  relations: Relations
  /** Whose number is compared with the minimum: distinct respondents, or records. */
  frequency: ArrayLike<number>
  records: ArrayLike<number>
  minimum: number
  counts: CountColumn[]
  /** Published sums that cannot be negative: their zeros can give cells away. */
  nonNegative: CellColumn<Exact | null>[]
  /** How many coordinates of the cell are totals: totals are the last to hide. */
  totals: ArrayLike<number>
}

const shown = 0
const primary = 1
/** Bounds tighten step by step; an attack longer than this is not followed. */
const rounds = 40

/**
 * The interval of a hidden count before any sum is used. Where the rule speaks of this count, a primary cell is below the minimum
 * and a secondary one at least it: the attacker is assumed to tell them apart, except below a minimum of 3, where telling them
 * apart would be knowing the value.
 */
const ruleInterval = (mark: number, minimum: number, ruled: boolean): [number, number] =>
  !ruled || minimum < 3 ? [1, Infinity] : mark === primary ? [1, minimum - 1] : [minimum, Infinity]

/** Sum of bounds with the unbounded ones counted apart, so that any one term can be taken out again. */
type Sum = { finite: number; open: number }
const without = ({ finite, open }: Sum, bound: number): number =>
  bound === Infinity ? (open > 1 ? Infinity : finite) : open > 0 ? Infinity : finite - bound

const addsUp = ({ cells, starts }: Relations, relation: number, values: ArrayLike<number>): boolean => {
  const last = (starts[relation + 1] as number) - 1
  let sum = 0
  for (let i = starts[relation] as number; i < last; i++) sum += values[cells[i] as number] ?? 0
  return sum === (values[cells[last] as number] ?? 0)
}

/** Relations with a hidden cell. */
const touchedRelations = ({ count, cells, starts }: Relations, pattern: Uint8Array): Int32Array => {
  const touched: number[] = []
  for (let r = 0; r < count; r++) {
    for (let i = starts[r] as number; i < (starts[r + 1] as number); i++) {
      if (pattern[cells[i] as number] === shown) continue
      touched.push(r)
      break
    }
  }
  return Int32Array.from(touched)
}

export const pinnedCells = (
  { relations, minimum }: SuppressionInput,
  pattern: Uint8Array,
  { values, ruled }: CountColumn,
): number[] => {
  const low = new Float64Array(pattern.length)
  const high = new Float64Array(pattern.length)
  pattern.forEach((mark, cell) => {
    const value = values[cell] ?? 0
    ;[low[cell], high[cell]] = mark === shown ? [value, value] : ruleInterval(mark, minimum, ruled)
  })
  const { cells, starts } = relations
  const touched = touchedRelations(relations, pattern)
  const additive = Uint8Array.from(touched, (r) => (addsUp(relations, r, values) ? 1 : 0))
  const narrow = (cell: number, from: number, to: number): boolean => {
    if (pattern[cell] === shown || (from <= (low[cell] ?? 0) && to >= (high[cell] ?? 0))) return false
    low[cell] = Math.max(from, low[cell] ?? 0)
    high[cell] = Math.min(to, high[cell] ?? 0)
    return true
  }
  const tighten = (relation: number, exact: boolean): boolean => {
    const first = starts[relation] as number
    const last = (starts[relation + 1] as number) - 1
    const total = cells[last] as number
    let lowest = 0
    const highest: Sum = { finite: 0, open: 0 }
    for (let i = first; i < last; i++) {
      const cell = cells[i] as number
      lowest += low[cell] ?? 0
      if (high[cell] === Infinity) highest.open++
      else highest.finite += high[cell] ?? 0
    }
    const [totalLow, totalHigh] = [low[total] ?? 0, exact ? (high[total] ?? 0) : Infinity]
    let changed = false
    for (let i = first; i < last; i++) {
      const cell = cells[i] as number
      if (pattern[cell] === shown) continue
      const [cellLow, cellHigh] = [low[cell] ?? 0, high[cell] ?? 0]
      if (narrow(cell, totalLow - without(highest, cellHigh), totalHigh - (lowest - cellLow))) changed = true
    }
    // Different units of a total may stand in several parts: then it is at most their sum.
    return narrow(total, exact ? lowest : 0, highest.open > 0 ? Infinity : highest.finite) || changed
  }
  for (let round = 0, changed = true; changed && round < rounds; round++) {
    changed = false
    for (let t = 0; t < touched.length; t++) if (tighten(touched[t] as number, additive[t] === 1)) changed = true
  }
  const pinned: number[] = []
  pattern.forEach((mark, cell) => {
    if (mark !== shown && (low[cell] ?? 0) >= (high[cell] ?? 0)) pinned.push(cell)
  })
  return pinned
}
