// The moving Tet holiday in a monthly series: its regressor and the series without it. In: months, figures without a
// gap. Out: the effect of each month; null where it cannot be told from the season. Never an effect in a series too
// short to see Tet move.
import { tetDate } from './tetDate.ts'

/** Days before and after the first day of the lunar year that live by it. */
const before = 10
const after = 6
/** Years whose months are averaged to know what of Tet is season: a whole number of lunar cycles of nineteen years. */
const cycle = { from: 1996, to: 2052 }
/** Four years of differences of differences. */
const fewest = 61

const monthOf = (day: number): { year: number; month: number } => {
  const date = new Date(day * 86_400_000)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1 }
}

/** Part of the days around Tet of the year that lie in the month. */
const share = (year: number, month: number): number => {
  const tet = tetDate(year)
  let inside = 0
  for (let day = tet - before; day <= tet + after; day += 1) {
    const at = monthOf(day)
    if (at.year === year && at.month === month) inside += 1
  }
  return inside / (before + after + 1)
}

const usualShare = (month: number): number => {
  let sum = 0
  for (let year = cycle.from; year <= cycle.to; year += 1) sum += share(year, month)
  return sum / (cycle.to - cycle.from + 1)
}
const usual = Array.from({ length: 13 }, (_, month) => (month >= 1 && month <= 3 ? usualShare(month) : 0))

/** How much more of Tet a month holds than it does over the years. */
export const tetRegressor = (months: readonly { year: number; month: number }[]): number[] =>
  months.map(({ year, month }) => (month <= 3 ? share(year, month) - (usual[month] ?? 0) : 0))

const differenced = (values: readonly number[]): number[] =>
  values.slice(13).map((value, i) => value - (values[i + 1] ?? 0) - (values[i + 12] ?? 0) + (values[i] ?? 0))

/**
 * Least squares of the series on the regressor, both without trend and season: differences between years of differences
 * between months. The coefficient is the effect of all of Tet falling in a month instead of its usual part.
 */
export const tetEffect = (
  values: readonly number[],
  months: readonly { year: number; month: number }[],
): { coefficient: number; effect: number[] } | null => {
  if (values.length < fewest || values.length !== months.length) return null
  const regressor = tetRegressor(months)
  const [y, x] = [differenced(values), differenced(regressor)]
  const squares = x.reduce((sum, value) => sum + value * value, 0)
  if (squares < 1e-9) return null
  const coefficient = x.reduce((sum, value, i) => sum + value * (y[i] ?? 0), 0) / squares
  return { coefficient, effect: regressor.map((value) => coefficient * value) }
}
