// Seasonal adjustment by STL (Cleveland, Cleveland, McRae, Terpenning 1990, J. Official Statistics 6). In: a series
// without gaps and its period. Out: seasonal, trend, remainder, adjusted. Never fills a gap: a series with one is
// refused by the caller.
import { loessAt, loessSmoother } from './loessSmoother.ts'
import type { Loess } from './loessSmoother.ts'

export type SeasonalTrendOptions = {
  /** Observations a cycle: 12 months, 4 quarters. */
  period: number
  /** Span of the seasonal smoother in cycles; 'periodic': the same pattern in every year. */
  seasonal: number | 'periodic'
  robust: boolean
}

export type SeasonalTrend = {
  seasonal: Float64Array
  trend: Float64Array
  remainder: Float64Array
  /** The series less its seasonal component. */
  adjusted: Float64Array
}

type Plan = { period: number; seasonal: Loess; trend: Loess; low: Loess; inner: number; outer: number }

const oddFrom = (span: number): number => {
  const whole = Math.ceil(span)
  return whole % 2 === 0 ? whole + 1 : whole
}
const loessOf = (span: number, degree: 0 | 1): Loess => ({ span, degree, jump: Math.ceil(span / 10) })

const planOf = ({ period, seasonal, robust }: SeasonalTrendOptions, count: number): Plan => {
  const span = seasonal === 'periodic' ? 10 * count + 1 : oddFrom(Math.max(3, seasonal))
  return {
    period,
    seasonal: loessOf(span, 0),
    trend: loessOf(oddFrom((1.5 * period) / (1 - 1.5 / span)), 1),
    low: loessOf(oddFrom(period), 1),
    inner: robust ? 1 : 2,
    outer: robust ? 15 : 0,
  }
}

/** Each month's own series smoothed and carried one year beyond both ends: `count + 2 × period` values. */
const smoothedCycles = (values: Float64Array, plan: Plan, robustness: Float64Array | null): Float64Array => {
  const { period, seasonal } = plan
  const cycles = new Float64Array(values.length + 2 * period)
  for (let place = 0; place < period; place++) {
    const length = Math.floor((values.length - place - 1) / period) + 1
    const own = Float64Array.from({ length }, (_, i) => values[i * period + place] as number)
    const weights =
      robustness === null ? null : Float64Array.from({ length }, (_, i) => robustness[i * period + place] as number)
    const inside = loessSmoother(own, seasonal, weights)
    const first = { at: 0, from: 1, to: Math.min(seasonal.span, length) }
    const last = { at: length + 1, from: Math.max(1, length - seasonal.span + 1), to: length }
    cycles[place] = loessAt(own, seasonal, first, weights) ?? (inside[0] as number)
    for (let i = 0; i < length; i++) cycles[(i + 1) * period + place] = inside[i] as number
    cycles[(length + 1) * period + place] = loessAt(own, seasonal, last, weights) ?? (inside[length - 1] as number)
  }
  return cycles
}

const movingAverage = (values: Float64Array, width: number): Float64Array => {
  const averages = new Float64Array(values.length - width + 1)
  let sum = 0
  for (let i = 0; i < width; i++) sum += values[i] as number
  averages[0] = sum / width
  for (let i = 1; i < averages.length; i++) {
    sum += (values[i + width - 1] as number) - (values[i - 1] as number)
    averages[i] = sum / width
  }
  return averages
}

const bisquare = (values: Float64Array, fitted: Float64Array): Float64Array => {
  const distances = values.map((value, i) => Math.abs(value - (fitted[i] as number)))
  const sorted = distances.toSorted()
  const upper = Math.floor(sorted.length / 2)
  const scale = 3 * ((sorted[upper] as number) + (sorted[sorted.length - 1 - upper] as number))
  return distances.map((distance) => {
    if (distance <= 0.001 * scale) return 1
    return distance <= 0.999 * scale ? (1 - (distance / scale) ** 2) ** 2 : 0
  })
}

/** One seasonal pattern for all years: the mean of each month's seasonal values. */
const periodic = (seasonal: Float64Array, period: number): Float64Array => {
  const sums = new Float64Array(period)
  const counts = new Float64Array(period)
  seasonal.forEach((value, i) => {
    sums[i % period] = (sums[i % period] as number) + value
    counts[i % period] = (counts[i % period] as number) + 1
  })
  return seasonal.map((_, i) => (sums[i % period] as number) / (counts[i % period] as number))
}

/** Null: fewer than two whole cycles, or a period below 2. All values finite, equally spaced. */
export const seasonalTrend = (series: ArrayLike<number>, options: SeasonalTrendOptions): SeasonalTrend | null => {
  const values = Float64Array.from(series)
  const count = values.length
  if (options.period < 2 || count < 2 * options.period) return null
  const plan = planOf(options, count)
  let trend = new Float64Array(count)
  let seasonal = new Float64Array(count)
  let robustness: Float64Array | null = null

  for (let outer = 0; outer <= plan.outer; outer++) {
    for (let inner = 0; inner < plan.inner; inner++) {
      const trendNow = trend
      const cycles = smoothedCycles(
        values.map((value, i) => value - (trendNow[i] as number)),
        plan,
        robustness,
      )
      const averaged = movingAverage(movingAverage(movingAverage(cycles, plan.period), plan.period), 3)
      const low = loessSmoother(averaged, plan.low, null)
      seasonal = Float64Array.from(low, (value, i) => (cycles[i + plan.period] as number) - value)
      const seasonalNow = seasonal
      const free = values.map((value, i) => value - (seasonalNow[i] as number))
      trend = Float64Array.from(loessSmoother(free, plan.trend, robustness))
    }
    const fitted = seasonal.map((value, i) => value + (trend[i] as number))
    if (outer < plan.outer) robustness = bisquare(values, fitted)
  }

  if (options.seasonal === 'periodic') seasonal = Float64Array.from(periodic(seasonal, plan.period))
  const adjusted = values.map((value, i) => value - (seasonal[i] as number))
  const remainder = adjusted.map((value, i) => value - (trend[i] as number))
  return { seasonal, trend, remainder, adjusted }
}
