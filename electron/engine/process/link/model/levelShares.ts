// Shares of the levels of a comparison: counted over pairs, and as they are expected of matches. In: patterns, numbers
// of pairs. Out: shares that sum to one. Never a share of nothing: what was not seen keeps a little of what it started
// from.
import type { Patterns } from './patterns.ts'

export type Evidence = {
  candidates: Patterns
  sample: Patterns
  /** Levels of each comparison, "else" included. */
  levels: number[]
  /** Pairs the two sides could make. */
  possible: number
  /** Records of the smaller side: what the first guess of the prior starts from. */
  records: number
  /** Of two datasets, not of one with itself. */
  between: boolean
  /** Levels among pairs that the other comparisons leave no doubt of, by comparison (surePairs.ts). */
  sure?: readonly Float64Array[]
}

/**
 * Shares of the levels among non-empty pairs, by the number of pairs of each pattern; a little of `start` keeps levels
 * alive.
 */
export const shares = (
  patterns: Patterns,
  pairs: Float64Array,
  k: number,
  start: number[],
  strength: number,
): number[] => {
  const sums = start.map((share) => share * strength)
  for (let pattern = 0; pattern < patterns.levels.length; pattern += 1) {
    const level = patterns.levels[pattern]?.[k] ?? -1
    if (level >= 0) sums[level] = (sums[level] ?? 0) + (pairs[pattern] as number)
  }
  const total = sums.reduce((sum, value) => sum + value, 0)
  return sums.map((value) => (total === 0 ? 1 / sums.length : value / total))
}

/**
 * What is expected of matches: what sure pairs show (`seen`), and before any is seen: eight in ten agree exactly, some
 * nearly (the closer the likelier), and the rest were replaced by something unrelated, so that they agree as chance
 * does.
 */
export const firstM = (byChance: number[], seen?: Float64Array): number[] => {
  const expected = unseenM(byChance)
  const pairs = seen?.reduce((sum, count) => sum + count, 0) ?? 0
  if (seen === undefined || pairs === 0) return expected
  const trust = pairs / (pairs + trustHalf)
  return expected.map((share, level) => {
    const told = 0.92 * ((seen[level] ?? 0) / pairs) + 0.08 * (byChance[level] ?? 0)
    return trust * told + (1 - trust) * share
  })
}
/** Sure pairs from which what was expected counts no more than what was seen. */
const trustHalf = 40

const unseenM = (byChance: number[]): number[] => {
  const exact = byChance.length - 1
  const near = byChance.map((_, level) => (level === exact ? 0 : level ** 2))
  const all = near.reduce((sum, value) => sum + value, 0)
  return byChance.map((share, level) => {
    const close = all === 0 ? 0 : ((near[level] as number) / all) * 0.12
    return (level === exact ? (all === 0 ? 0.92 : 0.8) : close) + 0.08 * share
  })
}
