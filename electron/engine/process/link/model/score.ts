// What a pair is worth: prior, a weight for each comparison's level, an adjustment for rare or common values. In:
// parameters, levels. Out: match weight (base-2 logarithm of the odds) and probability. Never a threshold: linking is
// decided elsewhere.
import type { LinkComparison, LinkParameters } from '#shared/model/linkModel.ts'
import type { PreparedField } from '../compare/prepareField.ts'
import type { ValueFrequency } from './valueFrequency.ts'

export const probabilityOf = (weight: number): number => {
  const odds = Math.exp(-Math.abs(weight) * Math.LN2)
  return weight >= 0 ? 1 / (1 + odds) : odds / (1 + odds)
}

export type Scorer = {
  prior: number
  /** Weight of the level, without the adjustment; 0 where nothing was compared. */
  weight: (comparison: number, level: number) => number
  /** Adjustment for the frequency of the two values. */
  adjustment: (comparison: number, level: number, left: number, right: number) => number
  score: (levels: Int8Array, left: number, right: number) => number
}

export const scorer = (
  comparisons: LinkComparison[],
  fields: PreparedField[],
  parameters: LinkParameters,
  frequencies: (ValueFrequency | null)[],
): Scorer => {
  const prior = Math.log2(parameters.prior / (1 - parameters.prior))
  const weights = parameters.comparisons.map(({ m, u }) => m.map((share, level) => Math.log2(share / (u[level] ?? 1))))
  const byComparison = comparisons.map((comparison) => {
    const field = fields.find((f) => f.field.id === comparison.field) as PreparedField
    const exact = comparison.levels.length
    return {
      field,
      // Level numbers run from else (0) up; the definition lists from the closest down.
      strength: Array.from({ length: exact + 1 }, (_, level) =>
        level === 0 ? 0 : (comparison.frequency[exact - level] ?? 0),
      ),
    }
  })
  const weight = (comparison: number, level: number): number => (level < 0 ? 0 : (weights[comparison]?.[level] ?? 0))
  const adjustment = (comparison: number, level: number, left: number, right: number): number => {
    if (level <= 0) return 0
    const of = byComparison[comparison]
    const strength = of?.strength[level] ?? 0
    if (!of || strength === 0) return 0
    const frequency = frequencies[comparison]
    if (!frequency) return 0
    const { ids } = of.field
    const often = Math.max(frequency.of[ids[left] as number] as number, frequency.of[ids[right] as number] as number)
    return often > 0 ? strength * Math.log2(frequency.average / often) : 0
  }
  return {
    prior,
    weight,
    adjustment,
    score: (levels, left, right) => {
      let total = prior
      for (let k = 0; k < levels.length; k += 1) {
        const level = levels[k] as number
        if (level >= 0) total += weight(k, level) + adjustment(k, level, left, right)
      }
      // A billionth of a bit decides nothing, whatever the runtime's last digits are.
      return Math.round(total * 1e9) / 1e9
    },
  }
}
