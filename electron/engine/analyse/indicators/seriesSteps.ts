// One step over one line of figures at equal distances in time. Pure. In: a line with gaps and why, the step, the time,
// the whole. Out: the new line, null with its reason wherever the step would need a figure that is not there. Never a
// gap filled.
import { fail } from '#shared/model/failure.ts'
import type { GapReason } from '#shared/model/indicatorGap.ts'
import type { Period, PeriodKind } from '#shared/model/period.ts'
import { parsePeriod } from '#shared/model/period.ts'
import type { SeriesStep } from '#shared/model/seriesStep.ts'
import { seasonalTrend } from '#engine/analyse/series/seasonalTrend.ts'
import { tetEffect } from '#engine/analyse/series/tetEffect.ts'
import {
  annualised,
  contributionToGrowth,
  cumulated,
  growth,
  indexWithBase,
  movingAverage,
} from '#engine/analyse/series/seriesOperations.ts'

export type SeriesTime = {
  kind: PeriodKind
  /** Without a gap, ascending. */
  periods: Period[]
  perYear: number
  /** Whether each was delivered whole. */
  whole: boolean[]
}
export type Line = {
  values: (number | null)[]
  reasons: (GapReason | null)[]
  comparable: (now: number, then: number) => boolean
}
export type SeriesContext = { time: SeriesTime; whole: Line | null; parts: readonly Line[] }
type Result = Pick<Line, 'values' | 'reasons'>

/** Reasons that a figure of this line is withheld go before all others: so are figures made of it. */
const explained = (
  values: readonly (number | null)[],
  reason: (p: number) => GapReason | null | undefined,
  otherwise: GapReason,
): Result => ({
  values: [...values],
  reasons: values.map((value, p) => (value === null ? (reason(p) ?? otherwise) : null)),
})

const against = (line: Line, lag: number, values: (number | null)[]): Result => {
  const kept = values.map((value, p) => (value !== null && line.comparable(p, p - lag) ? value : null))
  return explained(
    kept,
    (p) => {
      if (line.values[p] === null) return line.reasons[p]
      if (p < lag) return 'no_earlier_period'
      if (line.values[p - lag] === null) return line.reasons[p - lag] === 'withheld' ? 'withheld' : 'no_earlier_period'
      return line.comparable(p, p - lag) ? 'base_not_positive' : 'not_comparable'
    },
    'not_computable',
  )
}

const wholeOnly = ({ values }: Line, { whole }: SeriesTime): (number | null)[] =>
  values.map((value, p) => (whole[p] === true ? value : null))

/** Of figures that lean on many others: withheld where any of the line is, else the reason given. */
const leaning = (line: Line, values: (number | null)[], otherwise: GapReason): Result => {
  const hidden = line.reasons.includes('withheld')
  return explained(values, (p) => (line.values[p] === null ? line.reasons[p] : hidden ? 'withheld' : null), otherwise)
}

const at = (time: SeriesTime, period: Period): number => {
  const index = time.periods.indexOf(period)
  return index < 0
    ? fail('SERIES_BASE_UNKNOWN', { period, first: time.periods[0] ?? '', last: time.periods.at(-1) ?? '' })
    : index
}

const indexed = (line: Line, time: SeriesTime, base: Period, to: Period | undefined): Result => {
  const from = at(time, base)
  const until = to === undefined ? from : at(time, to)
  const values = indexWithBase(wholeOnly(line, time), from, until)
  const known = line.values.slice(from, until + 1).every((v) => v !== null)
  return leaning(line, values, known ? 'base_not_positive' : 'gap_in_series')
}

/** Links multiplied up from the base, both ways. */
const chained = (line: Line, time: SeriesTime, base: Period): Result => {
  const links = wholeOnly(line, time)
  const from = at(time, base)
  const values: (number | null)[] = links.map(() => null)
  values[from] = 100
  for (let p = from + 1; p < links.length; p += 1) {
    const [before, link] = [values[p - 1] ?? null, links[p] ?? null]
    values[p] = before === null || link === null ? null : (before * link) / 100
  }
  for (let p = from - 1; p >= 0; p -= 1) {
    const [after, link] = [values[p + 1] ?? null, links[p + 1] ?? null]
    values[p] = after === null || link === null || link <= 0 ? null : (after / link) * 100
  }
  return leaning(line, values, 'gap_in_series')
}

const tolerance = 1e-6
/**
 * Whether the parts known make up the whole; where one is withheld that cannot be said, and need not: its own figure
 * stays hidden.
 */
const addUp = (parts: readonly Line[], whole: Line, p: number): boolean => {
  if (parts.some((part) => part.reasons[p] === 'withheld')) return true
  const sum = parts.reduce((total, part) => total + (part.values[p] ?? 0), 0)
  const of = whole.values[p] ?? 0
  return Math.abs(sum - of) <= tolerance * Math.max(1, Math.abs(of))
}

const contribution = (line: Line, { time, whole, parts }: SeriesContext, lag: number): Result => {
  if (whole === null) return fail('SERIES_NEEDS_WHOLE')
  const adds = time.periods.map((_, p) => addUp(parts, whole, p))
  const values = contributionToGrowth(line.values, whole.values, lag).map((value, p) =>
    adds[p] === true && adds[p - lag] === true ? value : null,
  )
  const told = against(line, lag, values)
  return {
    ...told,
    reasons: told.reasons.map((reason, p) => {
      if (told.values[p] !== null) return null
      if (line.values[p] !== null && line.values[p - lag] !== null && (adds[p] === false || adds[p - lag] === false))
        return 'parts_do_not_add'
      return whole.reasons[p] === 'withheld' || whole.reasons[p - lag] === 'withheld' ? 'withheld' : reason
    }),
  }
}

/** Before the season is told: Tet moves between January and February, so a season alone cannot hold it. */
const withoutTet = (span: readonly number[], time: SeriesTime, first: number): number[] | null => {
  if (time.kind !== 'month') return fail('SERIES_TET_MONTHS', { kind: time.kind })
  const months = span.map((_, i) => {
    const parts = parsePeriod(time.periods[first + i] ?? '')
    return { year: parts?.year ?? 0, month: parts?.part ?? 0 }
  })
  const found = tetEffect(span, months)
  return found && span.map((value, i) => value - (found.effect[i] ?? 0))
}

/** The seasonal component is estimated over the whole line: one gap within it and nothing is. */
const adjusted = (
  line: Line,
  time: SeriesTime,
  step: Extract<SeriesStep, { operation: 'seasonally_adjusted' | 'trend' }>,
): Result => {
  if (time.perYear === 1) return fail('SERIES_NOT_SEASONAL', { kind: time.kind })
  const usable = wholeOnly(line, time)
  const first = usable.findIndex((v) => v !== null)
  const last = usable.findLastIndex((v) => v !== null)
  const nothing: (number | null)[] = usable.map(() => null)
  if (first < 0) return leaning(line, nothing, 'series_too_short')
  const span = usable.slice(first, last + 1).flatMap((v) => v ?? [])
  if (span.length < last - first + 1) return leaning(line, nothing, 'gap_in_series')
  const plain = step.tet === true ? withoutTet(span, time, first) : span
  if (plain === null) return leaning(line, nothing, 'series_too_short')
  const found = seasonalTrend(plain, { period: time.perYear, seasonal: step.seasonal, robust: step.robust })
  if (found === null) return leaning(line, nothing, 'series_too_short')
  const figures = step.operation === 'trend' ? found.trend : found.adjusted
  return leaning(
    line,
    usable.map((_, p) => figures[p - first] ?? null),
    'gap_in_series',
  )
}

export const seriesStep = (step: SeriesStep, line: Line, context: SeriesContext): Result => {
  const { time } = context
  const lagOf = (lag: 'period' | 'year'): number => (lag === 'year' ? time.perYear : 1)
  switch (step.operation) {
    case 'growth':
      return against(line, lagOf(step.lag), growth(line.values, lagOf(step.lag)))
    case 'contribution':
      return contribution(line, context, lagOf(step.lag))
    case 'index':
      return indexed(line, time, step.base, step.to)
    case 'chained':
      return chained(line, time, step.base)
    case 'cumulated': {
      if (time.perYear === 1) return fail('SERIES_WITHIN_YEAR', { kind: time.kind })
      const starts = (p: number): boolean => parsePeriod(time.periods[p] ?? '')?.part === 1
      return leaning(line, cumulated(line.values, starts), 'gap_in_series')
    }
    case 'moving_average':
      return leaning(line, movingAverage(wholeOnly(line, time), step.width), 'gap_in_series')
    case 'annualised':
      if (time.perYear === 1) return fail('SERIES_WITHIN_YEAR', { kind: time.kind })
      return against(line, 1, annualised(line.values, time.perYear))
    case 'seasonally_adjusted':
    case 'trend':
      return adjusted(line, time, step)
    default:
      return step satisfies never
  }
}
