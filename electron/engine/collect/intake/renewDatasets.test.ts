// A changed layout and a workspace with rows of the old one: what takes over, what is kept as it was, that figures stay
// the same.
import { afterEach, describe, expect, it } from 'vitest'
import { datasetRepository } from '#engine/workspace/files/catalogDatasets.ts'
import { verifyWorkspace } from '#engine/upkeep/verifyWorkspace.ts'
import { tabulate } from '#engine/analyse/tabulate/ask/tabulate.ts'
import type { Dataset, EditRule, Variable } from '#shared/model/dataset.ts'
import { datasetSchema, variableSchema } from '#shared/model/dataset.ts'
import { tableDefinitionSchema } from '#shared/model/table.ts'
import { knownDataset } from '#engine/collect/layouts/knownDatasets.ts'
import { builtInDatasets } from '#engine/collect/layouts/index.ts'
import { flagRules } from './flagBits.ts'
import { readsSameRows, renewDatasets } from './renewDatasets.ts'
import { openBench, sampleDataset, sampleHeader } from '#test/support/intake/importTest.ts'
import type { Bench } from '#test/support/intake/importTest.ts'

const b = (text: string) => ({ vi: text, en: text })
const added: Variable = variableSchema.parse({
  id: 'colour',
  source: 'mau',
  label: b('Màu'),
  role: 'classification',
  type: 'code',
})
const softRule = (id: string): EditRule => ({
  id,
  severity: 'soft',
  expression: 'headcount < 50',
  message: b(id),
})
const changed = (change: Partial<Dataset>): Dataset => datasetSchema.parse({ ...sampleDataset, ...change })
const withVariable = (id: string, change: Partial<Variable>): Dataset =>
  changed({ variables: sampleDataset.variables.map((v) => (v.id === id ? { ...v, ...change } : v)) })

describe('a renewed layout reads the same rows', () => {
  it.each([
    ['labels', withVariable('amount', { label: b('Số tiền'), group: b('G'), unit: b('đồng') })],
    ['a new header', withVariable('amount', { source: 'so_tien' })],
    ['a new variable that may be empty', changed({ variables: [added, ...sampleDataset.variables] })],
    ['other hard rules', changed({ rules: sampleDataset.rules.filter((r) => r.severity === 'soft') })],
    ['a new soft rule after the old ones', changed({ rules: [...sampleDataset.rules, softRule('later')] })],
    ['another order of variables', changed({ variables: sampleDataset.variables.toReversed() })],
  ])('with %s', (_what, renewed) => {
    expect(readsSameRows(sampleDataset, renewed)).toBe(true)
  })

  it.each([
    ['another scale', withVariable('amount', { scale: 3 })],
    ['another type', withVariable('headcount', { type: 'decimal' })],
    ['another code list', withVariable('province', { codeList: 'country' })],
    ['another normalisation', withVariable('code', { normalise: 'upper' })],
    ['another derivation', withVariable('doubled', { derived: 'headcount * 3' })],
    ['an identifier that enters the column set', withVariable('name', { role: 'classification', type: 'code' })],
    ['a variable gone', changed({ variables: sampleDataset.variables.filter((v) => v.id !== 'day') })],
    [
      'a new variable that must be given',
      changed({ variables: [...sampleDataset.variables, { ...added, nullable: false }] }),
    ],
    ['another key', changed({ key: ['code', 'day'] })],
    ['a soft rule before the old ones', changed({ rules: [softRule('first'), ...sampleDataset.rules] })],
    ['a soft rule gone', changed({ rules: [] })],
  ])('but not with %s', (_what, renewed) => {
    expect(readsSameRows(sampleDataset, renewed)).toBe(false)
  })
})

let bench: Bench | null = null
afterEach(async () => {
  await bench?.close()
  bench = null
})

describe('opening an old workspace', () => {
  const row = (code: string, amount: string) => [code, 'Tên', '01', '0100109106', '', amount, '3', '2024-05-01']
  const open = async (): Promise<Bench> => {
    bench = await openBench()
    await bench.take(bench.file('sample_2024.csv', [sampleHeader, row('a', '5'), row('b', '2000'), row('c', '7')]), {
      dataset: 'sample',
      period: '2024',
    })
    return bench
  }
  const table = (variable: string) =>
    tableDefinitionSchema.parse({
      kind: 'table',
      id: 't',
      title: b(''),
      dataset: 'sample',
      rows: [{ variable, total: 'none' }],
      measures: [{ id: 's', statistic: 'sum', variable: 'amount' }],
    })

  it('takes over labels, rules and new variables; old rows are empty there, new files fill them', async () => {
    const { workspace, context, job, file, take, rows } = await open()
    const renewed = changed({
      label: b('Mẫu mới'),
      variables: [added, ...sampleDataset.variables],
      rules: [...sampleDataset.rules, softRule('later')],
    })
    const before = await tabulate(context, table('province'), { engine: 'duckdb' }, job)
    renewDatasets(workspace, [renewed])
    expect(knownDataset(workspace, 'sample')).toEqual(renewed)
    expect(workspace.notices).toEqual([])
    expect(rows('sample').map((r) => [r['colour'], flagRules(renewed, Number(r['flags']))])).toEqual([
      [null, []],
      [null, ['amount_small']],
      [null, []],
    ])
    expect((await tabulate(context, table('province'), { engine: 'duckdb' }, job)).cells).toEqual(before.cells)
    await take(
      file('sample_2025.csv', [
        ['mau', ...sampleHeader],
        ['do', ...row('d', '11')],
      ]),
      { dataset: 'sample', period: '2025' },
    )
    for (const engine of ['duckdb', 'sqlite'] as const) {
      const cube = await tabulate(context, table('colour'), { engine }, job)
      expect(cube.dimensions[0]!.categories.map((c) => [c.kind, c.code])).toEqual([
        ['value', 'do'],
        ['missing', ''],
      ])
      expect(cube.cells.values[0]).toEqual([1100, 201_200])
    }
    expect((await verifyWorkspace(workspace, job)).ok).toBe(true)
  })

  it('keeps the old definition, and says so, when the rows would mean something else', async () => {
    const { workspace } = await open()
    renewDatasets(workspace, [withVariable('amount', { scale: 0 })])
    expect(knownDataset(workspace, 'sample')).toEqual(sampleDataset)
    expect(workspace.notices).toEqual([{ code: 'LAYOUT_KEPT', facts: { dataset: 'sample' } }])
  })

  it('changes nothing when the layout is the one it has, and holds no layout that was never used', async () => {
    const { workspace } = await open()
    renewDatasets(workspace, [sampleDataset, ...builtInDatasets])
    expect(datasetRepository(workspace.catalog).list()).toEqual([sampleDataset])
  })
})
