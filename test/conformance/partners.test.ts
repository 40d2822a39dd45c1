// Several partners of one record: sums, counts, means, extremes over all of them or those of a period, the record of
// the same year, the latest; in rows, measures, conditions and chains, by every engine, against plain JavaScript over
// what was delivered.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importDelivery } from '#engine/collect/intake/importDelivery.ts'
import { runLink } from '#engine/process/link/runLink.ts'
import { checkTable } from '#engine/analyse/tabulate/plan/checkTable.ts'
import { keptValues } from '#engine/workspace/columns/linkedValues.ts'
import { tableModel } from '#engine/analyse/tabulate/plan/tableModel.ts'
import { tabulate } from '#engine/analyse/tabulate/ask/tabulate.ts'
import { datasetRepository } from '#engine/workspace/files/catalogDatasets.ts'
import { csvWorkspace, job } from '#test/support/link/csvWorkspace.ts'
import type { CsvWorkspace } from '#test/support/link/csvWorkspace.ts'
import { figureAt } from '#shared/model/cube.ts'
import type { Cube } from '#shared/model/cube.ts'
import { datasetSchema } from '#shared/model/dataset.ts'
import { Failure } from '#shared/model/failure.ts'
import { linkDefinitionSchema } from '#shared/model/link.ts'
import { tableDefinitionSchema } from '#shared/model/table.ts'
import type { TableDefinition } from '#shared/model/table.ts'

const label = (text: string) => ({ vi: text, en: text })
const code = (id: string, role = 'classification') => ({ id, source: id, label: label(id), role, type: 'code' })
const number = (id: string, more: object = {}) => ({
  id,
  source: id,
  label: label(id),
  role: 'measure',
  type: 'integer',
  ...more,
})
const dataset = (id: string, subject: string, periodKind: string, variables: object[]) =>
  datasetSchema.parse({
    id,
    subject,
    label: label(id),
    recordLabel: label(id),
    description: label(''),
    periodKind,
    key: [],
    rules: [],
    variables,
  })
const datasets = [
  dataset('line', 'customs', 'month', [code('firm', 'key'), number('value')]),
  dataset('firm', 'tax', 'year', [code('id', 'key'), code('owner')]),
  dataset('accounts', 'survey', 'year', [code('id', 'key'), code('size'), code('auditor', 'key'), number('assets')]),
  dataset('auditor', 'survey', 'year', [code('id', 'key'), code('country')]),
  dataset('declared', 'tax', 'month', [
    code('id', 'key'),
    number('sales', { type: 'decimal', scale: 1 }),
    { id: 'filed', source: 'filed', label: label('filed'), role: 'time', type: 'date' },
  ]),
]
const byKeys = (id: string, left: string, right: string, keys: [string, string][]) =>
  linkDefinitionSchema.parse({
    kind: 'link',
    id,
    label: label(id),
    left,
    right,
    keys: keys.map(([l, r]) => ({ left: l, right: r })),
  })
const links = [
  byKeys('register', 'line', 'firm', [['firm', 'id']]),
  byKeys('accounts', 'firm', 'accounts', [['id', 'id']]),
  byKeys('returns', 'firm', 'declared', [['id', 'id']]),
  byKeys('checked', 'accounts', 'auditor', [['auditor', 'id']]),
  // The same pairs found another way: each record with partners of its own.
  linkDefinitionSchema.parse({
    kind: 'link',
    id: 'staged',
    label: label('staged'),
    left: 'firm',
    right: 'declared',
    stages: {
      fields: [{ id: 'id', kind: 'code', left: ['id'], right: ['id'] }],
      cardinality: 'many_to_many',
      passes: [{ id: 'same', keys: [{ field: 'id' }], repeated: 'many' }],
    },
  }),
]

type Row = Record<string, string | null> & { period: string }
const random = (seed: number) => () => {
  seed = (seed * 1664525 + 1013904223) >>> 0
  return seed / 2 ** 32
}
const next = random(5)
const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T
const ids = Array.from({ length: 12 }, (_, i) => `F${100 + i}`)
const years = ['2023', '2024', '2025']
const months = ['2024-11', '2024-12', '2025-01', '2025-02']
const delivered: Record<string, Row[]> = {
  firm: ['2024', '2025'].flatMap((period) =>
    ids.filter(() => next() < 0.8).map((id) => ({ period, id, owner: pick(['11', '12', null]) })),
  ),
  accounts: years.flatMap((period) =>
    ids
      .filter(() => next() < 0.6)
      .map((id) => ({
        period,
        id,
        size: pick(['S', 'M', null]),
        auditor: pick(['A1', 'A2', null]),
        assets: pick(['7', '-4', null]),
      })),
  ),
  auditor: [{ period: '2025', id: 'A1', country: 'VN' }],
  declared: months.flatMap((period) =>
    ids.flatMap((id) =>
      Array.from({ length: Math.floor(next() * 3) }, () => ({
        period,
        id,
        sales: pick(['10.5', '-3.2', '0.1', null]),
        filed: pick([`${period}-03`, `${period}-20`, null]),
      })),
    ),
  ),
  line: months.flatMap((period) =>
    Array.from({ length: 30 }, () => ({ period, firm: pick([...ids, null]), value: pick(['1', '20', null]) })),
  ),
}
const all = (name: string): Row[] => delivered[name] ?? []

let at: CsvWorkspace
const usualFrom = keptValues.from
const deliver = async (id: string, period: string, rows: readonly Row[]): Promise<void> => {
  const names = Object.keys(rows[0] ?? {}).filter((name) => name !== 'period')
  const path = join(at.folder, `${id}_${period}.csv`)
  writeFileSync(
    path,
    `${[names, ...rows.map((row) => names.map((n) => row[n] ?? ''))].map((r) => r.join(',')).join('\n')}\n`,
  )
  await importDelivery(at.context, { path, sender: '', letterNumber: '' }, job)
}
beforeAll(async () => {
  at = await csvWorkspace()
  for (const one of datasets) datasetRepository(at.workspace.catalog).save(one)
  for (const [id, rows] of Object.entries(delivered))
    for (const [period, of] of Map.groupBy(rows, (row) => row.period)) await deliver(id, period, of)
  for (const definition of links) await runLink(at.context, definition, job)
}, 120_000)
afterAll(async () => {
  keptValues.from = usualFrom
  await at.close()
})

const table = (more: object): TableDefinition =>
  tableDefinitionSchema.parse({ kind: 'table', id: 'x', title: label('x'), dataset: 'firm', ...more })
/** Cells by their category ("#none": not linked) → figures. */
const cellsOf = (cube: Cube): Map<string, (number | null)[]> => {
  const code = (d: number, i: number): string => {
    const category = cube.dimensions[d]?.categories[cube.cells.coordinates[d]?.[i] ?? -1]
    if (category === undefined) return '#total'
    return category.kind === 'missing' ? `#${category.code === 'not_linked' ? 'none' : 'empty'}` : category.code
  }
  return new Map(
    Array.from(cube.cells.records, (_, i) => [
      cube.dimensions.map((_d, d) => code(d, i)).join('|'),
      cube.cells.values.map((_v, m) => {
        const figure = figureAt(cube.cells.values[m], i)
        return figure === null ? null : Number(figure)
      }),
    ]),
  )
}
const partnersOf = (firm: Row, of: string): Row[] => all(of).filter((row) => row['id'] === firm['id'])
const tenths = (row: Row): number | null => (row['sales'] === null ? null : Math.round(Number(row['sales']) * 10))
const given = (rows: readonly Row[]): number[] => rows.flatMap((row) => tenths(row) ?? [])
const sum = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((a, b) => a + b, 0)
/** Hundredths of tenths, half away from zero. */
const mean = (values: readonly number[]): number | null => {
  const total = sum(values)
  if (total === null) return null
  const exact = (Math.abs(total) * 100) / values.length
  return Math.sign(total) * Math.floor(exact + 0.5)
}
const scopes: Record<string, (firm: Row, rows: Row[]) => Row[]> = {
  '': (_firm, rows) => rows,
  __same_period: (firm, rows) => rows.filter((row) => row.period.slice(0, 4) === firm.period),
  __latest: (_firm, rows) => {
    const last = rows
      .map((row) => row.period)
      .sort()
      .at(-1)
    return rows.filter((row) => row.period === last)
  },
  __2024_12: (_firm, rows) => rows.filter((row) => row.period === '2024-12'),
  __2025: (_firm, rows) => rows.filter((row) => row.period.startsWith('2025')),
}
const ways = [
  ['duckdb', Infinity],
  ['duckdb', 0],
  ['sqlite', Infinity],
  ['evaluator', Infinity],
] as const

describe.each(ways)('partners: %s, kept from %s records', (engine, from) => {
  beforeAll(() => {
    keptValues.from = from
  })

  test.each(Object.keys(scopes).flatMap((scope) => ['returns', 'staged'].map((link) => [link, scope] as const)))(
    'each figure over %s%s',
    async (link, scope) => {
      const path = (statistic: string): string => `${link}${scope}__${statistic}`
      const definition = table({
        rows: [{ variable: 'owner', total: 'none' }],
        measures: [
          { id: 'sum', statistic: 'sum', variable: `${path('sum')}.sales` },
          { id: 'records', statistic: 'sum', variable: `${path('count')}.records` },
          { id: 'held', statistic: 'sum', variable: `${path('count')}.sales` },
          { id: 'mean', statistic: 'maximum', variable: `${path('mean')}.sales` },
          { id: 'low', statistic: 'sum', variable: `${path('minimum')}.sales` },
          { id: 'high', statistic: 'sum', variable: `${path('maximum')}.sales` },
        ],
      })
      const cells = cellsOf(await tabulate(at.context, definition, { engine }, job))
      const meant = scopes[scope] ?? (() => [])
      for (const [owner, firms] of Map.groupBy(all('firm'), (firm) => firm['owner'] ?? '#empty')) {
        const of = firms.map((firm) => meant(firm, partnersOf(firm, 'declared')))
        const met = of.filter((rows) => rows.length > 0)
        const each = (figure: (values: number[]) => number | null): number[] =>
          met.flatMap((rows) => figure(given(rows)) ?? [])
        const means = each(mean)
        expect(cells.get(owner), owner).toEqual([
          sum(each(sum)),
          sum(met.map((rows) => rows.length)),
          sum(met.map((rows) => given(rows).length)),
          means.length === 0 ? null : Math.max(...means),
          sum(each((values) => (values.length === 0 ? null : Math.min(...values)))),
          sum(each((values) => (values.length === 0 ? null : Math.max(...values)))),
        ])
      }
    },
  )

  test('the record of the same year, the latest, its period, and a chain beyond it', async () => {
    for (const [scope, path] of [
      ['__same_period', 'accounts__same_period'],
      ['__latest', 'accounts__latest'],
      ['__2025', 'accounts__2025'],
    ] as const) {
      const definition = table({
        rows: [{ variable: `${path}.size`, total: 'none' }],
        columns: [{ variable: `${path}.period`, total: 'none' }],
        measures: [
          { id: 'n', statistic: 'count' },
          { id: 'assets', statistic: 'sum', variable: `${path}.assets` },
        ],
      })
      const cells = cellsOf(await tabulate(at.context, definition, { engine }, job))
      const chosen = (firm: Row): Row | undefined => scopes[scope]?.(firm, partnersOf(firm, 'accounts'))[0]
      const wanted = Map.groupBy(all('firm'), (firm) => {
        const one = chosen(firm)
        return one === undefined ? '#none|#none' : `${one['size'] ?? '#empty'}|${one.period}`
      })
      expect([...cells.keys()].sort(), path).toEqual([...wanted.keys()].sort())
      for (const [key, firms] of wanted)
        expect(cells.get(key), `${path} ${key}`).toEqual([
          firms.length,
          sum(
            firms.flatMap((firm) =>
              (chosen(firm)?.['assets'] ?? null) === null ? [] : [Number(chosen(firm)?.['assets'])],
            ),
          ),
        ])
      const beyond = table({
        rows: [{ variable: `${path}.checked.country`, total: 'none' }],
        measures: [{ id: 'n', statistic: 'count' }],
      })
      const countries = cellsOf(await tabulate(at.context, beyond, { engine }, job))
      expect(countries.get('VN')?.[0] ?? 0, path).toBe(
        all('firm').filter((firm) => chosen(firm)?.['auditor'] === 'A1').length,
      )
    }
  })

  test('in conditions, bands, expressions and at the end of a chain of other periods', async () => {
    const definition = table({
      dataset: 'line',
      rows: [{ variable: 'big', total: 'none' }],
      filter:
        'register.returns__same_period__count.records >= 2 and register.returns__latest__maximum.filed is not null',
      variables: [
        {
          kind: 'variable',
          id: 'big',
          dataset: 'line',
          label: label('big'),
          method: 'bands',
          of: 'register.returns__2025__sum.sales',
          bounds: ['0', '8'],
        },
        {
          kind: 'variable',
          id: 'share',
          dataset: 'line',
          label: label('share'),
          method: 'expression',
          expression: 'value + register.returns__sum.sales',
          scale: 1,
        },
      ],
      measures: [
        { id: 'n', statistic: 'count' },
        { id: 's', statistic: 'sum', variable: 'share' },
      ],
    })
    const cube = await tabulate(at.context, definition, { engine }, job)
    const cells = cellsOf(cube)
    const kept = all('line').flatMap((line) => {
      const firm = all('firm').find((f) => f['id'] === line['firm'])
      if (firm === undefined) return []
      const rows = partnersOf(firm, 'declared')
      const last = scopes['__latest']?.(firm, rows) ?? []
      const same = scopes['__same_period']?.(firm, rows) ?? []
      return same.length >= 2 && last.some((row) => row['filed'] !== null) ? [{ line, rows }] : []
    })
    expect(kept.length).toBeGreaterThan(10)
    const wanted = Map.groupBy(kept, ({ rows }) => {
      const total = sum(given(rows.filter((row) => row.period.startsWith('2025'))))
      return total === null ? '#none' : String(total < 0 ? 1 : total < 80 ? 2 : 3)
    })
    expect([...cells.keys()].sort()).toEqual([...wanted.keys()].sort())
    for (const [key, of] of wanted)
      expect(cells.get(key), key).toEqual([
        of.length,
        sum(
          of.flatMap(({ line, rows }) => {
            const total = sum(given(rows))
            return line['value'] === null || total === null ? [] : [Number(line['value']) * 10 + total]
          }),
        ),
      ])
    // A figure of one firm is met at each of its lines: said.
    expect(cube.notes.map((n) => n.en).join()).toContain('counts once for every record that points to it')
  })
})

test('what is meant stands in the name of the figure and in the notes; of all of them nothing is said to be missing', async () => {
  const first = await tabulate(
    at.context,
    table({ measures: [{ id: 's', statistic: 'sum', variable: 'returns.sales' }] }),
    { engine: 'duckdb' },
    job,
  )
  expect(first.notes.map((n) => n.en).join()).toContain('only the surest')
  const whole = await tabulate(
    at.context,
    table({ measures: [{ id: 's', statistic: 'sum', variable: 'returns__sum.sales' }] }),
    { engine: 'duckdb' },
    job,
  )
  expect(whole.notes.map((n) => n.en).join()).not.toContain('only the surest')
  expect(whole.measures[0]?.label.en).toContain('sum, all matching records')
  expect(whole.provenance.link?.label?.en).toContain('sum, all matching records')
  const latest = await tabulate(
    at.context,
    table({ measures: [{ id: 's', statistic: 'sum', variable: 'returns__latest.sales' }] }),
    { engine: 'duckdb' },
    job,
  )
  expect(latest.notes.map((n) => n.en).join()).toContain('within what was chosen')
})

test('what cannot be meant is refused by name', async () => {
  const codeOf = async (variable: string): Promise<string> => {
    try {
      await tabulate(
        at.context,
        table({ measures: [{ id: 's', statistic: 'sum', variable }] }),
        { engine: 'duckdb' },
        job,
      )
      return 'none'
    } catch (thrown) {
      return thrown instanceof Failure ? thrown.value.code : String(thrown)
    }
  }
  // A year's accounts are of no single month; sums have no period and no further link; there is no such word.
  expect(await codeOf('accounts__2024_12.assets')).toBe('LINK_CHOICE_PERIOD')
  expect(await codeOf('accounts__2024_2025.assets')).toBe('LINK_CHOICE_PERIOD')
  expect(await codeOf('accounts__sum.period')).toBe('VARIABLES_UNKNOWN')
  expect(await codeOf('accounts__sum.size')).toBe('VARIABLES_UNKNOWN')
  expect(await codeOf('accounts__sum.checked.country')).toBe('LINK_CHOICE_CHAIN')
  expect(await codeOf('accounts__often.assets')).toBe('LINK_UNKNOWN')
  await expect(runLink(at.context, byKeys('a__sum', 'firm', 'accounts', [['id', 'id']]), job)).rejects.toMatchObject({
    value: { code: 'LINK_NAME_TAKEN' },
  })
})

test.each([Infinity, 0])(
  'the engines agree after a delivery was replaced and the link run again (kept from %s)',
  async (from) => {
    keptValues.from = from
    const definition = table({
      rows: [{ variable: 'owner' }, { variable: 'accounts__latest.size' }],
      measures: [
        { id: 'n', statistic: 'sum', variable: 'returns__count.records' },
        { id: 's', statistic: 'sum', variable: 'returns__same_period__sum.sales' },
        { id: 'm', statistic: 'mean', variable: 'staged__mean.sales' },
      ],
    })
    const check = async (): Promise<void> => {
      expect(await checkTable(tableModel(at.context, 'firm'), definition, job)).toMatchObject({ differing: 0 })
      const [fast, slow] = [
        cellsOf(await tabulate(at.context, definition, { engine: 'duckdb' }, job)),
        cellsOf(await tabulate(at.context, definition, { engine: 'evaluator' }, job)),
      ]
      expect(fast).toEqual(slow)
    }
    await check()
    await deliver(
      'declared',
      '2025-01',
      all('declared')
        .filter((row) => row.period === '2025-01')
        .slice(from === 0 ? 2 : 1),
    )
    await check()
    for (const one of links) await runLink(at.context, one, job)
    await check()
  },
)
