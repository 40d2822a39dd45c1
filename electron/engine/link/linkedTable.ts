// Writes linked_<link>: the left column set with the right dataset's columns beside it, so that a table across a link scans one table.
// In: a connection with the temporary match tables, both datasets. Out: the table under a working name, and the swap.
// Never the current table touched before the swap.
import type { Dataset } from '#shared/model/dataset.ts'
import { quoteName } from '../columns/columnDatabase.ts'
import type { ColumnDatabase } from '../columns/columnDatabase.ts'
import { columnSetNames, columnSetTable } from '../columns/columnSet.ts'
import type { MatchSql } from './matchRecords.ts'

export const linkedTableName = (link: string): string => `linked_${link}`
const workingName = (link: string): string => `linking_${link}`

/** Rows at a time: often enough for progress and cancel, seldom enough that building the hash table does not show. */
const rangeRows = 4_000_000

export type LinkedTableRequest = { link: string; left: Dataset; right: Dataset; sql: MatchSql }

export const writeLinkedTable = async (
  database: ColumnDatabase,
  { link, left, right, sql }: LinkedTableRequest,
  onProgress: (rows: number) => void,
): Promise<void> => {
  const leftTable = quoteName(columnSetTable(left.id))
  const rightTable = quoteName(columnSetTable(right.id))
  const working = quoteName(workingName(link))
  const rightNames = columnSetNames(right).filter((name) => name !== 'row_id' && name !== 'delivery_id')
  const columns = [
    ...columnSetNames(left).map((name) => `l.${quoteName(name)}`),
    `${sql.rightRow} AS ${quoteName(`${link}.row_id`)}`,
    ...rightNames.map((name) => `matched.${quoteName(name)} AS ${quoteName(`${link}.${name}`)}`),
  ].join(', ')
  const select = `SELECT ${columns} FROM ${leftTable} AS l ${sql.joins} LEFT JOIN ${rightTable} AS matched ON matched.row_id = ${sql.rightRow}`
  await database.run(`DROP TABLE IF EXISTS ${working}`)
  await database.run(`CREATE TABLE ${working} AS ${select} LIMIT 0`)
  const bounds = await database.all<{ first: number | null; last: number | null }>(`SELECT min(row_id) AS first, max(row_id) AS last FROM ${leftTable}`)
  const last = bounds[0]?.last ?? null
  if (last === null) return
  for (let from = bounds[0]?.first ?? 0; from <= last; from += rangeRows) {
    const to = Math.min(last, from + rangeRows - 1)
    await database.run(`INSERT INTO ${working} ${select} WHERE l.row_id BETWEEN ${from} AND ${to}`)
    onProgress(to)
  }
}

/** The pairs of the working table in order of the left rows. */
export const workingPairsSql = (link: string): string =>
  `SELECT row_id, ${quoteName(`${link}.row_id`)} FROM ${quoteName(workingName(link))} WHERE ${quoteName(`${link}.row_id`)} IS NOT NULL`

/** Puts the working table in the place of the current one. */
export const swapLinkedTable = async (database: ColumnDatabase, link: string): Promise<void> => {
  await database.run('BEGIN')
  try {
    await database.run(`DROP TABLE IF EXISTS ${quoteName(linkedTableName(link))}`)
    await database.run(`ALTER TABLE ${quoteName(workingName(link))} RENAME TO ${quoteName(linkedTableName(link))}`)
    await database.run('COMMIT')
  } catch (error) {
    await database.run('ROLLBACK').catch(() => undefined)
    throw error
  }
}

export const dropWorkingTable = async (database: ColumnDatabase, link: string): Promise<void> => {
  await database.run(`DROP TABLE IF EXISTS ${quoteName(workingName(link))}`)
}

export const hasLinkedTable = async (database: ColumnDatabase, link: string): Promise<boolean> => {
  const found = await database.all<{ n: bigint }>('SELECT count(*) AS n FROM duckdb_tables() WHERE table_name = ? AND database_name = current_database()', [linkedTableName(link)])
  return Number(found[0]?.n ?? 0) > 0
}
