// Base groups → cells with every total, in typed arrays: groups are merged into categories, then each dimension is added
// into its total once. Pure and exact. Only additive figures come here; medians and distinct counts have their own passes.
import { fail } from '#shared/model/failure.ts'
import { limbBase } from './types.ts'
import type { BaseGroups, Cells, SumColumn } from './types.ts'

/** Above this many places the cells are found by a hash map, below by a plain array. */
export const densePlaces = 8_000_000

export type RollupDimension = { rawKey: string; size: number; map: Int32Array; total: boolean }

/** Finds or makes the index of a cell from its place, a mixed-radix number. */
export const placeIndex = (places: number) => {
  const keys: number[] = []
  if (places <= densePlaces) {
    const dense = new Int32Array(places).fill(-1)
    return {
      keys,
      at: (place: number): number => {
        const known = dense[place] ?? -1
        if (known >= 0) return known
        dense[place] = keys.length
        return keys.push(place) - 1
      },
    }
  }
  const map = new Map<number, number>()
  return {
    keys,
    at: (place: number): number => {
      const known = map.get(place)
      if (known !== undefined) return known
      map.set(place, keys.length)
      return keys.push(place) - 1
    },
  }
}

class Growing {
  data = new Float64Array(1024)
  add(index: number, value: number): void {
    if (index >= this.data.length) {
      const wider = new Float64Array(Math.max(index + 1, this.data.length * 2))
      wider.set(this.data)
      this.data = wider
    }
    this.data[index] = (this.data[index] ?? 0) + value
  }
}

/** Keeps |low| < 10^15 so that the next addition is exact. */
const carry = (high: Float64Array, low: Float64Array, index: number): void => {
  const value = low[index] ?? 0
  if (value < 1e15 && value > -1e15) return
  const limbs = Math.trunc(value / limbBase)
  high[index] = (high[index] ?? 0) + limbs
  low[index] = value - limbs * limbBase
}

/** The place of every group's own cell, −1 where some dimension leaves it out. */
const placesOfGroups = (groups: BaseGroups, dimensions: RollupDimension[], strides: number[]): Float64Array => {
  const place = new Float64Array(groups.rows)
  for (const [d, { rawKey, map }] of dimensions.entries()) {
    const index = groups.keys.get(rawKey)?.index ?? new Int32Array(groups.rows)
    const stride = strides[d] ?? 0
    for (let g = 0; g < groups.rows; g++) {
      const category = map[index[g] as number] ?? -1
      place[g] = category < 0 || (place[g] as number) < 0 ? -1 : (place[g] as number) + category * stride
    }
  }
  return place
}

/** All cells of a table, totals included, in no particular order. */
export const rollUp = (groups: BaseGroups, dimensions: RollupDimension[], limit: number): Cells => {
  const sizes = dimensions.map((d) => d.size)
  const strides: number[] = Array.from({ length: dimensions.length })
  let places = 1
  for (let d = dimensions.length - 1; d >= 0; d--) {
    strides[d] = places
    places *= (sizes[d] ?? 0) + 1
  }
  if (places > Number.MAX_SAFE_INTEGER) return fail('TABLE_TOO_LARGE', { cells: places, limit })
  const index = placeIndex(places)
  const records = new Growing()
  const sums = [...groups.sums].map(([ref, from]) => ({ ref, from, count: new Growing(), high: new Growing(), low: new Growing() }))

  const place = placesOfGroups(groups, dimensions, strides)
  for (let g = 0; g < groups.rows; g++) {
    const at = place[g] ?? -1
    if (at < 0) continue
    const cell = index.at(at)
    records.add(cell, groups.records[g] ?? 0)
    for (const sum of sums) {
      sum.count.add(cell, sum.from.count[g] ?? 0)
      sum.high.add(cell, sum.from.high[g] ?? 0)
      sum.low.add(cell, sum.from.low[g] ?? 0)
      carry(sum.high.data, sum.low.data, cell)
    }
  }
  if (index.keys.length > limit) return fail('TABLE_TOO_LARGE', { cells: index.keys.length, limit })

  for (let d = 0; d < dimensions.length; d++) {
    if (!dimensions[d]?.total) continue
    const stride = strides[d] ?? 1
    const size = sizes[d] ?? 0
    const before = index.keys.length
    for (let cell = 0; cell < before; cell++) {
      const place = index.keys[cell] ?? 0
      const category = Math.floor(place / stride) % (size + 1)
      const total = index.at(place + (size - category) * stride)
      records.add(total, records.data[cell] ?? 0)
      for (const sum of sums) {
        sum.count.add(total, sum.count.data[cell] ?? 0)
        sum.high.add(total, sum.high.data[cell] ?? 0)
        sum.low.add(total, sum.low.data[cell] ?? 0)
        carry(sum.high.data, sum.low.data, total)
      }
    }
    if (index.keys.length > limit) return fail('TABLE_TOO_LARGE', { cells: index.keys.length, limit })
  }
  return gather(index.keys, sizes, strides, records.data, sums.map((s) => ({ ref: s.ref, count: s.count.data, high: s.high.data, low: s.low.data })))
}

const gather = (keys: number[], sizes: number[], strides: number[], records: Float64Array, sums: (SumColumn & { ref: string })[]): Cells => {
  const count = keys.length
  const coordinates = sizes.map((size, d) => {
    const stride = strides[d] ?? 1
    const out = new Int32Array(count)
    for (let i = 0; i < count; i++) out[i] = Math.floor((keys[i] ?? 0) / stride) % (size + 1)
    return out
  })
  return {
    sizes, count, coordinates, records: records.slice(0, count),
    sums: new Map(sums.map((s) => [s.ref, { count: s.count.slice(0, count), high: s.high.slice(0, count), low: s.low.slice(0, count) }])),
  }
}

/** The sum of a cell as an exact integer. */
export const sumAt = (sum: SumColumn, cell: number): number | bigint => {
  const high = sum.high[cell] ?? 0
  const low = sum.low[cell] ?? 0
  const near = high * limbBase + low
  if (Math.abs(high) < 8000 && Number.isSafeInteger(near)) return near
  const exact = BigInt(high) * BigInt(limbBase) + BigInt(low)
  return exact >= BigInt(Number.MIN_SAFE_INTEGER) && exact <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(exact) : exact
}
