// Values across links kept beside the records that meet them, as further columns of cs_<left>: a table then reads them
// at the price of its own columns, where a join per record costs many times that. In: a dataset, steps of links, the
// names wanted. Out: the column of each name, or null where they cannot be kept now. Never a value of another state of
// the data: each column stands under the state it was made of.
import { createHash } from 'node:crypto'
import { datasetRepository } from '#engine/workspace/files/catalogDatasets.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { inWriterTurn, writerIsBusy } from '#engine/workspace/records/writerTurn.ts'
import type { Dataset } from '#shared/model/dataset.ts'
import { linkPathOf } from '#shared/model/variableRef.ts'
import { quoteName } from './columnDatabase.ts'
import type { ColumnDatabase } from './columnDatabase.ts'
import { columnSetTable } from './columnSet.ts'

/** Fewer records are joined as they are read; tests set it. */
export const keptValues = { from: 200_000 }
/** Rows of one statement: what a transaction must remember stays small. */
const rangeRows = 2_000_000
/** More columns than this beside the records are let go before further ones are made. */
const mostColumns = 60

const stateTable = 'linked_value'
/** Of a path: whether the record is linked by it, as the row it is linked to. No variable has such a name. */
export const matchName = (path: string): string => `${path}..row`

/** Columns made here: the row of a link itself ("register.row_id") is the link's own. */
const isKept = (column: string): boolean => column.includes('.') && !/^[^.]+\.row_id$/.test(column)

export type KeptStep = { path: string; link: string; runAt: string; right: Dataset }
export type KeptRequest = {
  left: Dataset
  /** Those of every path used, each after those it leads through. */
  steps: readonly KeptStep[]
  /** "register.ownership", and matchName of paths, with the SQL of each over `from`. */
  wanted: ReadonlyMap<string, { sql: string; type: string }>
  /** FROM with the joins, the records named s. */
  from: string
  between: () => void
  /** Before anything is made: the rows of the links stand. */
  ready: () => Promise<void>
}

/** What a column was made of: the records and the links of its path. */
const stateOf = (workspace: Workspace, { left, steps }: KeptRequest, name: string): string => {
  const datasets = datasetRepository(workspace.catalog)
  const deliveries = deliveryRepository(workspace.catalog)
  const path = name.endsWith('..row') ? name.slice(0, -'..row'.length) : (linkPathOf(name) ?? '')
  const used = steps.filter((step) => path === step.path || path.startsWith(`${step.path}.`))
  const of = (id: string): unknown[] => [id, datasets.dataVersion(id), deliveries.current(id).map((d) => d.id)]
  return createHash('sha256')
    .update(JSON.stringify([of(left.id), used.map(({ link, runAt, right }) => [link, runAt, of(right.id)])]))
    .digest('hex')
}

/** `complete`: no linked record is without a value, so that none means not linked. */
type Kept = { state: string; complete: boolean }

const standing = async (database: ColumnDatabase, left: string): Promise<Map<string, Kept>> => {
  await database.run(
    `CREATE TABLE IF NOT EXISTS ${stateTable} (dataset VARCHAR NOT NULL, name VARCHAR NOT NULL, state VARCHAR NOT NULL, complete BOOLEAN NOT NULL)`,
  )
  const rows = await database.all<{ name: string } & Kept>(
    `SELECT v.name, v.state, v.complete FROM ${stateTable} v JOIN duckdb_columns() c
     ON c.table_name = ? AND c.column_name = v.name AND c.database_name = current_database() WHERE v.dataset = ?`,
    [columnSetTable(left), left],
  )
  return new Map(rows.map(({ name, ...kept }) => [name, kept]))
}

const forget = async (database: ColumnDatabase, left: string, names: readonly string[]): Promise<void> => {
  for (const name of names) {
    await database.run(`DELETE FROM ${stateTable} WHERE dataset = ? AND name = ?`, [left, name])
    await database.run(`ALTER TABLE ${quoteName(columnSetTable(left))} DROP COLUMN IF EXISTS ${quoteName(name)}`)
  }
}

const make = async (
  database: ColumnDatabase,
  { left, wanted, from, between }: KeptRequest,
  states: ReadonlyMap<string, string>,
): Promise<void> => {
  const table = quoteName(columnSetTable(left.id))
  const names = [...states.keys()]
  await forget(database, left.id, names)
  for (const name of names)
    await database.run(`ALTER TABLE ${table} ADD COLUMN ${quoteName(name)} ${wanted.get(name)?.type ?? ''}`)
  const [bounds] = await database.all<{ first: number | null; last: number | null }>(
    `SELECT min(row_id) AS first, max(row_id) AS last FROM ${table}`,
  )
  const set = names.map((name, i) => `${quoteName(name)} = found.v${i}`).join(', ')
  const values = names.map((name, i) => `${wanted.get(name)?.sql ?? 'NULL'} AS v${i}`).join(', ')
  const last = bounds?.last ?? -1
  for (let first = bounds?.first ?? 0; first <= last; first += rangeRows) {
    between()
    await database.run(
      `UPDATE ${table} AS target SET ${set} FROM (SELECT s.row_id AS found_row, ${values} FROM ${from}
       WHERE s.row_id BETWEEN ${first} AND ${first + rangeRows - 1}) found
       WHERE target.row_id = found.found_row AND target.row_id BETWEEN ${first} AND ${first + rangeRows - 1}`,
    )
  }
  // Last, so that a column cut off half-way is never taken for a whole one.
  for (const [name, state] of states) {
    const path = linkPathOf(name)
    const matched = path === null || name.endsWith('..row') ? null : wanted.get(matchName(path))?.sql
    const [gap] =
      matched === null || matched === undefined
        ? [{ n: 1 }]
        : await database.all<{ n: number }>(
            `SELECT count(*)::INTEGER AS n FROM ${from} WHERE ${matched} IS NOT NULL AND ${wanted.get(name)?.sql ?? 'NULL'} IS NULL`,
          )
    await database.run(`INSERT INTO ${stateTable} VALUES (?, ?, ?, ?)`, [left.id, name, state, gap?.n === 0])
  }
}

/** What was seen to stand, by opening of the file: the common case asks the database nothing. */
const seen = new WeakMap<Workspace, { generation: number; kept: Map<string, Map<string, Kept>> }>()

const knownOf = (workspace: Workspace, database: ColumnDatabase): Map<string, Map<string, Kept>> => {
  const found = seen.get(workspace)
  if (found?.generation === database.generation()) return found.kept
  const kept = new Map<string, Map<string, Kept>>()
  seen.set(workspace, { generation: database.generation(), kept })
  return kept
}

/**
 * Makes what is not kept yet. Out: the names of which no value means not linked; null where values cannot be kept now
 * (read only, or records are being written), and are joined instead.
 */
export const keepLinkedValues = async (workspace: Workspace, request: KeptRequest): Promise<Set<string> | null> => {
  const { left, wanted } = request
  if (workspace.readOnly) return null
  const states = new Map([...wanted.keys()].map((name) => [name, stateOf(workspace, request, name)]))
  const database = await workspace.columns()
  const known = knownOf(workspace, database)
  const missing = (): Map<string, string> =>
    new Map([...states].filter(([name, state]) => known.get(left.id)?.get(name)?.state !== state))
  const look = async (): Promise<void> => void known.set(left.id, await standing(database, left.id))
  const complete = (): Set<string> =>
    new Set([...states.keys()].filter((name) => known.get(left.id)?.get(name)?.complete === true))
  if (missing().size === 0) return complete()
  if (writerIsBusy(workspace)) return null
  await request.ready()
  await inWriterTurn(workspace, async () => {
    await look()
    const open = missing()
    if (open.size === 0) return
    const connection = await database.connection()
    try {
      const names = [...(known.get(left.id)?.keys() ?? [])]
      if (names.length + open.size > mostColumns) await forget(connection, left.id, names)
      await make(connection, request, open)
    } finally {
      await connection.close()
      await look()
    }
  })
  return missing().size === 0 ? complete() : null
}

/** By whoever fills a column set anew: nothing kept beside any records is what it was. */
export const dropLinkedValues = async (workspace: Workspace, database: ColumnDatabase): Promise<void> => {
  seen.delete(workspace)
  const kept = await database.all<{ table_name: string; column_name: string }>(
    `SELECT table_name, column_name FROM duckdb_columns() WHERE database_name = current_database() AND contains(column_name, '.') AND starts_with(table_name, 'cs_')`,
  )
  const columns = kept.filter(({ column_name: column }) => isKept(column))
  if (columns.length === 0) return
  await database.run(`DROP TABLE IF EXISTS ${stateTable}`)
  for (const { table_name: table, column_name: column } of columns)
    await database.run(`ALTER TABLE ${quoteName(table)} DROP COLUMN IF EXISTS ${quoteName(column)}`)
}
