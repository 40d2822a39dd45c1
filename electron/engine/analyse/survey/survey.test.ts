// Survey estimates against R's survey package on its public designs, and small cases worked by hand.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { calibrateWeights } from './calibrateWeights.ts'
import type { ClusterSums, Stratum } from './design.ts'
import { designVariance } from './designVariance.ts'
import { exactSum } from './exactSum.ts'
import { estimatedRatio, linearError } from './linearEstimates.ts'
import type { DesignContext } from './linearEstimates.ts'
import { replicateStandardError } from './replicateVariance.ts'
import { studentQuantile } from './studentQuantile.ts'
import { surveyQuantile } from './surveyQuantile.ts'

const script = String.raw`
suppressMessages(library(survey)); data(api); data(nhanes)
options(digits = 17, survey.lonely.psu = "adjust")
n <- function(x) formatC(as.numeric(x), digits = 17, format = "g")
out <- c()
put <- function(name, ...) out <<- c(out, paste(c(name, n(c(...))), collapse = " "))
write.csv(data.frame(stratum = apistrat$stype, cluster = seq_len(nrow(apistrat)), w = apistrat$pw, fpc = apistrat$fpc,
  y = apistrat$api00, x = apistrat$api99, e = apistrat$enroll, awards = as.integer(apistrat$awards == "Yes")), "strat.csv", row.names = FALSE)
write.csv(data.frame(stratum = 1, cluster = apiclus1$dnum, w = apiclus1$pw, fpc = apiclus1$fpc,
  y = apiclus1$api00, x = apiclus1$api99, e = apiclus1$enroll, stype = as.character(apiclus1$stype)), "clus.csv", row.names = FALSE)
nh <- nhanes[!is.na(nhanes$HI_CHOL), ]
write.csv(data.frame(stratum = nhanes$SDMVSTRA, cluster = nhanes$SDMVSTRA * 10 + nhanes$SDMVPSU, w = nhanes$WTMEC2YR, y = nhanes$HI_CHOL, race = nhanes$race), "nhanes.csv", row.names = FALSE)
d <- svydesign(id = ~1, strata = ~stype, weights = ~pw, data = apistrat, fpc = ~fpc)
m <- svymean(~api00, d); put("strat_mean", coef(m), SE(m))
m <- svytotal(~enroll, d); put("strat_total", coef(m), SE(m), degf(d))
m <- svyratio(~api00, ~api99, d); put("strat_ratio", coef(m), SE(m))
m <- svymean(~api00, subset(d, awards == "Yes")); put("strat_domain", coef(m), SE(m))
q <- svyquantile(~enroll, d, c(.25, .5, .9), qrule = "hf2", interval.type = "mean", ci = TRUE)
for (i in 1:3) put(paste0("strat_q", i), q$enroll[i, 1:4])
c1 <- svydesign(id = ~dnum, weights = ~pw, data = apiclus1, fpc = ~fpc)
m <- svymean(~api00, c1); put("clus_mean", coef(m), SE(m))
m <- svytotal(~enroll, c1, na.rm = TRUE); put("clus_total", coef(m), SE(m))
m <- svymean(~api00, subset(c1, stype == "H")); put("clus_domain", coef(m), SE(m))
both <- svyby(~api00, ~stype, c1, svymean, covmat = TRUE); k <- svycontrast(both, c(H = 1, E = -1)); put("clus_difference", coef(k), SE(k))
h <- svydesign(id = ~SDMVPSU, strata = ~SDMVSTRA, weights = ~WTMEC2YR, nest = TRUE, data = nhanes)
m <- svymean(~HI_CHOL, h, na.rm = TRUE); put("nhanes_share", coef(m), SE(m), degf(h))
m <- svymean(~HI_CHOL, subset(h, race == 3), na.rm = TRUE); put("nhanes_domain", coef(m), SE(m))
lone <- apistrat[apistrat$stype != "H" | !duplicated(apistrat$stype), ]
write.csv(data.frame(stratum = lone$stype, cluster = seq_len(nrow(lone)), w = lone$pw, y = lone$api00), "lone.csv", row.names = FALSE)
l <- svydesign(id = ~1, strata = ~stype, weights = ~pw, data = lone); m <- svymean(~api00, l); put("lone_adjust", coef(m), SE(m))
pop <- c("(Intercept)" = 6194, stypeH = 755, stypeM = 1018, api99 = 3914069)
for (f in c("linear", "raking")) { g <- calibrate(c1, ~stype + api99, pop, calfun = f, epsilon = 1e-13, maxit = 100); put(paste0("cal_", f), weights(g)) }
r <- as.svrepdesign(svydesign(id = ~dnum, weights = ~pw, data = apiclus1), type = "JK1")
m <- svymean(~api00, r, return.replicates = TRUE); put("jk1", coef(svymean(~api00, r)), SE(svymean(~api00, r)), r$scale, m$replicates)
put("t", qt(c(.975, .9, .995, .6), c(14, 3, 200, 1)), qnorm(.975))
writeLines(out, "answers.txt")
`

const folder = mkdtempSync(join(tmpdir(), 'survey-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
writeFileSync(join(folder, 'script.R'), script)
const run = spawnSync('Rscript', ['--vanilla', 'script.R'], { cwd: folder, encoding: 'utf8' })
const present = run.status === 0
if (!present)
  console.warn(
    'SKIPPED: survey estimates against R: Rscript with package survey and MASS (apt: r-cran-survey r-cran-mass) is missing',
  )

const answers = new Map(
  present
    ? readFileSync(join(folder, 'answers.txt'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => [line.split(/ +/)[0] ?? '', line.split(/ +/).slice(1).map(Number)] as const)
    : [],
)
const answer = (name: string): number[] => answers.get(name) ?? []

type Row = Record<string, string>
const rowsOf = (file: string): Row[] => {
  const [header = '', ...lines] = readFileSync(join(folder, file), 'utf8').replaceAll('"', '').trim().split('\n')
  const names = header.split(',')
  return lines.map((line) => Object.fromEntries(line.split(',').map((value, i) => [names[i] ?? '', value])))
}

/** The strata of a whole sample, and sums by cluster of those rows that belong to a cell. */
const sampleOf = (rows: Row[], population: (row: Row) => number | null) => {
  const names = [...new Set(rows.map((row) => row['stratum'] ?? ''))]
  const strata: Stratum[] = names.map((name) => {
    const inside = rows.filter((row) => row['stratum'] === name)
    return { clusters: new Set(inside.map((row) => row['cluster'])).size, population: population(inside[0] as Row) }
  })
  const sums = (values: ((row: Row) => number)[]): ClusterSums => {
    const clusters = [...new Set(rows.map((row) => row['cluster'] ?? ''))]
    const places = new Map(clusters.map((cluster, i) => [cluster, i]))
    const columns = values.map(() => new Float64Array(clusters.length))
    const stratum = new Int32Array(clusters.length)
    for (const row of rows) {
      const at = places.get(row['cluster'] ?? '') ?? 0
      stratum[at] = names.indexOf(row['stratum'] ?? '')
      values.forEach(
        (value, v) => ((columns[v] as Float64Array)[at] = ((columns[v] as Float64Array)[at] ?? 0) + value(row)),
      )
    }
    return { stratum, columns }
  }
  return { strata, sums, names }
}

/** As the table builder does it with its own clusters: totals and changes as functions of cluster sums. */
const estimatedTotal = ({ stratum, columns: [total = [] as number[]] }: ClusterSums, design: DesignContext) =>
  linearError(exactSum(total), total, stratum, design)
const ratioParts = ([over = [], under = []]: ClusterSums['columns']) => {
  const whole = exactSum(under)
  const ratio = exactSum(over) / whole
  const parts = Float64Array.from(over, (value, i) => ((value as number) - ratio * (under[i] ?? 0)) / whole)
  return { ratio, parts }
}
const ratioDifference = (first: ClusterSums, second: ClusterSums, design: DesignContext) => {
  const [before, after] = [ratioParts(first.columns), ratioParts(second.columns)]
  const parts = after.parts.map((value, i) => value - (before.parts[i] ?? 0))
  return linearError(after.ratio - before.ratio, parts, first.stratum, design)
}

const weighted = (name: string) => (row: Row) => (row[name] === 'NA' ? 0 : Number(row['w']) * Number(row[name]))
const weight = (row: Row) => Number(row['w'])
const close = (found: number | undefined, expected: number | undefined): void => {
  expect(found).toBeDefined()
  expect(Math.abs((found as number) - (expected as number))).toBeLessThanOrEqual(
    1e-8 * Math.max(1, Math.abs(expected as number)),
  )
}
const agree = (found: { estimate: number; standardError: number } | null, name: string): void => {
  close(found?.estimate, answer(name)[0])
  close(found?.standardError, answer(name)[1])
}

describe.skipIf(!present)('as R package survey', () => {
  test('a stratified sample with correction: mean, total, ratio, domain', () => {
    const rows = rowsOf('strat.csv')
    const { strata, sums } = sampleOf(rows, (row) => Number(row['fpc']))
    const design = { strata, loneCluster: 'not_available' } as const
    agree(estimatedRatio(sums([weighted('y'), weight]), design), 'strat_mean')
    const total = estimatedTotal(sums([weighted('e')]), design)
    agree(total, 'strat_total')
    expect(total?.degreesOfFreedom).toBe(answer('strat_total')[2])
    agree(estimatedRatio(sums([weighted('y'), weighted('x')]), design), 'strat_ratio')
    const inside = (value: (row: Row) => number) => (row: Row) => (row['awards'] === '1' ? value(row) : 0)
    agree(estimatedRatio(sums([inside(weighted('y')), inside(weight)]), design), 'strat_domain')
  })

  test('quantiles with Woodruff intervals', () => {
    const rows = rowsOf('strat.csv')
    const { strata, names } = sampleOf(rows, (row) => Number(row['fpc']))
    const sample = {
      values: rows.map((row) => Number(row['e'])),
      weights: rows.map(weight),
      stratum: rows.map((row) => names.indexOf(row['stratum'] ?? '')),
      cluster: rows.map((row) => Number(row['cluster'])),
    }
    for (const [i, p] of [0.25, 0.5, 0.9].entries()) {
      const found = surveyQuantile(sample, p, { strata, loneCluster: 'not_available' })
      const [estimate, low, high, error] = answer(`strat_q${i + 1}`)
      close(found?.estimate, estimate)
      close(found?.low, low)
      close(found?.high, high)
      close(found?.standardError, error)
    }
  })

  test('a sample of clusters: mean, total, domain, difference of two groups that share clusters', () => {
    const rows = rowsOf('clus.csv')
    const { strata, sums } = sampleOf(rows, (row) => Number(row['fpc']))
    const design = { strata, loneCluster: 'not_available' } as const
    const of = (type: string, value: (row: Row) => number) => (row: Row) => (row['stype'] === type ? value(row) : 0)
    agree(estimatedRatio(sums([weighted('y'), weight]), design), 'clus_mean')
    agree(estimatedTotal(sums([weighted('e')]), design), 'clus_total')
    agree(estimatedRatio(sums([of('H', weighted('y')), of('H', weight)]), design), 'clus_domain')
    const first = sums([of('E', weighted('y')), of('E', weight)])
    const second = sums([of('H', weighted('y')), of('H', weight)])
    agree(ratioDifference(first, second, design), 'clus_difference')
  })

  test('strata with clusters and missing answers', () => {
    const rows = rowsOf('nhanes.csv')
    const { strata, sums } = sampleOf(rows, () => null)
    const design = { strata, loneCluster: 'not_available' } as const
    const answered = (row: Row) => (row['y'] === 'NA' ? 0 : weight(row))
    const share = estimatedRatio(sums([weighted('y'), answered]), design)
    agree(share, 'nhanes_share')
    expect(share?.degreesOfFreedom).toBe(answer('nhanes_share')[2])
    const group = (value: (row: Row) => number) => (row: Row) => (row['race'] === '3' ? value(row) : 0)
    agree(estimatedRatio(sums([group(weighted('y')), group(answered)]), design), 'nhanes_domain')
  })

  test('a stratum with one cluster, adjusted', () => {
    const { strata, sums } = sampleOf(rowsOf('lone.csv'), () => null)
    agree(estimatedRatio(sums([weighted('y'), weight]), { strata, loneCluster: 'adjust' }), 'lone_adjust')
    expect(estimatedRatio(sums([weighted('y'), weight]), { strata, loneCluster: 'not_available' })).toBeNull()
  })

  test.each(['linear', 'raking'] as const)('weights calibrated to register totals: %s', (method) => {
    const rows = rowsOf('clus.csv')
    const auxiliaries = [
      rows.map(() => 1),
      rows.map((row) => (row['stype'] === 'H' ? 1 : 0)),
      rows.map((row) => (row['stype'] === 'M' ? 1 : 0)),
      rows.map((row) => Number(row['x'])),
    ]
    const found = calibrateWeights(rows.map(weight), auxiliaries, [6194, 755, 1018, 3_914_069], method, {
      tolerance: 1e-13,
    })
    expect(found.ok).toBe(true)
    if (found.ok) for (const [i, value] of answer(`cal_${method}`).entries()) close(found.weights[i], value)
  })

  test('delivered replicates and t quantiles', () => {
    const [estimate = 0, error, scale = 0, ...replicates] = answer('jk1')
    close(replicateStandardError(estimate, replicates, { kind: 'jackknife', scale }, 'mean') ?? undefined, error)
    const quantiles = [
      studentQuantile(0.975, 14),
      studentQuantile(0.9, 3),
      studentQuantile(0.995, 200),
      studentQuantile(0.6, 1),
    ]
    for (const [i, found] of [...quantiles, studentQuantile(0.975, Infinity)].entries()) close(found, answer('t')[i])
  })
})

describe('by hand', () => {
  test('clusters without a record of the cell count as zero', () => {
    // One stratum of three clusters, one of which has the cell: sums 6, 0, 0; mean 2; variance 3/2 × (16 + 4 + 4) = 36.
    expect(
      designVariance({ stratum: [0], columns: [[6]] }, [{ clusters: 3, population: null }], 'not_available'),
    ).toEqual([[36]])
  })

  test('a census has no sampling error', () => {
    const sums = { stratum: [0, 0], columns: [[1, 5]] }
    expect(
      estimatedTotal(sums, { strata: [{ clusters: 2, population: 2 }], loneCluster: 'not_available' }),
    ).toMatchObject({
      estimate: 6,
      standardError: 0,
    })
  })

  test('an empty denominator has no ratio', () => {
    const sums = { stratum: [0], columns: [[1], [0]] }
    expect(estimatedRatio(sums, { strata: [{ clusters: 2, population: null }], loneCluster: 'certainty' })).toBeNull()
  })

  test('calibration that cannot be met is said, with the auxiliary that is furthest', () => {
    const twice = calibrateWeights(
      [1, 1, 1],
      [
        [1, 1, 1],
        [1, 1, 1],
      ],
      [4, 5],
      'linear',
    )
    expect(twice).toMatchObject({ ok: false, reason: 'collinear' })
    const impossible = calibrateWeights(
      [1, 1],
      [
        [1, 0],
        [0, 0],
      ],
      [3, 7],
      'raking',
    )
    expect(impossible.ok).toBe(false)
  })

  test('quantiles of the normal and of one degree of freedom', () => {
    expect(studentQuantile(0.975, Infinity)).toBeCloseTo(1.959963984540054, 10)
    expect(studentQuantile(0.75, 1)).toBeCloseTo(1, 10)
    expect(studentQuantile(0.025, 10)).toBeCloseTo(-2.228138851964939, 9)
    expect(studentQuantile(1.2, 3)).toBeNaN()
  })
})
