// The SQLite tables of a dataset's records, rejects and deliveries. In: a dataset. Out: DDL and prepared statements.
// The log of deliveries stands in the same file as the rows, so one transaction makes both true or neither.
import type { Database } from 'better-sqlite3'
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'
import type { Dataset, Variable } from '#shared/model/dataset.ts'

export const recordTable = (dataset: string): string => `r_${dataset}`
export const rejectTable = (dataset: string): string => `x_${dataset}`
/** Deliveries whose rows this file holds: written and removed in the transaction of the rows. */
export const deliveryLogTable = 'delivery_log'
/** In links.sqlite: when the pairs of each link were made, written in their transaction. */
export const pairLogTable = 'pair_log'
/**
 * Header of each delivery as JSON: which field of a rejected line is what; and the names the file itself has for them,
 * where they differ.
 */
export const deliveryHeaderTable = 'delivery_header'

/** How often stored values of a dataset were changed: what was found of them before is of other values. */
export const recordChangesKey = (dataset: string): string => `record_changes:${dataset}`
/** Deliveries (JSON) whose column sets are to be made again: their records changed. */
export const columnsBehindKey = (dataset: string): string => `columns_behind:${dataset}`
/**
 * Values that were changed after they came, or on their way in: what stood there before, and what put the other there.
 */
export const editedTable = (dataset: string): string => `e_${dataset}`
/** Runs that changed values, by subject: written in the transaction of the values. */
export const editRunTable = 'edit_run'

const sqliteType = (variable: Variable): 'TEXT' | 'INTEGER' =>
  variable.type === 'integer' || variable.type === 'decimal' || variable.type === 'hash' ? 'INTEGER' : 'TEXT'

/** Makes missing tables; adds a column for a variable the layout gained since. */
export const ensureRecordTables = (database: Database, dataset: Dataset): void => {
  const table = quoteName(recordTable(dataset.id))
  const columns = dataset.variables.map((v) => `${quoteName(v.id)} ${sqliteType(v)}`)
  database.exec(`
    CREATE TABLE IF NOT EXISTS ${table} (row_id INTEGER PRIMARY KEY, delivery_id INTEGER NOT NULL, row_number INTEGER NOT NULL, ${columns.join(', ')}, flags INTEGER NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS ${quoteName(rejectTable(dataset.id))} (delivery_id INTEGER NOT NULL, row_number INTEGER NOT NULL, reasons TEXT NOT NULL, raw TEXT NOT NULL,
      PRIMARY KEY (delivery_id, row_number)) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS ${deliveryHeaderTable} (delivery_id INTEGER PRIMARY KEY, header TEXT NOT NULL, names TEXT) STRICT;
    CREATE TABLE IF NOT EXISTS ${deliveryLogTable} (delivery_id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS ${quoteName(editedTable(dataset.id))} (row_id INTEGER NOT NULL, variable TEXT NOT NULL, run INTEGER NOT NULL, delivery_id INTEGER NOT NULL,
      rule TEXT NOT NULL, before TEXT, after TEXT, PRIMARY KEY (row_id, variable, run)) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS ${editRunTable} (run INTEGER PRIMARY KEY AUTOINCREMENT, dataset TEXT NOT NULL, body TEXT NOT NULL) STRICT;`)
  addNames(database)
  const present = new Set(
    database
      .prepare<[string], { name: string }>('SELECT name FROM pragma_table_info(?)')
      .all(recordTable(dataset.id))
      .map((c) => c.name),
  )
  for (const [index, variable] of dataset.variables.entries()) {
    if (!present.has(variable.id)) database.exec(`ALTER TABLE ${table} ADD COLUMN ${columns[index]}`)
  }
}

/** Workspaces from before files of other names came in. */
const addNames = (database: Database): void => {
  const columns = database.pragma(`table_info(${deliveryHeaderTable})`) as { name: string }[]
  if (!columns.some(({ name }) => name === 'names'))
    database.exec(`ALTER TABLE ${deliveryHeaderTable} ADD COLUMN names TEXT`)
}

/** The names a delivered file has for the fields of its rejected lines. */
export const fileHeader = (database: Database, delivery: number): string[] => {
  const named = (database.pragma(`table_info(${deliveryHeaderTable})`) as { name: string }[]).some(
    ({ name }) => name === 'names',
  )
  const kept = database
    .prepare<[number], { header: string; names: string | null }>(
      `SELECT header, ${named ? 'names' : 'NULL AS names'} FROM ${deliveryHeaderTable} WHERE delivery_id = ?`,
    )
    .get(delivery)
  return JSON.parse(kept?.names ?? kept?.header ?? '[]') as string[]
}

export const hasTable = (database: Database, name: string): boolean =>
  database
    .prepare<[string], { found: number }>(
      "SELECT count(*) AS found FROM sqlite_master WHERE type = 'table' AND name = ?",
    )
    .get(name)?.found === 1

export const nextRowId = (database: Database, dataset: string): number =>
  (database
    .prepare<[], { last: number | null }>(`SELECT max(row_id) AS last FROM ${quoteName(recordTable(dataset))}`)
    .get()?.last ?? 0) + 1
