// What a pair is worth when a record can have one partner only: others as good speak against it, and where nearly every
// record has a partner a lone likely one is believed sooner. In: weighed pairs, the declared cardinality. Out: weights
// with that in them. Never a pair left out. Sums of products over the possible matchings, approximated from pair to
// pair (belief propagation); it settles whatever the order.
import type { Cardinality } from '#shared/model/linkModel.ts'
import type { Sides } from '../block/blockRule.ts'
import type { WeightedPairs } from './clusterRecords.ts'

const rounds = 12
/** A pair below this many bits takes part in nothing: it is neither believed nor a rival. */
const leastBits = -12
const mostBits = 60
/** However many records have a partner, that this one has is never taken for granted beyond this. */
const mostMatched = 0.9

/** Records of a side that may have one partner only. */
const singleSides = (cardinality: Cardinality): { left: boolean; right: boolean } => ({
  left: cardinality === 'one_to_one' || cardinality === 'many_to_one',
  right: cardinality === 'one_to_one' || cardinality === 'one_to_many',
})

const sumsBy = (ends: Int32Array, rows: number, value: (place: number) => number): Float64Array => {
  const sums = new Float64Array(rows)
  for (let place = 0; place < ends.length; place += 1)
    sums[ends[place] as number] = (sums[ends[place] as number] as number) + value(place)
  return sums
}

export const partnerWeights = (
  pairs: WeightedPairs,
  sides: Sides,
  { cardinality, linked }: { cardinality: Cardinality; linked: number },
): Float64Array => {
  if (cardinality === 'many_to_many') return pairs.weight
  const single = singleSides(cardinality)
  const kept: number[] = []
  for (let pair = 0; pair < pairs.left.length; pair += 1)
    if ((pairs.weight[pair] as number) > leastBits) kept.push(pair)
  const left = Int32Array.from(kept, (pair) => pairs.left[pair] as number)
  const right = Int32Array.from(kept, (pair) => pairs.right[pair] as number)
  // Records left when the others have found theirs: a partner is sought among those.
  const freeOf = (records: number, partners: number): number =>
    Math.log2(1 - Math.min(mostMatched, partners / Math.max(1, records)))
  const free = sides.within
    ? 2 * freeOf(sides.rows, 2 * linked)
    : (single.left ? freeOf(sides.left, linked) : 0) + (single.right ? freeOf(sides.rows - sides.left, linked) : 0)
  const odds = Float64Array.from(kept, (pair) => 2 ** Math.min(mostBits, (pairs.weight[pair] as number) - free))
  // How likely the record at either end is free of every other pair.
  let fromLeft = new Float64Array(kept.length).fill(1)
  let fromRight = new Float64Array(kept.length).fill(1)
  for (let round = 0; round < rounds; round += 1) {
    const [l, r] = [fromLeft, fromRight]
    const ofLeft = sumsBy(left, sides.rows, (k) => (odds[k] as number) * (r[k] as number))
    const ofRight = sumsBy(right, sides.rows, (k) => (odds[k] as number) * (l[k] as number))
    if (sides.within) {
      // Within one dataset a record stands at either end.
      const both = ofLeft.map((sum, record) => sum + (ofRight[record] as number))
      ofLeft.set(both)
      ofRight.set(both)
    }
    fromLeft = l.map((_, k) =>
      single.left || sides.within
        ? 1 / (1 + Math.max(0, (ofLeft[left[k] as number] as number) - (odds[k] as number) * (r[k] as number)))
        : 1,
    )
    fromRight = r.map((_, k) =>
      single.right || sides.within
        ? 1 / (1 + Math.max(0, (ofRight[right[k] as number] as number) - (odds[k] as number) * (l[k] as number)))
        : 1,
    )
  }
  const weight = pairs.weight.slice()
  kept.forEach((pair, k) => {
    const settled = Math.log2(odds[k] as number) + Math.log2(fromLeft[k] as number) + Math.log2(fromRight[k] as number)
    weight[pair] = Math.round(settled * 1e9) / 1e9
  })
  return weight
}
