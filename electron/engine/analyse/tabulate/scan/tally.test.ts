// Percentiles and distinct counts of groups ordered by value, against the same records written out one by one.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tallied } from './tally.ts'
import type { Tally } from './tally.ts'
import type { CategoryMap } from '#engine/process/categories/types.ts'
import type { Fraction, NonAdditive } from '../types.ts'

const factor = { ref: 'x', identity: 'x', linked: false }
const percentile = (numerator: bigint, denominator: bigint): NonAdditive => ({
  key: 'p',
  filter: null,
  factor,
  statistic: 'percentile',
  fraction: { numerator, denominator },
  weight: null,
})
const distinct: NonAdditive = { key: 'd', filter: null, factor, statistic: 'distinct' }
const mapOf = (size: number): CategoryMap => ({
  categories: Array.from({ length: size }, (_, i) => ({
    kind: 'value',
    code: String(i),
    version: null,
    notLinked: false,
  })),
  map: new Int32Array(),
})
const maps = [mapOf(2), mapOf(3)]

type Group = { a: number; b: number; value: bigint; weight: number }
const tallyOf = (groups: Group[]): Tally => {
  const ordered = groups.toSorted((x, y) => Number(x.value - y.value))
  return {
    rows: ordered.length,
    categories: [Int32Array.from(ordered, (g) => g.a), Int32Array.from(ordered, (g) => g.b)],
    values: ordered.map((g) => g.value),
    first: Int32Array.from(ordered, (g) => ordered.findIndex((other) => other.value === g.value)),
    weights: Float64Array.from(ordered, (g) => g.weight),
  }
}

/** Type 2 as it is defined: the value that n × p reaches, and the next where it is met exactly. */
const written = (groups: Group[], { numerator, denominator }: Fraction): number => {
  const values = groups
    .flatMap((g) => Array.from({ length: g.weight }, () => Number(g.value)))
    .toSorted((x, y) => x - y)
  const reached = (values.length * Number(numerator)) / Number(denominator)
  const at = Number.isInteger(reached) ? reached - 1 : Math.floor(reached)
  return (values[at] ?? 0) + (values[Math.floor(reached)] ?? 0)
}

describe('tallied', () => {
  it('averages the two values a median falls between, and gives the value itself elsewhere', () => {
    const tally = tallyOf([
      { a: 0, b: 0, value: 1n, weight: 2 },
      { a: 0, b: 0, value: 3n, weight: 2 },
      { a: 1, b: 0, value: 7n, weight: 1 },
    ])
    expect(tallied(tally, percentile(1n, 2n), [0], maps)).toEqual({
      kept: [0],
      rows: 2,
      keys: [Int32Array.of(0, 1)],
      values: [4, 14],
    })
    expect(tallied(tally, percentile(1n, 2n), [], maps).values).toEqual([6])
  })

  it('counts a value once in a total, whatever cells it stands in', () => {
    const tally = tallyOf([
      { a: 0, b: 0, value: 5n, weight: 1 },
      { a: 0, b: 1, value: 5n, weight: 4 },
      { a: 1, b: 2, value: 6n, weight: 1 },
    ])
    expect(tallied(tally, distinct, [0, 1], maps).values).toEqual([1, 1, 1])
    expect(tallied(tally, distinct, [0], maps).values).toEqual([1, 1])
    expect(tallied(tally, distinct, [], maps).values).toEqual([2])
  })

  it('agrees with the records written out, in every set', () => {
    const group = fc.record({
      a: fc.nat({ max: 1 }),
      b: fc.nat({ max: 2 }),
      value: fc.bigInt(-4n, 4n),
      weight: fc.integer({ min: 1, max: 5 }),
    })
    const fractions = fc.constantFrom<[bigint, bigint]>([1n, 2n], [1n, 4n], [9n, 10n], [1n, 3n])
    fc.assert(
      fc.property(fc.array(group, { minLength: 1, maxLength: 30 }), fractions, (groups, [numerator, denominator]) => {
        for (const kept of [[0, 1], [1], []]) {
          const { rows, keys, values } = tallied(tallyOf(groups), percentile(numerator, denominator), kept, maps)
          for (let row = 0; row < rows; row++) {
            const own = groups.filter((g) => kept.every((d, i) => (d === 0 ? g.a : g.b) === keys[i]![row]))
            expect(Number(values[row])).toBe(written(own, { numerator, denominator }))
          }
        }
      }),
      { seed: 2026, numRuns: 200 },
    )
  })
})
