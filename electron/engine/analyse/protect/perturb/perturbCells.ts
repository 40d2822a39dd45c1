// Cells perturbed by their keys. In: figures, keys, a table of noise; for amounts the largest contributions. Out:
// figures that are right on average; nothing stays nothing. Sums are not kept, and how far they are off is told by
// whoever reports the loss. Pure.
import { fractionOf } from './cellKeys.ts'
import { noiseAt } from './noiseTable.ts'
import type { NoiseTable } from './noiseTable.ts'

export const perturbedCount = (table: NoiseTable, count: number, key: number): number =>
  count === 0 ? 0 : count + noiseAt(table, count, fractionOf(key))

export type AmountNoise = {
  /** Percent of a contribution that one step of noise is worth. */
  percent: number
  /** Weights of the largest, second largest … contribution. */
  weights: readonly number[]
}

export const perturbedAmount = (
  table: NoiseTable,
  { percent, weights }: AmountNoise,
  amount: number,
  largest: readonly number[],
  key: number,
): number => {
  if (amount === 0 && largest.every((x) => x === 0)) return 0
  let changed = amount
  weights.forEach((weight, k) => {
    const step = (percent / 100) * Math.abs(largest[k] ?? 0)
    if (step === 0) return
    // The noise of an amount lies between those of the whole numbers of steps around it.
    const size = Math.abs(amount) / step
    const [low, share] = [Math.floor(size), size - Math.floor(size)]
    const fraction = fractionOf(key, k)
    const noise = (1 - share) * noiseAt(table, low, fraction) + share * noiseAt(table, low + 1, fraction)
    changed += Math.sign(amount || 1) * weight * step * noise
  })
  return changed
}
