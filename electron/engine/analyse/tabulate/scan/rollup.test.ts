// Base groups → cells: sums stay exact beyond doubles, hidden categories stay out of totals, limits are kept.
import { describe, expect, it } from 'vitest'
import { Failure } from '#shared/model/failure.ts'
import { placeIndex } from '../cells/placeIndex.ts'
import { limbsOf, rollUp, sumAt } from './rollup.ts'
import { limbBase } from '../types.ts'
import type { BaseGroups, RawKey, SetCells, SumColumn } from '../types.ts'

const key = (index: number[]): RawKey => ({ index: Int32Array.from(index), values: [], sql: [] })
const limbs = (values: bigint[]): SumColumn => ({
  count: Float64Array.from(values, () => 1),
  limbs: [
    Float64Array.from(values, (v) => Number(v % BigInt(limbBase))),
    Float64Array.from(values, (v) => Number(v / BigInt(limbBase))),
  ],
})
const groups = (
  keys: Record<string, number[]>,
  records: number[],
  sums: Record<string, bigint[]> = {},
): BaseGroups => ({
  rows: records.length,
  keys: new Map(Object.entries(keys).map(([name, index]) => [name, key(index)])),
  records: Float64Array.from(records),
  sums: new Map(Object.entries(sums).map(([name, values]) => [name, limbs(values)])),
  extremes: new Map(),
})
const dimension = (rawKey: string, map: number[]) => ({
  rawKey,
  size: new Set(map.filter((c) => c >= 0)).size,
  map: Int32Array.from(map),
})
/** Records by coordinates, the total as "T". */
const named = (sets: SetCells[], dimensions: { size: number }[]) =>
  Object.fromEntries(
    sets.flatMap((cells) =>
      Array.from({ length: cells.count }, (_, i) => [
        dimensions
          .map(({ size }, d) => {
            const at = cells.kept.indexOf(d)
            return at < 0 ? 'T' : Math.floor(cells.places[i]! / cells.strides[at]!) % size
          })
          .join(' '),
        cells.records[i],
      ]),
    ),
  )
const rolled = (from: BaseGroups, dimensions: ReturnType<typeof dimension>[], sets: number[][], limit = 100) =>
  rollUp(from, dimensions, sets, limit)

describe('rolling up', () => {
  it('adds each group into its cell and all totals above it, once', () => {
    const dimensions = [dimension('a', [0, 0, 1]), dimension('p', [0, 1])]
    const cells = rolled(groups({ a: [0, 1, 2, 0], p: [0, 0, 1, 1] }, [1, 2, 4, 8]), dimensions, [[0, 1], [0], [1], []])
    expect(named(cells, dimensions)).toEqual({
      '0 0': 3,
      '1 1': 4,
      '0 1': 8,
      'T 0': 3,
      'T 1': 12,
      '0 T': 11,
      '1 T': 4,
      'T T': 15,
    })
  })

  it('makes the sets asked for and no others, from whichever wider set there is', () => {
    const dimensions = [dimension('a', [0, 1]), dimension('b', [0, 1]), dimension('c', [0, 1])]
    const three = groups({ a: [0, 0, 1, 1], b: [0, 1, 0, 1], c: [0, 0, 0, 1] }, [1, 2, 4, 8])
    expect(named(rolled(three, dimensions, [[0, 1], [0, 2], [2]]), dimensions)).toEqual({
      '0 0 T': 1,
      '0 1 T': 2,
      '1 0 T': 4,
      '1 1 T': 8,
      '0 T 0': 3,
      '1 T 0': 4,
      '1 T 1': 8,
      'T T 0': 7,
      'T T 1': 8,
    })
    expect(named(rolled(three, dimensions, [[0, 1, 2], [1], []]), dimensions)).toMatchObject({
      'T 0 T': 5,
      'T 1 T': 10,
      'T T T': 15,
    })
  })

  it('leaves out of everything what a dimension leaves out', () => {
    const dimensions = [dimension('a', [0, -1, 1])]
    expect(named(rolled(groups({ a: [0, 1, 2] }, [1, 2, 4]), dimensions, [[0]]), dimensions)).toEqual({
      '0': 1,
      '1': 4,
    })
    expect(named(rolled(groups({ a: [0, 1, 2] }, [1, 2, 4]), dimensions, [[0], []]), dimensions)).toEqual({
      '0': 1,
      '1': 4,
      T: 5,
    })
    expect(named(rolled(groups({ a: [0, 1, 2] }, [1, 2, 4]), dimensions, [[]]), dimensions)).toEqual({ T: 5 })
  })

  it('is one cell without dimensions', () => {
    expect(rolled(groups({}, [7], { v: [12n] }), [], [[]])[0]).toMatchObject({ count: 1 })
  })

  it('keeps every digit of sums, of either sign', () => {
    const values = [
      9_223_372_036_854_775_807n,
      -9_223_372_036_854_775_808n,
      9_223_372_036_854_775_807n,
      999_999_999_999n,
      1n,
      -5n,
    ]
    const [parts, total] = rolled(
      groups(
        { a: values.map((_, i) => i % 2) },
        values.map(() => 1),
        { v: values },
      ),
      [dimension('a', [0, 1])],
      [[0], []],
    )
    const exact = (keep: (i: number) => boolean) => values.filter((_, i) => keep(i)).reduce((x, y) => x + y, 0n)
    expect(BigInt(sumAt(parts!.sums.get('v')!, parts!.find(0)))).toBe(exact((i) => i % 2 === 0))
    expect(BigInt(sumAt(parts!.sums.get('v')!, parts!.find(1)))).toBe(exact((i) => i % 2 === 1))
    expect(BigInt(sumAt(total!.sums.get('v')!, 0))).toBe(exact(() => true))
    expect([...parts!.sums.get('v')!.count, ...total!.sums.get('v')!.count]).toEqual([3, 3, 6])
    expect(sumAt(limbs([41n]), 0)).toBe(41)
  })

  it('keeps every digit over many groups, and of sums of products', () => {
    const values = Array.from({ length: 40_000 }, (_, i) => 999_999_999_999n + BigInt(i))
    const [cells] = rolled(
      groups(
        { a: values.map(() => 0) },
        values.map(() => 1),
        { v: values },
      ),
      [dimension('a', [0])],
      [[0]],
    )
    expect(BigInt(sumAt(cells!.sums.get('v')!, 0))).toBe(values.reduce((x, y) => x + y, 0n))
    for (const value of [-(10n ** 55n) - 17n, 10n ** 60n + 1n, -1n, 0n]) {
      const column = { count: Float64Array.of(1), limbs: limbsOf(value, 6).map((limb) => Float64Array.of(limb)) }
      expect(BigInt(sumAt(column, 0))).toBe(value)
    }
  })

  it('carries the smallest and largest values, of both signs, and none where there is none', () => {
    const extreme = (...values: (bigint | null)[]) => ({
      held: Uint8Array.from(values, (v) => (v === null ? 0 : 1)),
      values: BigInt64Array.from(values, (v) => v ?? 0n),
    })
    const three = {
      ...groups({ a: [0, 0, 1] }, [1, 1, 1]),
      extremes: new Map([
        ['["minimum"', extreme(-5n, null, null)],
        ['["maximum"', extreme(-9n, -7n, null)],
      ]),
    }
    const [parts, total] = rolled(three, [dimension('a', [0, 1])], [[0], []])
    expect(parts!.extremes.get('["minimum"')).toEqual({ held: Uint8Array.of(1, 0), values: BigInt64Array.of(-5n, 0n) })
    expect(parts!.extremes.get('["maximum"')).toEqual({ held: Uint8Array.of(1, 0), values: BigInt64Array.of(-7n, 0n) })
    expect(total!.extremes.get('["maximum"')).toEqual({ held: Uint8Array.of(1), values: BigInt64Array.of(-7n) })
  })

  it('refuses more cells than allowed', () => {
    expect(() => rolled(groups({ a: [0, 1, 2] }, [1, 1, 1]), [dimension('a', [0, 1, 2])], [[0], []], 3)).toThrow(
      Failure,
    )
    expect(rolled(groups({ a: [0, 1, 2] }, [1, 1, 1]), [dimension('a', [0, 1, 2])], [[0], []], 4)).toHaveLength(2)
  })

  it.each([100, 1e12])('numbers places in order of arrival, %d places', (places) => {
    const index = placeIndex(places)
    expect([7, 3, 7, 99, 3].map((place) => index.at(place))).toEqual([0, 1, 0, 2, 1])
    expect([...index.places()]).toEqual([7, 3, 99])
    expect([index.find(3), index.find(4)]).toEqual([1, -1])
  })
})
