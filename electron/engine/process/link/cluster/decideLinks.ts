// Which of the weighed pairs become links, as the definition declares: entities within one dataset, one partner, many.
// In: pairs with weights, the declared cardinality. Out: a flag by pair, and pairs that only their group joins.
// Never a pair below the threshold linked on its own.
import type { Cardinality } from '#shared/model/linkModel.ts'
import type { Sides } from '../block/blockRule.ts'
import { assignExact, assignGreedy } from './assignOneToOne.ts'
import type { WeightedPairs } from './clusterRecords.ts'
import { clusterRecords } from './clusterRecords.ts'

export type Decision = {
  linked: Uint8Array
  /** Linked through their group: the pair itself was below the threshold or not compared. */
  implied: { left: number; right: number; weight: number }[]
  /** Within one dataset: the lowest record of the entity, by record. */
  entity: Int32Array | null
}

export const decideLinks = (
  pairs: WeightedPairs,
  sides: Sides,
  {
    cardinality,
    threshold,
    assignment,
  }: { cardinality: Cardinality; threshold: number; assignment: 'greedy' | 'exact' },
): Decision => {
  if (sides.within && cardinality !== 'one_to_one') return byEntity(pairs, sides, threshold)
  const above: number[] = []
  for (let pair = 0; pair < pairs.left.length; pair += 1)
    if ((pairs.weight[pair] as number) >= threshold) above.push(pair)
  const kept = partners(pairs, above, { cardinality, threshold, assignment, within: sides.within })
  const linked = new Uint8Array(pairs.left.length)
  for (const pair of kept) linked[pair] = 1
  if (!sides.within) return { linked, implied: [], entity: null }
  const entity = Int32Array.from({ length: sides.rows }, (_, row) => row)
  for (const pair of kept) entity[pairs.right[pair] as number] = pairs.left[pair] as number
  return { linked, implied: [], entity }
}

const partners = (
  pairs: WeightedPairs,
  above: number[],
  of: { cardinality: Cardinality; threshold: number; assignment: 'greedy' | 'exact'; within: boolean },
): number[] => {
  if (of.cardinality === 'many_to_many') return above
  if (of.cardinality === 'one_to_one')
    return of.within || of.assignment === 'greedy'
      ? assignGreedy(pairs, above)
      : assignExact(pairs, above, of.threshold)
  // Many to one: the best partner of each record of the many side, the lowest where several are equally good.
  const many = of.cardinality === 'many_to_one' ? pairs.left : pairs.right
  const one = of.cardinality === 'many_to_one' ? pairs.right : pairs.left
  const best = new Map<number, number>()
  for (const pair of above) {
    const known = best.get(many[pair] as number)
    if (known !== undefined) {
      const better = (pairs.weight[pair] as number) - (pairs.weight[known] as number)
      if (better < 0 || (better === 0 && (one[pair] as number) > (one[known] as number))) continue
    }
    best.set(many[pair] as number, pair)
  }
  return [...best.values()]
}

const byEntity = (pairs: WeightedPairs, sides: Sides, threshold: number): Decision => {
  const clusters = clusterRecords(pairs, sides.rows, threshold)
  const linked = new Uint8Array(pairs.left.length)
  const compared = new Set<number>()
  const members = new Map<number, number[]>()
  clusters.of.forEach((lowest, row) => {
    if (lowest === row) return
    const group = members.get(lowest)
    if (group) group.push(row)
    else members.set(lowest, [lowest, row])
  })
  for (let pair = 0; pair < pairs.left.length; pair += 1) {
    const left = pairs.left[pair] as number
    const right = pairs.right[pair] as number
    if (clusters.of[left] !== clusters.of[right] || (pairs.weight[pair] as number) < threshold) continue
    linked[pair] = 1
    if ((members.get(clusters.of[left] as number)?.length ?? 0) > 2) compared.add(left * sides.rows + right)
  }
  const implied: Decision['implied'] = []
  for (const group of members.values()) {
    if (group.length < 3) continue
    for (const [place, left] of group.entries())
      for (const right of group.slice(place + 1))
        if (!compared.has(left * sides.rows + right))
          implied.push({ left, right, weight: clusters.joined(left, right) })
  }
  return { linked, implied, entity: clusters.of }
}
