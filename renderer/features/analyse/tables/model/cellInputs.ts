// What a figure was made from: the cells it reads, by role. In: a cube, the table's measures, one cell. Out: measure
// and address of each input, for the passport and for the records behind it. Nothing is computed here.
import type { Cube } from '#shared/model/cube.ts'
import { isRecordMeasure } from '#shared/model/measure.ts'
import type { Measure, PercentBase } from '#shared/model/measure.ts'
import { shiftPeriod } from '#shared/model/period.ts'
import type { CellAddress } from '#shared/model/table.ts'

export type CellInput = {
  role: 'figure' | 'numerator' | 'denominator' | 'current' | 'previous' | 'base_period' | 'ranked'
  measure: string
  address: CellAddress
}

type Part = CellAddress[number]
const atTotal = ({ variable, level }: Part): Part => ({
  variable,
  ...(level === undefined ? {} : { level }),
  code: null,
  kind: 'total',
})

const axisOf = (cube: Cube, part: Part): 'row' | 'column' | 'layer' | undefined =>
  cube.dimensions.find((d) => d.variable === part.variable && d.level === part.level)?.axis

/** The cell that is 100 percent. */
const baseAddress = (cube: Cube, address: CellAddress, base: PercentBase, over: readonly string[]): CellAddress => {
  const away = (gone: (part: Part) => boolean): CellAddress =>
    address.map((part) => (gone(part) ? atTotal(part) : part))
  switch (base) {
    case 'row':
      return away((part) => axisOf(cube, part) === 'column')
    case 'column':
      return away((part) => axisOf(cube, part) === 'row')
    case 'layer':
      return away((part) => axisOf(cube, part) !== 'layer')
    case 'table':
      return away(() => true)
    case 'subtotal':
      return away((part) => over.includes(part.variable))
    case 'parent_row':
    case 'parent_column': {
      const axis = base === 'parent_row' ? 'row' : 'column'
      const innermost = address.findLast((part) => axisOf(cube, part) === axis && part.kind !== 'total')
      return away((part) => part === innermost)
    }
  }
}

/** The same cell in another period; null where the cell has no period of its own or the calendar has no such period. */
const inPeriod = (cube: Cube, address: CellAddress, period: (now: string) => string | null): CellAddress | null => {
  const time = address.find(
    (part) =>
      part.kind === 'value' &&
      cube.dimensions.some((d) => d.time !== null && d.variable === part.variable && d.level === part.level),
  )
  const other = time === undefined || time.code === null ? null : period(time.code)
  return time && other !== null ? address.map((part) => (part === time ? { ...part, code: other } : part)) : null
}

export const cellInputs = (
  cube: Cube,
  measures: readonly Measure[],
  address: CellAddress,
  measure: string,
): CellInput[] => {
  const found = measures.find((m) => m.id === measure)
  if (!found || isRecordMeasure(found)) return [{ role: 'figure', measure, address }]
  const of = (role: CellInput['role'], input: string, at: CellAddress | null): CellInput[] =>
    at === null ? [] : [{ role, measure: input, address: at }]
  switch (found.statistic) {
    case 'ratio':
      return [...of('numerator', found.numerator, address), ...of('denominator', found.denominator, address)]
    case 'percent':
    case 'share':
      return [
        ...of('numerator', found.of, address),
        ...of('denominator', found.of, baseAddress(cube, address, found.base, found.over ?? [])),
      ]
    case 'rank':
      return of('ranked', found.of, address)
    case 'difference':
    case 'growth':
      return [
        ...of('current', found.of, address),
        ...of(
          'previous',
          found.of,
          inPeriod(cube, address, (now) => shiftPeriod(now, -found.periods, found.step)),
        ),
      ]
    case 'index':
      return [
        ...of('current', found.of, address),
        ...of(
          'base_period',
          found.of,
          inPeriod(cube, address, (now) => found.basePeriod ?? shiftPeriod(now, -found.periods, found.step)),
        ),
      ]
    case 'cumulative':
    case 'standard_error':
    case 'coefficient_of_variation':
    case 'confidence_lower':
    case 'confidence_upper':
      return of('current', found.of, address)
  }
}
