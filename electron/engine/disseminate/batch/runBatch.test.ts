// Whole batches over a small workspace: files that come out, files that do not, and what the report says of them.
import { createReadStream } from 'node:fs'
import { mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeOf } from '#test/support/compare/codeOf.ts'
import { idleJob, someVisits, visitTable, visitWorkspace } from '#test/support/compare/visitWorkspace.ts'
import type { VisitWorkspace } from '#test/support/compare/visitWorkspace.ts'
import { compareHandlers } from '#engine/analyse/compare/methods.ts'
import { batchHandlers } from './methods.ts'
import { readXlsx } from '#engine/disseminate/publish/readXlsx.ts'
import { parseCsv } from '#engine/disseminate/publish/parseCsv.ts'
import { batchSchema } from '#shared/contract/production.ts'
import type { BatchReport } from '#shared/contract/production.ts'

let made: VisitWorkspace
let definitions = ''
const out = (name: string): string => join(made.folder, name)
const request = (path: string, more: object = {}) =>
  batchSchema.parse({ path, source: definitions, format: 'csv', ...more })
const run = (path: string, more: object = {}, job = idleJob()): Promise<BatchReport> =>
  Promise.resolve(batchHandlers['batch.run'](made.context, request(path, more), job))
const outcomes = (report: BatchReport) => Object.fromEntries(report.items.map((item) => [item.file, item.outcome]))
const contents = async (folder: string) =>
  Object.fromEntries(
    await Promise.all(
      (await readdir(folder))
        .filter((n) => !n.startsWith('batch-report'))
        .toSorted()
        .map(async (name) => [name, await readFile(join(folder, name), 'latin1')] as const),
    ),
  )

beforeAll(async () => {
  made = await visitWorkspace()
  for (const [i, period] of ['2025-05', '2025-06', '2025-07', '2025-08'].entries())
    await made.deliver(period, someVisits(i, 150, ['01', '15', '79']))
  definitions = out('definitions')
  await mkdir(definitions)
  const byProvince = visitTable({
    id: 'by_province',
    rows: [{ variable: 'province', total: 'before' }],
    columns: [{ variable: 'period', total: 'none' }],
    measures: [{ id: 'n', statistic: 'count' }],
  })
  const files = {
    'a.json': byProvince,
    'b.json': visitTable({ id: 'by_shop', rows: [{ variable: 'shop', total: 'after' }] }),
    'broken.json': '{ "kind": "table",',
    'field.json': { ...byProvince, id: 'bad_field', rows: [{ variable: 'province', totl: 'after' }] },
    'gone.json': visitTable({ id: 'gone', rows: [{ variable: 'no_such' }] }),
    'chart.json': { kind: 'chart', id: 'a_chart' },
  }
  for (const [name, value] of Object.entries(files))
    await writeFile(join(definitions, name), typeof value === 'string' ? value : JSON.stringify(value))
})
afterAll(() => made.close())

describe('a batch', () => {
  it('writes what can be computed and tells why the rest cannot, each by name', async () => {
    const report = await run(out('first'), { periods: ['2025-07', '2025-08'] })
    expect(outcomes(report)).toEqual({
      'by_province_2025-07.csv': 'written',
      'by_province_2025-08.csv': 'written',
      'by_shop_2025-07.csv': 'written',
      'by_shop_2025-08.csv': 'written',
      'broken.json': 'failed',
      'field.json': 'failed',
      'gone_2025-07.csv': 'failed',
      'gone_2025-08.csv': 'failed',
    })
    expect(report.counts).toMatchObject({ written: 4, failed: 4, notRun: 0 })
    const failed = report.items.filter((item) => item.outcome === 'failed')
    expect(failed.map((item) => item.failure?.code)).toEqual(expect.arrayContaining(['DEFINITION_INVALID']))
    expect(failed.every((item) => (item.message?.vi ?? '') !== '' && (item.message?.en ?? '') !== '')).toBe(true)
    const fields: string[] = []
    for await (const row of parseCsv(createReadStream(join(out('first'), 'by_province_2025-08.csv'), 'utf8')))
      fields.push(...row)
    expect(fields).toContain('150')
    const saved = JSON.parse(await readFile(report.reports.json, 'utf8')) as BatchReport
    expect(outcomes(saved)).toEqual(outcomes(report))
    expect(await readFile(report.reports.html, 'utf8')).toContain('no_such')
  })

  it('run twice gives the same files, and leaves those alone that would not change', async () => {
    const [first, second] = [
      await run(out('same'), { periods: ['2025-07'] }),
      await run(out('other'), { periods: ['2025-07'] }),
    ]
    expect(await contents(out('same'))).toEqual(await contents(out('other')))
    expect(first.items.map((i) => i.fingerprint)).toEqual(second.items.map((i) => i.fingerprint))
    const before = await stat(join(out('same'), 'by_shop_2025-07.csv'))
    const again = await run(out('same'), { periods: ['2025-07'] })
    expect(outcomes(again)).toMatchObject({
      'by_shop_2025-07.csv': 'unchanged',
      'by_province_2025-07.csv': 'unchanged',
    })
    expect((await stat(join(out('same'), 'by_shop_2025-07.csv'))).mtimeMs).toBe(before.mtimeMs)
    // A file touched by hand is written again.
    await writeFile(join(out('same'), 'by_shop_2025-07.csv'), 'x')
    expect(outcomes(await run(out('same'), { periods: ['2025-07'] }))).toMatchObject({
      'by_shop_2025-07.csv': 'written',
      'by_province_2025-07.csv': 'unchanged',
    })
  })

  it('runs by territory: each province, the whole country, a code', async () => {
    const report = await run(out('territory'), {
      periods: ['2025-08'],
      territories: ['country', '01', '99'],
      pattern: '{territory} {id}',
    })
    expect(
      report.items.filter((i) => i.id === 'by_province').map((i) => [i.file, i.outcome, i.failure?.code ?? null]),
    ).toEqual([
      ['country by_province.csv', 'written', null],
      ['01 by_province.csv', 'written', null],
      ['99 by_province.csv', 'failed', 'BATCH_TERRITORY_UNKNOWN'],
    ])
    expect(report.items.find((i) => i.file === '01 by_province.csv')!.title.vi).toBe('Lượt ghé, Hà Nội, tháng 8/2025')
    const each = await batchHandlers['batch.estimate'](
      made.context,
      request(out('x'), { periods: ['2025-08'], territories: ['each'] }),
      idleJob(),
    )
    expect(each.items.filter((i) => i.id === 'by_province')).toHaveLength(34)
  })

  it('puts all tables into one workbook that its own reader reads', async () => {
    const report = await run(out('book'), { format: 'xlsx', output: 'workbook', periods: ['2025-07', '2025-08'] })
    expect(report.workbook).toMatchObject({ file: 'tables.xlsx' })
    const names = await readXlsx(join(out('book'), 'tables.xlsx'), async (sheets) => sheets.map((s) => s.name))
    expect(names).toEqual([
      'Mục lục – Contents',
      'by_province_2025-07',
      'by_province_2025-08',
      'by_shop_2025-07',
      'by_shop_2025-08',
      'Nguồn gốc – Provenance',
    ])
    const again = await run(out('book'), { format: 'xlsx', output: 'workbook', periods: ['2025-07', '2025-08'] })
    expect(again.counts).toMatchObject({ unchanged: 4, written: 0 })
    expect(again.workbook).toEqual(report.workbook)
  })

  it('keeps runs, and reports what jumped against them', async () => {
    await run(out('keep'), { periods: ['2025-07'], keep: 'sơ bộ' })
    expect(
      (await compareHandlers['runs.list'](made.context, { table: 'by_province' })).map((r) => [
        r.name,
        r.origin,
        r.period,
      ]),
    ).toEqual([['sơ bộ', 'batch', '2025-07']])
    await made.deliver('2025-07', someVisits(2, 450, ['01', '15', '79']))
    const report = await run(out('keep'), { periods: ['2025-07'], jumpPercent: 100 })
    const jumps = report.items.find((i) => i.id === 'by_province')!.breaches
    expect(jumps.map((b) => b.rule)).toContain('jump')
    expect(jumps[0]).toMatchObject({ against: 'sơ bộ', expected: '150', found: '450' })
    expect(report.counts.breaches).toBeGreaterThan(0)
  })

  it('cancelled, keeps what is finished and says what is not', async () => {
    const controller = new AbortController()
    let seen = 0
    const job = {
      ...idleJob(controller.signal),
      progress: ({ done }: { done?: number }) => {
        if (done === 1 && seen++ === 0) controller.abort()
      },
    }
    const report = await run(out('cancelled'), { periods: ['2025-07', '2025-08'] }, job)
    expect(report.cancelled).toBe(true)
    expect(report.counts).toMatchObject({ written: 1, notRun: 5 })
    expect(Object.keys(await contents(out('cancelled')))).toHaveLength(1)
    expect(
      (JSON.parse(await readFile(report.reports.json, 'utf8')) as BatchReport).items.filter(
        (i) => i.outcome === 'not_run',
      ),
    ).toHaveLength(5)
  })

  it('tells sizes before, and refuses names that would overwrite each other, before anything is written', async () => {
    const sizes = await batchHandlers['batch.estimate'](
      made.context,
      request(out('x'), { periods: ['2025-07'] }),
      idleJob(),
    )
    const real = await run(out('sizes'), { periods: ['2025-07'] })
    for (const item of real.items.filter((i) => i.outcome === 'written')) {
      const told = sizes.items.find((each) => each.file === item.file)!
      expect(told.cells).toBeGreaterThanOrEqual(item.cells)
      expect(told.bytes).toBeGreaterThan(item.bytes / 4)
    }
    expect(sizes.freeBytes).toBeGreaterThan(0)
    expect(await codeOf(() => run(out('clash'), { periods: ['2025-07', '2025-08'], pattern: '{id}' }))).toBe(
      'BATCH_NAMES_CLASH',
    )
    await expect(stat(out('clash'))).rejects.toThrow('ENOENT')
    await mkdir(out('empty'), { recursive: true })
    expect(await codeOf(() => run(out('y'), { source: out('empty') }))).toBe('BATCH_EMPTY')
    expect(await codeOf(() => run(out('y'), { format: 'csv', output: 'workbook' }))).toBe('REQUEST_INVALID')
    await rm(out('y'), { recursive: true, force: true })
  })
})
