// The whole way in a real workspace: files imported and linked, then tables and indicators by all engines, protected,
// published, logged. Held against plain JavaScript over the rows that were written to the files.
import { publishHandlers } from '#engine/disseminate/publish/publishMethods.ts'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listAudit } from '#engine/workspace/audit/audit.ts'
import type { JobContext } from '#engine/workspace/context.ts'
import { chartHandlers } from '#engine/disseminate/chart/methods.ts'
import { throughDoor } from '#engine/door.ts'
import { tableHandlers } from '#engine/analyse/tabulate/methods.ts'
import { computeIndicator } from '#engine/analyse/indicators/computeIndicator.ts'
import { importDelivery } from '#engine/collect/intake/importDelivery.ts'
import { runLink } from '#engine/process/link/runLink.ts'
import { protectCube } from '#engine/analyse/protect/protectCube.ts'
import { datasetRepository } from '#engine/workspace/files/catalogDatasets.ts'
import { definitionRepository } from '#engine/workspace/files/catalogDefinitions.ts'
import { createWorkspace } from '#engine/workspace/files/createWorkspace.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { drillCell } from '#engine/analyse/tabulate/ask/drill.ts'
import { tableModel } from '#engine/analyse/tabulate/plan/tableModel.ts'
import { tabulate } from '#engine/analyse/tabulate/ask/tabulate.ts'
import { datasetSchema } from '#shared/model/dataset.ts'
import type { Cube } from '#shared/model/cube.ts'
import { chartDefinitionSchema } from '#shared/model/chart.ts'
import { Failure, fail } from '#shared/model/failure.ts'
import { indicatorDefinitionSchema } from '#shared/model/indicator.ts'
import { tableDefinitionSchema } from '#shared/model/table.ts'
import { quietJob, testContext } from '../support/engine/testContext.ts'

const label = { vi: 'thử', en: 'test' }
const variable = (id: string, more: object) => ({ id, source: id, label, ...more })
const base = {
  subject: 'survey',
  label,
  recordLabel: label,
  description: label,
  periodKind: 'year',
  key: [],
  rules: [],
}
const visit = datasetSchema.parse({
  ...base,
  id: 'visit',
  respondent: 'shop',
  variables: [
    variable('province', { role: 'classification', type: 'code', codeList: 'province' }),
    variable('shop', { role: 'key', type: 'code' }),
    variable('owner_name', { role: 'identifier', type: 'text' }),
    variable('amount', { role: 'measure', type: 'decimal', scale: 2, sensitivity: 'confidential' }),
    variable('made', { role: 'time', type: 'date' }),
  ],
})
const shop = datasetSchema.parse({
  ...base,
  id: 'shop',
  respondent: null,
  variables: [
    variable('shop', { role: 'key', type: 'code' }),
    variable('kind', { role: 'classification', type: 'code' }),
  ],
})

type Visit = { period: string; province: string; shop: string; amount: number; made: string }
const provinces = { '2024': ['01', '15', '10', '79'], '2025': ['01', '15', '79'] }
const visits: Visit[] = (['2024', '2025'] as const).flatMap((period) =>
  Array.from({ length: 300 }, (_, i): Visit => ({
    period,
    province: provinces[period][(i + Math.floor(i / 7)) % provinces[period].length]!,
    shop: String(100 + ((i * 7) % (i % 5 === 0 ? 2 : 23))),
    amount: ((i * 7919) % 100_003) - 500,
    made: `${period}-${String(1 + (i % 12)).padStart(2, '0')}-15`,
  })),
)
/** Codes that had ended, or never were, in a delivery of 2025: in no version of that day. */
const invalid = ['10', '10', '17', '95']
visits.push(
  ...invalid.map((province, i): Visit => ({
    period: '2025',
    province,
    shop: String(101 + i),
    amount: 1000 + i,
    made: '2025-03-15',
  })),
)
const isInvalid = (v: Visit): boolean => v.period === '2025' && invalid.includes(v.province)
/** Shops below 110 are in the register; kind by last digit. */
const kindOf = (code: string): string | null => (Number(code) < 110 ? (Number(code) % 2 === 0 ? 'A' : 'B') : null)

let folder = ''
let workspace: Workspace
const context = testContext(() => workspace)
const deliver = async (dataset: string, period: string, lines: string[]) => {
  const path = join(folder, `${dataset}_${period}.csv`)
  await writeFile(path, `${lines.join('\n')}\n`)
  await importDelivery(context, { path, dataset, period, sender: '', letterNumber: '' }, quietJob())
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tabulate-'))
  workspace = await createWorkspace(join(folder, 'ws'), {
    name: 'test',
    passphrase: null,
    demonstration: true,
    user: 'tester',
  })
  for (const dataset of [visit, shop]) datasetRepository(workspace.catalog).save(dataset)
  await deliver('shop', '2024', [
    'shop,kind',
    ...Array.from({ length: 10 }, (_, i) => `${100 + i},${kindOf(String(100 + i))}`),
  ])
  for (const period of ['2024', '2025']) {
    await deliver('visit', period, [
      'province,shop,owner_name,amount,made',
      ...visits
        .filter((v) => v.period === period)
        .map((v) => [v.province, v.shop, 'Nguyễn Ẩn', (v.amount / 100).toFixed(2), v.made].join(',')),
    ])
  }
  await runLink(
    context,
    {
      kind: 'link',
      id: 'visit_shop',
      label,
      left: 'visit',
      right: 'shop',
      keys: [{ left: 'shop', right: 'shop', normalise: 'exact' }],
    },
    quietJob(),
  )
})
afterAll(async () => {
  await workspace.close()
  await rm(folder, { recursive: true, force: true })
})

const table = (more: object) =>
  tableDefinitionSchema.parse({
    kind: 'table',
    id: 't',
    title: label,
    dataset: 'visit',
    measures: [{ id: 'n', statistic: 'count' }],
    ...more,
  })
const run = (more: object, engine: 'duckdb' | 'sqlite' | 'evaluator' = 'duckdb') =>
  tabulate(context, table(more), { engine }, quietJob())
const figures = (cube: Cube) =>
  Object.fromEntries(
    Array.from(cube.cells.records, (_, i) => [
      cube.dimensions
        .map((d, k) => {
          const c = d.categories[cube.cells.coordinates[k]![i]!]!
          return c.kind === 'value'
            ? `${c.version ?? ''}:${c.code}`
            : c.kind === 'missing'
              ? c.code || 'missing'
              : c.kind
        })
        .join(' '),
      cube.cells.values.map((column) => column[i]),
    ]),
  )
const codeOf = async (work: Promise<unknown>) => {
  try {
    await work
  } catch (thrown) {
    if (thrown instanceof Failure) return thrown.value
    throw thrown
  }
  return null
}

describe('a table over imported files', () => {
  const everything = {
    rows: [{ variable: 'province' }, { variable: 'visit_shop.kind' }],
    columns: [{ variable: 'made', level: 'quarter' }, { variable: 'period' }],
    measures: [
      { id: 'n', statistic: 'count' },
      { id: 's', statistic: 'sum', variable: 'amount' },
      { id: 'md', statistic: 'median', variable: 'amount' },
      { id: 'd', statistic: 'distinct', variable: 'shop' },
    ],
  }

  it.each(['as_then', 'as_now'])('is the same by DuckDB, SQLite and the evaluator, %s', async (classification) => {
    const [duckdb, sqlite, evaluator] = [
      await run({ ...everything, classification }),
      await run({ ...everything, classification }, 'sqlite'),
      await run({ ...everything, classification }, 'evaluator'),
    ]
    expect(sqlite.dimensions).toEqual(duckdb.dimensions)
    expect(sqlite.cells).toEqual(duckdb.cells)
    expect(evaluator.dimensions).toEqual(duckdb.dimensions)
    expect(evaluator.cells).toEqual(duckdb.cells)
    const matched = visits.filter((v) => kindOf(v.shop) !== null).length
    expect(duckdb.provenance.link).toMatchObject({
      id: 'visit_shop',
      matchedRecords: matched,
      unmatchedRecords: visits.length - matched,
      stale: false,
    })
    expect(evaluator.provenance.link).toEqual(duckdb.provenance.link)
    expect(
      await tableHandlers['table.check'](context, { definition: table({ ...everything, classification }) }, quietJob()),
    ).toMatchObject({ differing: 0, cells: duckdb.cells.records.length })
  })

  it('keeps provinces of two versions apart as then, and recodes them as now', async () => {
    const count = (keep: (v: Visit) => boolean) => visits.filter(keep).length
    const then = figures(await run({ rows: [{ variable: 'province' }] }))
    expect(then['2004:15']).toEqual([count((v) => v.province === '15' && v.period === '2024')])
    expect(then['2025:15']).toEqual([count((v) => v.province === '15' && v.period === '2025')])
    const now = figures(await run({ rows: [{ variable: 'province' }], classification: 'as_now' }))
    expect(
      Object.keys(then)
        .filter((k) => k.startsWith('2025:'))
        .sort(),
    ).toEqual(['2025:01', '2025:15', '2025:79'])
    expect(Object.keys(now)).toEqual(['2025:01', '2025:15', '2025:79', 'unmapped', 'total'])
    // Yên Bái (15) and Lào Cai (10) became Lào Cai, whose code is 15 now.
    expect(now['2025:15']).toEqual([count((v) => v.province === '15' || (v.province === '10' && v.period === '2024'))])
    expect(now['total']).toEqual([visits.length])
  })

  it.each(['as_then', 'as_now'])(
    'gathers codes that were not valid in one category, which drills to exactly their records, %s',
    async (classification) => {
      const definition = table({
        rows: [{ variable: 'province' }],
        measures: [{ id: 's', statistic: 'sum', variable: 'amount' }],
        classification,
      })
      const cube = await tabulate(context, definition, { engine: 'duckdb' }, quietJob())
      expect(figures(cube)['unmapped']).toEqual([visits.filter(isInvalid).reduce((sum, v) => sum + v.amount, 0)])
      expect(cube.dimensions[0]!.categories.filter((c) => c.kind === 'unmapped').map((c) => c.label.vi)).toEqual([
        'Mã không hợp lệ / không chuyển được',
      ])
      expect(cube.provenance.unmappedRecords).toBe(invalid.length)
      const drilled = await drillCell(
        tableModel(context, 'visit'),
        definition,
        [{ variable: 'province', code: '', kind: 'unmapped' }],
        's',
        quietJob(),
      )
      const rows = workspace
        .subject('survey')
        .prepare<[string], { province: string; delivery_id: number }>(
          'SELECT province, delivery_id FROM r_visit WHERE row_id IN (SELECT value FROM json_each(?))',
        )
        .all(JSON.stringify([...drilled.rowIds]))
      expect(rows.map((r) => r.province).sort()).toEqual(invalid)
      expect(new Set(rows.map((r) => r.delivery_id)).size).toBe(1)
      expect(drilled.viewValue).toBe(drilled.cellValue)
    },
  )

  it('shows what is not linked, and adds money exactly', async () => {
    const cells = figures(
      await run({
        rows: [{ variable: 'visit_shop.kind' }],
        measures: [{ id: 's', statistic: 'sum', variable: 'amount' }],
      }),
    )
    for (const [key, kind] of [
      [':A', 'A'],
      [':B', 'B'],
      ['not_linked', null],
    ] as const)
      expect(cells[key]).toEqual([visits.filter((v) => kindOf(v.shop) === kind).reduce((sum, v) => sum + v.amount, 0)])
  })

  it('refuses what cannot stand in a table, by name', async () => {
    expect(await codeOf(run({ rows: [{ variable: 'owner_name' }] }))).toEqual({
      code: 'VARIABLE_NOT_TABULABLE',
      facts: { variable: 'owner_name' },
    })
    expect(await codeOf(run({ rows: [{ variable: 'provinces' }] }))).toEqual({
      code: 'VARIABLES_UNKNOWN',
      facts: { variables: 'provinces', dataset: 'visit' },
    })
    expect(
      await codeOf(
        run({
          rows: [{ variable: 'provinces' }, { variable: 'province' }],
          measures: [{ id: 'm', statistic: 'sum', variable: 'money', weight: 'heft' }],
        }),
      ),
    ).toMatchObject({ code: 'VARIABLES_UNKNOWN', facts: { variables: 'provinces, money, heft' } })
    expect(await codeOf(run({ rows: [{ variable: 'province', level: 'commune' }] }))).toMatchObject({
      code: 'LEVEL_UNKNOWN',
    })
    expect(await codeOf(run({ rows: [{ variable: 'nowhere.kind' }] }))).toMatchObject({ code: 'LINK_UNKNOWN' })
    expect(await codeOf(run({ filter: "owner_name = 'x'" }))).toMatchObject({ code: 'EXPRESSION_INVALID' })
    expect(await codeOf(run({ filter: 'amount > 99999999' }))).toMatchObject({ code: 'TABLE_EMPTY' })
    expect(
      await codeOf(
        tabulate(
          context,
          table({ rows: [{ variable: 'shop' }, { variable: 'made' }] }),
          { engine: 'duckdb', limit: 50 },
          quietJob(),
        ),
      ),
    ).toMatchObject({ code: 'TABLE_TOO_LARGE' })
    const stop = new AbortController()
    stop.abort()
    const cancelled: JobContext = { ...quietJob(), signal: stop.signal, throwIfCancelled: () => fail('CANCELLED') }
    for (const engine of ['duckdb', 'sqlite', 'evaluator'] as const)
      expect(
        await codeOf(tabulate(context, table({ rows: [{ variable: 'made' }] }), { engine }, cancelled)),
      ).toMatchObject({ code: 'CANCELLED' })
  })
})

describe('what leaves the program', () => {
  const byShop = table({
    rows: [{ variable: 'made', level: 'month' }],
    columns: [{ variable: 'province' }],
    measures: [
      { id: 'n', statistic: 'count' },
      { id: 's', statistic: 'sum', variable: 'amount' },
    ],
  })

  it('counts respondents, not records, against the minimum', async () => {
    const cube = await tabulate(context, byShop, { engine: 'duckdb' }, quietJob())
    const safe = await protectCube(context, cube, { stricter: 8 }, quietJob())
    expect(safe.protection.unit).toBe('shop')
    cube.cells.records.forEach((_, i) => {
      const [month, province] = cube.dimensions.map((d, k) => d.categories[cube.cells.coordinates[k]![i]!]!)
      const shops = new Set(
        visits
          .filter(
            (v) =>
              (month!.kind === 'total' || v.made.startsWith(month!.code)) &&
              (province!.kind === 'total' ||
                (province!.kind === 'unmapped'
                  ? isInvalid(v)
                  : v.province === province!.code && (v.period === '2024' ? '2004' : '2025') === province!.version)),
          )
          .map((v) => v.shop),
      ).size
      expect(safe.cells.statuses?.[0]?.[i] === 'suppressed', `${month!.code} ${province!.code}`).toBe(shops < 8)
    })
    expect(safe.protection.primary).toBeGreaterThan(0)
  })

  it('counts only the respondents a measure keeps, and derives nothing from a withheld figure', async () => {
    const filter = 'amount > 900'
    const definition = table({
      rows: [{ variable: 'made', level: 'month', total: 'none' }],
      columns: [{ variable: 'period' }],
      measures: [
        { id: 'n', statistic: 'count' },
        { id: 'dear', statistic: 'count', filter, hidden: true },
        { id: 'part', statistic: 'ratio', numerator: 'dear', denominator: 'n', factor: 100 },
        { id: 'share', statistic: 'percent', of: 'n', base: 'column' },
      ],
    })
    const safe = await protectCube(
      context,
      await tabulate(context, definition, { engine: 'duckdb' }, quietJob()),
      { stricter: 9 },
      quietJob(),
    )
    const at = (i: number, k: number) => safe.dimensions[k]!.categories[safe.cells.coordinates[k]![i]!]!
    const shopsIn = (i: number, kept: (v: Visit) => boolean) =>
      new Set(
        visits
          .filter(
            (v) =>
              v.made.startsWith(at(i, 0).code) && (at(i, 1).kind === 'total' || v.period === at(i, 1).code) && kept(v),
          )
          .map((v) => v.shop),
      ).size
    let byFilterOnly = 0
    safe.cells.records.forEach((_, i) => {
      const [all, dear] = [shopsIn(i, () => true), shopsIn(i, (v) => v.amount > 900 * 100)]
      const unsafe = all < 9 || (dear > 0 && dear < 9)
      if (unsafe && all >= 9) byFilterOnly++
      if (unsafe) expect(safe.cells.statuses?.[0]?.[i]).toBe('suppressed')
      // What is withheld is withheld in all that is made of it.
      if (safe.cells.values[0]![i] === null)
        expect([safe.cells.values[1]![i], safe.cells.values[2]![i]]).toEqual([null, null])
    })
    expect(byFilterOnly).toBeGreaterThan(0)
    expect(safe.measures.map((m) => m.id)).toEqual(['n', 'part', 'share'])
  })

  it('protects by totals that are not shown, and those that stacked blocks share', async () => {
    const definition = table({
      rows: [
        { variable: 'made', level: 'month' },
        { variable: 'province', stack: true, total: 'none' },
      ],
      columns: [{ variable: 'period', total: 'none' }],
      measures: [{ id: 'n', statistic: 'count' }],
    })
    const safe = await protectCube(
      context,
      await tabulate(context, definition, { engine: 'duckdb' }, quietJob()),
      { stricter: 9 },
      quietJob(),
    )
    const withheld = safe.cells.statuses?.[0] ?? []
    expect(withheld.filter((s) => s === 'suppressed').length).toBeGreaterThan(0)
    // In each line of months below its total no withheld month stands alone.
    const [months, provincesAt, periods] = safe.cells.coordinates as [number[], number[], number[]]
    const totalOf = (d: number) => safe.dimensions[d]!.categories.findIndex((c) => c.kind === 'total')
    for (const period of new Set(periods)) {
      const line = months.flatMap((_, i) => (periods[i] === period && provincesAt[i] === totalOf(1) ? [i] : []))
      expect(line.length).toBeGreaterThan(12)
      expect(line.filter((i) => withheld[i] !== 'value').length).not.toBe(1)
    }
  })

  it('never tells the smallest or largest value of a sensitive variable', async () => {
    const measures = [
      { id: 'n', statistic: 'count' },
      { id: 'top', statistic: 'maximum', variable: 'amount' },
      { id: 'middle', statistic: 'median', variable: 'amount' },
      { id: 'of_top', statistic: 'ratio', numerator: 'top', denominator: 'n' },
    ]
    const cube = await tabulate(
      context,
      table({ columns: [{ variable: 'period' }], measures }),
      { engine: 'duckdb' },
      quietJob(),
    )
    expect(cube.cells.values[1]!.every((v) => v !== null)).toBe(true)
    const safe = await protectCube(context, cube, {}, quietJob())
    expect(safe.cells.values.map((column) => column.every((v) => v === null))).toEqual([false, true, false, true])
    expect(safe.cells.statuses?.[1]?.every((s) => s === 'suppressed')).toBe(true)
    expect(safe.notes.some((n) => n.en.includes('single respondent'))).toBe(true)
  })

  it('is protected, written and logged with its hash', async () => {
    const path = join(folder, 'out.csv')
    const request = { definition: byShop, format: 'csv', path, language: 'vi', stricter: 8 } as const
    const result = await throughDoor(context, 'table.publish', request, (inside) =>
      publishHandlers['table.publish'](inside, request, quietJob()),
    )
    expect((await readFile(path)).byteLength).toBe(result.bytes)
    expect(listAudit(workspace, 1)[0]).toMatchObject({
      action: 'export',
      subject: expect.stringContaining(`table t csv ${result.sha256}`) as string,
      user: 'tester',
    })
  })

  it('stops in the middle of a long file when cancelled, and leaves the old file', async () => {
    const path = join(folder, 'long.csv')
    await writeFile(path, 'old')
    const inWriting = (): JobContext => {
      let phase = ''
      return {
        ...quietJob(),
        progress: (update) => {
          phase = update.phase ?? phase
        },
        throwIfCancelled: () => {
          if (phase === 'publishing') fail('CANCELLED')
        },
      }
    }
    const target = { format: 'csv_tidy', path, language: 'en' } as const
    const long = table({
      rows: [{ variable: 'shop' }, { variable: 'amount' }, { variable: 'made' }],
      columns: [{ variable: 'province' }],
    })
    expect(
      await codeOf(publishHandlers['table.publish'](context, { definition: long, ...target }, inWriting())),
    ).toMatchObject({ code: 'CANCELLED' })
    const series = indicatorDefinitionSchema.parse({
      kind: 'indicator',
      id: 'i',
      label,
      unit: label,
      definition: label,
      domain: 'trade',
      periodKind: 'year',
      formula: 'n',
      inputs: { n: { dataset: 'visit', aggregate: 'count()' } },
      breakdowns: [{ id: 'amount', label, variables: { n: 'amount' } }],
    })
    expect(
      await codeOf(publishHandlers['indicator.publish'](context, { definition: series, ...target }, inWriting())),
    ).toMatchObject({ code: 'CANCELLED' })
    expect(await readFile(path, 'utf8')).toBe('old')
  })

  it('is drawn by the policy, or stricter where asked, never looser', async () => {
    definitionRepository(workspace.catalog).save(
      table({ id: 'drawn', rows: [{ variable: 'province', total: 'none' }] }),
      'tester',
    )
    const chart = chartDefinitionSchema.parse({
      kind: 'chart',
      id: 'c',
      title: label,
      source: { from: 'table', id: 'drawn' },
      chart: 'bar',
    })
    const drawn = async (stricter?: number) =>
      (await chartHandlers['chart.svg'](context, { definition: chart, language: 'en', stricter }, quietJob())).svg
    // The rule's effect is counted in figures written beside bars: a withheld one is a symbol.
    const bars = async (stricter?: number) => (await drawn(stricter)).match(/>[\d.,]+<\/text>/g)?.length ?? 0
    expect(await bars()).toBe(await bars(3))
    expect(await codeOf(drawn(1))).toMatchObject({ code: 'PROTECTION_LOOSER', facts: { asked: 1, minimum: 3 } })
    expect(await drawn(5)).not.toBe(await drawn(3))
  })
})

describe('an indicator', () => {
  const share = indicatorDefinitionSchema.parse({
    kind: 'indicator',
    id: 'share',
    label,
    unit: { vi: '%', en: '%' },
    definition: label,
    domain: 'trade',
    periodKind: 'year',
    formula: '100 * value / total(value)',
    inputs: { value: { dataset: 'visit', aggregate: 'sum(amount)' } },
    breakdowns: [{ id: 'province', label, variables: { value: 'province' } }],
  })

  it('is evaluated in every period and category, with the whole as total', async () => {
    const cube = await computeIndicator(context, share, {}, quietJob())
    const sum = (keep: (v: Visit) => boolean) => visits.filter(keep).reduce((s, v) => s + v.amount, 0)
    const cells = figures(cube)
    expect(cells['2025:15 :2024']![0]).toBeCloseTo(
      (100 * sum((v) => v.period === '2024' && ['15', '10'].includes(v.province))) / sum((v) => v.period === '2024'),
      9,
    )
    expect(cells['total :2025']![0]).toBe(100)
    for (const engine of ['sqlite', 'evaluator'] as const)
      expect((await computeIndicator(context, share, { engine }, quietJob())).cells).toEqual(cube.cells)
  })

  it('knows no value before the first period, and none over nothing', async () => {
    const growth = await computeIndicator(
      context,
      { ...share, formula: '100 * (value / prev(value, 1 year) - 1)', breakdowns: [] },
      {},
      quietJob(),
    )
    expect(growth.cells.statuses![0]).toEqual(['not_available', 'value'])
    const nothing = await computeIndicator(
      context,
      { ...share, formula: 'value / (value - value)', breakdowns: [] },
      {},
      quietJob(),
    )
    expect(nothing.cells.statuses![0]).toEqual(['not_available', 'not_available'])
    expect(await codeOf(computeIndicator(context, share, { breakdowns: ['district'] }, quietJob()))).toMatchObject({
      code: 'DEFINITION_INVALID',
    })
  })

  it('hides a cell when a figure it is made of is hidden', async () => {
    const few = {
      ...share,
      inputs: { value: { dataset: 'visit', aggregate: "sum(amount) where shop in ('105', '106') or province = '01'" } },
    }
    const cube = await computeIndicator(context, few, {}, quietJob())
    const safe = await protectCube(context, cube, {}, quietJob())
    const at = (of: Cube, key: string) => Object.keys(figures(of)).indexOf(key)
    expect(safe.dimensions).toEqual(cube.dimensions)
    expect(safe.cells.statuses![0]![at(cube, '2025:79 :2024')]).toBe('suppressed')
    expect(safe.cells.values[0]![at(cube, '2025:79 :2024')]).toBeNull()
    expect(safe.cells.statuses![0]![at(cube, 'total :2024')]).toBe('value')
    const path = join(folder, 'indicator.csv')
    const request = { definition: few, format: 'csv', path, language: 'en' } as const
    const result = await throughDoor(context, 'indicator.publish', request, (inside) =>
      publishHandlers['indicator.publish'](inside, request, quietJob()),
    )
    expect(listAudit(workspace, 1)[0]).toMatchObject({
      action: 'export',
      subject: expect.stringContaining(`indicator share csv ${result.sha256}`) as string,
    })
  })
})
