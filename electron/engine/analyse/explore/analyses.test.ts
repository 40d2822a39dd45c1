// What explore tells of the records of a view, held against plain JavaScript over the same rows.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RecordBase } from '#shared/contract/explore.ts'
import { listAudit } from '#engine/workspace/audit/audit.ts'
import { throughDoor } from '#engine/door.ts'
import { exploreHandlers } from './methods.ts'
import { logarithmFence, quartileFence } from './outliers.ts'
import { registerView } from './registerView.ts'
import { sampleRows } from './sampleRows.ts'
import { job, openHousehold } from '#test/support/explore/household.ts'
import type { Household, Plain } from '#test/support/explore/household.ts'

let survey: Household
beforeAll(async () => {
  survey = await openHousehold()
})
afterAll(() => survey.close())

const cents = (r: Plain): number | null => (r.income === null ? null : Math.round(Number(r.income) * 100))
const idsOf = (rows: readonly Plain[]): number[] => rows.map((r) => r.rowId)
type Values = Parameters<(typeof exploreHandlers)['explore.values']>[1]
const values = async (variable: string, more: Partial<Values> = {}, filter: string | null = null) =>
  exploreHandlers['explore.values'](
    survey.context,
    { view: (await survey.open(filter)).view, variable, search: '', limit: 200, order: 'records', always: [], ...more },
    job(),
  )
const tally = <T>(of: readonly T[]): Map<T, number> =>
  new Map([...Map.groupBy(of, (v) => v)].map(([v, list]) => [v, list.length]))

describe('sums of a selection', () => {
  test('of all rows and of runs of rows, exact to the last digit', async () => {
    const { view } = await survey.open('members > 2')
    const kept = survey.rows.filter((r) => (r.members ?? 0) > 2)
    const sums = (rows: { offset: number; limit: number }[]) =>
      exploreHandlers['explore.sums'](survey.context, { view, rows, variables: ['income', 'members'] }, job())
    const expected = (rows: readonly Plain[]) => [
      {
        variable: 'income',
        numbers: rows.filter((r) => r.income !== null).length,
        sum: String(rows.reduce((n, r) => n + (cents(r) ?? 0), 0) / 100),
      },
      {
        variable: 'members',
        numbers: rows.filter((r) => r.members !== null).length,
        sum: String(rows.reduce((n, r) => n + (r.members ?? 0), 0)),
      },
    ]
    const plain = (found: Awaited<ReturnType<typeof sums>>) => found.map((f) => ({ ...f, sum: String(Number(f.sum)) }))
    expect(plain(await sums([{ offset: 0, limit: kept.length }]))).toEqual(expected(kept))
    const runs = [
      { offset: 3, limit: 40 },
      { offset: 100, limit: 7 },
    ]
    expect(plain(await sums(runs))).toEqual(expected([...kept.slice(3, 43), ...kept.slice(100, 107)]))
  })
  test('never of an identifier that is masked, never of a code', async () => {
    const { view } = await survey.open()
    for (const [variable, code] of [
      ['name', 'IDENTIFIER_NOT_REVEALED'],
      ['province', 'VARIABLE_NOT_NUMBER'],
    ] as const)
      await expect(
        exploreHandlers['explore.sums'](
          survey.context,
          { view, rows: [{ offset: 0, limit: 5 }], variables: [variable] },
          job(),
        ),
      ).rejects.toMatchObject({ value: { code } })
  })
})

describe('values with their counts', () => {
  test('of a code: all categories, one per meaning, in the order asked for', async () => {
    const found = await values('province')
    expect(found).toMatchObject({
      records: 2400,
      missing: survey.rows.filter((r) => r.province === null).length,
      found: found.distinct,
    })
    expect(found.values.map((v) => v.records)).toEqual(found.values.map((v) => v.records).toSorted((a, b) => b - a))
    const byCode = await values('province', { order: 'code' })
    expect(byCode.values.map((v) => v.code)).toEqual(byCode.values.map((v) => v.code).toSorted())
    expect(byCode.values.reduce((n, v) => n + v.records, 0)).toBe(2400 - found.missing)
    // 24 was Bắc Giang before the merger and is Bắc Ninh after it.
    expect(
      byCode.values
        .filter((v) => v.code === '24')
        .map((v) => v.label?.vi)
        .toSorted(),
    ).toEqual(['Bắc Giang', 'Bắc Ninh'])
  })

  test('under the other conditions of a filter, not the one of the view', async () => {
    const found = await values('province', { filter: "members > 10 and remark = 'kém'" }, "province = '79'")
    const kept = survey.rows.filter((r) => (r.members ?? 0) > 10 && r.remark === 'kém')
    expect(found.records).toBe(kept.length)
    expect(found.values.find((v) => v.code === '79')?.records).toBe(kept.filter((r) => r.province === '79').length)
  })

  test('searched without marks, by code or label; picked ones are always told', async () => {
    const found = await values('province', { search: 'ho chi', always: ['15', '99'] })
    expect(found.values.map((v) => v.code)).toEqual(['79', '15', '15', '99'])
    expect([found.found, found.values[3]]).toEqual([1, { code: '99', label: null, records: 0 }])
    expect((await values('province', { search: '7' })).values.map((v) => v.code).toSorted()).toEqual(['74', '74', '79'])
    const most = await values('province', { limit: 2 })
    expect([most.values.length, most.found]).toEqual([2, most.distinct])
  })

  test('of numbers, dates, periods and texts', async () => {
    const members = await values('members', { order: 'code', limit: 50 })
    expect(members.values.map((v) => [v.code, v.records])).toEqual(
      [...tally(survey.rows.flatMap((r) => r.members ?? []))]
        .sort((a, b) => a[0] - b[0])
        .map(([v, n]) => [String(v), n]),
    )
    const visited = await values('visited', { order: 'code', limit: 5000 })
    expect(new Map(visited.values.map((v) => [v.code, v.records]))).toEqual(
      tally(survey.rows.flatMap((r) => r.visited ?? [])),
    )
    expect((await values('period')).values.map((v) => [v.code, v.records])).toEqual([
      ['2024', 1500],
      ['2025', 900],
    ])
    const remark = await values('remark', {}, 'members > 5')
    expect(new Map(remark.values.map((v) => [v.code, v.records]))).toEqual(
      tally(survey.rows.filter((r) => (r.members ?? 0) > 5).flatMap((r) => r.remark ?? [])),
    )
  })

  test('never of person codes, nor of an identifier, unless this very view has it revealed', async () => {
    await expect(values('person')).rejects.toThrow('VARIABLE_NOT_LISTABLE')
    await expect(values('name')).rejects.toThrow('IDENTIFIER_NOT_REVEALED')
    const revealed = await survey.open()
    exploreHandlers['explore.reveal'](survey.context, {
      view: revealed.view,
      variables: ['name'],
      reason: 'Kiểm tra phiếu trùng',
    })
    // Another view of the same dataset stays masked.
    await expect(values('name')).rejects.toThrow('IDENTIFIER_NOT_REVEALED')
    const other = (await survey.open()).view
    for (const of of [
      exploreHandlers['explore.cross'](survey.context, { view: other, row: 'name', column: 'province' }, job()).then(
        () => null,
      ),
      exploreHandlers['explore.duplicates'](survey.context, { view: other, variables: ['name'] }, job()).then(
        () => null,
      ),
    ])
      await expect(of).rejects.toThrow('IDENTIFIER_NOT_REVEALED')
    const names = await values('name', { view: revealed.view })
    expect(new Map(names.values.map((v) => [v.code, v.records]))).toEqual(
      tally(survey.rows.flatMap((r) => r.name ?? [])),
    )
    // Records found by a revealed identifier can be looked into after it is masked again; it cannot.
    const found = (await survey.open("name = 'On'", [{ variable: 'members', direction: 'descending' }])).view
    exploreHandlers['explore.close'](survey.context, { view: revealed.view })
    const named = survey.rows.filter((r) => r.name === 'On')
    expect((await values('remark', { view: found })).records).toBe(named.length)
    expect(
      (await exploreHandlers['explore.profile'](survey.context, { view: found, variable: 'members' }, job())).records,
    ).toBe(named.length)
    await expect(values('name', { view: found })).rejects.toThrow('IDENTIFIER_NOT_REVEALED')
  })
})

describe('two variables against each other', () => {
  test('every pair, its margins, and no value as a category', async () => {
    const view = (await survey.open('members < 15')).view
    const found = await exploreHandlers['explore.cross'](
      survey.context,
      { view, row: 'remark', column: 'period' },
      job(),
    )
    const kept = survey.rows.filter((r) => r.members !== null && r.members < 15)
    expect(found.records).toBe(kept.length)
    found.rows.forEach((row, i) =>
      found.columns.forEach((column, j) => {
        expect(found.cells[i]?.[j]).toBe(kept.filter((r) => r.remark === row.code && r.period === column.code).length)
      }),
    )
    expect(found.rows.map((r, i) => found.cells[i]?.reduce((a, b) => a + b, 0) === r.records)).not.toContain(false)
    expect(found.rows.at(-1)).toMatchObject({ code: null, others: 0 })
  })

  test('what is beyond the most frequent is put together and counted', async () => {
    const view = (await survey.open()).view
    const found = await exploreHandlers['explore.cross'](
      survey.context,
      { view, row: 'visited', column: 'members' },
      job(),
    )
    const rest = found.rows.at(-1)!
    expect([found.rows.length, found.columns.length]).toEqual([62, 21])
    expect(rest.others).toBe(new Set(survey.rows.map((r) => r.visited)).size - 1 - 60)
    expect(found.cells.flat().reduce((a, b) => a + b, 0)).toBe(2400)
  })
})

describe('two periods side by side', () => {
  test('categories and their missing, within the other conditions', async () => {
    const view = (await survey.open('members > 3')).view
    const found = await exploreHandlers['explore.comparePeriods'](
      survey.context,
      { view, variable: 'remark', from: '2024', to: '2025' },
      job(),
    )
    const of = (period: string, remark?: string | null) =>
      survey.rows.filter(
        (r) => r.period === period && (r.members ?? 0) > 3 && (remark === undefined || r.remark === remark),
      ).length
    expect([found.from, found.to]).toEqual([
      { period: '2024', records: of('2024'), missing: of('2024', null), mean: null },
      { period: '2025', records: of('2025'), missing: of('2025', null), mean: null },
    ])
    expect(found.bars.map((b) => [b.code, b.from, b.now])).toEqual(
      found.bars.map((b) => [b.code, of('2024', b.code), of('2025', b.code)]),
    )
    expect(found.bars.length).toBe(4)
  })

  test('numbers in bins common to both', async () => {
    const view = (await survey.open()).view
    const found = await exploreHandlers['explore.comparePeriods'](
      survey.context,
      { view, variable: 'income', from: '2024', to: '2025' },
      job(),
    )
    expect(found.bars.map((b) => b.now)).toEqual(
      found.bars.map(
        (b) =>
          survey.rows.filter(
            (r) =>
              r.period === '2025' &&
              r.income !== null &&
              Number(r.income) >= Number(b.code) &&
              Number(r.income) < Number(b.to),
          ).length,
      ),
    )
    const known = survey.rows.flatMap((r) => (r.period === '2024' ? (cents(r) ?? []) : []))
    expect(found.from.mean).toBeCloseTo(known.reduce((a, b) => a + b, 0) / known.length / 100, 6)
    expect(
      (
        await exploreHandlers['explore.comparePeriods'](
          survey.context,
          { view, variable: 'members', from: '2024', to: '1999' },
          job(),
        )
      ).to,
    ).toMatchObject({ records: 0, missing: 0 })
  })
})

describe('outliers', () => {
  test('fences: the smallest and the largest value that is none', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
        fc.bigInt({ min: 0n, max: 10n ** 14n }),
        fc.integer({ min: 5, max: 100 }),
        (q1, spread, tenths) => {
          const { low, high } = quartileFence(q1, q1 + spread, tenths / 10)
          const below = (x: bigint): boolean => 10n * x < 10n * q1 - BigInt(tenths) * spread
          const above = (x: bigint): boolean => 10n * x > 10n * (q1 + spread) + BigInt(tenths) * spread
          expect([below(low!), below(low! - 1n), above(high!), above(high! + 1n)]).toEqual([false, true, false, true])
        },
      ),
      { seed: 5 },
    )
    // ln 100 = 4.605170…, ln 10000 twice that: mean 6.907755, deviation 3.256347; e^3.651408 = 38.53, e^10.164102 =
    // 25954.54.
    const logs = [4_605_170n, 9_210_340n]
    const fence = logarithmFence(2, logs[0]! + logs[1]!, logs[0]! ** 2n + logs[1]! ** 2n, 1)
    expect([Number(fence.low), Number(fence.high)]).toEqual([39, 25_954])
  })

  const quartile = (sorted: readonly number[], share: number): number => sorted[Math.ceil(share * sorted.length) - 1]!
  const rule = { variable: 'income', rule: 'quartiles' as const, factor: 0.5, group: null }
  test('by quartiles, counted and opened as a view of the very records', async () => {
    const kept = survey.rows.filter((r) => r.period === '2024' && r.income !== null)
    const sorted = kept.map((r) => cents(r)!).sort((a, b) => a - b)
    const [q1, q3] = [quartile(sorted, 0.25), quartile(sorted, 0.75)]
    const isOutlier = (r: Plain): boolean => cents(r)! < q1 - 0.5 * (q3 - q1) || cents(r)! > q3 + 0.5 * (q3 - q1)
    const outside = kept.filter(isOutlier)
    const report = await exploreHandlers['explore.outliers'](
      survey.context,
      { view: (await survey.open("period = '2024'")).view, ...rule },
      job(),
    )
    expect([report.records, report.below + report.above]).toEqual([kept.length, outside.length])
    expect(outside.length).toBeGreaterThan(0)
    const base: RecordBase = { type: 'outliers', filter: "period = '2024'", ...rule }
    expect(await survey.ids(null, [], base)).toEqual(idsOf(outside))
    // A further filter and a sort work within them.
    expect(await survey.ids('members >= 10', [{ variable: 'income', direction: 'descending' }], base)).toEqual(
      idsOf(outside.filter((r) => (r.members ?? 0) >= 10).sort((a, b) => cents(b)! - cents(a)!)),
    )
    expect(await survey.ids("remark = 'kém'", [], base)).toEqual(idsOf(outside.filter((r) => r.remark === 'kém')))
  })

  test('within groups, by logarithms, and small groups are not judged', async () => {
    const view = (await survey.open()).view
    const grouped = await exploreHandlers['explore.outliers'](
      survey.context,
      { view, ...rule, rule: 'logarithms', factor: 1.5, group: 'remark' },
      job(),
    )
    const outside: Plain[] = []
    for (const [, rows] of Map.groupBy(
      survey.rows.filter((r) => (cents(r) ?? 0) > 0),
      (r) => r.remark,
    )) {
      const logs = rows.map((r) => Math.log(cents(r)!))
      const mean = logs.reduce((a, b) => a + b, 0) / logs.length
      const deviation = Math.sqrt(logs.reduce((a, l) => a + (l - mean) ** 2, 0) / (logs.length - 1))
      outside.push(...rows.filter((_, i) => Math.abs(logs[i]! - mean) > 1.5 * deviation))
    }
    expect([grouped.groups.length, grouped.below + grouped.above]).toEqual([5, outside.length])
    expect(
      await survey.ids(null, [], {
        type: 'outliers',
        filter: null,
        ...rule,
        rule: 'logarithms',
        factor: 1.5,
        group: 'remark',
      }),
    ).toEqual(idsOf(outside).sort((a, b) => a - b))
    const small = await exploreHandlers['explore.outliers'](
      survey.context,
      { view: (await survey.open("members = 3 and visited < '2011-01-01'")).view, ...rule, group: 'remark' },
      job(),
    )
    expect(small.skipped).toBeGreaterThan(0)
    await expect(
      exploreHandlers['explore.outliers'](survey.context, { view, ...rule, variable: 'province' }, job()),
    ).rejects.toThrow('VARIABLE_NOT_NUMBER')
  })
})

describe('duplicates', () => {
  test('groups that share variables, texts too, and the records of one group', async () => {
    const groups = [...Map.groupBy(survey.rows, (r) => JSON.stringify([r.remark, r.visited])).values()].filter(
      (g) => g.length > 1,
    )
    const view = (await survey.open()).view
    const found = await exploreHandlers['explore.duplicates'](
      survey.context,
      { view, variables: ['remark', 'visited'] },
      job(),
    )
    expect([found.groups, found.records]).toEqual([groups.length, groups.reduce((n, g) => n + g.length, 0)])
    expect(found.list[0]?.records).toBe(Math.max(...groups.map((g) => g.length)))
    const all: RecordBase = { type: 'duplicates', filter: null, variables: ['remark', 'visited'] }
    expect(await survey.ids(null, [], all)).toEqual(groups.flatMap(idsOf).sort((a, b) => a - b))
    for (const { values: of, records } of found.list.slice(0, 3)) {
      const wanted = survey.rows.filter((r) => r.remark === of[0] && r.visited === of[1])
      expect([records, await survey.ids(null, [], { ...all, values: of })]).toEqual([wanted.length, idsOf(wanted)])
    }
  })

  test('by code, number and person code', async () => {
    const view = (await survey.open()).view
    expect(
      await exploreHandlers['explore.duplicates'](survey.context, { view, variables: ['person'] }, job()),
    ).toMatchObject({ groups: 0, records: 0, list: [] })
    const found = await exploreHandlers['explore.duplicates'](
      survey.context,
      { view, variables: ['province', 'members', 'income'] },
      job(),
    )
    for (const { values: of } of found.list.slice(0, 4)) {
      const wanted = survey.rows.filter(
        (r) =>
          r.province === of[0] &&
          r.members === (of[1] === null ? null : Number(of[1])) &&
          (r.income === null ? of[2] === null : Number(r.income) === Number(of[2])),
      )
      expect(
        await survey.ids(null, [], {
          type: 'duplicates',
          filter: null,
          variables: ['province', 'members', 'income'],
          values: of!,
        }),
      ).toEqual(idsOf(wanted))
    }
  })
})

describe('a sample by seed', () => {
  test('has its size, comes back, grows from itself, differs by seed, and keeps to the filter', async () => {
    const of = (size: number, seed: number, filter: string | null = null) =>
      survey.ids(null, [], { type: 'sample', filter, size, seed })
    const sample = await of(100, 7)
    expect([sample.length, new Set(sample).size, sample]).toEqual([100, 100, sample.toSorted((a, b) => a - b)])
    expect(await of(100, 7)).toEqual(sample)
    expect(await of(100, 8)).not.toEqual(sample)
    expect((await of(250, 7)).filter((id) => sample.includes(id)).length).toBe(100)
    const girls = await of(40, 7, "remark = 'kém'")
    expect(girls.every((id) => survey.rows.find((r) => r.rowId === id)?.remark === 'kém')).toBe(true)
    expect((await of(5000, 1)).length).toBe(2400)
  })

  test('is the same wherever the deliveries came to lie, and draws evenly', async () => {
    const one = { sha256: 'ab12cd34', rowsAccepted: 60_000 }
    const two = { sha256: '0012cd34', rowsAccepted: 30_000 }
    const rows = (first: number, count: number) => Int32Array.from({ length: count }, (_, i) => first + i)
    const straight = await sampleRows(
      rows(1, 90_000),
      [
        { ...one, firstRow: 1 },
        { ...two, firstRow: 60_001 },
      ],
      3000,
      11,
      job(),
    )
    const turned = await sampleRows(
      rows(1, 90_000),
      [
        { ...two, firstRow: 1 },
        { ...one, firstRow: 30_001 },
      ],
      3000,
      11,
      job(),
    )
    const places = (picked: Int32Array, first: number, count: number) =>
      [...picked].filter((id) => id >= first && id < first + count).map((id) => id - first)
    expect(places(straight, 1, 60_000)).toEqual(places(turned, 30_001, 60_000))
    expect(places(straight, 60_001, 30_000)).toEqual(places(turned, 1, 30_000))
    // Thirty parts of 3,000 rows expect 100 each; 99.9 % of such counts lie within 68 and 134.
    const parts = Array.from({ length: 30 }, (_, p) => places(straight, 1 + p * 3000, 3000).length)
    expect(Math.min(...parts)).toBeGreaterThan(60)
    expect(Math.max(...parts)).toBeLessThan(140)
  })
})

describe('records of a cell', () => {
  test('can be filtered, sorted, counted and profiled like any others', async () => {
    const cell = survey.rows.filter((r) => r.province === '79')
    const drilled = registerView(survey.context, {
      dataset: 'household',
      rowIds: Int32Array.from(idsOf(cell)),
      description: 'province = 79',
    })
    const base: RecordBase = { type: 'view', view: drilled.view }
    expect(await survey.ids('members > 5', [{ variable: 'members', direction: 'ascending' }], base)).toEqual(
      idsOf(cell.filter((r) => (r.members ?? 0) > 5).sort((a, b) => a.members! - b.members! || a.rowId - b.rowId)),
    )
    expect(
      (await exploreHandlers['explore.profile'](survey.context, { view: drilled.view, variable: 'members' }, job()))
        .records,
    ).toBe(cell.length)
    expect(
      (await exploreHandlers['explore.profile'](survey.context, { view: drilled.view, variable: 'remark' }, job()))
        .missing,
    ).toBe(cell.filter((r) => r.remark === null).length)
    expect(
      (
        await exploreHandlers['explore.values'](
          survey.context,
          { view: drilled.view, variable: 'remark', search: '', limit: 10, order: 'records', always: [] },
          job(),
        )
      ).records,
    ).toBe(cell.length)
    const again = await survey.open('members > 5', [], base)
    // From a filtered view of them, once more.
    expect(await survey.ids(null, [], { type: 'view', view: again.view })).toEqual(
      idsOf(cell.filter((r) => (r.members ?? 0) > 5)),
    )
    exploreHandlers['explore.close'](survey.context, { view: drilled.view })
    await expect(survey.open(null, [], base)).rejects.toThrow('VIEW_UNKNOWN')
  })
})

describe('all variables at once', () => {
  test('agrees with the profile of each', async () => {
    const view = (await survey.open("period = '2024'")).view
    const all = await exploreHandlers['explore.profileAll'](survey.context, { view }, job())
    expect([all.records, all.variables.map((v) => v.variable)]).toEqual([
      1500,
      ['period', 'province', 'name', 'remark', 'members', 'income', 'visited', 'person'],
    ])
    for (const found of all.variables) {
      const alone = await exploreHandlers['explore.profile'](survey.context, { view, variable: found.variable }, job())
      expect([found.missing, found.minimum, found.maximum, found.masked]).toEqual([
        alone.missing,
        alone.minimum,
        alone.maximum,
        alone.masked,
      ])
      if (alone.mean !== null) expect(found.mean).toBeCloseTo(alone.mean, 6)
      if (alone.median !== null) expect(found.median).toBeCloseTo(alone.median, 6)
      if (!found.approximate) expect(found.distinct).toBe(alone.distinct)
      if (alone.histogram) expect(found.bars.map((b) => b.records)).toEqual(alone.histogram.map((b) => b.records))
      else expect(found.bars.map((b) => b.records)).toEqual(alone.top.slice(0, 8).map((t) => t.records))
    }
    expect(all.variables.find((v) => v.variable === 'name')).toMatchObject({ masked: true, distinct: null, bars: [] })
    const abort = new AbortController()
    abort.abort()
    await expect(exploreHandlers['explore.profileAll'](survey.context, { view }, job(abort.signal))).rejects.toThrow(
      'CANCELLED',
    )
  })
})

describe('views kept by name', () => {
  const columns = { order: ['members', 'province'], hidden: ['visited'], frozen: 1, widths: { members: 90 } }
  test('are replaced by name, told apart from column sets, removed, and hold no rows', () => {
    const view = {
      name: 'Hộ đông người',
      kind: 'view' as const,
      filter: 'members > 10',
      sort: [{ variable: 'members', direction: 'descending' as const }],
      base: { type: 'sample' as const, filter: null, size: 50, seed: 3 },
      columns,
    }
    const save = (more: object) =>
      exploreHandlers['explore.saveView'](survey.context, { dataset: 'household', view: { ...view, ...more } })
    save({})
    save({ kind: 'columns', filter: null, sort: [], base: null })
    save({ name: 'Ăn theo' })
    save({ filter: 'members > 12' })
    const stored = exploreHandlers['explore.savedViews'](survey.context, { dataset: 'household' })
    expect(stored).toMatchObject([
      { name: 'Ăn theo' },
      { name: 'Hộ đông người', kind: 'columns' },
      { name: 'Hộ đông người', kind: 'view', filter: 'members > 12', columns },
    ])
    expect(
      exploreHandlers['explore.removeView'](survey.context, {
        dataset: 'household',
        kind: 'view',
        name: 'Hộ đông người',
      }),
    ).toHaveLength(2)
    expect(() =>
      exploreHandlers['explore.removeView'](survey.context, {
        dataset: 'household',
        kind: 'view',
        name: 'Hộ đông người',
      }),
    ).toThrow('SAVED_VIEW_UNKNOWN')
    expect(() => save({ base: { type: 'view', view: 'view-1' } })).toThrow('REQUEST_INVALID')
    expect(() => exploreHandlers['explore.savedViews'](survey.context, { dataset: 'nothing' })).toThrow(
      'DATASET_UNKNOWN',
    )
  })
})

describe('rows for the clipboard', () => {
  test('chosen columns, masked as on screen, logged with their number', async () => {
    const view = (await survey.open()).view
    const request = { view, offset: 10, limit: 25, variables: ['members', 'name'] }
    const copied = await throughDoor(survey.context, 'explore.copy', request, (inside) =>
      exploreHandlers['explore.copy'](inside, request),
    )
    expect(copied.columns).toEqual([
      { variable: 'members', masked: false, values: survey.rows.slice(10, 35).map((r) => r.members) },
      { variable: 'name', masked: true, values: Array.from({ length: 25 }, () => null) },
    ])
    expect(listAudit(survey.workspace, 1)[0]).toMatchObject({
      action: 'copy',
      subject: 'household: members',
      records: 25,
    })
  })
})
