// Agreement patterns of pairs: the levels of all comparisons in one number, counted. In: pairs, comparisons. Out: the
// pattern of each pair and the distinct patterns in a fixed order. Never a weight: what a pattern is worth is the
// model's business.
import type { Compare } from '../compare/comparePair.ts'

export type Patterns = {
  /** Levels by comparison (−1 nothing to compare), by distinct pattern. */
  levels: Int8Array[]
  counts: Float64Array
  /** Pattern of each pair. */
  of: Int32Array
}

const pairsAStep = 20_000

/**
 * Numbers patterns in the order they come. Levels are packed into one number while it stays exact; many comparisons of
 * many levels take several, one map inside the other: two patterns rounded into one would be weighed alike without a
 * word.
 */
const patternNumbers = (levels: readonly number[]): ((current: Int8Array) => number) => {
  const parts: number[] = []
  let room = 1
  levels.forEach((count, k) => {
    if (room * (count + 2) > Number.MAX_SAFE_INTEGER) {
      parts.push(k)
      room = 1
    }
    room *= count + 2
  })
  type Branch = Map<number, Branch | number>
  const root: Branch = new Map()
  let numbered = 0
  return (current) => {
    let branch = root
    let part = 0
    let packed = 0
    for (let k = 0; k < current.length; k += 1) {
      if (k === parts[part]) {
        const next = branch.get(packed)
        const inner: Branch = next instanceof Map ? next : new Map()
        if (next === undefined) branch.set(packed, inner)
        branch = inner
        part += 1
        packed = 0
      }
      packed = packed * ((levels[k] as number) + 2) + (current[k] as number) + 1
    }
    const known = branch.get(packed)
    if (typeof known === 'number') return known
    branch.set(packed, numbered)
    numbered += 1
    return numbered - 1
  }
}

export const patternsOf = async (
  pairs: { left: Int32Array; right: Int32Array },
  comparisons: { compare: Compare; levels: number }[],
  breathe: (done: number) => Promise<void>,
): Promise<Patterns> => {
  const { left, right } = pairs
  const of = new Int32Array(left.length)
  const numberOf = patternNumbers(comparisons.map((comparison) => comparison.levels))
  const levels: Int8Array[] = []
  const counts: number[] = []
  const current = new Int8Array(comparisons.length)
  for (let pair = 0; pair < left.length; pair += 1) {
    for (let k = 0; k < comparisons.length; k += 1)
      current[k] = (comparisons[k] as { compare: Compare }).compare(left[pair] as number, right[pair] as number)
    const pattern = numberOf(current)
    if (pattern === levels.length) {
      levels.push(current.slice())
      counts.push(0)
    }
    of[pair] = pattern
    counts[pattern] = (counts[pattern] as number) + 1
    if (pair % pairsAStep === pairsAStep - 1) await breathe(pair + 1)
  }
  return { levels, counts: Float64Array.from(counts), of }
}
