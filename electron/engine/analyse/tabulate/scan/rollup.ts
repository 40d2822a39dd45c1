// Base groups → cells of every set of kept dimensions asked for, in typed arrays: the widest sets from the groups, each
// further one from the smallest set that holds it. Pure and exact. Only what adds up (and extremes) comes here; passes
// are separate.
import { fail } from '#shared/model/failure.ts'
import { screenCells } from '#shared/model/cube.ts'
import { countColumn } from '../cells/cellColumns.ts'
import type { CountColumn } from '../cells/cellColumns.ts'
import { placeIndex } from '../cells/placeIndex.ts'
import type { PlaceIndex } from '../cells/placeIndex.ts'
import { limbBase } from '../types.ts'
import type { BaseGroups, ExtremeColumn, SetCells, SumColumn } from '../types.ts'

export type RollupDimension = { rawKey: string; size: number; map: Int32Array }

/** What is added up: base groups, or the cells of a wider set. */
type Addends = Pick<SetCells, 'records' | 'sums' | 'extremes'>

/** Keeps each limb below 10^15 so that the next addition is exact. */
const carry = (limbs: Float64Array[], cell: number): void => {
  for (let l = 0; l + 1 < limbs.length; l++) {
    const limb = limbs[l] as Float64Array
    const value = limb[cell] as number
    if (value < 1e15 && value > -1e15) continue
    const over = Math.trunc(value / limbBase)
    const next = limbs[l + 1] as Float64Array
    next[cell] = (next[cell] as number) + over
    limb[cell] = value - over * limbBase
  }
}

const addNumbers = <C extends CountColumn>(from: CountColumn, cellOf: Int32Array, out: C): C => {
  for (let row = 0; row < cellOf.length; row++) {
    const cell = cellOf[row] as number
    if (cell >= 0) out[cell] = (out[cell] as number) + (from[row] as number)
  }
  return out
}

const addSums = (from: SumColumn, cellOf: Int32Array, count: number): SumColumn => {
  const limbs = from.limbs.map(() => new Float64Array(count))
  for (let row = 0; row < cellOf.length; row++) {
    const cell = cellOf[row] as number
    if (cell < 0) continue
    for (let l = 0; l < limbs.length; l++) {
      const limb = limbs[l] as Float64Array
      limb[cell] = (limb[cell] as number) + ((from.limbs[l] as Float64Array)[row] as number)
    }
    carry(limbs, cell)
  }
  return { count: addNumbers(from.count, cellOf, new Float64Array(count)), limbs }
}

const addExtremes = (from: ExtremeColumn, cellOf: Int32Array, count: number, smallest: boolean): ExtremeColumn => {
  const held = new Uint8Array(count)
  const values = new BigInt64Array(count)
  for (let row = 0; row < cellOf.length; row++) {
    const cell = cellOf[row] as number
    if (cell < 0 || from.held[row] !== 1) continue
    const value = from.values[row] as bigint
    const known = values[cell] as bigint
    if (held[cell] === 1 && (smallest ? known <= value : known >= value)) continue
    held[cell] = 1
    values[cell] = value
  }
  return { held, values }
}

const isSmallest = (key: string): boolean => key.startsWith('["minimum"')

const addUp = (from: Addends, cellOf: Int32Array, count: number, records: number): Addends => ({
  records: addNumbers(from.records, cellOf, countColumn(records, count)),
  sums: new Map([...from.sums].map(([key, sum]) => [key, addSums(sum, cellOf, count)])),
  extremes: new Map(
    [...from.extremes].map(([key, extreme]) => [key, addExtremes(extreme, cellOf, count, isSmallest(key))]),
  ),
})

const stridesOf = (
  kept: number[],
  dimensions: RollupDimension[],
  limit: number,
): { strides: number[]; places: number } => {
  const strides: number[] = kept.map(() => 1)
  let places = 1
  for (let i = kept.length - 1; i >= 0; i--) {
    strides[i] = places
    places *= Math.max(1, dimensions[kept[i] ?? 0]?.size ?? 1)
  }
  return places > Number.MAX_SAFE_INTEGER ? fail('TABLE_TOO_LARGE', { cells: places, limit }) : { strides, places }
}

/** 1 for groups that some dimension leaves out of the whole table; null when there are none. */
const hiddenGroups = (groups: BaseGroups, dimensions: RollupDimension[]): Uint8Array | null => {
  let hidden: Uint8Array | null = null
  for (const { rawKey, map } of dimensions) {
    if (!map.includes(-1)) continue
    const index = groups.keys.get(rawKey)?.index ?? new Int32Array(groups.rows)
    hidden ??= new Uint8Array(groups.rows)
    for (let g = 0; g < groups.rows; g++) if ((map[index[g] as number] as number) < 0) hidden[g] = 1
  }
  return hidden
}

const cellsOfGroups = (
  groups: BaseGroups,
  dimensions: RollupDimension[],
  hidden: Uint8Array | null,
  kept: number[],
  strides: number[],
  index: PlaceIndex,
): Int32Array => {
  const place = new Float64Array(groups.rows)
  for (const [i, d] of kept.entries()) {
    const dimension = dimensions[d]
    const column = groups.keys.get(dimension?.rawKey ?? '')?.index ?? new Int32Array(groups.rows)
    const map = dimension?.map ?? new Int32Array()
    const stride = strides[i] as number
    for (let g = 0; g < groups.rows; g++)
      place[g] = (place[g] as number) + (map[column[g] as number] as number) * stride
  }
  const cellOf = new Int32Array(groups.rows)
  for (let g = 0; g < groups.rows; g++)
    cellOf[g] = hidden !== null && hidden[g] === 1 ? -1 : index.at(place[g] as number)
  return cellOf
}

/** Cells of a narrower set: the dimensions left out are taken out of the place one by one, innermost first. */
const cellsOfWider = (
  wider: SetCells,
  kept: number[],
  dimensions: RollupDimension[],
  index: PlaceIndex,
): Int32Array => {
  const place = wider.places.slice()
  for (let i = wider.kept.length - 1; i >= 0; i--) {
    const d = wider.kept[i] as number
    if (kept.includes(d)) continue
    // Dimensions inside this one that were kept hold their strides; those taken out before have shrunk them.
    const inner = wider.kept
      .slice(i + 1)
      .filter((k) => kept.includes(k))
      .reduce((n, k) => n * Math.max(1, dimensions[k]?.size ?? 1), 1)
    const outer = inner * Math.max(1, dimensions[d]?.size ?? 1)
    for (let c = 0; c < place.length; c++) {
      const at = place[c] as number
      place[c] = Math.floor(at / outer) * inner + (at % inner)
    }
  }
  const cellOf = new Int32Array(place.length)
  for (let c = 0; c < place.length; c++) cellOf[c] = index.at(place[c] as number)
  return cellOf
}

/** Of a very large table places are numbered again when one is looked for: only percentiles and distinct counts do. */
const foundAgain = (places: SetCells['places'], most: number): SetCells['find'] => {
  let again: PlaceIndex | null = null
  return (place) => {
    if (again === null) {
      again = placeIndex(most)
      for (let c = 0; c < places.length; c++) again.at(places[c] as number)
    }
    return again.find(place)
  }
}

/** Apart, so that nothing but what is asked for keeps an index alive. */
const finder =
  (index: PlaceIndex): SetCells['find'] =>
  (place) =>
    index.find(place)

/** Cells of every set, in the order of the sets (widest first). Sets are ascending indexes into the dimensions. */
export const rollUp = (
  groups: BaseGroups,
  dimensions: RollupDimension[],
  sets: number[][],
  limit: number,
): SetCells[] => {
  const hidden = hiddenGroups(groups, dimensions)
  const made: SetCells[] = []
  const records = groups.records.reduce((n, own) => n + own, 0)
  let total = 0
  for (const kept of sets) {
    const { strides, places } = stridesOf(kept, dimensions, limit)
    const index = placeIndex(places)
    const wider = made.filter((m) => kept.every((d) => m.kept.includes(d))).sort((a, b) => a.count - b.count)[0]
    const cellOf = wider
      ? cellsOfWider(wider, kept, dimensions, index)
      : cellsOfGroups(groups, dimensions, hidden, kept, strides, index)
    const count = index.size()
    total += count
    if (total > limit) return fail('TABLE_TOO_LARGE', { cells: total, limit })
    const own = index.places()
    made.push({
      kept,
      strides,
      count,
      places: own,
      find: total <= screenCells ? finder(index) : foundAgain(own, places),
      ...addUp(wider ?? groups, cellOf, count, records),
    })
  }
  return made
}

/** The sum of a cell as an exact integer. */
export const sumAt = ({ limbs }: SumColumn, cell: number): number | bigint => {
  const low = limbs[0]?.[cell] ?? 0
  const high = limbs[1]?.[cell] ?? 0
  let beyond = false
  for (let l = 2; l < limbs.length; l++) if (limbs[l]?.[cell] !== 0) beyond = true
  const near = high * limbBase + low
  if (!beyond && Math.abs(high) < 8000 && Number.isSafeInteger(near)) return near
  const exact = bigSumAt({ limbs }, cell)
  return exact >= BigInt(Number.MIN_SAFE_INTEGER) && exact <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(exact) : exact
}

export const bigSumAt = ({ limbs }: Pick<SumColumn, 'limbs'>, cell: number): bigint => {
  let sum = 0n
  for (let l = limbs.length - 1; l >= 0; l--) sum = sum * BigInt(limbBase) + BigInt(limbs[l]?.[cell] ?? 0)
  return sum
}

/** An exact integer as limbs, for sums that came as text. */
export const limbsOf = (value: bigint, limbs: number): number[] => {
  const base = BigInt(limbBase)
  const out: number[] = []
  let rest = value
  for (let l = 0; l + 1 < limbs; l++) {
    out.push(Number(rest % base))
    rest /= base
  }
  return [...out, Number(rest)]
}
