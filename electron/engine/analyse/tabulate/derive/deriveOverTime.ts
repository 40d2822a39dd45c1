// Figures set against other periods: change, growth, index, running sum. In: how a figure is read at a place, and the
// way to the other period. Out: the figure at a place. Never across periods that were not delivered, never a part of a
// period against a whole one.
import type { Exact } from '#shared/model/exact.ts'
import type { DerivedMeasure } from '#shared/model/measure.ts'
import { divided, minus, plus, reasonOf } from './deriveArithmetic.ts'
import type { Figure } from './deriveArithmetic.ts'
import type { Coverage } from './deriveCoverage.ts'
import { shiftedPeriod } from './deriveTime.ts'
import type { Movement } from './deriveTime.ts'

type Place = ArrayLike<number>
export type OverTime = Extract<DerivedMeasure, { statistic: 'difference' | 'growth' | 'index' | 'cumulative' }>

export type TimeReading = {
  coverage: Coverage
  /** The way to the period compared with, or to the one before. */
  move: Movement
  /** The measure itself at a place whose cell is known. */
  figure: (place: Place, cell: number) => Figure
  /** The figure it stands against, at another place. */
  against: (place: Place) => Figure
  /** Figures that stay exact through subtraction. */
  exact: boolean
  dimensions: number
}

export const overTime = (measure: OverTime, reading: TimeReading): ((place: Place, cell: number) => Figure) =>
  measure.statistic === 'cumulative' ? runningSum(reading) : compared(measure, reading)

const runningSum = ({ coverage, move, figure, against, dimensions }: TimeReading) => {
  const scratch = new Int32Array(dimensions)
  return (place: Place, cell: number): Figure => {
    const own = figure(place, cell)
    const moved = move(place, scratch)
    if (moved === 'not_applicable') return moved
    const reason = coverage.broken(moved === 'moved' ? scratch : null, place)
    if (reason !== null) return reasonOf(own, reason) ?? reason
    // The first period of the table: the sum begins here. A sum of a code that had not begun begins with it.
    const before = moved === 'not_available' || coverage.ended(scratch) ? 0 : against(scratch)
    return reasonOf(own, before) ?? plus(own as Exact, before as Exact)
  }
}

const compared = (
  measure: Exclude<OverTime, { statistic: 'cumulative' }>,
  { coverage, move, figure, against, exact, dimensions }: TimeReading,
) => {
  const scratch = new Int32Array(dimensions)
  return (place: Place, cell: number): Figure => {
    const moved = move(place, scratch)
    if (moved === 'not_applicable') return moved
    const own = figure(place, cell)
    if (coverage.ended(place)) return reasonOf(own, 'not_applicable') ?? 'not_applicable'
    if (moved === 'not_available') {
      if (measure.statistic !== 'index' || measure.basePeriod === undefined)
        coverage.absent(place, (period, kind) => shiftedPeriod(period, kind, -measure.periods, measure.step))
      return reasonOf(own, moved) ?? moved
    }
    const before = against(scratch)
    const unlike = coverage.unlike(place, scratch)
    const reason = reasonOf(own, before) ?? unlike
    if (reason !== null) return unlike === 'not_applicable' && reason === 'not_available' ? unlike : reason
    if (measure.statistic === 'difference') {
      const change = minus(own as Exact, before as Exact)
      return exact ? change : Number(change)
    }
    // A percentage of nothing, or of a negative figure, has no meaning, or the wrong sign.
    if (Number(before) <= 0) {
      if (Number(before) < 0 || Number(own) !== 0) coverage.facts.base = true
      return 'not_available'
    }
    return divided(measure.statistic === 'index' ? own : minus(own as Exact, before as Exact), before, 100, 0, 0)
  }
}
