// Percentiles and distinct counts of a variable with few different values: records counted by cell and value, in the
// order of values, are met once for each set of kept dimensions. In: a tally, a statistic, a set. Out: its figures.
// Pure and exact.
import { toExact } from '#shared/model/exact.ts'
import { placeIndex } from '../cells/placeIndex.ts'
import type { CategoryMap } from '#engine/process/categories/types.ts'
import type { Fraction, NonAdditive, PassResult } from '../types.ts'

/**
 * Groups of records ordered by value: categories of every dimension, the first group of the same value, records or
 * exact weights.
 */
export type Tally = {
  rows: number
  categories: Int32Array[]
  first: Int32Array
  values: ArrayLike<unknown>
  weights: Float64Array
}

/** The cell of each group in one set of kept dimensions, and the categories of each cell. */
const cellsOf = (
  { rows, categories }: Tally,
  kept: number[],
  maps: CategoryMap[],
): { cellOf: Int32Array; count: number; keys: Int32Array[] } => {
  const sizes = kept.map((d) => Math.max(1, maps[d]?.categories.length ?? 1))
  const index = placeIndex(sizes.reduce((n, size) => n * size, 1))
  const columns = kept.map((d) => categories[d] ?? new Int32Array(rows))
  const cellOf = new Int32Array(rows)
  for (let row = 0; row < rows; row++) {
    let place = 0
    for (let i = 0; i < columns.length; i++)
      place = place * (sizes[i] as number) + ((columns[i] as Int32Array)[row] as number)
    cellOf[row] = index.at(place)
  }
  const keys = kept.map(() => new Int32Array(index.size()))
  for (let row = 0; row < rows; row++)
    for (const [i, key] of keys.entries()) key[cellOf[row] as number] = (columns[i] as Int32Array)[row] as number
  return { cellOf, count: index.size(), keys }
}

const differentValues = ({ rows, first }: Tally, cellOf: Int32Array, count: number): number[] => {
  const last = new Int32Array(count).fill(-1)
  const found = new Float64Array(count)
  for (let row = 0; row < rows; row++) {
    const cell = cellOf[row] as number
    if (last[cell] === first[row]) continue
    last[cell] = first[row] as number
    found[cell] = (found[cell] as number) + 1
  }
  return Array.from(found)
}

/** Weights at which the fraction of a whole is reached, and at which it is passed. */
const bounds = (whole: number, { numerator, denominator }: Fraction): { reached: number; passed: number } => {
  const wanted = BigInt(whole) * numerator
  const floor = wanted / denominator
  return { reached: Number(floor * denominator === wanted ? floor : floor + 1n), passed: Number(floor + 1n) }
}

/** The sum of the value the fraction reaches and the next one, equal unless the cumulated weight meets it exactly. */
const percentileSums = (
  { rows, first, weights, values }: Tally,
  cellOf: Int32Array,
  count: number,
  fraction: Fraction,
): PassResult['values'] => {
  const left = new Float64Array(count)
  for (let row = 0; row < rows; row++)
    left[cellOf[row] as number] = (left[cellOf[row] as number] as number) + (weights[row] as number)
  const toPass = new Float64Array(count)
  for (let cell = 0; cell < count; cell++) {
    const { reached, passed } = bounds(left[cell] as number, fraction)
    left[cell] = reached
    toPass[cell] = passed
  }
  const low = new Int32Array(count)
  const high = new Int32Array(count)
  for (let row = 0; row < rows; row++) {
    const cell = cellOf[row] as number
    const weight = weights[row] as number
    if ((left[cell] as number) > 0 && (left[cell] = (left[cell] as number) - weight) <= 0)
      low[cell] = first[row] as number
    if ((toPass[cell] as number) > 0 && (toPass[cell] = (toPass[cell] as number) - weight) <= 0)
      high[cell] = first[row] as number
  }
  return Array.from({ length: count }, (_, cell) =>
    toExact(BigInt(values[low[cell] as number] as bigint) + BigInt(values[high[cell] as number] as bigint)),
  )
}

export const tallied = (tally: Tally, statistic: NonAdditive, kept: number[], maps: CategoryMap[]): PassResult => {
  const { cellOf, count, keys } = cellsOf(tally, kept, maps)
  const values =
    statistic.statistic === 'distinct'
      ? differentValues(tally, cellOf, count)
      : percentileSums(tally, cellOf, count, statistic.fraction)
  return { kept, rows: count, keys, values }
}
