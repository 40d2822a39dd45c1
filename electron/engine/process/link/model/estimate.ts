// m, u and the prior by expectation–maximisation over distinct agreement patterns. In: patterns of the candidate pairs
// and of a random sample. Out: parameters and how the estimation went. Never a label of truth; never a silent collapse:
// `problems` says it.
import type { LinkParameters } from '#shared/model/linkModel.ts'
import { refineClasses, startClasses } from './latentClasses.ts'
import type { Evidence } from './levelShares.ts'
import { firstM, shares } from './levelShares.ts'
import type { Patterns } from './patterns.ts'

export type EstimateProblem =
  | { kind: 'not_converged' }
  | { kind: 'no_matches' }
  | { kind: 'all_matches' }
  | { kind: 'no_evidence'; comparison: number }
  | { kind: 'unobserved'; comparison: number; level: number }

export type Estimate = {
  parameters: LinkParameters
  iterations: number
  matches: number
  problems: EstimateProblem[]
}

const least = 1e-9
const clamp = (share: number): number => Math.min(1, Math.max(share, least))
/** Twelve digits: the last bits of a logarithm may differ between versions of the runtime, and must decide nothing. */
const settle = (share: number): number => Number(share.toPrecision(12))
const iterationsMost = 200
const settled = 1e-4

/**
 * How much what is expected of matches counts beside those seen: as half as many matches. It keeps a small file from
 * collapsing.
 */
const expectedShare = 0.5
/** Part of the compared non-matches in the chance agreement; the rest is of random pairs. */
const blockedPart = 0.5

/** The geometric mean. */
const between = (random: number, blocked: number): number =>
  Math.exp((1 - blockedPart) * Math.log(clamp(random)) + blockedPart * Math.log(clamp(blocked)))

/** Probability of a match for each pattern, all pairs of the two sides in view. */
const expectation = (parameters: LinkParameters, patterns: Patterns): Float64Array =>
  Float64Array.from(patterns.levels, (levels) => {
    let weight = Math.log(parameters.prior / (1 - parameters.prior))
    for (let k = 0; k < levels.length; k += 1) {
      const level = levels[k] as number
      const shares = parameters.comparisons[k]
      if (level < 0 || !shares) continue
      weight += Math.log(clamp(shares.m[level] ?? least)) - Math.log(clamp(shares.u[level] ?? least))
    }
    return weight >= 0 ? 1 / (1 + Math.exp(-weight)) : Math.exp(weight) / (1 + Math.exp(weight))
  })

const sumOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0)

/**
 * Parameters from how many pairs of each pattern are matches. Chance agreement is the geometric mean of what it is
 * among random pairs and among compared pairs that are no matches: blocking makes those more alike than chance does,
 * and fields that go together (a street and its town) would otherwise count twice.
 */
export const maximise = (
  { candidates, sample, levels, possible, sure }: Evidence,
  matched: Float64Array,
  sampleMatched: Float64Array,
): LinkParameters => {
  const matches = sumOf(matched)
  const compared = sumOf(candidates.counts)
  const others = candidates.counts.map((count, pattern) => count - (matched[pattern] as number))
  const sampleOthers = sample.counts.map((count, pattern) => count - (sampleMatched[pattern] as number))
  const comparisons = levels.map((count, k) => {
    const even = Array.from({ length: count }, () => 1 / count)
    const random = shares(sample, sampleOthers, k, even, 1)
    const blocked = shares(candidates, others, k, random, 5)
    return {
      m: shares(candidates, matched, k, firstM(random, sure?.[k]), 1 + expectedShare * matches).map((share) =>
        settle(clamp(share)),
      ),
      u: random.map((share, level) => settle(clamp(between(share, blocked[level] as number)))),
    }
  })
  const oddsAll = Math.log(Math.max(matches, 0.5) / Math.max(possible - matches, 0.5))
  const oddsCompared = Math.log((matches + 0.5) / (compared - matches + 0.5))
  const odds = (1 - blockedPart) * oddsAll + blockedPart * oddsCompared
  return { prior: settle(Math.min(0.9, 1 / (1 + Math.exp(-odds)))), comparisons }
}

const firstParameters = ({ sample, levels, possible, records, sure }: Evidence): LinkParameters => ({
  prior: Math.min(0.5, (0.2 * records) / possible),
  comparisons: levels.map((count, k) => {
    const even = Array.from({ length: count }, () => 1 / count)
    const u = shares(sample, sample.counts, k, even, 1)
    return { m: firstM(u, sure?.[k]), u }
  }),
})

const furthest = (one: LinkParameters, other: LinkParameters): number => {
  let moved = Math.abs(Math.log(one.prior / other.prior)) * 0.1
  one.comparisons.forEach(({ m }, k) => {
    m.forEach((share, level) => {
      moved = Math.max(moved, Math.abs(share - (other.comparisons[k]?.m[level] ?? 0)))
    })
  })
  return moved
}

const times = (shares: Float64Array, counts: Float64Array): Float64Array =>
  shares.map((share, pattern) => share * (counts[pattern] as number))

export const estimate = (evidence: Evidence): Estimate => {
  const { candidates, sample, levels } = evidence
  let parameters = firstParameters(evidence)
  const classes = startClasses(evidence, parameters)
  let iterations = 0
  let moved = Number.POSITIVE_INFINITY
  let matches = 0
  while (iterations < iterationsMost && moved > settled) {
    iterations += 1
    const matched = refineClasses(classes, evidence, parameters)
    matches = sumOf(matched)
    const next = maximise(evidence, matched, sampleMatches(parameters, sample))
    moved = furthest(next, parameters)
    parameters = next
  }
  const problems: EstimateProblem[] = []
  if (moved > settled * 10) problems.push({ kind: 'not_converged' })
  if (matches < 1) problems.push({ kind: 'no_matches' })
  if (matches > sumOf(candidates.counts) * 0.99) problems.push({ kind: 'all_matches' })
  levels.forEach((_, k) => {
    if (!candidates.levels.some((pattern) => (pattern[k] as number) >= 0))
      problems.push({ kind: 'no_evidence', comparison: k })
  })
  return { parameters, iterations, matches, problems }
}

/** Expected matches of each pattern among the random pairs: they must not count as chance agreement. */
export const sampleMatches = (parameters: LinkParameters, sample: Patterns): Float64Array =>
  times(expectation(parameters, sample), sample.counts)
