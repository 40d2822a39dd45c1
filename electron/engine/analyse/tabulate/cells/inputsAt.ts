// What a derived figure is made of at one place: measures and addresses of its numerator and its base. In: the cube
// with all its totals, the definition, a derived measure, an address. Out: inputs with their values. Pure; never a
// figure computed.
import type { CellStatus, Cube, CubeCategory } from '#shared/model/cube.ts'
import type { Exact } from '#shared/model/exact.ts'
import type { DerivedMeasure } from '#shared/model/measure.ts'
import { parsePeriod } from '#shared/model/period.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import type { CellChoice } from './cellConditions.ts'
import { baseFinder } from '../derive/deriveBase.ts'
import { cubeTime, shiftedPeriod } from '../derive/deriveTime.ts'
import type { Movement } from '../derive/deriveTime.ts'
import { cellAt, placeOf } from './cellPlace.ts'
import { tableShape } from '../plan/tableShape.ts'

export type InputAt = {
  role: 'numerator' | 'denominator'
  measure: string
  address: CellChoice[]
  value: Exact | null
  status: CellStatus
}

const addressOf = (cube: Cube, place: ArrayLike<number>): CellChoice[] =>
  cube.dimensions.map((d, i): CellChoice => {
    const category: CubeCategory | undefined = d.categories[place[i] ?? -1]
    const level = d.level === undefined ? {} : { level: d.level }
    if (!category || category.kind === 'total') return { variable: d.variable, ...level, code: null, kind: 'total' }
    return {
      variable: d.variable,
      ...level,
      code: category.code,
      kind: category.kind,
      ...(category.version === undefined ? {} : { version: category.version }),
    }
  })

const inputAt = (
  cube: Cube,
  definition: TableDefinition,
  role: InputAt['role'],
  measure: string,
  address: CellChoice[],
): InputAt => {
  const m = cube.measures.findIndex((x) => x.id === measure)
  const cell = cellAt(cube, placeOf(cube, definition, address))
  const value = cell < 0 ? null : (cube.cells.values[m]?.[cell] ?? null)
  return { role, measure, address, value, status: cell < 0 ? 'none' : (cube.cells.statuses?.[m]?.[cell] ?? 'value') }
}

export const inputsAt = (
  cube: Cube,
  definition: TableDefinition,
  measure: DerivedMeasure,
  at: readonly CellChoice[],
): InputAt[] => {
  const place = placeOf(cube, definition, at)
  // A place that cannot be found has no inputs.
  const address = place.some((p) => p < 0) ? [...at] : addressOf(cube, place)
  const input = (role: InputAt['role'], of: string, where: CellChoice[] | null): InputAt[] =>
    where === null ? [] : [inputAt(cube, definition, role, of, where)]
  const reached = (move: Movement | undefined): CellChoice[] | null => {
    const to = new Int32Array(place.length)
    return move === undefined || place.some((p) => p < 0) || move(place, to) !== 'moved' ? null : addressOf(cube, to)
  }
  const time = cubeTime(cube.dimensions)
  switch (measure.statistic) {
    case 'ratio':
      return [...input('numerator', measure.numerator, address), ...input('denominator', measure.denominator, address)]
    case 'percent':
    case 'share': {
      const base = baseFinder(cube.dimensions, tableShape(definition), measure)
      return [
        ...input('numerator', measure.of, address),
        ...input(
          'denominator',
          measure.of,
          reached((from, to) => (base(from, to) ? 'moved' : 'not_available')),
        ),
      ]
    }
    case 'difference':
    case 'growth':
    case 'index': {
      const base = measure.statistic === 'index' ? measure.basePeriod : undefined
      const move =
        base === undefined
          ? time?.movement((period, kind) => shiftedPeriod(period, kind, -measure.periods, measure.step))
          : time?.movement((_, kind) => (parsePeriod(base)?.kind === kind ? base : null))
      return [...input('numerator', measure.of, address), ...input('denominator', measure.of, reached(move))]
    }
    case 'cumulative':
      return [...input('numerator', measure.of, address), ...input('denominator', measure.id, reached(time?.earlier))]
    case 'rank':
    case 'standard_error':
    case 'coefficient_of_variation':
    case 'confidence_lower':
    case 'confidence_upper':
      return input('numerator', measure.of, address)
    default:
      return measure satisfies never
  }
}
