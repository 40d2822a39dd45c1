// One cell of a cube by address, for sentences and panels. In: a cube, an address. Out: its place, figure and status;
// what is missing. Never a neighbouring cell: an address that the cube does not have is told, not guessed.
import type { CellStatus, Cube, CubeDimension } from '../model/cube.ts'
import { figureAt } from '../model/cube.ts'
import type { Exact } from '../model/exact.ts'
import { shiftPeriod } from '../model/period.ts'
import type { CellAddress, FigureStatus } from '../model/table.ts'

export type FoundCell = { value: Exact | null; status: CellStatus }
export type PlaceOf = { place: number[]; missing: null } | { place: null; missing: { variable: string; code: string } }

const sameDimension = (dimension: CubeDimension, part: CellAddress[number]): boolean =>
  dimension.variable === part.variable && (part.level === undefined || dimension.level === part.level)

/** The total; of time the last period; else the only category. */
const ownPlace = (dimension: CubeDimension): number => {
  if (dimension.time !== null) return dimension.categories.findLastIndex((category) => category.kind === 'value')
  const total = dimension.categories.findIndex((category) => category.kind === 'total')
  return total >= 0 || dimension.categories.length !== 1 ? total : 0
}

/** The coordinates an address names; dimensions it does not name stand at their total, time at its last period. */
export const placeAt = (cube: Pick<Cube, 'dimensions'>, address: CellAddress): PlaceOf => {
  const unknown = address.find((part) => !cube.dimensions.some((dimension) => sameDimension(dimension, part)))
  if (unknown) return { place: null, missing: { variable: unknown.variable, code: unknown.code ?? '' } }
  const place: number[] = []
  for (const dimension of cube.dimensions) {
    const part = address.find((named) => sameDimension(dimension, named))
    const at =
      part === undefined
        ? ownPlace(dimension)
        : dimension.categories.findIndex(
            (category) =>
              category.kind === part.kind &&
              (part.kind === 'total' || category.code === (part.code ?? '')) &&
              (part.version === undefined || category.version === part.version),
          )
    if (at < 0) return { place: null, missing: { variable: dimension.variable, code: part?.code ?? '' } }
    place.push(at)
  }
  return { place, missing: null }
}

/** A place whose cell is not stored had no records: nothing occurred. */
export const cellAtPlace = (cube: Pick<Cube, 'cells'>, place: readonly number[], measure: number): FoundCell => {
  const { coordinates, records, values, statuses } = cube.cells
  const at = records.findIndex((_, cell) => place.every((category, d) => coordinates[d]?.[cell] === category))
  if (at < 0) return { value: null, status: 'none' }
  return { value: figureAt(values[measure], at), status: statuses?.[measure]?.[at] ?? 'value' }
}

/** The same place in an earlier period of the cube; null where the cube does not have it. */
export const earlierPlace = (
  cube: Pick<Cube, 'dimensions'>,
  place: readonly number[],
  against: 'previous_period' | 'year_before',
): number[] | null => {
  const time = cube.dimensions.findLastIndex((dimension) => dimension.time !== null)
  const dimension = cube.dimensions[time]
  const now = dimension?.categories[place[time] ?? -1]
  if (!dimension || !now || now.kind !== 'value') return null
  const earlier = shiftPeriod(now.code, -1, against === 'year_before' ? 'year' : undefined)
  const at = dimension.categories.findIndex((category) => category.kind === 'value' && category.code === earlier)
  return at < 0 ? null : place.map((category, d) => (d === time ? at : category))
}

/** The least final of the statuses that the cube and the categories of a place have. */
export const figureStatusAt = (cube: Pick<Cube, 'dimensions' | 'status'>, place: readonly number[]): FigureStatus => {
  const own = cube.dimensions.flatMap((dimension, d) => dimension.categories[place[d] ?? -1]?.status ?? [])
  const all = own.length > 0 ? own : [cube.status]
  if (all.includes('estimate')) return 'estimate'
  return all.includes('preliminary') ? 'preliminary' : 'official'
}
