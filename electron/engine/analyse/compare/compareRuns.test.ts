// Runs kept, data changed as agencies change them, and the difference report held against sums over plain rows.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listAudit } from '#engine/workspace/audit/audit.ts'
import { throughDoor } from '#engine/door.ts'
import { compareHandlers } from './methods.ts'
import { definitionRepository } from '#engine/workspace/files/catalogDefinitions.ts'
import { changeParts } from '#shared/contract/production.ts'
import type { ChangePart, DifferenceCell, DifferenceReport } from '#shared/contract/production.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import { codeOf } from '#test/support/compare/codeOf.ts'
import { idleJob, someVisits, visitTable, visitWorkspace } from '#test/support/compare/visitWorkspace.ts'
import type { Visit, VisitWorkspace } from '#test/support/compare/visitWorkspace.ts'

let made: VisitWorkspace
beforeEach(async () => {
  made = await visitWorkspace()
})
afterEach(() => made.close())

const definition = visitTable({
  rows: [{ variable: 'province', total: 'before' }],
  columns: [{ variable: 'period', level: 'quarter', total: 'after' }],
})
const keep = (name: string, of: TableDefinition = definition) =>
  compareHandlers['runs.keep'](made.context, { definition: of, name, origin: 'kept' }, idleJob())
const compare = (before: number, more: object = {}) =>
  compareHandlers['runs.compare'](
    made.context,
    { before, after: 'now' as const, recode: false, definition, ...more },
    idleJob(),
  )
const part = (cell: DifferenceCell, name: ChangePart): number =>
  Number(cell.parts?.[changeParts.indexOf(name)] ?? Number.NaN)
const addressOf = (report: DifferenceReport, cell: DifferenceCell): string =>
  cell.coordinates.map((c, d) => report.dimensions[d]?.categories[c]?.key).join(' ')
const total = (report: DifferenceReport, measure: string): DifferenceCell =>
  report.totals.find((c) => report.measures[c.measure]?.id === measure)!
const sum = (visits: readonly Visit[]): number => visits.reduce((n, v) => n + v.amount, 0)
/** Every explained cell: its parts are its change, none left over. */
const addsUp = (report: DifferenceReport): void => {
  const explained = [...report.cells, ...report.totals].filter((cell) => cell.parts !== null)
  expect(explained.length).toBeGreaterThan(0)
  for (const cell of explained)
    expect(cell.parts!.reduce<bigint>((n, p) => n + BigInt(p), 0n)).toBe(BigInt(cell.change!))
  expect(explained.every((cell) => part(cell, 'unexplained') === 0)).toBe(true)
}

describe('the difference report', () => {
  it('splits a change into new, replaced and withdrawn deliveries exactly', async () => {
    const months = {
      '2025-01': someVisits(1, 120, ['01', '79', '48']),
      '2025-02': someVisits(2, 90, ['01', '79']),
      '2025-03': someVisits(3, 80, ['01', '48']),
    }
    for (const [period, visits] of Object.entries(months)) await made.deliver(period, visits)
    const run = await keep('sơ bộ')
    const amended = [
      ...months['2025-02'].slice(5).map((v, i) => (i % 4 === 0 ? { ...v, amount: v.amount + 500, province: '48' } : v)),
      ...someVisits(9, 7, ['79']),
    ]
    const fresh = someVisits(4, 60, ['01', '92'])
    await made.deliver('2025-02', amended)
    await made.withdraw('2025-03')
    await made.deliver('2025-04', fresh)

    const report = await compare(run.id)
    addsUp(report)
    const amount = total(report, 'amount')
    expect([
      part(amount, 'new_records'),
      part(amount, 'amended_records'),
      part(amount, 'withdrawn_records'),
      part(amount, 'recoded'),
      part(amount, 'definition'),
    ]).toEqual([sum(fresh), sum(amended) - sum(months['2025-02']), -sum(months['2025-03']), 0, 0])
    expect(amount.before).toBe(sum(Object.values(months).flat()))
    expect(amount.after).toBe(sum([...months['2025-01'], ...amended, ...fresh]))
    expect(report.deliveries.map((d) => [d.period, d.change, d.before?.rows ?? null, d.after?.rows ?? null])).toEqual([
      ['2025-01', 'kept', 120, 120],
      ['2025-02', 'replaced', 90, amended.length],
      ['2025-03', 'withdrawn', 80, null],
      ['2025-04', 'added', null, 60],
    ])
    // Every changed cell, against the plain rows.
    const now = { '2025-01': months['2025-01'], '2025-02': amended, '2025-04': fresh }
    const quarterOf = (period: string): string => (period < '2025-04' ? '2025-Q1' : '2025-Q2')
    const count = (of: Record<string, Visit[]>, province: string, quarter: string): number =>
      Object.entries(of).reduce(
        (n, [period, visits]) =>
          n +
          (quarter === '#total' || quarterOf(period) === quarter
            ? visits.filter((v) => province === '#total' || `${v.province}@2004` === province).length
            : 0),
        0,
      )
    const counted = report.cells.filter(
      (c) =>
        report.measures[c.measure]?.id === 'n' &&
        c.before !== null &&
        c.after !== null &&
        !addressOf(report, c).includes('@2025'),
    )
    expect(counted.length).toBeGreaterThan(3)
    for (const cell of counted) {
      const [province = '', quarter = ''] = addressOf(report, cell).split(' ')
      expect([cell.before, cell.after]).toEqual([count(months, province, quarter), count(now, province, quarter)])
    }
    expect(report.limits.some((l) => /gộp chung/.test(l.vi))).toBe(true)
    expect(report.measures.map((m) => [m.id, m.explained])).toEqual([
      ['n', true],
      ['amount', true],
      ['mean', false],
    ])
    expect(report.cells.filter((c) => report.measures[c.measure]?.id === 'mean').every((c) => c.parts === null)).toBe(
      true,
    )
  })

  it('tells the part of an altered definition from that of the data, and says it in words', async () => {
    const january = someVisits(1, 100, ['01', '79'])
    await made.deliver('2025-01', january)
    const run = await keep('cũ')
    const february = someVisits(2, 50, ['01', '79'])
    await made.deliver('2025-02', february)
    const altered = visitTable({ rows: definition.rows, columns: definition.columns, filter: "province = '01'" })
    const report = await compare(run.id, { definition: altered })
    addsUp(report)
    const amount = total(report, 'amount')
    const hanoi = (visits: readonly Visit[]) => sum(visits.filter((v) => v.province === '01'))
    expect(part(amount, 'new_records')).toBe(sum(february))
    expect(part(amount, 'definition')).toBe(hanoi([...january, ...february]) - sum([...january, ...february]))
    expect(report.definitionChanges.map((c) => c.text.en)).toEqual(["Filter: – → “province = '01'”"])
  })

  it('finds a saved variable that was changed meanwhile', async () => {
    await made.deliver('2025-01', someVisits(1, 100, ['01', '79', '48']))
    const definitions = definitionRepository(made.workspace.catalog)
    const group = (members: string[]) => ({
      kind: 'variable' as const,
      id: 'big_city',
      dataset: 'visit',
      label: { vi: 'Thành phố lớn', en: 'Big city' },
      method: 'recode' as const,
      of: 'province',
      rest: 'others' as const,
      groups: [{ code: 'big', label: { vi: 'Lớn', en: 'Big' }, members }],
    })
    definitions.save(group(['01@2004', '79@2004']), 'tester')
    const grouped = visitTable({
      rows: [{ variable: 'big_city', total: 'before' }],
      measures: [{ id: 'n', statistic: 'count' }],
    })
    const run = await keep('nhóm', grouped)
    definitions.save(group(['01@2004']), 'tester')
    const report = await compare(run.id, { definition: grouped })
    addsUp(report)
    expect(report.definitionChanges.map((c) => c.text.vi)).toEqual(['Biến tạo thêm Thành phố lớn định nghĩa khác đi'])
    expect(report.cells.map((c) => part(c, 'definition'))).toEqual(report.cells.map((c) => Number(c.change)))
  })

  it('puts what a new run of the link reclassifies under its own name', async () => {
    await made.deliver('2025-01', someVisits(1, 170, ['01']))
    const linked = visitTable({
      rows: [{ variable: 'visit_shop.kind', total: 'before' }],
      measures: [{ id: 'n', statistic: 'count' }],
    })
    await made.register({ 100: 'A', 101: 'A', 102: 'B' })
    const run = await keep('liên kết', linked)
    await made.register({ 100: 'A', 101: 'B', 103: 'B' })
    const report = await compare(run.id, { definition: linked })
    addsUp(report)
    expect(report.cells.length).toBeGreaterThan(0)
    expect(report.cells.map((c) => part(c, 'recoded'))).toEqual(report.cells.map((c) => Number(c.change)))
    expect(report.recodeCauses).toEqual([{ cause: 'link', name: 'visit_shop' }])
    expect(part(total(report, 'n'), 'recoded')).toBe(0)
  })

  it('matches old territory with new by the correspondence, where asked', async () => {
    // Yên Bái (15) and Lào Cai (10) became Lào Cai (15).
    const june = someVisits(1, 90, ['10', '15', '01'])
    const july = someVisits(2, 70, ['15', '01'])
    const byProvince = visitTable({ rows: [{ variable: 'province', total: 'before' }] })
    await made.deliver('2025-06', june)
    const old = await keep('63 tỉnh', byProvince)
    await made.withdraw('2025-06')
    await made.deliver('2025-07', july)
    const apart = await compare(old.id, { definition: byProvince })
    expect(apart.counts).toMatchObject({ onlyBefore: 3, onlyAfter: 2 })
    const report = await compare(old.id, { definition: byProvince, recode: true })
    addsUp(report)
    expect(report.counts).toMatchObject({ cells: 3, onlyBefore: 0, onlyAfter: 0 })
    const laoCai = report.cells.find(
      (c) => addressOf(report, c) === '15@2025' && report.measures[c.measure]?.id === 'amount',
    )!
    expect([laoCai.before, laoCai.after]).toEqual([
      sum(june.filter((v) => v.province !== '01')),
      sum(july.filter((v) => v.province === '15')),
    ])
    expect([part(laoCai, 'withdrawn_records'), part(laoCai, 'new_records')]).toEqual([-laoCai.before!, laoCai.after])
    // A mean of two cells is not their mean.
    expect(
      report.cells.find((c) => addressOf(report, c) === '15@2025' && report.measures[c.measure]?.id === 'mean'),
    ).toMatchObject({ before: null, beforeStatus: 'not_available', change: null })
  })

  it('compares two kept runs without the records of either', async () => {
    await made.deliver('2025-01', someVisits(1, 40, ['01']))
    const first = await keep('1')
    await made.deliver('2025-01', someVisits(5, 55, ['01']))
    const second = await keep('2')
    await made.withdraw('2025-01')
    const report = await compare(first.id, { after: second.id, definition: undefined })
    addsUp(report)
    expect([total(report, 'n').before, total(report, 'n').after, part(total(report, 'n'), 'amended_records')]).toEqual([
      40, 55, 15,
    ])
    expect(report.after).toMatchObject({ run: second.id, name: '2' })
  })

  it('says nothing changed when nothing did, the same file taken in again included', async () => {
    const visits = someVisits(1, 40, ['01', '79'])
    await made.deliver('2025-01', visits)
    const run = await keep('1')
    await made.withdraw('2025-01')
    await made.deliver('2025-01', visits)
    const report = await compare(run.id)
    expect([report.cells, report.counts.changed, report.deliveries.map((d) => d.change)]).toEqual([[], 0, ['kept']])
  })
})

describe('kept runs', () => {
  it('are listed, named, removed and logged; the number is never given again', async () => {
    await made.deliver('2025-01', someVisits(1, 40, ['01']))
    const first = await keep('một')
    const second = await keep('hai')
    expect(
      (await compareHandlers['runs.list'](made.context, {})).map((r) => [
        r.name,
        r.table,
        r.cells > 0,
        r.deliveries.length,
      ]),
    ).toEqual([
      ['một', 'visits', true, 1],
      ['hai', 'visits', true, 1],
    ])
    const naming = { run: second.id, name: 'chính thức' }
    const renamed = await throughDoor(made.context, 'runs.rename', naming, (inside) =>
      compareHandlers['runs.rename'](inside, naming),
    )
    expect(renamed.name).toBe('chính thức')
    await throughDoor(made.context, 'runs.remove', { run: second.id }, (inside) =>
      compareHandlers['runs.remove'](inside, { run: second.id }),
    )
    expect((await keep('ba')).id).toBeGreaterThan(second.id)
    expect(await codeOf(() => compareHandlers['runs.rename'](made.context, { run: second.id, name: 'x' }))).toBe(
      'RUN_UNKNOWN',
    )
    expect(await codeOf(() => compare(second.id))).toBe('RUN_UNKNOWN')
    const acts = listAudit(made.workspace, 50).map((e) => e.action)
    expect(acts.filter((a) => a === 'keep')).toHaveLength(3)
    expect(acts).toEqual(expect.arrayContaining(['rename_run', 'remove_run']))
    expect(first.id).toBeLessThan(second.id)
  })
})
