// Agreement patterns of pairs: the levels of all comparisons in one number, counted. In: pairs, comparisons. Out: the pattern of each
// pair and the distinct patterns in a fixed order. Never a weight: what a pattern is worth is the model's business.
import type { Compare } from '../compare/comparePair.ts'

export type Patterns = {
  /** Levels by comparison (−1 nothing to compare), by distinct pattern. */
  levels: Int8Array[]
  counts: Float64Array
  /** Pattern of each pair. */
  of: Int32Array
}

const pairsAStep = 20_000

export const patternsOf = async (
  pairs: { left: Int32Array; right: Int32Array },
  comparisons: { compare: Compare; levels: number }[],
  breathe: (done: number) => Promise<void>,
): Promise<Patterns> => {
  const { left, right } = pairs
  const of = new Int32Array(left.length)
  const known = new Map<number, number>()
  const levels: Int8Array[] = []
  const counts: number[] = []
  const current = new Int8Array(comparisons.length)
  for (let pair = 0; pair < left.length; pair += 1) {
    let packed = 0
    for (let k = 0; k < comparisons.length; k += 1) {
      const comparison = comparisons[k] as { compare: Compare; levels: number }
      const level = comparison.compare(left[pair] as number, right[pair] as number)
      current[k] = level
      packed = packed * (comparison.levels + 2) + level + 1
    }
    let pattern = known.get(packed)
    if (pattern === undefined) {
      pattern = levels.length
      known.set(packed, pattern)
      levels.push(current.slice())
      counts.push(0)
    }
    of[pair] = pattern
    counts[pattern] = (counts[pattern] as number) + 1
    if (pair % pairsAStep === pairsAStep - 1) await breathe(pair + 1)
  }
  return { levels, counts: Float64Array.from(counts), of }
}
