// Weights among partners against the sum over all matchings, written out.
import { describe, expect, test } from 'vitest'
import type { Cardinality } from '#shared/model/linkModel.ts'
import { partnerWeights } from './partnerWeights.ts'

type Edge = [left: number, right: number, weight: number]
const pairsOf = (edges: readonly Edge[]) => ({
  left: Int32Array.from(edges, ([left]) => left),
  right: Int32Array.from(edges, ([, right]) => right),
  weight: Float64Array.from(edges, ([, , weight]) => weight),
})

/** Log-odds of each edge over every set of edges that the cardinality allows. */
const bySums = (edges: readonly Edge[], cardinality: Cardinality): number[] => {
  const [leftOne, rightOne] = [
    cardinality === 'one_to_one' || cardinality === 'many_to_one',
    cardinality === 'one_to_one' || cardinality === 'one_to_many',
  ]
  const having = edges.map(() => 0)
  let all = 0
  for (let set = 0; set < 2 ** edges.length; set += 1) {
    const chosen = edges.filter((_, i) => (set >> i) & 1)
    const apart = (ends: number[]): boolean => new Set(ends).size === ends.length
    if ((leftOne && !apart(chosen.map(([l]) => l))) || (rightOne && !apart(chosen.map(([, r]) => r)))) continue
    const odds = chosen.reduce((product, [, , weight]) => product * 2 ** weight, 1)
    all += odds
    edges.forEach((_, i) => {
      if ((set >> i) & 1) having[i] = (having[i] ?? 0) + odds
    })
  }
  return having.map((odds) => Math.log2(odds / (all - odds)))
}

const sides = { rows: 200, left: 100, within: false }

describe('what other partners say of a pair', () => {
  // A chain of rivals has no ring, so the approximation is exact.
  const chain: Edge[] = [
    [0, 100, 5],
    [0, 101, 4],
    [1, 101, 2],
    [2, 102, -3],
  ]
  test.each(['one_to_one', 'many_to_one', 'one_to_many'] as const)(
    '%s: as the sum over all matchings',
    (cardinality) => {
      const found = partnerWeights(pairsOf(chain), sides, { cardinality, linked: 0 })
      bySums(chain, cardinality).forEach((weight, i) => expect(found[i]).toBeCloseTo(weight, 6))
    },
  )
  test('a ring of rivals comes near it', () => {
    const ring: Edge[] = [
      [0, 100, 3],
      [0, 101, 2],
      [1, 100, 1],
      [1, 101, 4],
    ]
    const found = partnerWeights(pairsOf(ring), sides, { cardinality: 'one_to_one', linked: 0 })
    bySums(ring, 'one_to_one').forEach((weight, i) => expect(Math.abs((found[i] ?? 0) - weight)).toBeLessThan(1.5))
    // The better matching stays the better one.
    expect((found[0] ?? 0) + (found[3] ?? 0)).toBeGreaterThan((found[1] ?? 0) + (found[2] ?? 0))
  })
  test('two equally good partners leave each in doubt, a lone one is untouched', () => {
    const found = partnerWeights(
      pairsOf([
        [0, 100, 8],
        [0, 101, 8],
        [1, 102, 8],
      ]),
      sides,
      {
        cardinality: 'one_to_one',
        linked: 0,
      },
    )
    expect(found[0]).toBeLessThan(0.01)
    expect(found[1]).toBe(found[0])
    expect(found[2]).toBeCloseTo(8, 6)
  })
  test('where nearly all have a partner a lone likely one is believed sooner, never beyond a bound', () => {
    const at = (linked: number): number =>
      partnerWeights(pairsOf([[0, 100, -2]]), sides, { cardinality: 'one_to_one', linked })[0] ?? 0
    expect(at(0)).toBeCloseTo(-2, 6)
    expect(at(50)).toBeCloseTo(0, 6)
    expect(at(100)).toBe(at(95))
    expect(at(100)).toBeCloseTo(-2 + 2 * Math.log2(10), 6)
  })
  test('does not depend on the order of pairs, and many to many stays as it was', () => {
    const turned = chain.toReversed()
    const one = partnerWeights(pairsOf(chain), sides, { cardinality: 'one_to_one', linked: 3 })
    const other = partnerWeights(pairsOf(turned), sides, { cardinality: 'one_to_one', linked: 3 })
    expect([...one]).toEqual([...other].toReversed())
    expect([...partnerWeights(pairsOf(chain), sides, { cardinality: 'many_to_many', linked: 3 })]).toEqual(
      chain.map(([, , weight]) => weight),
    )
  })
  test('within one dataset a record stands at either end', () => {
    const within = { rows: 10, left: 10, within: true }
    const found = partnerWeights(
      pairsOf([
        [0, 1, 5],
        [1, 2, 5],
      ]),
      within,
      { cardinality: 'one_to_one', linked: 0 },
    )
    expect(found[0]).toBeCloseTo(Math.log2(32 / 33), 6)
    expect(found[1]).toBe(found[0])
  })
})
