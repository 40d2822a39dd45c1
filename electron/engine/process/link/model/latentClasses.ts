// Classes of pairs that are compared: matches, pairs alike by chance, and pairs alike in one field because they share
// something else (a household, a chain of shops). In: patterns, first parameters. Out: the expected matches of each
// pattern. Without the last kind a household, which has more pairs than there are matches, would be taken for the
// match.
import type { LinkParameters } from '#shared/model/linkModel.ts'
import type { Evidence } from './levelShares.ts'
import { firstM, shares } from './levelShares.ts'

type PairClass = { weight: number; levels: number[][]; start: number[][] }
export type PairClasses = { match: PairClass; others: PairClass[] }

const least = 1e-9
/** How firmly a class of non-matches is held to what it stands for. */
const heldOthers = 0.3
const heldMatches = 0.5
/**
 * Matches for each record of the smaller side, and of a dataset with itself, at most, while it is learnt what a match
 * is.
 */
const mostBetween = 2
const mostWithin = 20

/**
 * The first class of non-matches agrees by chance; each further one agrees on one comparison, and by chance on the
 * rest.
 */
export const startClasses = ({ candidates, levels, records, sure }: Evidence, first: LinkParameters): PairClasses => {
  const compared = candidates.counts.reduce((sum, count) => sum + count, 0)
  const byChance = first.comparisons.map(({ u }) => u)
  const matches = Math.min(0.5, (0.2 * records) / Math.max(1, compared))
  const expected = byChance.map((u, k) => firstM(u, sure?.[k]))
  const match = { weight: matches, levels: expected, start: expected }
  const classOf = (agreeing: number): PairClass => {
    const start = byChance.map((u, k) => (k === agreeing ? firstM(u) : u))
    return { weight: (1 - matches) / (levels.length + 1), levels: start, start }
  }
  return { match, others: [classOf(-1), ...levels.map((_, k) => classOf(k))] }
}

const likelihood = (of: PairClass, pattern: Int8Array): number => {
  let logarithm = Math.log(Math.max(of.weight, 1e-12))
  for (let k = 0; k < pattern.length; k += 1) {
    const level = pattern[k] as number
    if (level >= 0) logarithm += Math.log(Math.max(of.levels[k]?.[level] ?? least, least))
  }
  return logarithm
}

/**
 * One round: what each pattern is taken for, and the classes fitted to it. Answers the expected matches of each
 * pattern.
 */
export const refineClasses = (
  classes: PairClasses,
  { candidates, sure, records, between }: Evidence,
  { comparisons }: LinkParameters,
): Float64Array => {
  const all = [classes.match, ...classes.others]
  const mostMatches = between ? mostBetween : mostWithin
  const expected = all.map(() => new Float64Array(candidates.levels.length))
  candidates.levels.forEach((pattern, index) => {
    const logarithms = all.map((of) => likelihood(of, pattern))
    const highest = Math.max(...logarithms)
    const parts = logarithms.map((logarithm) => Math.exp(logarithm - highest))
    const sum = parts.reduce((total, part) => total + part, 0)
    parts.forEach((part, c) => {
      ;(expected[c] as Float64Array)[index] = (part / sum) * (candidates.counts[index] as number)
    })
  })
  const compared = candidates.counts.reduce((sum, count) => sum + count, 0)
  all.forEach((of, c) => {
    const pairs = expected[c] as Float64Array
    const mass = pairs.reduce((sum, value) => sum + value, 0)
    const weight = (mass + 0.5) / (compared + all.length * 0.5)
    // Pairs that are merely alike, of which there may be many for each record, must not become what a match is.
    of.weight = c === 0 ? Math.min(weight, (mostMatches * records) / Math.max(1, compared)) : weight
    of.levels = of.start.map((start, k) =>
      shares(candidates, pairs, k, start, 1 + (c === 0 ? heldMatches : heldOthers) * mass),
    )
  })
  // What is expected of matches follows the chance agreement as it becomes known.
  classes.match.start = comparisons.map(({ u }, k) => firstM(u, sure?.[k]))
  return expected[0] as Float64Array
}
