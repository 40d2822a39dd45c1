// Tables over several links and chains of them in a real workspace: both engines against plain JavaScript over what was
// delivered; match rates, what is said of multiplied records, and what becomes of the figures when a delivery is
// replaced.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importDelivery } from '#engine/collect/intake/importDelivery.ts'
import { protectDefinition } from '#engine/analyse/protect/protectCube.ts'
import { writeCsv } from '#engine/disseminate/publish/csv.ts'
import { noteLines } from '#engine/disseminate/publish/fileNotes.ts'
import { layoutTable } from '#shared/format/tableLayout.ts'
import { runLink } from '#engine/process/link/runLink.ts'
import { checkTable } from '#engine/analyse/tabulate/plan/checkTable.ts'
import { knownCheck, rememberCheck } from '#engine/analyse/tabulate/plan/knownChecks.ts'
import { keptValues } from '#engine/workspace/columns/linkedValues.ts'
import { rebuildColumnSet } from '#engine/workspace/columns/rebuildColumnSet.ts'
import { tableModel } from '#engine/analyse/tabulate/plan/tableModel.ts'
import { cellMatch } from '#engine/analyse/tabulate/ask/cellMatch.ts'
import { tabulate } from '#engine/analyse/tabulate/ask/tabulate.ts'
import { datasetRepository } from '#engine/workspace/files/catalogDatasets.ts'
import { csvWorkspace, job } from '#test/support/link/csvWorkspace.ts'
import type { CsvWorkspace } from '#test/support/link/csvWorkspace.ts'
import { figureAt, linksUsed } from '#shared/model/cube.ts'
import type { Cube } from '#shared/model/cube.ts'
import { datasetSchema } from '#shared/model/dataset.ts'
import { linkDefinitionSchema } from '#shared/model/link.ts'
import { tableDefinitionSchema } from '#shared/model/table.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import { Failure } from '#shared/model/failure.ts'

const label = (text: string) => ({ vi: text, en: text })
const code = (id: string, role = 'classification') => ({ id, source: id, label: label(id), role, type: 'code' })
const number = (id: string) => ({ id, source: id, label: label(id), role: 'measure', type: 'integer' })
const dataset = (id: string, subject: string, variables: object[]) =>
  datasetSchema.parse({
    id,
    subject,
    label: label(id),
    recordLabel: label(id),
    description: label(''),
    periodKind: 'year',
    key: [],
    rules: [],
    variables,
  })
const datasets = [
  dataset('line', 'customs', [code('firm', 'key'), code('partner', 'key'), code('goods'), number('value')]),
  dataset('firm', 'tax', [code('id', 'key'), code('owner'), number('staff')]),
  dataset('statement', 'tax', [code('id', 'key'), code('size'), number('assets')]),
  dataset('partner', 'survey', [code('id', 'key'), code('country')]),
]
const link = (id: string, left: string, right: string, keys: [string, string][]) =>
  linkDefinitionSchema.parse({
    kind: 'link',
    id,
    label: label(id),
    left,
    right,
    keys: keys.map(([l, r]) => ({ left: l, right: r })),
  })
const links = [
  link('register', 'line', 'firm', [
    ['firm', 'id'],
    ['period', 'period'],
  ]),
  // The statement of the same year.
  link('accounts', 'firm', 'statement', [
    ['id', 'id'],
    ['period', 'period'],
  ]),
  link('buyer', 'line', 'partner', [['partner', 'id']]),
]

type Row = Record<string, string | null>
const random = (seed: number) => () => {
  seed = (seed * 1664525 + 1013904223) >>> 0
  return seed / 2 ** 32
}
const next = random(11)
const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T
const years = ['2024', '2025']
const ids = Array.from({ length: 40 }, (_, i) => `F${100 + i}`)
const delivered: Record<string, (Row & { period: string })[]> = {
  firm: years.flatMap((period) =>
    ids
      .filter(() => next() < 0.8)
      .map((id) => ({ period, id, owner: pick(['11', '12', null]), staff: pick(['0', '5', '40', null]) })),
  ),
  statement: years.flatMap((period) =>
    ids
      .filter(() => next() < 0.6)
      .map((id) => ({ period, id, size: pick(['S', 'M', 'L']), assets: pick(['10', '-3', null]) })),
  ),
  partner: years.flatMap((period) =>
    Array.from({ length: 6 }, (_, i) => ({
      period,
      id: `${period === '2024' ? 'P' : 'Q'}${i}`,
      country: pick(['JP', 'KR', null]),
    })),
  ),
  line: years.flatMap((period) =>
    Array.from({ length: 500 }, () => ({
      period,
      firm: pick([...ids, null, 'F999']),
      partner: pick(['P0', 'P1', 'P2', 'Q3', 'Q4', 'Z9', null]),
      goods: pick(['a', 'b']),
      value: pick(['1', '20', '300', null]),
    })),
  ),
}

let at: CsvWorkspace
/** Values across links joined as they are read, and kept beside the records. */
const usualFrom = keptValues.from
const ways = [
  ['duckdb', Infinity],
  ['duckdb', 0],
  ['sqlite', Infinity],
  ['evaluator', Infinity],
] as const
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
    for (const period of years)
      await deliver(
        id,
        period,
        rows.filter((row) => row.period === period),
      )
  for (const definition of links) await runLink(at.context, definition, job)
}, 120_000)
afterAll(async () => {
  keptValues.from = usualFrom
  await at.close()
})

/** Each line with what it is linked to, by looking. */
const lines = (): Record<string, Row | null>[] =>
  (delivered['line'] ?? []).map((line) => {
    const firm = (delivered['firm'] ?? []).find((f) => f['id'] === line['firm'] && f.period === line.period) ?? null
    const statement =
      firm && ((delivered['statement'] ?? []).find((s) => s['id'] === firm['id'] && s.period === firm.period) ?? null)
    const buyer = (delivered['partner'] ?? []).find((p) => p['id'] === line['partner']) ?? null
    return { line, firm, statement, buyer }
  })

const table = (more: object): TableDefinition =>
  tableDefinitionSchema.parse({ kind: 'table', id: 'x', title: label('x'), dataset: 'line', ...more })
const value = { id: 'value', statistic: 'sum', variable: 'value' }
const figure = (cube: Cube, keys: readonly string[], m: number): number | null => {
  const places = cube.dimensions.map((d, k) =>
    d.categories.findIndex(
      (c) => (c.kind === 'missing' ? `#${c.code === 'not_linked' ? 'none' : 'empty'}` : c.code) === keys[k],
    ),
  )
  const cell = Array.from(cube.cells.records).findIndex((_, i) =>
    places.every((p, k) => cube.cells.coordinates[k]?.[i] === p),
  )
  const found = cell < 0 ? null : figureAt(cube.cells.values[m], cell)
  return found === null ? null : Number(found)
}
const keyOf = (side: Row | null | undefined, name: string): string => (side ? (side[name] ?? '#empty') : '#none')

describe.each(ways)('two links and a chain in one table: %s, kept from %s records', (engine, from) => {
  beforeAll(() => {
    keptValues.from = from
  })
  test('rows by the statement of the same year, columns by the buyer’s country, a condition on the register', async () => {
    const definition = table({
      rows: [{ variable: 'register.accounts.size', total: 'none' }],
      columns: [{ variable: 'buyer.country', total: 'none' }],
      measures: [
        { id: 'n', statistic: 'count' },
        value,
        { id: 'assets', statistic: 'sum', variable: 'register.accounts.assets' },
      ],
      filter: 'register.staff is null or register.staff < 40',
    })
    const cube = await tabulate(at.context, definition, { engine }, job)
    const kept = lines().filter(({ firm }) => Number(firm?.['staff'] ?? 0) < 40)
    const wanted = Map.groupBy(kept, ({ statement, buyer }) => `${keyOf(statement, 'size')}|${keyOf(buyer, 'country')}`)
    expect(cube.cells.records.length).toBe(wanted.size)
    for (const [key, rows] of wanted) {
      const keys = key.split('|')
      expect(figure(cube, keys, 0), key).toBe(rows.length)
      const sum = (of: (row: Record<string, Row | null>) => string | null | undefined): number | null => {
        const given = rows.flatMap((row) => of(row) ?? [])
        return given.length === 0 ? null : given.reduce((a, b) => a + Number(b), 0)
      }
      expect(figure(cube, keys, 1), key).toBe(sum(({ line }) => line?.['value']))
      expect(figure(cube, keys, 2), key).toBe(sum(({ statement }) => statement?.['assets']))
    }
    const used = linksUsed(cube.provenance)
    expect(used.map(({ id }) => id)).toEqual(['buyer', 'register', 'register.accounts'])
    const all = lines()
    const matched = (of: string): number => all.filter((row) => row[of] !== null).length
    expect(used.map((l) => l.matchedRecords)).toEqual([matched('buyer'), matched('firm'), matched('statement')])
    expect(used.every((l) => l.matchedRecords + l.unmatchedRecords === all.length)).toBe(true)
    // Assets of a firm stand once in its statement and are met at each of its lines.
    expect(cube.notes.map((n) => n.vi).join()).toContain('không phải một lần')
  })

  test('a variable made of both links, and bands of the end of a chain', async () => {
    const definition = table({
      rows: [{ variable: 'kind', total: 'none' }],
      columns: [{ variable: 'rich', total: 'none' }],
      variables: [
        {
          kind: 'variable',
          id: 'kind',
          dataset: 'line',
          label: label('kind'),
          method: 'expression',
          expression: "case when buyer.country = 'JP' and register.owner = '11' then 'both' else 'other' end",
        },
        {
          kind: 'variable',
          id: 'rich',
          dataset: 'line',
          label: label('r'),
          method: 'bands',
          of: 'register.accounts.assets',
          bounds: ['0'],
        },
      ],
      measures: [
        { id: 'n', statistic: 'count' },
        { id: 'm', statistic: 'median', variable: 'register.staff' },
      ],
    })
    const cube = await tabulate(at.context, definition, { engine }, job)
    const both = lines().filter(
      ({ firm, buyer, statement }) =>
        buyer?.['country'] === 'JP' && firm?.['owner'] === '11' && Number(statement?.['assets'] ?? -1) >= 0,
    )
    expect(figure(cube, ['both', '2'], 0) ?? 0).toBe(both.length)
  })
})

describe.each([Infinity, 0])('several links, values kept from %s records', (from) => {
  beforeAll(() => {
    keptValues.from = from
  })

  test('both engines agree, also after links were run and deliveries replaced', async () => {
    const definition = table({
      rows: [{ variable: 'register.owner' }, { variable: 'register.accounts.size' }],
      columns: [{ variable: 'buyer.country' }, { variable: 'period' }],
      measures: [{ id: 'n', statistic: 'count' }, value, { id: 'd', statistic: 'distinct', variable: 'firm' }],
    })
    const check = async (): Promise<void> =>
      expect(await checkTable(tableModel(at.context, 'line'), definition, job)).toMatchObject({ differing: 0 })
    await check()
    const model = tableModel(at.context, 'line')
    rememberCheck(model, definition, { engine: 'sqlite', agrees: true, cells: 1 })
    expect(knownCheck(tableModel(at.context, 'line'), definition)).not.toBeNull()
    // The statements of 2025 come again: the chain is stale, its old pairs are gone, nothing is linked to a stranger.
    const again = (delivered['statement'] ?? [])
      .filter((s) => s.period === '2025')
      .map((s) => ({ ...s, size: from === 0 ? 'M' : 'L' }))
    await deliver('statement', '2025', again)
    const cube = await tabulate(at.context, definition, { engine: 'duckdb' }, job)
    const stale = linksUsed(cube.provenance).filter((l) => l.stale)
    expect(stale.map(({ id }) => id)).toEqual(['register.accounts'])
    // Said where the figures are: at the title of every table, in its notes, and beside a chart of it.
    const layout = layoutTable(cube)
    expect(layout.titleMarks).toHaveLength(1)
    expect(layout.footnotes[0]?.text.vi).toContain('Cần chạy lại liên kết')
    const safe = await protectDefinition(at.context, definition, { engine: 'duckdb' }, job)
    for (const shape of ['csv', 'csv_tidy'] as const) {
      const path = join(at.folder, `stale_${shape}.csv`)
      await writeCsv(path, safe, { shape, language: 'vi', byteOrderMark: false, pace: () => Promise.resolve() })
      expect(readFileSync(path, 'utf8')).toContain('Cần chạy lại liên kết')
    }
    expect(noteLines(safe, 'en', 'x').join()).toContain('older than the data')
    // What the second engine said was of other data.
    expect(knownCheck(tableModel(at.context, 'line'), definition)).toBeNull()
    expect(cube.provenance.check).toBeUndefined()
    await check()
    await runLink(at.context, links[1] ?? links[0]!, job)
    expect(
      linksUsed((await tabulate(at.context, definition, { engine: 'duckdb' }, job)).provenance).some((l) => l.stale),
    ).toBe(false)
    await check()
    // More lines come: they are not linked until the links are run again, and are counted.
    await deliver('line', from === 0 ? '2027' : '2026', (delivered['line'] ?? []).slice(0, 50))
    await check()
    for (const one of links) await runLink(at.context, one, job)
    await check()
    await rebuildColumnSet(at.workspace, datasets[0]!)
    await check()
    await rebuildColumnSet(at.workspace, datasets[2]!)
    await check()
  })

  test('of one cell it is told how much of it no link reaches', async () => {
    const definition = table({
      rows: [{ variable: 'goods' }],
      columns: [{ variable: 'register.accounts.size' }],
      measures: [value],
    })
    const address = [
      { variable: 'goods', code: 'a', kind: 'value' as const },
      { variable: 'register.accounts.size', code: null, kind: 'total' as const },
    ]
    const found = await cellMatch(tableModel(at.context, 'line'), definition, address, 'value', job)
    const cube = await tabulate(at.context, definition, { engine: 'evaluator' }, job)
    const goods = cube.dimensions[0]?.categories.findIndex((c) => c.code === 'a') ?? -1
    const read = (kind: 'total' | 'missing', m: number | null): number => {
      const size = cube.dimensions[1]?.categories.findIndex((c) => c.kind === kind) ?? -1
      const cell = Array.from(cube.cells.records).findIndex(
        (_, i) => cube.cells.coordinates[0]?.[i] === goods && cube.cells.coordinates[1]?.[i] === size,
      )
      return Number(m === null ? cube.cells.records[cell] : figureAt(cube.cells.values[m], cell))
    }
    expect(found.records).toBe(read('total', null))
    expect(Number(found.whole)).toBe(read('total', 0))
    const chain = found.links.find(({ id }) => id === 'register.accounts')
    expect(chain?.unmatchedRecords).toBe(read('missing', null))
    expect(Number(chain?.unmatched)).toBe(read('missing', 0))
  })

  test('a path that does not exist or starts elsewhere is refused by name', async () => {
    const codeOf = async (variable: string): Promise<string> => {
      try {
        await tabulate(at.context, table({ rows: [{ variable }], measures: [value] }), { engine: 'duckdb' }, job)
        return 'none'
      } catch (thrown) {
        return thrown instanceof Failure ? thrown.value.code : String(thrown)
      }
    }
    expect(await codeOf('register.buyer.country')).toBe('LINK_UNKNOWN')
    expect(await codeOf('accounts.size')).toBe('LINK_NOT_USABLE')
    expect(await codeOf('register.accounts.nothing')).toBe('VARIABLES_UNKNOWN')
  })
})
