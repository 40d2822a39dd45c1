// Tet by the almanac, and its effect taken out of a series where it is known; the coefficient as R's lm gives it.
import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { seasonalTrend } from './seasonalTrend.ts'
import { tetDate } from './tetDate.ts'
import { tetEffect, tetRegressor } from './tetEffect.ts'

const iso = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10)

test.each([
  '1985-01-21', // a month before Beijing's
  '1995-01-31',
  '2000-02-05',
  '2007-02-17', // a day before Beijing's
  '2008-02-07',
  '2012-01-23',
  '2014-01-31',
  '2015-02-19',
  '2016-02-08',
  '2017-01-28',
  '2018-02-16',
  '2019-02-05',
  '2020-01-25',
  '2021-02-12',
  '2022-02-01',
  '2023-01-22',
  '2024-02-10',
  '2025-01-29',
  '2026-02-17',
  '2030-02-02', // a day before Beijing's
  '2034-02-19', // after a leap eleventh month
])('Tet on %s', (day) => expect(iso(tetDate(Number(day.slice(0, 4))))).toBe(day))

const months = Array.from({ length: 120 }, (_, i) => ({ year: 2014 + Math.floor(i / 12), month: (i % 12) + 1 }))

test('the regressor is over a year what Tet is, and nothing over the long run', () => {
  const x = tetRegressor(months)
  for (let year = 0; year < 10; year += 1) {
    const sum = x.slice(year * 12, year * 12 + 12).reduce((a, b) => a + b, 0)
    expect(Math.abs(sum)).toBeLessThan(1e-9)
  }
  // In 2015 Tet was on 19 February, in 2014 on 31 January.
  expect(x[12]).toBeLessThan(0)
  expect(x[0]).toBeGreaterThan(0)
})

test('a known effect is found and taken out; without it the season is wrong', () => {
  const season = [5, -8, 3, 1, 0, 2, -1, 4, -3, 2, -4, -1]
  const x = tetRegressor(months)
  const values = months.map((_, i) => 100 + 0.5 * i + (season[i % 12] ?? 0) - 20 * (x[i] ?? 0))
  const found = tetEffect(values, months)
  expect(found?.coefficient).toBeCloseTo(-20, 8)
  const cleaned = values.map((value, i) => value - (found?.effect[i] ?? 0))
  const adjusted = seasonalTrend(cleaned, { period: 12, seasonal: 'periodic', robust: false })?.adjusted ?? []
  const raw = seasonalTrend(values, { period: 12, seasonal: 'periodic', robust: false })?.adjusted ?? []
  const worst = (of: ArrayLike<number>): number =>
    Math.max(...Array.from(of, (value, i) => Math.abs(value - (100 + 0.5 * i))))
  expect(worst(adjusted)).toBeLessThan(1.5)
  expect(worst(raw)).toBeGreaterThan(5)
})

test('nothing where Tet cannot be told from the season', () => {
  expect(tetEffect([1, 2, 3], months.slice(0, 3))).toBeNull()
  const short = months.slice(0, 60)
  expect(
    tetEffect(
      short.map((_, i) => i),
      short,
    ),
  ).toBeNull()
})

const probe = spawnSync('Rscript', ['--version'])
if (probe.status !== 0) console.warn('SKIPPED: the coefficient of Tet against R: Rscript is missing')
test.skipIf(probe.status !== 0)('the coefficient as lm of R gives it', () => {
  const x = tetRegressor(months)
  const values = months.map((_, i) => Math.sin(i * 1.7) * 10 + i * 0.3 + 7 * (x[i] ?? 0))
  const script = `x <- c(${x.join()}); y <- c(${values.join()}); d <- function(v) diff(diff(v, 12)); cat(sprintf("%.15g", coef(lm(d(y) ~ 0 + d(x)))))`
  const run = spawnSync('Rscript', ['--vanilla', '-e', script], { encoding: 'utf8' })
  expect(tetEffect(values, months)?.coefficient).toBeCloseTo(Number(run.stdout), 9)
})
