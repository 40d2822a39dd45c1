// Imputation by rule, ratio and donor: values by hand, both kept, counted, taken back; donors not used too often, the
// same by seed.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { compareDelivery } from '#engine/collect/deliveries/compareDelivery.ts'
import { qualityReport } from '#engine/process/quality/qualityReport.ts'
import { tabulate } from '#engine/analyse/tabulate/ask/tabulate.ts'
import { tableDefinitionSchema } from '#shared/model/table.ts'
import { imputeStepsSchema } from '#shared/model/impute.ts'
import { openBench, sampleDataset, sampleHeader } from '#test/support/intake/importTest.ts'
import { runLink } from '#engine/process/link/runLink.ts'
import { datasetRepository } from '#engine/workspace/files/catalogDatasets.ts'
import { tellsImputed } from '#shared/format/imputedWords.ts'
import { linkDefinitionSchema } from '#shared/model/link.ts'
import type { Bench } from '#test/support/intake/importTest.ts'
import { editedValues, undoEditRun } from '../editRuns.ts'
import { imputeRecords } from './imputeRecords.ts'

let bench: Bench
beforeEach(async () => {
  bench = await openBench()
})
afterEach(() => bench.close())

const row = (code: string, province: string, amount: string, people: string): string[] => [
  code,
  'x',
  province,
  '',
  '',
  amount,
  people,
  '',
]
const standing = () =>
  bench.take(
    bench.file('sample_2021.csv', [
      sampleHeader,
      row('A1', '01', '10.00', '1'),
      row('A2', '01', '20.00', '3'),
      row('A3', '01', '', '2'),
      row('A4', '79', '7.00', '10'),
      row('A5', '79', '', '20'),
      row('A6', '79', '', '12'),
      row('A7', '33', '', '5'),
    ]),
  )
const impute = (steps: unknown[]) =>
  imputeRecords(
    bench.context,
    { dataset: 'sample', periods: ['2021'], steps: imputeStepsSchema.parse(steps) },
    bench.job,
  )
const cubeOf = (differs: Record<string, unknown>, engine: 'duckdb' | 'sqlite' | 'evaluator') =>
  tabulate(
    bench.context,
    tableDefinitionSchema.parse({
      kind: 'table',
      id: 'amounts',
      title: { vi: 'a', en: 'a' },
      dataset: 'sample',
      rows: [{ variable: 'province' }],
      measures: [
        { id: 'total', statistic: 'sum', variable: 'amount' },
        { id: 'answers', statistic: 'count', filter: 'amount is not null' },
      ],
      ...differs,
    }),
    { engine },
    bench.job,
  )
/** Sum and count of provinces 01, 33, 79 and of all, by category. */
const figuresOf = (cube: Awaited<ReturnType<typeof cubeOf>>): (number | null)[] => {
  const codes = ['01', '79', '33', null]
  const [dimension] = cube.dimensions
  return codes.flatMap((code) => {
    const category =
      dimension?.categories.findIndex((c) => (code === null ? c.kind === 'total' : c.code === code)) ?? -1
    const cell = Array.from(cube.cells.coordinates[0] ?? []).indexOf(category)
    return [0, 1].map((measure) => {
      const value = cube.cells.values[measure]?.[cell] ?? null
      return value === null ? null : Number(value)
    })
  })
}
const amounts = () => bench.rows('sample').map((r) => r['amount'])

test('by ratio within groups; what has no donor is left and counted', async () => {
  await standing()
  const run = await impute([{ method: 'ratio', variable: 'amount', auxiliary: 'headcount', by: ['province'] }])
  // 30/4 × 2; 7/10 × 20; 7/10 × 12; nobody in province 33.
  expect(amounts()).toEqual([1000, 2000, 1500, 700, 1400, 840, null])
  expect([run.counts, run.left]).toEqual([[{ rule: 'ratio_1', variable: 'amount', values: 3 }], 1])
  expect(
    editedValues(bench.workspace, { dataset: 'sample', offset: 0, limit: 10 }).values.map((v) => [
      v.rowNumber,
      v.before,
      v.after,
    ]),
  ).toEqual([
    [3, null, '15.00'],
    [5, null, '14.00'],
    [6, null, '8.40'],
  ])
  const quality = await qualityReport(bench.context, { dataset: 'sample' }, bench.job)
  expect(quality.measures.find((m) => m.id === 'imputed')).toMatchObject({ numerator: 3 })
  await undoEditRun(bench.context, { dataset: 'sample', run: run.run }, bench.job)
  expect(amounts()).toEqual([1000, 2000, null, 700, null, null, null])
})

test('from the nearest donor, never more often than said, the same each time', async () => {
  await standing()
  const step = { method: 'donor', variable: 'amount', distance: ['headcount', 'province'], mostUses: 1, seed: 5 }
  const first = await impute([step])
  const values = amounts()
  // A3 is as near to A1 as to A2; A5 takes A4's; one donor is left for A6 and none for A7.
  expect([[1000, 2000].includes(Number(values[2])), values[4], values[6], first.left]).toEqual([true, 700, null, 1])
  expect([values[2], values[5]].map(Number).toSorted((a, b) => a - b)).toEqual([1000, 2000])
  await undoEditRun(bench.context, { dataset: 'sample', run: first.run }, bench.job)
  await impute([step])
  expect(amounts()).toEqual(values)
})

test('by rule, where a condition says so; a value that a hard rule refuses is not put in', async () => {
  await standing()
  const run = await impute([
    {
      method: 'rule',
      variable: 'amount',
      where: 'amount is null and headcount >= 12',
      value: 'round(headcount * 0.5, 2)',
    },
    { method: 'rule', variable: 'headcount', where: "code = 'A1'", value: '0 - headcount' },
  ])
  expect(amounts()).toEqual([1000, 2000, null, 700, 1000, 600, null])
  expect([run.left, run.counts.map((c) => [c.rule, c.values])]).toEqual([1, [['rule_1', 2]]])
  expect(bench.rows('sample')[0]?.['headcount']).toBe(1)
})

test('tables with and without imputed values, the same in three engines, saying how many there are', async () => {
  await standing()
  const before = await cubeOf({}, 'duckdb')
  await impute([{ method: 'ratio', variable: 'amount', auxiliary: 'headcount', by: ['province'] }])
  for (const engine of ['duckdb', 'sqlite', 'evaluator'] as const) {
    const [with_, without] = [await cubeOf({}, engine), await cubeOf({ imputed: 'without' }, engine)]
    // 10 + 20 + 15 and 7 + 14 + 8.40; without: as it was delivered.
    expect([engine, figuresOf(with_)]).toEqual([engine, [4500, 3, 2940, 3, null, 0, 7440, 6]])
    expect([engine, figuresOf(without)]).toEqual([engine, figuresOf(before)])
    expect(with_.notes.some((note) => note.en.includes('With imputed values of “Tiền” (3'))).toBe(true)
    expect(without.notes.some((note) => note.en.includes('(3 in the dataset) are not used'))).toBe(true)
  }
})

test('a run is not taken back while a later one was computed from it in the same records', async () => {
  await standing()
  const first = await impute([{ method: 'ratio', variable: 'amount', auxiliary: 'headcount', by: ['province'] }])
  const second = await impute([
    { method: 'rule', variable: 'headcount', where: "code = 'A3'", value: 'round(amount / 5, 0)' },
  ])
  expect(second.counts[0]?.values).toBe(1)
  const undo = (run: number) => undoEditRun(bench.context, { dataset: 'sample', run }, bench.job)
  await expect(undo(first.run)).rejects.toMatchObject({
    value: { code: 'EDIT_RUN_BUILT_ON', facts: { run: first.run, later: second.run } },
  })
  await undo(second.run)
  await undo(first.run)
  expect(amounts()).toEqual([1000, 2000, null, 700, null, null, null])
})

test('the quality of a delivery is that of what came: imputed values are not filled ones', async () => {
  await standing()
  const filled = async () => {
    const report = await qualityReport(bench.context, { dataset: 'sample' }, bench.job)
    const whole = report.measures.find((m) => m.id === 'filled')
    return [whole?.numerator, report.variables.find((v) => v.variable === 'amount')?.filled]
  }
  const before = await filled()
  await impute([{ method: 'ratio', variable: 'amount', auxiliary: 'headcount', by: ['province'] }])
  expect(await filled()).toEqual(before)
})

test('across a link imputed values are told, and cannot be left out: nothing is told instead', async () => {
  await standing()
  datasetRepository(bench.workspace.catalog).save({ ...sampleDataset, id: 'other' })
  await bench.take(bench.file('other_2021.csv', [sampleHeader, row('A1', '01', '1', '1'), row('A3', '01', '1', '1')]))
  await impute([{ method: 'ratio', variable: 'amount', auxiliary: 'headcount', by: ['province'] }])
  const link = { kind: 'link', id: 'to_sample', label: { vi: 'l', en: 'l' }, left: 'other', right: 'sample' }
  await runLink(
    bench.context,
    linkDefinitionSchema.parse({ ...link, keys: [{ left: 'code', right: 'code' }] }),
    bench.job,
  )
  const across = {
    dataset: 'other',
    measures: [{ id: 'total', statistic: 'sum', variable: 'to_sample.amount' }],
  }
  for (const engine of ['duckdb', 'sqlite', 'evaluator'] as const) {
    const cube = await cubeOf(across, engine)
    expect(cube.notes.some((note) => tellsImputed(note) && note.en.includes('3 in the dataset “'))).toBe(true)
    await expect(cubeOf({ ...across, imputed: 'without' }, engine)).rejects.toMatchObject({
      value: { code: 'IMPUTED_ACROSS_LINK' },
    })
  }
})

test('a comparison says how many imputed values it counts; a delivery that takes the place of an imputed one says what is gone', async () => {
  await standing()
  await impute([{ method: 'ratio', variable: 'amount', auxiliary: 'headcount', by: ['province'] }])
  const next = await bench.take(bench.file('sample_2022.csv', [sampleHeader, row('A1', '01', '10.00', '1')]))
  const compared = await compareDelivery(bench.workspace, { delivery: next.delivery.id })
  expect(compared.imputed).toEqual({ before: 3, now: 0 })
  const again = await bench.take(bench.file('sample_2021.csv', [sampleHeader, row('A1', '01', '10.00', '1')]))
  expect(again.delivery.counts.find((c) => c.reason === 'EDITS_LOST')?.rows).toBe(3)
})
