// Makes linked_<link>: a view of the left column set with the right dataset's columns beside it, over one added column
// of cs_<left> that holds the matched right row. In: a connection with the temporary match tables, both datasets. Out:
// the column under a working name, and the swap. Never the current column touched before the swap; never a column of
// either side copied.
import type { Dataset } from '#shared/model/dataset.ts'
import { quoteName } from './columnDatabase.ts'
import type { ColumnDatabase } from './columnDatabase.ts'
import { columnSetNames, columnSetTable } from './columnSet.ts'

/** SQL by which an update of cs_<left> AS l reaches the matched right row. */
export type MatchSql = { tables: string; /** True for rows that have a match. */ condition: string; rightRow: string }

export const linkedTableName = (link: string): string => `linked_${link}`
/**
 * The right rows as the link sees them, under the names they have across it: what groups of left records are joined to.
 */
export const linkedRightName = (link: string): string => `linked_right_${link}`
/** Added columns have a dot in their name, which no variable can have: column sets know them by it. */
const linkColumn = (link: string): string => `${link}.row_id`
const workingColumn = (link: string): string => `linking.${link}`

/** Rows at a time: often enough for progress and cancel, and what a transaction must remember stays small. */
const rangeRows = 4_000_000

export type LinkedTableRequest = { link: string; left: Dataset; right: Dataset; sql: MatchSql }

export const workingColumnSql = (link: string): string => quoteName(workingColumn(link))

export const addWorkingColumn = async (database: ColumnDatabase, link: string, left: Dataset): Promise<void> => {
  await dropWorkingColumn(database, link, left)
  await database.run(`ALTER TABLE ${quoteName(columnSetTable(left.id))} ADD COLUMN ${workingColumnSql(link)} UINTEGER`)
}

export const writeLinkedColumn = async (
  database: ColumnDatabase,
  { link, left, sql }: LinkedTableRequest,
  onProgress: (rows: number) => void,
): Promise<void> => {
  const table = quoteName(columnSetTable(left.id))
  const working = workingColumnSql(link)
  await addWorkingColumn(database, link, left)
  const bounds = await database.all<{ first: number | null; last: number | null }>(
    `SELECT min(row_id) AS first, max(row_id) AS last FROM ${table}`,
  )
  const last = bounds[0]?.last ?? null
  if (last === null) return
  for (let from = bounds[0]?.first ?? 0; from <= last; from += rangeRows) {
    const to = Math.min(last, from + rangeRows - 1)
    await database.run(
      `UPDATE ${table} AS l SET ${working} = ${sql.rightRow} FROM ${sql.tables} WHERE ${sql.condition} AND l.row_id BETWEEN ${from} AND ${to}`,
    )
    onProgress(to)
  }
}

/** Each left row with its right row, 0 for none; mostly in order of the left rows. */
export const workingPairsSql = (link: string, left: Dataset): string =>
  `SELECT row_id, coalesce(${quoteName(workingColumn(link))}, 0)::UINTEGER FROM ${quoteName(columnSetTable(left.id))}`

/**
 * Puts the working column in the place of the current one and makes the view. `lastRight`: the newest delivery of the
 * right side; a row id that a later delivery was given again is another record, and not linked.
 */
export const swapLinkedTable = async (
  database: ColumnDatabase,
  { link, left, right }: Omit<LinkedTableRequest, 'sql'>,
  lastRight: number,
): Promise<void> => {
  const table = quoteName(columnSetTable(left.id))
  const column = quoteName(linkColumn(link))
  const rightNames = columnSetNames(right).filter((name) => name !== 'row_id' && name !== 'delivery_id')
  const columns = [
    ...columnSetNames(left).map((name) => `l.${quoteName(name)}`),
    `matched.${column}`,
    ...rightNames.map((name) => `matched.${quoteName(`${link}.${name}`)}`),
  ].join(', ')
  const seen = [
    `row_id AS ${column}`,
    ...rightNames.map((name) => `${quoteName(name)} AS ${quoteName(`${link}.${name}`)}`),
  ].join(', ')
  await database.run('BEGIN')
  try {
    await database.run(`DROP VIEW IF EXISTS ${quoteName(linkedTableName(link))}`)
    await database.run(`DROP VIEW IF EXISTS ${quoteName(linkedRightName(link))}`)
    await database.run(`ALTER TABLE ${table} DROP COLUMN IF EXISTS ${column}`)
    await database.run(`ALTER TABLE ${table} RENAME COLUMN ${quoteName(workingColumn(link))} TO ${column}`)
    await database.run(
      `CREATE VIEW ${quoteName(linkedRightName(link))} AS SELECT ${seen} FROM ${quoteName(columnSetTable(right.id))} WHERE delivery_id <= ${lastRight}`,
    )
    await database.run(`CREATE VIEW ${quoteName(linkedTableName(link))} AS SELECT ${columns} FROM ${table} AS l
      LEFT JOIN ${quoteName(linkedRightName(link))} AS matched ON matched.${column} = l.${column}`)
    await database.run('COMMIT')
  } catch (error) {
    await database.run('ROLLBACK').catch(() => undefined)
    throw error
  }
}

export const dropWorkingColumn = async (database: ColumnDatabase, link: string, left: Dataset): Promise<void> => {
  await database.run(
    `ALTER TABLE ${quoteName(columnSetTable(left.id))} DROP COLUMN IF EXISTS ${quoteName(workingColumn(link))}`,
  )
}

/** The views and the column they need: a column set made anew has lost the column. */
export const hasLinkedTable = async (database: ColumnDatabase, link: string, left: string): Promise<boolean> => {
  const found = await database.all<{ n: number }>(
    `SELECT ((SELECT count(*) FROM duckdb_views() WHERE view_name IN (?, ?) AND database_name = current_database())
    + (SELECT count(*) FROM duckdb_columns() WHERE table_name = ? AND column_name = ? AND database_name = current_database()))::INTEGER AS n`,
    [linkedTableName(link), linkedRightName(link), columnSetTable(left), linkColumn(link)],
  )
  return found[0]?.n === 3
}

export const dropLinkedTable = async (database: ColumnDatabase, link: string, left: string): Promise<void> => {
  await database.run(`DROP VIEW IF EXISTS ${quoteName(linkedTableName(link))}`)
  await database.run(`DROP VIEW IF EXISTS ${quoteName(linkedRightName(link))}`)
  await database.run(
    `ALTER TABLE IF EXISTS ${quoteName(columnSetTable(left))} DROP COLUMN IF EXISTS ${quoteName(linkColumn(link))}`,
  )
}
