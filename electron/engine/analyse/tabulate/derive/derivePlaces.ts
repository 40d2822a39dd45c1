// Places without records where a figure over time still stands: minus all of last year's, a running sum that goes on.
// In: the wide cube. Out: the cube with those places as cells of no records, in order. Never a record measure changed.
import { figureAt } from '#shared/model/cube.ts'
import type { CellStatus, Cube } from '#shared/model/cube.ts'
import type { Exact } from '#shared/model/exact.ts'
import { isRecordMeasure } from '#shared/model/measure.ts'
import type { DerivedMeasure, Measure } from '#shared/model/measure.ts'
import { allCells, indexCells, orderCells } from './deriveCells.ts'
import { numberColumn, pickCells, plainColumn } from '../cells/cellColumns.ts'
import type { IndexColumn } from '../cells/cellColumns.ts'
import { shiftedPeriod } from './deriveTime.ts'
import type { CubeTime, Movement } from './deriveTime.ts'

/** Whether nothing occurring makes zero of this measure. */
const zeroWhenAbsent = (measures: readonly Measure[], id: string): boolean => {
  const measure = measures.find((m) => m.id === id)
  if (!measure) return false
  if (isRecordMeasure(measure))
    return measure.statistic === 'count' || measure.statistic === 'sum' || measure.statistic === 'distinct'
  return (
    'of' in measure &&
    measure.statistic !== 'growth' &&
    measure.statistic !== 'index' &&
    measure.statistic !== 'rank' &&
    zeroWhenAbsent(measures, measure.of)
  )
}

type Reach = {
  /** Only cells from which this leads somewhere. */ start: Movement | null
  move: Movement
  /** Also from there onward. */ on: boolean
}

/** Ways from a cell to the places its figure reaches. */
const reaches = (measure: DerivedMeasure, time: CubeTime): Reach[] => {
  const shifted =
    'step' in measure
      ? time.movement((period, kind) => shiftedPeriod(period, kind, measure.periods, measure.step))
      : time.anyLater
  switch (measure.statistic) {
    case 'difference':
    case 'growth':
      return [{ start: null, move: shifted, on: false }]
    case 'index': {
      if (measure.basePeriod === undefined) return [{ start: null, move: shifted, on: false }]
      const start = time.movement((period) => (period === measure.basePeriod ? period : null))
      return [
        { start, move: time.anyLater, on: true },
        { start, move: time.anyEarlier, on: true },
      ]
    }
    case 'cumulative':
      return [{ start: null, move: time.later, on: true }]
    default:
      return []
  }
}

export const addMovedPlaces = (
  cube: Cube,
  measures: readonly Measure[],
  derived: readonly DerivedMeasure[],
  time: CubeTime | null,
): { cube: Cube; added: Uint8Array | null } => {
  const moving =
    time === null
      ? []
      : derived.filter(
          (m) => 'of' in m && m.statistic !== 'percent' && m.statistic !== 'share' && zeroWhenAbsent(measures, m.of),
        )
  if (time === null || moving.length === 0) return { cube, added: null }
  const sizes = cube.dimensions.map((d) => d.categories.length)
  const count = cube.cells.records.length
  const index = indexCells(sizes, cube.cells.coordinates, count)
  const more: number[][] = sizes.map(() => [])
  const place = new Int32Array(sizes.length)
  const to = new Int32Array(sizes.length)
  const addIfNew = (): void => {
    if (index.find(to) >= 0) return
    index.add(to)
    for (let d = 0; d < sizes.length; d += 1) more[d]?.push(to[d] ?? 0)
  }
  for (const measure of moving) {
    for (const { start, move, on } of reaches(measure, time)) {
      for (let i = 0; i < count; i += 1) {
        for (let d = 0; d < place.length; d += 1) place[d] = cube.cells.coordinates[d]?.[i] ?? 0
        if (start && start(place, to) !== 'moved') continue
        while (move(place, to) === 'moved') {
          addIfNew()
          if (!on) break
          place.set(to)
        }
      }
    }
  }
  const extra = more[0]?.length ?? 0
  if (extra === 0) return { cube, added: null }
  return withPlaces(cube, sizes, more, count, extra)
}

const withPlaces = (
  cube: Cube,
  sizes: number[],
  more: number[][],
  count: number,
  extra: number,
): { cube: Cube; added: Uint8Array } => {
  const coordinates = cube.cells.coordinates.map((column, d) => {
    const all = new Int32Array(count + extra)
    for (let i = 0; i < all.length; i += 1) all[i] = (i < count ? column[i] : more[d]?.[i - count]) ?? 0
    return all
  })
  const order = orderCells(sizes, coordinates, allCells(count + extra))
  const added = new Uint8Array(order.length)
  const pick = <T>(read: (cell: number) => T, none: T): T[] => {
    return plainColumn(order.length, (i) => (added[i] === 1 ? none : read(order[i] ?? 0)))
  }
  for (let i = 0; i < order.length; i += 1) added[i] = (order[i] ?? 0) >= count ? 1 : 0
  return {
    cube: {
      ...cube,
      cells: {
        coordinates: coordinates.map((column) => numberColumn(pickCells(column, order) as IndexColumn)),
        records: pick((i) => cube.cells.records[i] ?? 0, 0),
        values: cube.cells.values.map((column) => pick<Exact | null>((i) => figureAt(column, i), null)),
        statuses: cube.measures.map((_, m) =>
          pick<CellStatus>(
            (i) =>
              cube.cells.statuses?.[m]?.[i] ?? (figureAt(cube.cells.values[m], i) === null ? 'not_available' : 'value'),
            'none',
          ),
        ),
        ...(cube.cells.reliability
          ? {
              reliability: Object.fromEntries(
                Object.entries(cube.cells.reliability).map(([id, column]) => [id, pick((i) => column[i] ?? 0, 0)]),
              ),
            }
          : {}),
      },
    },
    added,
  }
}
