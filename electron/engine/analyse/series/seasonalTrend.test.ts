// STL against R's own stl() on R's example series, and what must hold of any decomposition.
import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { seasonalTrend } from './seasonalTrend.ts'
import type { SeasonalTrendOptions } from './seasonalTrend.ts'

const script = `
n <- function(x) paste(trimws(formatC(as.numeric(x), digits = 17, format = "g")), collapse = " ")
show <- function(x, ...) { s <- stl(x, ...)$time.series; cat(n(x), n(s[, 1]), n(s[, 2]), sep = "\\n"); invisible() }
show(nottem, s.window = "periodic")
show(log(co2), s.window = 21)
show(mdeaths, s.window = "periodic")
show(window(nottem, 1920, c(1939, 11)), s.window = 7, robust = TRUE)
show(window(UKgas, 1960, c(1986, 3)), s.window = 9, robust = TRUE)
show(UKgas, s.window = 9)
`
const run = spawnSync('Rscript', ['--vanilla', '-e', script], { encoding: 'utf8' })
const present = run.status === 0
if (!present) console.warn('SKIPPED: seasonal adjustment against R: Rscript (apt: r-base-core) is missing')
const lines = present ? run.stdout.trim().split('\n') : []
const numbers = (line: number): number[] => (lines[line] ?? '').split(' ').map(Number)

// Robust fits are compared on an odd number of observations: on an even number R takes the second middle distance from
// a sort that has not placed it, ours takes the median (README.md).
const cases: [string, SeasonalTrendOptions][] = [
  ['nottem, periodic', { period: 12, seasonal: 'periodic', robust: false }],
  ['log(co2), 21 years', { period: 12, seasonal: 21, robust: false }],
  ['mdeaths, periodic', { period: 12, seasonal: 'periodic', robust: false }],
  ['nottem, 7 years, robust', { period: 12, seasonal: 7, robust: true }],
  ['UKgas by quarter, 9 years, robust', { period: 4, seasonal: 9, robust: true }],
  ['UKgas by quarter, 9 years', { period: 4, seasonal: 9, robust: false }],
]

describe.skipIf(!present)("as R's stl", () => {
  test.each(cases.map(([name, options], i) => [name, options, i] as const))('%s', (_, options, i) => {
    const found = seasonalTrend(numbers(3 * i), options)
    const scale = Math.max(...numbers(3 * i).map(Math.abs))
    const furthest = (ours: Float64Array | undefined, theirs: number[]): number =>
      Math.max(...theirs.map((value, at) => Math.abs(value - (ours?.[at] ?? Number.NaN)))) / scale
    expect(furthest(found?.seasonal, numbers(3 * i + 1))).toBeLessThan(1e-10)
    expect(furthest(found?.trend, numbers(3 * i + 2))).toBeLessThan(1e-10)
  })
})

test('the parts add up to the series, and a pure pattern is all seasonal', () => {
  const pattern = [3, -1, 4, -6]
  const series = Array.from({ length: 40 }, (_, i) => 100 + (pattern[i % 4] ?? 0))
  const found = seasonalTrend(series, { period: 4, seasonal: 'periodic', robust: false })
  for (let i = 0; i < series.length; i++) {
    expect(found?.adjusted[i]).toBeCloseTo(100, 9)
    expect((found?.seasonal[i] ?? 0) + (found?.trend[i] ?? 0) + (found?.remainder[i] ?? 0)).toBeCloseTo(
      series[i] ?? 0,
      9,
    )
  }
})

test('less than two years cannot be adjusted', () => {
  expect(seasonalTrend([1, 2, 3, 4, 5, 6, 7], { period: 4, seasonal: 'periodic', robust: false })).toBeNull()
})
