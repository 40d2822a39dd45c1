// Weights calibrated through the whole program (file → workspace → kept variable → table), against R's survey package;
// and what is refused.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { calibrationSchema } from '#shared/contract/calibrate.ts'
import { figureAt } from '#shared/model/cube.ts'
import type { Cube } from '#shared/model/cube.ts'
import { datasetSchema } from '#shared/model/dataset.ts'
import { exactToDecimal } from '#shared/model/exact.ts'
import { Failure } from '#shared/model/failure.ts'
import { failureMessage } from '#shared/model/messages.ts'
import { tableDefinitionSchema } from '#shared/model/table.ts'
import { importDelivery } from '#engine/collect/intake/importDelivery.ts'
import { knownDataset } from '#engine/collect/layouts/knownDatasets.ts'
import { datasetRepository } from '#engine/workspace/files/catalogDatasets.ts'
import { tabulate } from '#engine/analyse/tabulate/ask/tabulate.ts'
import { csvWorkspace, job } from '#test/support/link/csvWorkspace.ts'
import type { CsvWorkspace } from '#test/support/link/csvWorkspace.ts'
import { calibrateSample } from './calibrateSample.ts'

const script = String.raw`
suppressMessages(library(survey)); data(api)
n <- function(x) formatC(as.numeric(x), digits = 17, format = "g")
out <- c(); put <- function(name, ...) out <<- c(out, paste(c(name, n(c(...))), collapse = " "))
s <- data.frame(stype = as.character(apiclus1$stype), award = as.character(apiclus1$awards), dnum = apiclus1$dnum, w = round(apiclus1$pw, 4), y = apiclus1$api00, x = apiclus1$api99, e = apiclus1$enroll)
f <- s; f$w <- sprintf("%.4f", s$w)
write.csv(f, "sample_2025.csv", row.names = FALSE, na = "", quote = FALSE)
p <- data.frame(stype = as.character(apipop$stype), award = as.character(apipop$awards), x = apipop$api99)
p <- p[!is.na(p$stype) & !is.na(p$award), ]
write.csv(p, "register_2025.csv", row.names = FALSE, na = "", quote = FALSE)
d <- svydesign(id = ~dnum, weights = ~w, data = s)
pop <- c("(Intercept)" = nrow(p), stypeH = sum(p$stype == "H"), stypeM = sum(p$stype == "M"), awardYes = sum(p$award == "Yes"))
figures <- function(name, g) {
  k <- svydesign(id = ~dnum, weights = weights(g), data = s)
  put(paste0(name, ".e"), coef(svytotal(~e, g)), SE(svytotal(~e, k))); put(paste0(name, ".m"), coef(svymean(~y, g)), SE(svymean(~y, k)))
  q <- svyquantile(~e, k, .5, qrule = "hf2", interval.type = "mean", ci = TRUE)$e[1, ]; put(paste0(name, ".q"), q[1], q[4])
  put(paste0(name, ".range"), min(weights(g) / s$w), max(weights(g) / s$w))
}
figures("raking", calibrate(d, ~stype + award, pop, calfun = "raking", epsilon = 1e-13, maxit = 100))
figures("linear", calibrate(d, ~stype + award, pop, calfun = "linear"))
figures("number", calibrate(d, ~stype + x, c(pop[1:3], x = sum(p$x)), calfun = "linear"))
put("sum", sum(p$x))
writeLines(out, "answers.txt")
`
const folder = mkdtempSync(join(tmpdir(), 'statdesk-calibrate-'))
writeFileSync(join(folder, 'script.R'), script)
const run = spawnSync('Rscript', ['--vanilla', 'script.R'], { cwd: folder, encoding: 'utf8' })
const present = run.status === 0
if (!present)
  console.warn(`SKIPPED: calibrated weights against R: Rscript with package survey is missing. ${run.stderr}`)
const answers = new Map(
  (present ? readFileSync(join(folder, 'answers.txt'), 'utf8').trim().split('\n') : []).map(
    (line) => [line.split(/ +/)[0] ?? '', line.split(/ +/).slice(1).map(Number)] as const,
  ),
)

const text = (name: string) => ({ vi: name, en: name })
const code = (id: string) => ({ id, source: id, label: text(id), role: 'classification', type: 'code', nullable: true })
const number = (id: string, scale = 0) => ({
  id,
  source: id,
  label: text(id),
  role: 'measure',
  type: scale === 0 ? 'integer' : 'decimal',
  scale,
})
const dataset = (id: string, variables: object[], design?: object) =>
  datasetSchema.parse({
    id,
    subject: 'survey',
    label: text(id),
    recordLabel: text('trường'),
    description: text(''),
    periodKind: 'year',
    key: [],
    rules: [],
    variables,
    ...(design === undefined ? {} : { design }),
  })

let at: CsvWorkspace
const take = (file: string) =>
  importDelivery(at.context, { path: join(folder, file), sender: '', letterNumber: '' }, job)
const small = 'a,b,w\n1,x,10\n1,y,10\n2,x,10\n2,y,10\n'
beforeAll(async () => {
  at = await csvWorkspace()
  const { catalog } = at.workspace
  const save = (one: ReturnType<typeof dataset>) => datasetRepository(catalog).save(one)
  const all = [code('stype'), code('award'), code('dnum'), number('w', 4), number('y'), number('x'), number('e')]
  save(dataset('sample', all, { weight: 'w', clusters: ['dnum'] }))
  save(dataset('register', [code('stype'), code('award'), number('x')]))
  save(dataset('small', [code('a'), code('b'), number('w')], { weight: 'w' }))
  save(dataset('gap', [code('a'), code('b'), number('w')], { weight: 'w' }))
  save(dataset('coded', [number('sex'), number('w')], { weight: 'w' }))
  writeFileSync(join(folder, 'coded_2025.csv'), 'sex,w\n1,10\n2,10\n1,10\n')
  writeFileSync(join(folder, 'small_2024.csv'), small)
  writeFileSync(join(folder, 'small_2025.csv'), small)
  writeFileSync(join(folder, 'gap_2025.csv'), 'a,b,w\n1,x,10\n,y,10\n')
  for (const file of ['small_2024.csv', 'small_2025.csv', 'gap_2025.csv', 'coded_2025.csv']) await take(file)
  if (present) for (const file of ['sample_2025.csv', 'register_2025.csv']) await take(file)
}, 120_000)
afterAll(async () => {
  await at.close()
  rmSync(folder, { recursive: true, force: true })
})

const calibrate = (request: object) => calibrateSample(at.context, calibrationSchema.parse(request), job)
const keepAs = { id: 'calibrated', label: text('Quyền số hiệu chỉnh') }
const failureOf = async (request: object): Promise<Failure['value']> => {
  try {
    await calibrate(request)
  } catch (thrown) {
    if (thrown instanceof Failure) return thrown.value
    throw thrown
  }
  throw new Error('was not refused')
}
const figure = (cube: Cube, id: string, cell = 0): number => {
  const m = cube.measures.findIndex((one) => one.id === id)
  const value = figureAt(cube.cells.values[m], cell)
  const shape = cube.measures[m]
  return value === null || !shape ? NaN : Number(shape.exact ? exactToDecimal(value, shape.scale) : value)
}
const table = (of: string, measures: object[], more: object = {}) =>
  tableDefinitionSchema.parse({ kind: 'table', id: 'x', title: text('x'), dataset: of, measures, ...more })
const close = (found: number, expected: number | undefined, what: string, within = 1e-8): void =>
  expect(Math.abs(found - (expected ?? NaN)), `${what}: ${found} ${expected}`).toBeLessThanOrEqual(
    within * Math.max(1, Math.abs(expected ?? NaN)),
  )

describe.skipIf(!present)('as R package survey', () => {
  const register = (variable: string) => ({ variable, totals: { register: { dataset: 'register', variable } } })
  const weight = { weight: 'calibrated' }
  const measures = [
    { id: 'n', statistic: 'count', ...weight },
    { id: 'e', statistic: 'sum', variable: 'e', ...weight },
    { id: 'e_se', statistic: 'standard_error', of: 'e' },
    { id: 'm', statistic: 'mean', variable: 'y', ...weight },
    { id: 'm_se', statistic: 'standard_error', of: 'm' },
    { id: 'q', statistic: 'median', variable: 'e', ...weight },
    { id: 'q_se', statistic: 'standard_error', of: 'q' },
  ]

  test.each(['raking', 'linear', 'number'] as const)('%s, to totals counted in a register', async (name) => {
    const second = name === 'number' ? { variable: 'x', totals: { sum: answers.get('sum')?.[0] } } : register('award')
    const result = await calibrate({
      dataset: 'sample',
      method: name === 'number' ? 'linear' : name,
      margins: [register('stype'), second],
      keepAs,
    })
    expect(result.period).toBe('2025')
    expect(result.margins[0]?.lines.map((l) => l.code)).toEqual(['E', 'H', 'M'])
    close(result.smallest, answers.get(`${name}.range`)?.[0], 'smallest')
    close(result.largest, answers.get(`${name}.range`)?.[1], 'largest')
    for (const engine of ['duckdb', 'sqlite', 'evaluator'] as const) {
      const cube = await tabulate(at.context, table('sample', measures), { engine }, job)
      // Kept to six decimals.
      close(figure(cube, 'n'), 6194, 'n', 1e-8)
      for (const id of ['e', 'm', 'q']) {
        close(figure(cube, id), answers.get(`${name}.${id}`)?.[0], `${engine} ${id}`)
        close(figure(cube, `${id}_se`), answers.get(`${name}.${id}`)?.[1], `${engine} ${id}_se`, 1e-7)
      }
      expect(cube.notes.map((n) => n.vi).join()).toContain('quyền số hiệu chỉnh')
    }
    const totals = await tabulate(
      at.context,
      table('sample', measures, { rows: [{ variable: 'stype', total: 'none' }] }),
      { engine: 'duckdb' },
      job,
    )
    close(figure(totals, 'n', 1), result.margins[0]?.lines[1]?.total, 'H')
  })
})

describe('what is kept, and what is refused', () => {
  const a = (first: number, second: number) => ({ variable: 'a', totals: { 1: first, 2: second } })
  const b = (first: number, second: number) => ({ variable: 'b', totals: { x: first, y: second } })
  const own = { id: 'own', label: text('own') }
  const base = { dataset: 'small', period: '2024', keepAs: own }

  test('each period has its own; one that was not calibrated has no weight, never the old one', async () => {
    await calibrate({ ...base, keepAs: { id: 'kept', label: text('k') }, margins: [a(60, 40), b(50, 50)] })
    const measures = [{ id: 'n', statistic: 'count', weight: 'kept' }]
    const definition = table('small', measures, { rows: [{ variable: 'period', total: 'none' }] })
    const before = await tabulate(at.context, definition, { engine: 'duckdb' }, job)
    expect([figure(before, 'n', 0), figure(before, 'n', 1)]).toEqual([100, 0])
    await calibrate({ ...base, period: '2025', keepAs: { id: 'kept', label: text('k') }, margins: [a(70, 50)] })
    const after = await tabulate(at.context, definition, { engine: 'duckdb' }, job)
    close(figure(after, 'n', 0), 100, '2024')
    close(figure(after, 'n', 1), 120, '2025')
    expect(knownDataset(at.workspace, 'small').design?.calibrations?.map((c) => c.period)).toEqual(['2024', '2025'])
  })

  test('a period without calibration is told, and so are records that are no longer those that were calibrated', async () => {
    const said = async (): Promise<string> => {
      const counted = table('retaken', [{ id: 'n', statistic: 'count', weight: 'said' }])
      const cube = await tabulate(at.context, counted, { engine: 'duckdb' }, job)
      return cube.notes.map((note) => note.en).join('\n')
    }
    const margins = [{ variable: 'a', totals: { 1: 60, 2: 40 } }]
    const give = (file: string, lines: string): Promise<unknown> => {
      writeFileSync(join(folder, file), lines)
      return take(file)
    }
    datasetRepository(at.workspace.catalog).save(
      dataset('retaken', [code('a'), code('b'), number('w')], { weight: 'w' }),
    )
    await give('retaken_2024.csv', small)
    const again = () =>
      calibrate({ dataset: 'retaken', period: '2024', keepAs: { id: 'said', label: text('s') }, margins })
    await again()
    expect(await said()).not.toMatch(/There is no calibrated weight|calibrate again/)
    await give('retaken_2025.csv', small)
    expect(await said()).toContain('There is no calibrated weight “said” for 2025')
    await give('retaken_2024.csv', `${small}2,y,10\n`)
    expect(await said()).toContain('The records of 2024 changed after “said” was calibrated')
    await again()
    expect(await said()).not.toContain('calibrate again')
  })

  test('a whole number that is a code has totals by code', async () => {
    await calibrate({
      dataset: 'coded',
      keepAs: { id: 'by_sex', label: text('k') },
      margins: [{ variable: 'sex', totals: { 1: 30, 2: 10 } }],
    })
    const rows = [{ variable: 'sex', total: 'none' }]
    const measures = [{ id: 'n', statistic: 'count', weight: 'by_sex' }]
    const cube = await tabulate(at.context, table('coded', measures, { rows }), { engine: 'duckdb' }, job)
    expect([figure(cube, 'n', 0), figure(cube, 'n', 1)]).toEqual([30, 10])
  })

  test.each([
    ['CALIBRATION_PERIOD', { ...base, period: '2030', margins: [a(1, 1)] }],
    ['CALIBRATION_PERIOD', { dataset: 'small', keepAs: own, margins: [a(1, 1)] }],
    ['CALIBRATION_CATEGORIES', { ...base, margins: [{ variable: 'a', totals: { 1: 5 } }] }],
    ['CALIBRATION_CATEGORIES', { ...base, margins: [{ variable: 'a', totals: { 1: 5, 2: 5, 3: 5 } }] }],
    ['CALIBRATION_TOTALS', { ...base, margins: [a(60, 40), b(50, 51)] }],
    ['CALIBRATION_NUMBER', { ...base, margins: [a(60, 40), { variable: 'w', totals: { sum: 9 } }] }],
    ['CALIBRATION_NAME', { ...base, keepAs: { id: 'w', label: text('w') }, margins: [a(60, 40)] }],
    ['SURVEY_DESIGN_NONE', { dataset: 'register', period: '2025', keepAs: own, margins: [a(60, 40)] }],
    ['CALIBRATION_EMPTY', { dataset: 'gap', keepAs: own, margins: [a(60, 40)] }],
  ] as const)('%s', async (expected, request) => {
    const failure = await failureOf(request)
    expect(failure.code).toBe(expected)
    for (const language of ['vi', 'en'] as const) expect(failureMessage(failure, language)).not.toMatch(/\{\w+\}/)
  })

  test('no weights meet the totals: nothing is kept', async () => {
    const both = { variable: 'b', totals: { x: 100, y: 1e-9 } }
    const failure = await failureOf({
      ...base,
      method: 'linear',
      keepAs: { id: 'none', label: text('n') },
      margins: [a(100 + 1e-9, 1e-12), both],
    })
    expect(['CALIBRATION_NEGATIVE', 'CALIBRATION_NOT_POSSIBLE']).toContain(failure.code)
    expect(knownDataset(at.workspace, 'small').design?.calibrations?.some((c) => c.weight === 'none')).toBe(false)
  })
})
