// Operations on a time series whose periods stand at equal distances. In: values, null where a figure is not available.
// Out: as many, null wherever the operation would need one that is not there. Pure; never fills, never carries forward,
// never divides by zero or less.

export type Series = readonly (number | null)[]

/** Applied where all inputs are there; null anywhere gives null. */
const over = (inputs: readonly (number | null | undefined)[], compute: (values: number[]) => number | null) => {
  const values: number[] = []
  for (const input of inputs) {
    if (input === null || input === undefined || !Number.isFinite(input)) return null
    values.push(input)
  }
  return compute(values)
}

/** Percent change against `lag` periods before; only from a base above zero. */
export const growth = (series: Series, lag: number): (number | null)[] =>
  series.map((value, i) =>
    over([value, series[i - lag]], ([now = 0, base = 0]) => (base > 0 ? (now / base - 1) * 100 : null)),
  )

/** Percentage points that a part adds to the growth of the whole: the part's change over the whole's base. */
export const contributionToGrowth = (part: Series, whole: Series, lag: number): (number | null)[] =>
  part.map((value, i) =>
    over([value, part[i - lag], whole[i - lag]], ([now = 0, before = 0, base = 0]) =>
      base > 0 ? ((now - before) / base) * 100 : null,
    ),
  )

/**
 * 100 in the mean of the base periods [from, to]; null everywhere where that mean is not available or not above zero.
 */
export const indexWithBase = (series: Series, from: number, to = from): (number | null)[] => {
  const base = over(series.slice(from, to + 1), (values) => values.reduce((a, b) => a + b, 0) / values.length)
  if (from < 0 || to >= series.length || from > to) return series.map(() => null)
  return series.map((value) => over([value, base], ([now = 0, mean = 0]) => (mean > 0 ? (now / mean) * 100 : null)))
}

/** An old index carried on by a new one where both are known: every old value scaled by new/old at the link. */
export const chained = (old: Series, next: Series, link: number): (number | null)[] => {
  const factor = over([next[link], old[link]], ([to = 0, of = 0]) => (of > 0 ? to / of : null))
  return next.map((value, i) => (i >= link ? value : over([old[i], factor], ([was = 0, by = 0]) => was * by)))
}

/** Sum from the first period of each cycle (year to date); null from the first gap to the cycle's end. */
export const cumulated = (series: Series, startsCycle: (at: number) => boolean): (number | null)[] => {
  let sum: number | null = null
  return series.map((value, i) => {
    if (startsCycle(i)) sum = 0
    sum = over([sum, value], ([so = 0, now = 0]) => so + now)
    return sum
  })
}

/**
 * Centred mean over `width` periods; an even width halves the two ends (2 × 12 for months), so that the mean stands at
 * a period.
 */
export const movingAverage = (series: Series, width: number): (number | null)[] => {
  const half = Math.floor(width / 2)
  const end = width % 2 === 0 ? 0.5 : 1
  return series.map((_, i) => {
    const window = Array.from({ length: 2 * half + 1 }, (__, k) => series[i - half + k])
    return over(window, (values) => {
      const sum = values.reduce((total, value, k) => total + value * (k === 0 || k === 2 * half ? end : 1), 0)
      return sum / width
    })
  })
}

/** Percent a year that the change over one period would give: ((now / before) ^ periods − 1) × 100. */
export const annualised = (series: Series, periodsPerYear: number): (number | null)[] =>
  series.map((value, i) =>
    over([value, series[i - 1]], ([now = 0, before = 0]) =>
      before > 0 && now > 0 ? ((now / before) ** periodsPerYear - 1) * 100 : null,
    ),
  )
