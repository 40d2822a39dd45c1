// Explore over records imported the ordinary way, held against plain JavaScript over the same rows.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { failureMessages } from '#shared/model/messages.ts'
import { expressionHandlers } from './expressionMethods.ts'
import { exploreHandlers } from './methods.ts'
import { listAudit } from '#engine/workspace/audit/audit.ts'
import type { EngineContext } from '#engine/workspace/context.ts'
import { withdrawDelivery } from '#engine/collect/deliveries/withdrawDelivery.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { registerView } from './registerView.ts'
import { sortRows } from './radixSort.ts'
import { sortVietnamese } from './vietnameseOrder.ts'
import { dateBins, numberBins } from './histogramBins.ts'
import { topOfValues } from './topOfValues.ts'
import { blocksOf, profileRecords } from './profileRecords.ts'
import { household as dataset, job, openHousehold } from '#test/support/explore/household.ts'
import type { Household, Plain, Sort } from '#test/support/explore/household.ts'

let survey: Household
let workspace: Workspace
let context: EngineContext
const rows: Plain[] = []
const open = (filter: string | null = null, sort: Sort = []) => survey.open(filter, sort)
const page = (view: string, offset = 0, limit = 1000) => survey.page(view, offset, limit)
const ids = (filter: string | null, sort: Sort = []) => survey.ids(filter, sort)
const profile = (name: string, filter: string | null = null) => survey.profile(name, filter)

beforeAll(async () => {
  survey = await openHousehold()
  workspace = survey.workspace
  context = survey.context
  rows.push(...survey.rows)
})
afterAll(() => survey.close())

describe('pages', () => {
  test('unsorted and unfiltered: every position, in the order of the deliveries', async () => {
    const view = await open()
    expect([view.rows, view.totalRows]).toEqual([2400, 2400])
    const across = await page(view.view, 1490, 30)
    expect(across.rowIds).toEqual(rows.slice(1490, 1520).map((r) => r.rowId))
    const column = (name: string) => across.columns.find((c) => c.variable === name)!
    for (const name of ['period', 'province', 'members', 'income', 'visited', 'remark'] as const)
      expect(column(name).values, name).toEqual(
        rows
          .slice(1490, 1520)
          .map((r) => (name === 'income' && r[name] !== null ? Number(r[name]).toFixed(2) : r[name])),
      )
    expect(column('name')).toEqual({ variable: 'name', masked: true, values: Array.from({ length: 30 }, () => null) })
    expect(across.flags.map((f) => f.length > 0)).toEqual(rows.slice(1490, 1520).map((r) => (r.members ?? 0) > 15))
    expect((await page(view.view, 2399, 10)).rowIds).toEqual([2400])
    expect((await page(view.view, 5000, 10)).rowIds).toEqual([])
  })

  test('an unknown or closed view says so', async () => {
    const view = await open()
    exploreHandlers['explore.close'](context, { view: view.view })
    await expect(page(view.view)).rejects.toThrow('VIEW_UNKNOWN')
    await expect(page('view-0')).rejects.toThrow('VIEW_UNKNOWN')
  })

  test('views are bounded: the least recently used gives way', async () => {
    const first = await open()
    const second = await open()
    for (let i = 0; i < 30; i += 1) await open()
    await page(first.view, 0, 1)
    await open()
    await expect(page(second.view)).rejects.toThrow('VIEW_UNKNOWN')
    expect((await page(first.view, 0, 1)).rowIds).toEqual([1])
  })

  test('rows of a drill are a view like any other', async () => {
    const view = registerView(context, {
      dataset: 'household',
      rowIds: Int32Array.from([2400, 3, 1501]),
      description: 'province = 01',
    })
    expect([view.rows, view.filter]).toEqual([3, 'province = 01'])
    expect((await page(view.view)).columns[0]!.values).toEqual(['2025', '2024', '2025'])
  })
})

describe('filter and sort against plain JavaScript', () => {
  const filters: [string, (r: Plain) => boolean][] = [
    ["province = '01'", (r) => r.province === '01'],
    ['province is null', (r) => r.province === null],
    ["left(province, 1) = '7' and members > 10", (r) => r.province?.startsWith('7') === true && (r.members ?? 0) > 10],
    ["not (province = '01')", (r) => r.province !== null && r.province !== '01'],
    ["period = '2025' and income < 0", (r) => r.period === '2025' && r.income !== null && Number(r.income) < 0],
    [
      "visited between '2015-01-01' and '2016-12-31'",
      (r) => r.visited !== null && r.visited >= '2015-01-01' && r.visited <= '2016-12-31',
    ],
    ['known(province)', (r) => r.province !== null],
    ["remark = 'it''s'", (r) => r.remark === "it's"],
    ["fold(remark) = 'tot' and province = '79'", (r) => r.remark?.toLowerCase() === 'tốt' && r.province === '79'],
    ["remark is null and period = '2024'", (r) => r.remark === null && r.period === '2024'],
    ['members > 100', () => false],
  ]
  test.each(filters)('%s', async (text, keeps) => {
    expect(await ids(text)).toEqual(rows.filter(keeps).map((r) => r.rowId))
  })

  const value = (r: Plain, name: string): string | number | null =>
    name === 'income' ? (r.income === null ? null : Number(r.income)) : (r[name as keyof Plain] ?? null)
  const inOrder = (sort: { variable: string; direction: 'ascending' | 'descending' }[], of = rows) =>
    [...of]
      .sort((a, b) => {
        for (const { variable: name, direction } of sort) {
          const [x, y] = [value(a, name), value(b, name)]
          if (x === y) continue
          if (x === null || y === null) return x === null ? 1 : -1
          return (x < y ? -1 : 1) * (direction === 'ascending' ? 1 : -1)
        }
        return a.rowId - b.rowId
      })
      .map((r) => r.rowId)

  test.each(
    ['province', 'period', 'members', 'income', 'visited'].flatMap((name) =>
      (['ascending', 'descending'] as const).map((direction) => [name, direction] as const),
    ),
  )('by %s %s', async (name, direction) => {
    const sort = [{ variable: name, direction }]
    expect(await ids(null, sort)).toEqual(inOrder(sort))
  })

  test('by several variables, filtered', async () => {
    const sort = [
      { variable: 'province', direction: 'descending' as const },
      { variable: 'members', direction: 'ascending' as const },
      { variable: 'income', direction: 'descending' as const },
    ]
    expect(await ids('members between 3 and 12', sort)).toEqual(
      inOrder(
        sort,
        rows.filter((r) => r.members !== null && r.members >= 3 && r.members <= 12),
      ),
    )
  })

  test('by a text no column set holds, then by a measure', async () => {
    const order = ["it's", 'kém', 'Tốt', 'tốt']
    const found = await ids(null, [
      { variable: 'remark', direction: 'ascending' },
      { variable: 'income', direction: 'descending' },
    ])
    const byId = new Map(rows.map((r) => [r.rowId, r]))
    const shown = found.map((id) => byId.get(id)!)
    expect(shown.map((r) => r.remark)).toEqual(
      [...rows]
        .map((r) => r.remark)
        .sort((a, b) => (a === null ? 9 : order.indexOf(a)) - (b === null ? 9 : order.indexOf(b))),
    )
    for (let i = 1; i < shown.length; i += 1) {
      const [a, b] = [shown[i - 1]!, shown[i]!]
      if (a.remark === b.remark && a.income !== null && b.income !== null)
        expect(Number(a.income)).toBeGreaterThanOrEqual(Number(b.income))
    }
  })

  test('a cancelled opening stops and leaves no view', async () => {
    const abort = new AbortController()
    abort.abort()
    await expect(
      exploreHandlers['explore.open'](
        context,
        { dataset: 'household', filter: 'members > 1', sort: [], base: null },
        job(abort.signal),
      ),
    ).rejects.toThrow('CANCELLED')
    await expect(
      exploreHandlers['explore.open'](
        context,
        { dataset: 'household', filter: "remark = 'x'", sort: [], base: null },
        job(abort.signal),
      ),
    ).rejects.toThrow('CANCELLED')
  })

  test('wrong requests are named', async () => {
    await expect(open('mebers > 1')).rejects.toThrow('EXPRESSION_INVALID')
    await expect(open('members')).rejects.toThrow('EXPRESSION_INVALID')
    await expect(open(null, [{ variable: 'nothing', direction: 'ascending' }])).rejects.toThrow('VARIABLE_UNKNOWN')
    await expect(
      exploreHandlers['explore.open'](context, { dataset: 'nothing', filter: null, sort: [], base: null }, job()),
    ).rejects.toThrow('DATASET_UNKNOWN')
    expect(
      await expressionHandlers['expression.check'](context, {
        dataset: 'household',
        expression: 'income * 2',
        expect: 'any',
      }),
    ).toEqual({ ok: true, type: 'decimal(2)' })
    expect(
      await expressionHandlers['expression.check'](context, {
        dataset: 'household',
        expression: 'income * 2',
        expect: 'condition',
      }),
    ).toMatchObject({ ok: false, position: 0, length: 10 })
  })
})

describe('identifiers', () => {
  test('are masked, cannot be used, and are shown in one view after a logged reason', async () => {
    for (const view of Array.from({ length: 40 }, (_, i) => `view-${i}`))
      exploreHandlers['explore.close'](context, { view })
    await expect(open("name = 'On'")).rejects.toThrow('IDENTIFIER_NOT_REVEALED')
    await expect(open(null, [{ variable: 'name', direction: 'ascending' }])).rejects.toThrow('IDENTIFIER_NOT_REVEALED')
    await expect(profile('members', "name = 'On'")).rejects.toThrow('IDENTIFIER_NOT_REVEALED')
    const view = await open()
    const other = await open()
    expect(() =>
      exploreHandlers['explore.reveal'](context, { view: view.view, variables: ['name'], reason: '   short ' }),
    ).toThrow('REASON_NEEDED')
    exploreHandlers['explore.reveal'](context, { view: view.view, variables: ['name'], reason: 'Kiểm tra phiếu trùng' })
    expect(listAudit(workspace, 1)[0]).toMatchObject({
      action: 'reveal',
      reason: 'Kiểm tra phiếu trùng',
      records: 2400,
    })
    const shown = (await page(view.view, 0, 5)).columns.find((c) => c.variable === 'name')!
    expect(shown).toEqual({ variable: 'name', masked: false, values: rows.slice(0, 5).map((r) => r.name) })
    expect((await page(other.view, 0, 1)).columns.find((c) => c.variable === 'name')!.masked).toBe(true)
    expect(await ids("fold(name) = 'on'")).toEqual(
      rows.filter((r) => r.name === 'Ơn' || r.name === 'On').map((r) => r.rowId),
    )
    const sorted = await ids(null, [{ variable: 'name', direction: 'ascending' }])
    const byId = new Map(rows.map((r) => [r.rowId, r.name!]))
    expect([...new Set(sorted.map((id) => byId.get(id)!))]).toEqual([
      'an',
      'Ấn Độ',
      'Dương Chí',
      'Đặng Thị Bình',
      'Nguyễn Văn An',
      'Nguyễn Văn Ân',
      'On',
      'Ơn',
      'Trần Đức',
    ])
    const counts = await profile('name')
    expect(counts).toMatchObject({ masked: true, records: 2400, missing: 0, distinct: null, top: [] })
    exploreHandlers['explore.close'](context, { view: view.view })
    await expect(open("name = 'On'")).rejects.toThrow('IDENTIFIER_NOT_REVEALED')
  })
})

describe('the blocks of a sample', () => {
  const size = (ranges: { first: number; last: number }[]) => ranges.reduce((n, r) => n + r.last - r.first + 1, 0)
  const spread = [
    { firstRow: 11, rowsAccepted: 7_000 },
    { firstRow: 90_001, rowsAccepted: 0 },
    { firstRow: 100_001, rowsAccepted: 24_000_000 },
  ]

  test('are all rows of a small dataset, each once', () => {
    expect(blocksOf(spread.slice(0, 1), 10_000)).toEqual([
      { first: 11, last: 5010 },
      { first: 5011, last: 7010 },
    ])
    expect(
      blocksOf(
        [
          { firstRow: 1, rowsAccepted: 3000 },
          { firstRow: 5001, rowsAccepted: 4000 },
        ],
        10_000,
      ),
    ).toEqual([
      { first: 1, last: 3000 },
      { first: 5001, last: 7000 },
      { first: 7001, last: 9000 },
    ])
    expect(blocksOf([], 10)).toEqual([])
  })

  test('are as many rows as allowed of a large one, from first to last delivery, never a row twice or of none', () => {
    const ranges = blocksOf(spread, 100_000)
    expect(size(ranges)).toBe(100_000)
    expect(ranges[0]).toEqual({ first: 11, last: 5010 })
    expect(ranges.at(-1)!.last).toBeGreaterThan(22_000_000)
    for (const [i, { first, last }] of ranges.entries()) {
      expect(first).toBeGreaterThan(ranges[i - 1]?.last ?? 0)
      expect(spread.some((d) => first >= d.firstRow && last < d.firstRow + d.rowsAccepted)).toBe(true)
    }
  })
})

describe('profile', () => {
  const tally = (of: (string | null)[]) =>
    [
      ...Map.groupBy(
        of.filter((v) => v !== null),
        (v) => v,
      ),
    ]
      .map(([code, list]) => [code, list.length] as const)
      .sort((a, b) => b[1] - a[1] || (a[0]! < b[0]! ? -1 : 1))

  test('of a code: counts, labels, and one code of two versions told apart by what it means', async () => {
    const found = await profile('province')
    expect([found.records, found.missing]).toEqual([2400, rows.filter((r) => r.province === null).length])
    expect(found.top.reduce((n, t) => n + t.records, 0)).toBe(2400 - found.missing)
    const of24 = found.top.filter((t) => t.code === '24')
    expect(of24.map((t) => t.records).sort((a, b) => a - b)).toEqual(
      ['2025', '2024']
        .map((p) => rows.filter((r) => r.period === p && r.province === '24').length)
        .sort((a, b) => a - b),
    )
    expect(new Set(of24.map((t) => t.label?.vi)).size).toBe(2)
    expect(found.top.filter((t) => t.code === '01').length).toBe(1)
    expect((await profile('period', "province = '79'")).top.map((t) => [t.code, t.records])).toEqual(
      tally(rows.filter((r) => r.province === '79').map((r) => r.period)),
    )
  })

  test('of a measure: extremes, mean, median and bins from the records kept', async () => {
    const kept = rows
      .filter((r) => r.period === '2024' && r.income !== null)
      .map((r) => Math.round(Number(r.income) * 100))
      .sort((a, b) => a - b)
    const found = await profile('income', "period = '2024'")
    const middle = (kept[Math.floor((kept.length - 1) / 2)]! + kept[Math.floor(kept.length / 2)]!) / 2
    expect([found.minimum, found.maximum]).toEqual([(kept[0]! / 100).toFixed(2), (kept.at(-1)! / 100).toFixed(2)])
    expect(found.mean).toBeCloseTo(kept.reduce((a, b) => a + b, 0) / kept.length / 100, 6)
    expect(found.median).toBeCloseTo(middle / 100, 6)
    expect([found.records, found.missing]).toEqual([1500, 1500 - kept.length])
    expect(found.histogram!.map((b) => b.records)).toEqual(
      found.histogram!.map((b) => kept.filter((v) => v >= Number(b.from) * 100 && v < Number(b.to) * 100).length),
    )
    const members = await profile('members')
    expect(members.distinct).toBe(20)
    expect(members.top.map((t) => [t.code, t.records])).toEqual(
      tally(rows.map((r) => (r.members === null ? null : String(r.members)))).sort(
        (a, b) => b[1] - a[1] || Number(a[0]) - Number(b[0]),
      ),
    )
  })

  test('of a date, a text, a hash, and under a filter only SQLite can answer', async () => {
    const dates = rows
      .filter((r) => r.visited !== null)
      .map((r) => r.visited!)
      .sort()
    const visited = await profile('visited')
    expect([visited.minimum, visited.maximum, visited.distinct]).toEqual([dates[0], dates.at(-1), new Set(dates).size])
    expect(visited.histogram!.map((b) => b.records)).toEqual(
      visited.histogram!.map((b) => dates.filter((d) => d >= b.from && d < b.to).length),
    )
    const remark = await profile('remark', 'members > 5')
    expect(remark.top.map((t) => [t.code, t.records])).toEqual(
      tally(rows.filter((r) => (r.members ?? 0) > 5).map((r) => r.remark)),
    )
    const [name, text] = [
      dataset.variables.find((v) => v.id === 'name')!,
      dataset.variables.find((v) => v.id === 'remark')!,
    ]
    const masked = await profileRecords(workspace, { dataset, base: null, filter: null }, name, true, job(), 1000)
    expect(masked).toMatchObject({ records: 2400, missing: 0, distinct: null, top: [], sampledFrom: 2400 })
    expect(
      (await profileRecords(workspace, { dataset, base: null, filter: null }, text, false, job(), 2400)).sampledFrom,
    ).toBeUndefined()
    expect(await profile('person')).toMatchObject({ records: 2400, distinct: 2400, top: [] })
    const byRemark = await profile('members', "remark = 'kém'")
    const kept = rows.filter((r) => r.remark === 'kém')
    expect([byRemark.records, byRemark.missing]).toEqual([kept.length, kept.filter((r) => r.members === null).length])
    expect(await profile('members', 'members > 500')).toMatchObject({
      records: 0,
      minimum: null,
      histogram: null,
      top: [],
    })
  })
})

describe('record sheet', () => {
  test('groups, labels of the version in force, failed rules, delivery', () => {
    const row = rows.find((r) => r.period === '2025' && r.province === '24' && (r.members ?? 0) > 15)!
    const sheet = exploreHandlers['explore.record'](context, { dataset: 'household', rowId: row.rowId })
    if (sheet instanceof Promise) throw new Error('not awaited')
    expect(sheet.groups.map((g) => g.label.en)).toEqual(['Place', 'General'])
    expect(sheet.groups[0]!.values[0]).toMatchObject({ variable: 'province', value: '24', text: { vi: 'Bắc Ninh' } })
    expect(sheet.groups[1]!.values.find((v) => v.variable === 'name')).toMatchObject({ value: null, masked: true })
    expect([sheet.delivery.period, sheet.rowNumber, sheet.flags.map((f) => f.rule)]).toEqual([
      '2025',
      sheet.rowNumber,
      ['members_plausible'],
    ])
    expect(() => exploreHandlers['explore.record'](context, { dataset: 'household', rowId: 99_999 })).toThrow(
      'RECORD_UNKNOWN',
    )
    expect(failureMessages.RECORD_UNKNOWN.en).toContain('{row}')
  })
})

describe('parts', () => {
  test('radix sort is a stable sort', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 0xffff_ffff }), fc.constantFrom(0, 1, 65_536, 0xffff_ffff)), {
          maxLength: 200,
        }),
        fc.boolean(),
        async (pairs, descending) => {
          const sorted = await sortRows(Int32Array.from(pairs.keys()), [
            { words: [Uint32Array.from(pairs, (p) => p[1])], descending },
            { words: [Uint32Array.from(pairs, (p) => p[0])], descending: false },
          ])
          const wanted = [...pairs.keys()].sort(
            (a, b) => (descending ? -1 : 1) * (pairs[a]![1] - pairs[b]![1]) || pairs[a]![0] - pairs[b]![0] || a - b,
          )
          expect([...sorted]).toEqual(wanted)
        },
      ),
      { numRuns: 60, seed: 3 },
    )
  })

  test('the Vietnamese alphabet', () => {
    expect(
      sortVietnamese([
        'đá',
        'da',
        'ca',
        'ăn',
        'ân',
        'an',
        'ạn',
        'án',
        'àn',
        'oan',
        'ôm',
        'ơm',
        'ưa',
        'ua',
        'Z',
        '10',
        '9',
      ]),
    ).toEqual(['10', '9', 'an', 'àn', 'án', 'ạn', 'ăn', 'ân', 'ca', 'da', 'đá', 'oan', 'ôm', 'ơm', 'ua', 'ưa', 'Z'])
  })

  test('bins cover what they are made for with at most twenty', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n }),
        fc.bigInt({ min: 0n, max: 10n ** 17n }),
        (low, width) => {
          const { edges } = numberBins(low, low + width, String)
          expect(edges.length).toBeLessThanOrEqual(21)
          expect(BigInt(edges[0]!) <= low && BigInt(edges.at(-1)!) > low + width && BigInt(edges[1]!) > low).toBe(true)
        },
      ),
      { seed: 4 },
    )
    expect(dateBins('2024-01-15', '2025-12-03').edges.at(0)).toBe('2024-01-01')
    expect(dateBins('2024-01-15', '2024-01-20').edges).toEqual([
      '2024-01-15',
      '2024-01-16',
      '2024-01-17',
      '2024-01-18',
      '2024-01-19',
      '2024-01-20',
      '2024-01-21',
    ])
    expect(dateBins('0001-01-01', '9999-12-31').edges.length).toBeLessThanOrEqual(21)
  })

  test('top values: exact when few, and when many the frequent ones', async () => {
    const database = await workspace.columns()
    const from =
      '(SELECT CASE WHEN range % 10 = 0 THEN 5 WHEN range % 20 = 1 THEN -3 ELSE 1000 + range END AS v, range AS row_id FROM range(40000)) s'
    const exact = await topOfValues({ database, from, where: '', rowId: 's.row_id' }, 's.v', String)
    expect([exact.distinct, exact.top.slice(0, 3).map((t) => [t.code, t.records])]).toEqual([
      34_002,
      [
        ['5', 4000],
        ['-3', 2000],
        ['1002', 1],
      ],
    ])
    const many = await topOfValues(
      { database, from, where: ' WHERE s.v < 30000', rowId: 's.row_id' },
      's.v',
      String,
      1000,
    )
    expect([many.distinct, many.top.map((t) => [t.code, t.records])]).toEqual([
      null,
      [
        ['5', 4000],
        ['-3', 2000],
      ],
    ])
  })

  test('a change of the rows ends the views that show them', async () => {
    const view = await open()
    await withdrawDelivery(
      context,
      { delivery: deliveryRepository(workspace.catalog).current('household')[1]!.id },
      job(),
    )
    await expect(page(view.view)).rejects.toThrow('VIEW_UNKNOWN')
    expect((await open()).rows).toBe(1500)
    expect((await profile('members')).records).toBe(1500)
  })
})
