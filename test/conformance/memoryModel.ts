// A small dataset held in memory by both engines, with a link, for conformance tests of tabulation. In: plain rows.
// Out: a TableModel. Physical shape as agreed for column sets and SQLite rows; nothing here goes through import.
import Database from 'better-sqlite3'
import { openColumnDatabase } from '#engine/workspace/columns/openColumnDatabase.ts'
import type { ColumnDatabase } from '#engine/workspace/columns/columnDatabase.ts'
import type { DictionaryEntry, RecordSource, SourceColumn } from '#engine/workspace/columns/source.ts'
import { testLists } from './memoryLists.ts'
import type { TableModel } from '#engine/analyse/tabulate/plan/model.ts'
import { periodVariable } from '#engine/workspace/columns/recordSource.ts'
import { datasetSchema } from '#shared/model/dataset.ts'
import type { Dataset, Variable } from '#shared/model/dataset.ts'

export { testLists } from './memoryLists.ts'

const b = (text: string) => ({ vi: text, en: text })

export const testDataset: Dataset = datasetSchema.parse({
  id: 'line',
  subject: 'customs',
  label: b('Dòng hàng'),
  recordLabel: b('dòng'),
  description: b(''),
  periodKind: 'month',
  key: [],
  respondent: 'trader',
  rules: [],
  variables: [
    { id: 'area', source: 'a', label: b('Tỉnh'), role: 'classification', type: 'code', codeList: 'area' },
    { id: 'flow', source: 'f', label: b('Chiều'), role: 'classification', type: 'code', codeList: 'flow' },
    { id: 'trader', source: 't', label: b('DN'), role: 'key', type: 'code' },
    { id: 'person', source: 'p', label: b('Người'), role: 'key', type: 'hash' },
    { id: 'age', source: 'g', label: b('Tuổi'), role: 'measure', type: 'integer', unit: b('tuổi') },
    { id: 'value', source: 'v', label: b('Trị giá'), role: 'measure', type: 'decimal', scale: 2, unit: b('USD') },
    { id: 'weight', source: 'w', label: b('Quyền số'), role: 'measure', type: 'decimal', scale: 2 },
    { id: 'cleared', source: 'c', label: b('Ngày'), role: 'time', type: 'date' },
    { id: 'name', source: 'n', label: b('Tên'), role: 'identifier', type: 'text' },
  ],
})

export const rightDataset: Dataset = datasetSchema.parse({
  id: 'firm',
  subject: 'tax',
  label: b('DN'),
  recordLabel: b('DN'),
  description: b(''),
  periodKind: 'year',
  key: [],
  rules: [],
  variables: [
    { id: 'owner', source: 'o', label: b('Sở hữu'), role: 'classification', type: 'code', codeList: 'owner' },
    { id: 'staff', source: 's', label: b('Lao động'), role: 'measure', type: 'integer' },
  ],
})

/** What a firm belongs to: reached from a line by a chain of two links. */
export const holdingDataset: Dataset = datasetSchema.parse({
  id: 'holding',
  subject: 'survey',
  label: b('Tập đoàn'),
  recordLabel: b('tập đoàn'),
  description: b(''),
  periodKind: 'year',
  key: [],
  rules: [],
  variables: [
    { id: 'nation', source: 'q', label: b('Nước'), role: 'classification', type: 'code' },
    { id: 'assets', source: 't', label: b('Tài sản'), role: 'measure', type: 'decimal', scale: 1 },
  ],
})
/** A second link of the line itself. */
export const agentDataset: Dataset = datasetSchema.parse({
  id: 'agent',
  subject: 'education',
  label: b('Đại lý'),
  recordLabel: b('đại lý'),
  description: b(''),
  periodKind: 'year',
  key: [],
  rules: [],
  variables: [
    { id: 'kind', source: 'l', label: b('Loại'), role: 'classification', type: 'code', codeList: 'flow' },
    { id: 'fee', source: 'p', label: b('Phí'), role: 'measure', type: 'integer' },
  ],
})

export type TestRow = {
  period: '2025-06' | '2025-07' | '2025-08'
  area: string | null
  flow: string | null
  trader: string | null
  person: bigint | null
  age: number | null
  value: bigint | null
  weight: bigint | null
  cleared: string | null
  /** Index of the firm the row is linked to, or null. */
  firm: number | null
  /** Index of the agent, by a link of its own. */
  agent: number | null
}
export type TestFirm = { owner: string | null; staff: number | null; holding: number | null }
export const testHoldings = [
  { nation: 'VN', assets: 105n },
  { nation: null, assets: null },
  { nation: 'JP', assets: -3n },
]
export const testAgents = [
  { kind: 'X', fee: 4 },
  { kind: 'N', fee: null },
  { kind: null, fee: 9 },
]

const areaVersion = (period: string): string => (period < '2025-07' ? '2004' : '2025')
const sql = (value: string | number | bigint | null): string =>
  value === null ? 'NULL' : typeof value === 'string' ? `'${value}'` : String(value)

type Dictionaries = Map<string, DictionaryEntry[]>
const dictionaryId = (
  dictionaries: Dictionaries,
  name: string,
  code: string | null,
  codeVersion: string | null,
): number | null => {
  if (code === null) return null
  const entries = dictionaries.get(name) ?? []
  dictionaries.set(name, entries)
  const known = entries.find((e) => e.code === code && e.version === codeVersion)
  if (known) return known.id
  const id = entries.length + 3
  entries.push({ id, code, version: codeVersion })
  return id
}

const insertInto = async (
  run: (text: string) => unknown,
  table: string,
  rows: (string | number | bigint | null)[][],
  columns: string,
): Promise<void> => {
  await run(`CREATE TABLE ${table} (${columns})`)
  if (rows.length > 0)
    await run(`INSERT INTO ${table} VALUES ${rows.map((r) => `(${r.map(sql).join(', ')})`).join(', ')}`)
}

const physicalOf = (variable: Variable): SourceColumn['physical'] =>
  variable.type === 'code'
    ? 'dictionary'
    : variable.type === 'date'
      ? 'date'
      : variable.type === 'hash'
        ? 'hash'
        : 'integer'

type TestLink = { path: string; right: Dataset; alias: string; parent: string }
const testLinks: TestLink[] = [
  { path: 'broker', right: agentDataset, alias: 'link1', parent: 's' },
  { path: 'register', right: rightDataset, alias: 'link2', parent: 's' },
  { path: 'register.owned', right: holdingDataset, alias: 'link3', parent: 'link2' },
]

const sourceOf = (engine: 'duckdb' | 'sqlite', dictionaries: Dictionaries, links: readonly string[]): RecordSource => {
  const used = testLinks.filter(({ path }) => links.includes(path))
  const sideOf = (ref: string): { alias: string; dataset: Dataset; name: string } => {
    const link = used.find(({ path }) => ref.startsWith(`${path}.`) && !ref.slice(path.length + 1).includes('.'))
    return link
      ? { alias: link.alias, dataset: link.right, name: ref.slice(link.path.length + 1) }
      : { alias: 's', dataset: testDataset, name: ref }
  }
  const variableOf = (ref: string): Variable => {
    const { dataset, name } = sideOf(ref)
    return dataset.variables.find((v) => v.id === name) ?? periodVariable
  }
  const rowOf: Record<string, string> = { broker: 'agent', register: 'firm', 'register.owned': 'holding' }
  const join = ({ path, alias, parent, right }: TestLink, key?: string): string =>
    ` LEFT JOIN ${engine === 'duckdb' ? 'cs' : 'r'}_${right.id} ${alias} ON ${alias}.row_id = ${key ?? `${parent}.${rowOf[path] ?? ''}`}`
  const own = `${engine === 'duckdb' ? 'cs_line' : 'r_line'} s`
  const direct = used.filter(({ parent }) => parent === 's')
  return {
    engine,
    dataset: 'line',
    links,
    from: own + used.map((link) => join(link)).join(''),
    rowId: 's.row_id',
    column: (ref) => {
      const variable = variableOf(ref)
      const { alias, dataset, name } = sideOf(ref)
      return { ref, variable, dataset: dataset.id, physical: physicalOf(variable), sql: `${alias}."${name}"` }
    },
    dictionary: (ref) => Promise.resolve(dictionaries.get(ref) ?? []),
    versionSql: (ref) => {
      if (ref === 'area') return `CASE WHEN s.period < '2025-07' THEN '2004' ELSE '2025' END`
      return ref === 'flow' || ref === 'register.owner' || ref === 'broker.kind' ? `'1'` : null
    },
    halves:
      used.length === 0 || engine === 'sqlite'
        ? null
        : {
            left: own,
            keys: direct.map(({ path }) => `s.${rowOf[path] ?? ''}`),
            right: (keys) => used.map((link) => join(link, keys[direct.indexOf(link)])).join(''),
          },
    matched: new Map(used.map(({ path, alias }) => [path, `(${alias}.row_id IS NOT NULL)`])),
  }
}

export type MemoryModel = { model: TableModel; close(): Promise<void> }

export const memoryModel = async (rows: TestRow[], firms: TestFirm[]): Promise<MemoryModel> => {
  const columns: ColumnDatabase = await openColumnDatabase(':memory:', null, { memoryMb: 512, threads: 2 })
  const sqlite = new Database(':memory:')
  const dictionaries: Dictionaries = new Map()
  const id = (name: string, code: string | null, codeVersion: string | null) =>
    dictionaryId(dictionaries, name, code, codeVersion)
  const lines = rows.map((r, i) => [
    i + 1,
    id('period', r.period, null),
    id('area', r.area, areaVersion(r.period)),
    id('flow', r.flow, '1'),
    id('trader', r.trader, null),
    r.person,
    r.age,
    r.value,
    r.weight,
    r.cleared,
    r.firm === null ? null : r.firm + 1,
    r.agent === null ? null : r.agent + 1,
  ])
  const own =
    'row_id INTEGER, period UINTEGER, area UINTEGER, flow UINTEGER, trader UINTEGER, person BIGINT, age BIGINT, value BIGINT, weight BIGINT, cleared DATE, firm UINTEGER, agent UINTEGER'
  const run = (text: string) => columns.run(text)
  await insertInto(run, 'cs_line', lines, own)
  await insertInto(
    run,
    'cs_firm',
    firms.map((f, i) => [
      i + 1,
      id('register.owner', f.owner, '1'),
      f.staff,
      f.holding === null ? null : f.holding + 1,
    ]),
    'row_id UINTEGER, "owner" UINTEGER, "staff" BIGINT, holding UINTEGER',
  )
  await insertInto(
    run,
    'cs_holding',
    testHoldings.map((h, i) => [i + 1, id('register.owned.nation', h.nation, null), h.assets]),
    'row_id UINTEGER, nation UINTEGER, assets BIGINT',
  )
  await insertInto(
    run,
    'cs_agent',
    testAgents.map((a, i) => [i + 1, id('broker.kind', a.kind, '1'), a.fee]),
    'row_id UINTEGER, kind UINTEGER, fee BIGINT',
  )
  await columns.run(
    'CREATE TABLE dictionary (dataset VARCHAR, variable VARCHAR, id UINTEGER, code VARCHAR, version VARCHAR)',
  )
  for (const [name, entries] of dictionaries) {
    const side = testLinks.findLast(({ path }) => name.startsWith(`${path}.`))
    const [dataset, variable] = side ? [side.right.id, name.slice(side.path.length + 1)] : ['line', name]
    for (const e of entries)
      await columns.run('INSERT INTO dictionary VALUES (?, ?, ?, ?, ?)', [dataset, variable, e.id, e.code, e.version])
  }
  await insertInto(
    (text) => sqlite.exec(text),
    'r_line',
    rows.map((r, i) => [
      i + 1,
      r.period,
      r.area,
      r.flow,
      r.trader,
      r.person,
      r.age,
      r.value,
      r.weight,
      r.cleared,
      r.firm === null ? null : r.firm + 1,
      r.agent === null ? null : r.agent + 1,
    ]),
    'row_id INTEGER PRIMARY KEY, period TEXT, area TEXT, flow TEXT, trader TEXT, person INTEGER, age INTEGER, value INTEGER, weight INTEGER, cleared TEXT, firm INTEGER, agent INTEGER',
  )
  await insertInto(
    (text) => sqlite.exec(text),
    'r_firm',
    firms.map((f, i) => [i + 1, f.owner, f.staff, f.holding === null ? null : f.holding + 1]),
    'row_id INTEGER PRIMARY KEY, owner TEXT, staff INTEGER, holding INTEGER',
  )
  await insertInto(
    (text) => sqlite.exec(text),
    'r_holding',
    testHoldings.map((h, i) => [i + 1, h.nation, h.assets]),
    'row_id INTEGER PRIMARY KEY, nation TEXT, assets INTEGER',
  )
  await insertInto(
    (text) => sqlite.exec(text),
    'r_agent',
    testAgents.map((a, i) => [i + 1, a.kind, a.fee]),
    'row_id INTEGER PRIMARY KEY, kind TEXT, fee INTEGER',
  )
  const links = testLinks.map(({ path, right }) => ({
    id: path,
    label: b(path),
    left: 'line',
    right,
    stale: false,
    runAt: '2025-01-01',
    shared: 1,
    several: 0,
  }))
  const model: TableModel = {
    dataset: testDataset,
    rows: rows.length,
    ranges:
      rows.length === 0
        ? []
        : [
            { first: 1, count: Math.ceil(rows.length / 2) },
            { first: 1 + Math.ceil(rows.length / 2), count: Math.floor(rows.length / 2) },
          ],
    dataVersion: () => '1',
    link: (path) => links.find(({ id: known }) => known === path) ?? null,
    links,
    variables: [],
    lists: testLists,
    deliveries: () => [],
    periods: ['2025-06', '2025-07', '2025-08'],
    source: (engine, used) => Promise.resolve(sourceOf(engine, dictionaries, used)),
    columns: () => Promise.resolve(columns),
    sqlite: () => sqlite,
    sqliteVersion: 'test',
    program: 'test',
    cacheOwner: {},
  }
  return {
    model,
    close: async () => {
      await columns.close()
      sqlite.close()
    },
  }
}
