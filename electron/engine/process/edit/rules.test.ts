// Rules of the office at intake and over what stands: counts as plain SQL says, repairs with both values kept, undone,
// cut off.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readFailures } from '#engine/collect/rules/readFailures.ts'
import { listRules, ruleProblem, saveRules } from '#engine/collect/rules/keepRules.ts'
import { runRules } from '#engine/collect/rules/runRules.ts'
import { knownDataset } from '#engine/collect/layouts/knownDatasets.ts'
import { columnSetAgrees, ensureColumnSet } from '#engine/workspace/columns/ensureColumnSet.ts'
import { datasetRepository } from '#engine/workspace/files/catalogDatasets.ts'
import { settingRepository } from '#engine/workspace/files/catalogSettings.ts'
import { columnsBehindKey } from '#engine/workspace/records/recordTables.ts'
import { datasetSchema } from '#shared/model/dataset.ts'
import type { Dataset } from '#shared/model/dataset.ts'
import { officeRuleSchema } from '#shared/model/officeRule.ts'
import type { OfficeRule } from '#shared/model/officeRule.ts'
import { openBench } from '#test/support/intake/importTest.ts'
import type { Bench } from '#test/support/intake/importTest.ts'
import { editedValues, listEditRuns, undoEditRun } from './editRuns.ts'
import { localiseRecord } from './localise/localiseRecord.ts'
import { repairRecords } from './repairRecords.ts'

const label = (text: string) => ({ vi: text, en: text })
const variable = (id: string, rest: Record<string, unknown>) => ({ id, source: id, label: label(id), ...rest })

/** Lines of declarations: the declaration number stands in no column set. */
const lines: Dataset = datasetSchema.parse({
  id: 'line',
  subject: 'survey',
  label: label('line'),
  recordLabel: label('line'),
  description: label('line'),
  periodKind: 'month',
  variables: [
    variable('declaration', { role: 'text', type: 'code' }),
    variable('item', { role: 'classification', type: 'integer' }),
    variable('firm', { role: 'key', type: 'code' }),
    variable('owner', { role: 'identifier', type: 'text', sensitivity: 'personal' }),
    variable('province', { role: 'classification', type: 'code' }),
    variable('value', { role: 'measure', type: 'decimal', scale: 2 }),
    variable('total', { role: 'measure', type: 'decimal', scale: 2 }),
    { ...variable('tenfold', { role: 'measure', type: 'decimal', scale: 2, derived: 'value * 10' }), source: null },
  ],
  key: ['declaration', 'item'],
  rules: [{ id: 'value_small', severity: 'soft', expression: 'value < 1000', message: label('large') }],
})
const firms: Dataset = datasetSchema.parse({
  id: 'firm_register',
  subject: 'survey',
  label: label('firms'),
  recordLabel: label('firm'),
  description: label('firms'),
  periodKind: 'month',
  variables: [variable('firm', { role: 'key', type: 'code' }), variable('born', { role: 'time', type: 'date' })],
  key: ['firm'],
  rules: [],
})

const rule = (value: Record<string, unknown>): OfficeRule =>
  officeRuleSchema.parse({ message: label(String(value['id'])), ...value })
const office = [
  rule({ id: 'positive', over: 'record', severity: 'soft', expression: 'value > 0', weight: 'value' }),
  rule({ id: 'once', over: 'unique', severity: 'soft', by: ['firm', 'item'] }),
  rule({
    id: 'adds_up',
    over: 'group',
    severity: 'soft',
    by: ['declaration', 'total'],
    values: { lines_value: 'sum(value)' },
    expression: 'lines_value = total',
  }),
  rule({
    id: 'registered',
    over: 'register',
    severity: 'soft',
    variables: ['firm'],
    dataset: 'firm_register',
    keys: ['firm'],
    where: 'born <= reference_date(period)',
  }),
  rule({
    id: 'steady',
    over: 'previous',
    severity: 'soft',
    by: ['firm'],
    values: { traded: 'sum(value)' },
    expression: 'traded between traded_before * 0.5 and traded_before * 2',
  }),
]

const header = ['declaration', 'item', 'firm', 'owner', 'province', 'value', 'total']
const january = [
  ['d1', '1', 'A', 'An', '01', '10.00', '30.00'],
  ['d1', '2', 'A', 'An', '01', '20.00', '30.00'],
  ['d2', '1', 'B', 'Bình', '79', '5.00', '5.00'],
]
const february = [
  ['d3', '1', 'A', 'An', '1', '10.00', '30.00'],
  ['d3', '2', 'A', 'An', '01', '20.00', '30.00'],
  ['d4', '1', 'B', 'Bình', '79', '50.00', '49.00'],
  ['d5', '1', 'C', 'Chi', '', '-3.00', '-3.00'],
  ['d6', '1', 'A', 'An', '9', '', '2.00'],
]

let bench: Bench
beforeEach(async () => {
  bench = await openBench(lines)
  datasetRepository(bench.workspace.catalog).save(firms)
})
afterEach(() => bench.close())
const take = (dataset: string, period: string, head: string[], rows: string[][]) =>
  bench.take(bench.file(`${dataset}_${period}.csv`, [head, ...rows]), { dataset, period })
const standing = async () => {
  await take(
    'firm_register',
    '2024-12',
    ['firm', 'born'],
    [
      ['A', '2020-01-01'],
      ['B', '2025-02-15'],
      ['C', '2025-03-01'],
    ],
  )
  await take('line', '2025-01', header, january)
  return take('line', '2025-02', header, february)
}
const found = (period: string) =>
  Object.fromEntries(
    listRules(bench.workspace, 'line')
      .results.filter((r) => r.period === period)
      .map((r) => [r.rule, r.state === 'done' ? [r.failed, r.unknown, r.weightFailed] : r.why]),
  )

describe('over what stands', () => {
  test('each kind of rule finds what it should, and says what it cannot ask', async () => {
    const { delivery } = await standing()
    saveRules(bench.context, 'line', office)
    const run = await runRules(bench.context, { dataset: 'line' }, bench.job)
    expect(run).toMatchObject({ rules: 5, deliveries: 2, notAsked: 1 })
    expect(found('2025-01')).toEqual({
      positive: [0, 0, '0.00'],
      once: [0, 0, null],
      adds_up: [0, 0, null],
      // Born in February: not in the register at the end of January.
      registered: [1, 0, null],
      steady: 'PREVIOUS_NOT_DELIVERED',
    })
    expect(found('2025-02')).toEqual({
      positive: [1, 1, '-3.00'],
      once: [1, 0, null],
      // d4 does not add up; d6 has no value to add.
      adds_up: [1, 1, null],
      registered: [1, 0, null],
      // B ten times January; C was not there in January.
      steady: [1, 1, null],
    })
    const failures = await readFailures(bench.workspace, {
      dataset: 'line',
      delivery: delivery.id,
      rule: 'adds_up',
      offset: 0,
      limit: 10,
    })
    expect([failures.total, failures.records.map((r) => [r.rowNumber, ...r.values])]).toEqual([
      1,
      [[3, '1', 'd4', '50.00', '49.00']],
    ])
    expect(listRules(bench.workspace, 'line').results.some((r) => r.stale)).toBe(false)
    await take(
      'firm_register',
      '2025-02',
      ['firm', 'born'],
      [
        ['A', '2020-01-01'],
        ['B', '2020-02-15'],
        ['C', '2020-03-01'],
      ],
    )
    expect(
      listRules(bench.workspace, 'line')
        .results.filter((r) => r.stale)
        .map((r) => [r.rule, r.period]),
    ).toEqual([['registered', '2025-02']])
  })

  test('the counts are those of plain SQL over the same rows', async () => {
    const rows = Array.from({ length: 3000 }, (_, n) => {
      const value = (n * 37) % 101
      return [
        `d${Math.floor(n / 4)}`,
        String(n % 4),
        `F${(n * 7) % 300}`,
        'x',
        '01',
        `${value}.00`,
        `${(n % 3) * 50}.00`,
      ]
    })
    await take('line', '2025-01', header, rows)
    saveRules(bench.context, 'line', office)
    await runRules(bench.context, { dataset: 'line' }, bench.job)
    const plain = (sql: string): number =>
      bench.workspace.subject('survey').prepare<[], { n: number }>(sql).get()?.n ?? -1
    const results = found('2025-01')
    expect(results['positive']?.[0]).toBe(plain('SELECT count(*) AS n FROM r_line WHERE value <= 0'))
    expect(results['once']?.[0]).toBe(
      plain('SELECT count(*) - (SELECT count(*) FROM (SELECT DISTINCT firm, item FROM r_line)) AS n FROM r_line'),
    )
    expect(results['adds_up']?.[0]).toBe(
      plain(
        'SELECT sum(c) AS n FROM (SELECT count(*) AS c FROM r_line GROUP BY declaration, total HAVING sum(value) <> total)',
      ),
    )
    expect(results['registered']).toBe('REGISTER_NOT_DELIVERED')
  })

  test('a rule that cannot be asked is not kept, and says where it is wrong', () => {
    const problem = (value: Record<string, unknown>) => ruleProblem(bench.workspace, lines, rule(value))?.field
    expect(problem({ id: 'x', over: 'record', severity: 'soft', expression: 'valu > 0' })).toBe('x.expression')
    expect(problem({ id: 'x', over: 'unique', severity: 'soft', by: ['nothing'] })).toBe('x.by')
    expect(
      problem({
        id: 'x',
        over: 'group',
        severity: 'soft',
        by: ['firm'],
        values: { m: 'median(value)' },
        expression: 'm > 0',
      }),
    ).toBe('x.values.m')
    expect(
      problem({
        id: 'x',
        over: 'record',
        severity: 'repair',
        expression: 'value > 0',
        repair: { variable: 'province', value: "'01'" },
      }),
    ).toBe('x.expression')
    expect(
      problem({
        id: 'x',
        over: 'record',
        severity: 'repair',
        expression: 'item > 0',
        repair: { variable: 'item', value: '1' },
      }),
    ).toBe('x.repair')
    expect(() =>
      saveRules(bench.context, 'line', [rule({ id: 'x', over: 'unique', severity: 'soft', by: ['no'] })]),
    ).toThrow()
    expect(knownDataset(bench.workspace, 'line').officeRules).toBeUndefined()
  })
})

const padded = rule({
  id: 'lost_zero',
  over: 'record',
  severity: 'repair',
  expression: 'length(province) = 2',
  repair: { variable: 'province', value: "right(concat('0', province), 2)" },
})
const hardened = office.map((one) => (one.over === 'record' ? one : ({ ...one, severity: 'hard' } as OfficeRule)))

test('a record that fails: the fewest fields to change, by weight, and between which values', async () => {
  await standing()
  saveRules(bench.context, 'line', [
    rule({ id: 'half', over: 'record', severity: 'soft', expression: 'total = value * 2' }),
    rule({ id: 'known_province', over: 'record', severity: 'soft', expression: "province in ('01', '79')" }),
  ])
  const located = (weights: Record<string, number>, row = 1) =>
    localiseRecord(bench.workspace, { dataset: 'line', row, weights })
  const found = located({ total: 3 })
  expect(found).toMatchObject({ state: 'found', failing: ['half'], weight: 1, room: { low: '15.00', high: '15.00' } })
  expect(found.sets.map((set) => set.map((f) => [f.variable, f.value]))).toEqual([[['value', '10.00']]])
  expect(located({}).sets.map((set) => set.map((f) => f.variable))).toEqual([['total'], ['value']])
  expect(located({}, 4).sets.map((set) => set.map((f) => f.variable))).toEqual([
    ['province', 'total'],
    ['province', 'value'],
  ])
})

describe('at intake', () => {
  test('hard rules of every kind reject with their own reason, and nothing is lost', async () => {
    saveRules(bench.context, 'line', hardened)
    const { delivery } = await standing()
    expect([delivery.rowsRead, delivery.rowsAccepted, delivery.rowsRejected]).toEqual([5, 2, 3])
    const reasons = Object.fromEntries(
      delivery.counts.filter((c) => c.severity === 'hard').map((c) => [c.reason, c.rows]),
    )
    // d6 shares firm and item with d3; d4 does not add up; C is not registered yet.
    expect(reasons).toEqual({ once: 1, adds_up: 1, registered: 1 })
    expect(
      bench
        .rows('line')
        .filter((r) => r['delivery_id'] === delivery.id)
        .map((r) => r['row_number']),
    ).toEqual([1, 2])
    expect(found('2025-02')).toMatchObject({ once: [0, 0, null], adds_up: [0, 0, null], registered: [0, 0, null] })
  })

  test('a repair keeps both values, is counted, and what is derived and flagged follows', async () => {
    saveRules(bench.context, 'line', [
      padded,
      rule({
        id: 'no_negative',
        over: 'record',
        severity: 'repair',
        expression: 'value >= 0',
        repair: { variable: 'value', value: 'abs(value)' },
      }),
    ])
    const { delivery } = await standing()
    expect(
      delivery.counts.filter((c) => c.reason.startsWith('REPAIRED')).map((c) => [c.reason, c.severity, c.rows]),
    ).toEqual([
      ['REPAIRED:lost_zero', 'note', 2],
      ['REPAIRED:no_negative', 'note', 1],
    ])
    const rows = bench.rows('line').filter((r) => r['delivery_id'] === delivery.id)
    expect(rows.map((r) => [r['province'], r['value'], r['tenfold']])).toEqual([
      ['01', 1000, 10000],
      ['01', 2000, 20000],
      ['79', 5000, 50000],
      [null, 300, 3000],
      ['09', null, null],
    ])
    const { values } = editedValues(bench.workspace, { dataset: 'line', delivery: delivery.id, offset: 0, limit: 10 })
    expect(values.map((v) => [v.rowNumber, v.variable, v.rule, v.before, v.after])).toEqual([
      [1, 'province', 'lost_zero', '1', '01'],
      [4, 'value', 'no_negative', '-3.00', '3.00'],
      [5, 'province', 'lost_zero', '9', '09'],
    ])
  })
})

describe('repairs over what stands', () => {
  const repairs = [
    padded,
    rule({
      id: 'large',
      over: 'record',
      severity: 'repair',
      expression: 'value < 40',
      repair: { variable: 'value', value: 'value - 40' },
    }),
  ]
  const state = async () => {
    const rows = bench.rows('line').map((r) => [r['province'], r['value'], r['tenfold'], r['flags']])
    const dataset = knownDataset(bench.workspace, 'line')
    await ensureColumnSet(bench.workspace, dataset)
    const columns = await (
      await bench.workspace.columns()
    ).all<Record<string, unknown>>(
      `SELECT d.code AS province, s.value::INTEGER AS value, s.tenfold::INTEGER AS tenfold FROM cs_line s LEFT JOIN dictionary d ON d.dataset = 'line' AND d.variable = 'province' AND d.id = s.province ORDER BY s.row_id`,
    )
    expect(columns.map((c) => [c['province'], c['value'], c['tenfold']])).toEqual(rows.map((r) => r.slice(0, 3)))
    return rows
  }

  test('changes what fails, keeps what was there, and is taken back whole', async () => {
    await standing()
    saveRules(bench.context, 'line', repairs)
    const before = await state()
    const run = await repairRecords(bench.context, { dataset: 'line' }, bench.job)
    expect(run.counts).toEqual([
      { rule: 'large', variable: 'value', values: 1 },
      { rule: 'lost_zero', variable: 'province', values: 2 },
    ])
    const after = await state()
    expect(after.filter((row, index) => JSON.stringify(row) !== JSON.stringify(before[index]))).toEqual([
      ['01', 1000, 10000, 0],
      ['79', 1000, 10000, 0],
      ['09', null, null, 0],
    ])
    expect(listEditRuns(bench.workspace, 'line')).toMatchObject([{ run: run.run, kind: 'repair', undone: null }])
    await undoEditRun(bench.context, { dataset: 'line', run: run.run }, bench.job)
    expect(await state()).toEqual(before)
    expect(editedValues(bench.workspace, { dataset: 'line', offset: 0, limit: 10 }).total).toBe(0)
    await expect(undoEditRun(bench.context, { dataset: 'line', run: run.run }, bench.job)).rejects.toMatchObject({
      value: { code: 'EDIT_RUN_UNDONE' },
    })
  })

  test('a cancel changes nothing; a column set left behind is made again', async () => {
    await standing()
    saveRules(bench.context, 'line', repairs)
    const before = await state()
    const job = {
      ...bench.job,
      progress: ({ phase }: { phase?: string }) => phase === 'repairing' && bench.job.abort(),
    }
    await expect(repairRecords(bench.context, { dataset: 'line' }, job)).rejects.toMatchObject({
      value: { code: 'CANCELLED' },
    })
    expect(await state()).toEqual(before)
    // As a kill between the two commits leaves it.
    bench.workspace.subject('survey').exec("UPDATE r_line SET province = '33' WHERE row_id = 1")
    settingRepository(bench.workspace.catalog).set(columnsBehindKey('line'), '[2]')
    datasetRepository(bench.workspace.catalog).touch('line')
    expect(await columnSetAgrees(bench.workspace, knownDataset(bench.workspace, 'line'))).toBe(false)
    expect((await state())[0]?.[0]).toBe('33')
  })
})
