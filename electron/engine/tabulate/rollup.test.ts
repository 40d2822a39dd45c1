// Base groups → cells: sums stay exact beyond doubles, hidden categories stay out of totals, limits are kept.
import { describe, expect, it } from 'vitest'
import { Failure } from '#shared/model/failure.ts'
import { placeIndex, rollUp, sumAt } from './rollup.ts'
import { limbBase } from './types.ts'
import type { BaseGroups, RawKey, SumColumn } from './types.ts'

const key = (index: number[]): RawKey => ({ index: Int32Array.from(index), values: [], sql: [] })
const limbs = (values: bigint[]): SumColumn => ({
  count: Float64Array.from(values, () => 1), high: Float64Array.from(values, (v) => Number(v / BigInt(limbBase))), low: Float64Array.from(values, (v) => Number(v % BigInt(limbBase))),
})
const groups = (keys: Record<string, number[]>, records: number[], sums: Record<string, bigint[]> = {}): BaseGroups => ({
  rows: records.length, keys: new Map(Object.entries(keys).map(([name, index]) => [name, key(index)])), records: Float64Array.from(records),
  sums: new Map(Object.entries(sums).map(([name, values]) => [name, limbs(values)])),
})
const dimension = (rawKey: string, map: number[], total = true) => ({ rawKey, size: new Set(map.filter((c) => c >= 0)).size, map: Int32Array.from(map), total })
/** Cells by coordinates, the total as "T". */
const named = (cells: ReturnType<typeof rollUp>) => Object.fromEntries(Array.from({ length: cells.count }, (_, i) => [
  cells.sizes.map((size, d) => (cells.coordinates[d]![i] === size ? 'T' : cells.coordinates[d]![i])).join(' '), cells.records[i],
]))

describe('rolling up', () => {
  it('adds each group into its cell and all totals above it, once', () => {
    const cells = rollUp(groups({ a: [0, 1, 2, 0], p: [0, 0, 1, 1] }, [1, 2, 4, 8]), [dimension('a', [0, 0, 1]), dimension('p', [0, 1])], 100)
    expect(named(cells)).toEqual({ '0 0': 3, '1 1': 4, '0 1': 8, 'T 0': 3, 'T 1': 12, '0 T': 11, '1 T': 4, 'T T': 15 })
  })

  it('leaves out of everything what a dimension leaves out, and makes no total that is not asked for', () => {
    const cells = rollUp(groups({ a: [0, 1, 2] }, [1, 2, 4]), [dimension('a', [0, -1, 1], false)], 100)
    expect(named(cells)).toEqual({ '0': 1, '1': 4 })
    expect(named(rollUp(groups({ a: [0, 1, 2] }, [1, 2, 4]), [dimension('a', [0, -1, 1])], 100))).toEqual({ '0': 1, '1': 4, T: 5 })
  })

  it('is one cell without dimensions', () => {
    expect(rollUp(groups({}, [7], { v: [12n] }), [], 1)).toMatchObject({ count: 1, sizes: [] })
  })

  it('keeps every digit of sums, of either sign', () => {
    const values = [9_223_372_036_854_775_807n, -9_223_372_036_854_775_808n, 9_223_372_036_854_775_807n, 999_999_999_999n, 1n, -5n]
    const cells = rollUp(groups({ a: values.map((_, i) => i % 2) }, values.map(() => 1), { v: values }), [dimension('a', [0, 1])], 10)
    const sum = cells.sums.get('v')!
    const exact = (keep: (i: number) => boolean) => values.filter((_, i) => keep(i)).reduce((x, y) => x + y, 0n)
    const at = (place: string) => BigInt(sumAt(sum, Object.keys(named(cells)).indexOf(place)))
    expect(at('0')).toBe(exact((i) => i % 2 === 0))
    expect(at('1')).toBe(exact((i) => i % 2 === 1))
    expect(at('T')).toBe(exact(() => true))
    expect([...sum.count]).toEqual([3, 3, 6])
    expect(sumAt(limbs([41n]), 0)).toBe(41)
  })

  it('keeps every digit over many groups', () => {
    const values = Array.from({ length: 40_000 }, (_, i) => 999_999_999_999n + BigInt(i))
    const cells = rollUp(groups({ a: values.map(() => 0) }, values.map(() => 1), { v: values }), [dimension('a', [0])], 10)
    expect(BigInt(sumAt(cells.sums.get('v')!, 0))).toBe(values.reduce((x, y) => x + y, 0n))
  })

  it('refuses more cells than allowed', () => {
    expect(() => rollUp(groups({ a: [0, 1, 2] }, [1, 1, 1]), [dimension('a', [0, 1, 2])], 3)).toThrow(Failure)
    expect(rollUp(groups({ a: [0, 1, 2] }, [1, 1, 1]), [dimension('a', [0, 1, 2])], 4).count).toBe(4)
  })

  it.each([100, 1e12])('numbers places in order of arrival, %d places', (places) => {
    const index = placeIndex(places)
    expect([7, 3, 7, 99, 3].map((place) => index.at(place))).toEqual([0, 1, 0, 2, 1])
    expect(index.keys).toEqual([7, 3, 99])
  })
})
