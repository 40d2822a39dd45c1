// Answers by stratum → the accuracy of a link. In: strata with the pairs in them and the answers given. Out: precision
// and recall with 95 % intervals. A stratum with too few answers makes the estimate unavailable: nothing is assumed of
// pairs nobody read.
import type { ReviewStratum, ShareInterval } from '#shared/model/linkReview.ts'

const z = 1.96
/** Answers a stratum needs before anything is said of it; a smaller one is read whole. */
const leastAnswers = 3

type Total = { pairs: number; matches: number; variance: number; smoothed: number }

/**
 * Stratified estimate of the number of matches. The variance takes shares drawn towards one half (one answer of each
 * kind added), so that a stratum of answers all alike is not held to be certain; a stratum read whole has none.
 */
const totalOf = (strata: readonly ReviewStratum[]): Total | null => {
  let [pairs, matches, variance, smoothed] = [0, 0, 0, 0]
  for (const stratum of strata) {
    const size = stratum.pairs
    if (size === 0) continue
    const clear = stratum.same + stratum.different
    if (clear < Math.min(leastAnswers, size)) return null
    const share = stratum.same / clear
    const drawn = (stratum.same + 1) / (clear + 2)
    const unread = Math.max(0, 1 - clear / size)
    pairs += size
    matches += size * share
    smoothed += size * (unread === 0 ? share : drawn)
    variance += (size ** 2 * unread * drawn * (1 - drawn)) / clear
  }
  return { pairs, matches, variance, smoothed }
}

/** Wilson's interval with the effective number of answers that the variance of the stratified estimate amounts to. */
const wilson = (value: number, smoothed: number, variance: number): ShareInterval => {
  if (variance <= 0) return { value, low: value, high: value }
  const n = Math.max(1, (smoothed * (1 - smoothed)) / variance)
  const centre = (value + z ** 2 / (2 * n)) / (1 + z ** 2 / n)
  const half = (z / (1 + z ** 2 / n)) * Math.sqrt((value * (1 - value)) / n + z ** 2 / (4 * n ** 2))
  return { value, low: Math.max(0, centre - half), high: Math.min(1, centre + half) }
}

export const estimateAccuracy = (
  strata: readonly ReviewStratum[],
): { precision: ShareInterval | null; recall: ShareInterval | null } => {
  const linked = totalOf(strata.filter((stratum) => stratum.kind !== 'waiting'))
  const waiting = totalOf(strata.filter((stratum) => stratum.kind === 'waiting'))
  if (linked === null || linked.pairs === 0) return { precision: null, recall: null }
  const precision = wilson(
    linked.matches / linked.pairs,
    linked.smoothed / linked.pairs,
    linked.variance / linked.pairs ** 2,
  )
  if (waiting === null) return { precision, recall: null }
  const all = linked.matches + waiting.matches
  if (all === 0) return { precision, recall: null }
  const smoothedAll = linked.smoothed + waiting.smoothed
  // Both totals are estimated apart; the ratio's variance follows to first order.
  const variance =
    (waiting.smoothed ** 2 * linked.variance + linked.smoothed ** 2 * waiting.variance) / smoothedAll ** 4
  return { precision, recall: wilson(linked.matches / all, linked.smoothed / smoothedAll, variance) }
}
