// Sensitive cells of one relation, added together by whoever sits in one of them or simply by subtraction: is their sum
// safe as a published figure would have to be? In: the facts of cells that stand in one relation. Out: null, or how
// uncertain their sum must stay. The same respondent in several cells is one. Pure.
import { contributionShortage } from './rules.ts'
import type { CellFacts, PrimaryRules } from './rules.ts'

/** One respondent's contributions to several cells, added; unknown respondents are each somebody else. */
export const pooledFacts = (cells: readonly CellFacts[]): CellFacts => {
  const known = new Map<string, number>()
  const unknown: number[] = []
  let shared = 0
  for (const cell of cells) {
    cell.largest.forEach((contribution, i) => {
      const who = cell.respondents?.[i] ?? null
      if (who === null) unknown.push(contribution)
      else {
        if (known.has(who)) shared += 1
        known.set(who, (known.get(who) ?? 0) + contribution)
      }
    })
  }
  const counts = cells.map((cell) => cell.frequency)
  const frequency = counts.includes(null) ? null : counts.reduce<number>((sum, n) => sum + (n ?? 0), 0) - shared
  return {
    value: cells.reduce((sum, cell) => sum + cell.value, 0),
    absolute: cells.reduce((sum, cell) => sum + (cell.absolute ?? Math.abs(cell.value)), 0),
    frequency,
    largest: [...known.values(), ...unknown].sort((a, b) => Math.abs(b) - Math.abs(a)),
  }
}

/** `levels`: what is wanted of each cell by itself. */
export const poolLevel = (
  cells: readonly CellFacts[],
  levels: readonly number[],
  rules: PrimaryRules,
): number | null => {
  const pool = pooledFacts(cells)
  // By number alone a sum tells more than its cells only where a respondent subtracts himself and one cell is left, or
  // sits in several.
  const alone = cells.length === 2 && cells.some((cell) => cell.frequency === 1)
  const together = cells.reduce((sum, cell) => sum + (cell.frequency ?? 0), 0)
  const insider = alone || (pool.frequency !== null && pool.frequency < together)
  const few = insider && pool.frequency !== null && pool.frequency > 0 && pool.frequency < rules.minimumFrequency
  const shortage = contributionShortage(pool, rules)
  if (!few && shortage === null) return null
  const own = Math.max(Math.min(...levels), rules.unit)
  return shortage === null ? own : Math.max(own, rules.levelPercent === null ? shortage.level : 0)
}
