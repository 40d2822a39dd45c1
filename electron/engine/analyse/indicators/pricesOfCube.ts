// A table of values and quantities by strata read as a price index for each place. In: a cube of breakdowns, strata and
// time. Out: a cube of breakdowns by time with one index. Never an index of which some stratum is withheld: that place
// is withheld as a whole.
import { figureAt } from '#shared/model/cube.ts'
import type { CellStatus, Cube } from '#shared/model/cube.ts'
import { exactToNumber } from '#shared/model/exact.ts'
import type { RecordInput } from '#shared/model/indicator.ts'
import { parsePeriod } from '#shared/model/period.ts'
import { fixedBaseIndex, linkedIndex, priceRelative } from '#engine/analyse/series/priceIndex.ts'
import type { Amount } from '#engine/analyse/series/priceIndex.ts'

type Prices = NonNullable<RecordInput['prices']>
type Group = { at: number[]; strata: Map<string, (Amount | null)[]>; records: number[]; hidden: (CellStatus | null)[] }

const groupsOf = (cube: Cube, strata: number): Group[] => {
  const last = cube.dimensions.length - 1
  const kept = last - strata
  const periods = cube.dimensions[last]?.categories.length ?? 0
  const number = (measure: number, cell: number): number => {
    const shape = cube.measures[measure]
    const value = figureAt(cube.cells.values[measure], cell)
    return value === null ? 0 : exactToNumber(value, shape?.exact ? shape.scale : 0)
  }
  const groups = new Map<string, Group>()
  for (let i = 0; i < cube.cells.records.length; i += 1) {
    const place = cube.cells.coordinates.map((column) => column[i] ?? 0)
    const at = place.slice(0, kept)
    const period = place[last] ?? 0
    const group = groups.get(at.join(' ')) ?? {
      at,
      strata: new Map<string, (Amount | null)[]>(),
      records: Array.from({ length: periods }, () => 0),
      hidden: Array.from({ length: periods }, () => null),
    }
    groups.set(at.join(' '), group)
    const status = cube.cells.statuses?.map((column) => column?.[i]).find((s) => s?.startsWith('suppressed'))
    if (status !== undefined) group.hidden[period] = status
    group.records[period] = (group.records[period] ?? 0) + Math.max(0, cube.cells.records[i] ?? 0)
    const key = place.slice(kept, last).join(' ')
    const stratum = group.strata.get(key) ?? Array.from({ length: periods }, () => null)
    stratum[period] = { value: number(0, i), quantity: number(1, i) }
    group.strata.set(key, stratum)
  }
  return [...groups.values()].toSorted((a, b) => {
    const d = a.at.findIndex((x, k) => x !== b.at[k])
    return d < 0 ? 0 : (a.at[d] ?? 0) - (b.at[d] ?? 0)
  })
}

/** The last period of the year before: what each year is linked at. */
const linkIn = (periods: readonly string[], p: number): number => {
  const year = parsePeriod(periods[p] ?? '')?.year ?? 0
  return periods.findLastIndex((other) => parsePeriod(other)?.year === year - 1)
}

const indexOf = ({ strata }: Group, periods: readonly string[], prices: Prices): (number | null)[] => {
  const all = [...strata.values()]
  const options = { index: prices.index, outlier: prices.outlier }
  if (prices.base === 'linked' && prices.index !== 'coverage')
    return linkedIndex(all, periods.length, (p) => linkIn(periods, p), options)
  const base = prices.base === 'first' || prices.base === 'linked' ? 0 : periods.indexOf(prices.base)
  if (base < 0) return periods.map(() => null)
  if (prices.index !== 'coverage') return fixedBaseIndex(all, periods.length, base, options)
  return periods.map((_, p) => {
    const part = priceRelative(all, base, p, options)
    return part === null ? null : 100 * part
  })
}

export const pricesOfCube = (cube: Cube, prices: Prices): Cube => {
  const last = cube.dimensions.length - 1
  const kept = last - prices.strata.length
  const periods = (cube.dimensions[last]?.categories ?? []).map((c) => c.code)
  const measure = cube.measures[0]
  if (!measure) return cube
  const cells = groupsOf(cube, prices.strata.length).flatMap((group) => {
    const index = indexOf(group, periods, prices)
    // An index leans on its base and on every link before it: one withheld figure withholds all of the place.
    const hidden = group.hidden.find((status) => status !== null) ?? null
    return periods.flatMap((_, p) => {
      const records = group.records[p] ?? 0
      if (records === 0 && hidden === null) return []
      const value = hidden === null ? (index[p] ?? null) : null
      const status: CellStatus = hidden ?? (value === null ? 'not_available' : 'value')
      return [{ at: [...group.at, p], value, status, records: hidden === null ? records : -1 }]
    })
  })
  const dimensions = cube.dimensions.filter((_, d) => d < kept || d === last)
  return {
    ...cube,
    dimensions,
    measures: [{ ...measure, exact: false, scale: 0, unit: { vi: '', en: '' }, additive: false }],
    cells: {
      coordinates: dimensions.map((_, d) => cells.map((cell) => cell.at[d] ?? 0)),
      records: cells.map((cell) => cell.records),
      values: [cells.map((cell) => cell.value)],
      statuses: [cells.map((cell) => cell.status)],
    },
  }
}
