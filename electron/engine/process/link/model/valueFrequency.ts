// How often a value occurs among different entities, so that rare values weigh more. In: a field, the probabilities of
// the pairs. Out: for each value the chance that another entity has it. Never counted by record: what repeats within
// one entity is not common.
import type { PreparedField } from '../compare/prepareField.ts'

/** A record that is probably one of k records of an entity counts 1/k. */
export const entityWeights = (
  pairs: { left: Int32Array; right: Int32Array },
  probability: (pair: number) => number,
  rows: number,
): Float64Array => {
  const matches = new Float64Array(rows)
  for (let pair = 0; pair < pairs.left.length; pair += 1) {
    const p = probability(pair)
    if (p < 0.05) continue
    const left = pairs.left[pair] as number
    const right = pairs.right[pair] as number
    matches[left] = (matches[left] as number) + p
    matches[right] = (matches[right] as number) + p
  }
  return matches.map((sum) => 1 / (1 + sum))
}

/** Bounds of what is said of a value seen with one entity only. */
const seenOnce = [0.2, 1] as const

export type ValueFrequency = {
  /** Chance that another entity has the value, by value id. */
  of: Float64Array
  /**
   * The same on average over what two entities agree on by chance: a value as common as this is worth no adjustment.
   */
  average: number
}

export const valueFrequency = (field: PreparedField, weights: Float64Array): ValueFrequency => {
  const entities = new Float64Array(field.values.length)
  let all = 0
  for (let row = 0; row < field.ids.length; row += 1) {
    const id = field.ids[row] as number
    if (id === 0) continue
    entities[id] = (entities[id] as number) + (weights[row] as number)
    all += weights[row] as number
  }
  let once = 0
  let twice = 0
  for (let id = 1; id < entities.length; id += 1) {
    const count = entities[id] as number
    if (count < 1.5) once += 1
    else if (count < 2.5) twice += 1
  }
  // Good and Turing: where hardly a value is seen twice, one seen once is rarer than one in all.
  const again = Math.min(seenOnce[1], Math.max(seenOnce[0], once === 0 ? 1 : (2 * twice) / once))
  const of = entities.map((count, id) => (id === 0 ? 0 : (Math.max(0, count - 1) + again) / Math.max(1, all)))
  let average = 0
  for (let id = 1; id < entities.length; id += 1) average += ((entities[id] as number) / all) * (of[id] as number)
  return { of, average }
}
