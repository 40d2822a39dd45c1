// What matches look like in each comparison, seen from pairs that the other comparisons leave no doubt of. In: compared
// pairs, random pairs. Out: counts of levels by comparison. Never a comparison judged by pairs it chose itself, and
// never a label of truth.
import type { Patterns } from './patterns.ts'

type Pairs = { left: Int32Array; right: Int32Array }

/** Bits beyond what the best of all partners agrees in by chance. */
const beyondChance = 4

/** −log2 of the share of random pairs that agree at least as closely, by comparison and level. */
const surprise = (sample: Patterns, levels: readonly number[]): Float64Array[] =>
  levels.map((count, k) => {
    const seen = new Float64Array(count)
    let all = 0
    sample.levels.forEach((pattern, index) => {
      const level = pattern[k] as number
      if (level < 0) return
      seen[level] = (seen[level] as number) + (sample.counts[index] as number)
      all += sample.counts[index] as number
    })
    const bits = new Float64Array(count)
    let atLeast = 0
    for (let level = count - 1; level >= 0; level -= 1) {
      atLeast += seen[level] as number
      bits[level] = Math.log2((all + 1) / (atLeast + 1))
    }
    return bits
  })

/** Of each record the highest value among its pairs, and whether only one pair has it. */
const bestOf = (
  ends: Int32Array,
  rows: number,
  value: (pair: number) => number,
): { best: Float64Array; alone: Uint8Array } => {
  const best = new Float64Array(rows).fill(-1)
  const alone = new Uint8Array(rows)
  for (let pair = 0; pair < ends.length; pair += 1) {
    const record = ends[pair] as number
    const bits = value(pair)
    if (bits > (best[record] as number)) {
      best[record] = bits
      alone[record] = 1
    } else if (bits === best[record]) alone[record] = 0
  }
  return { best, alone }
}

export const surePairs = (
  { left, right }: Pairs,
  { candidates, sample }: { candidates: Patterns; sample: Patterns },
  { levels, rows, records }: { levels: readonly number[]; rows: number; records: number },
): Float64Array[] => {
  const bits = surprise(sample, levels)
  const least = Math.log2(Math.max(2, records)) + beyondChance
  return levels.map((count, k) => {
    const counts = new Float64Array(count)
    // Whole thousandths, so that equal evidence is equal whatever the last digits.
    const others = candidates.levels.map((pattern) => {
      let sum = 0
      pattern.forEach((level, other) => {
        if (other !== k && level >= 0) sum += bits[other]?.[level] ?? 0
      })
      return Math.round(sum * 1000) / 1000
    })
    const value = (pair: number): number => others[candidates.of[pair] as number] as number
    const [ofLeft, ofRight] = [bestOf(left, rows, value), bestOf(right, rows, value)]
    for (let pair = 0; pair < left.length; pair += 1) {
      const [l, r] = [left[pair] as number, right[pair] as number]
      const found = value(pair)
      if (found < least || found < (ofLeft.best[l] as number) || found < (ofRight.best[r] as number)) continue
      if (ofLeft.alone[l] === 0 || ofRight.alone[r] === 0) continue
      const level = candidates.levels[candidates.of[pair] as number]?.[k] ?? -1
      if (level >= 0) counts[level] = (counts[level] as number) + 1
    }
    return counts
  })
}
