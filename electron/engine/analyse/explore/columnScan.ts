// Rows of a view answered by the column set: one streamed scan for row ids and sort keys, then a radix sort. In: a
// base, filter and sort over variables the column set holds. Out: row ids in order. Cancelled by interrupting DuckDB.
import type { ScanRequest } from './scanRequest.ts'
import type { JobContext } from '#engine/workspace/context.ts'
import type { ColumnDatabase } from '#engine/workspace/columns/columnDatabase.ts'
import type { SourceColumn } from '#engine/workspace/columns/source.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { isAscending, sortRows } from './radixSort.ts'
import type { SortKey } from './radixSort.ts'
import { withSelection } from './selection.ts'
import type { Selection } from './selection.ts'

/** Missing values come last in either direction. */
const lastWord = (descending: boolean): number => (descending ? 0 : 0xffff_ffff)
const lastBig = (descending: boolean): string => (descending ? '-9223372036854775808' : '9223372036854775807')

type KeyReader = { sql: string; key: SortKey; read(items: ArrayLike<unknown>, rows: number, at: number): void }

const dayReader = (sql: string, descending: boolean, capacity: number): KeyReader => {
  const words = new Uint32Array(capacity)
  const read: KeyReader['read'] = (items, _rows, at) => words.set(items as ArrayLike<number>, at)
  return {
    sql: `coalesce(date_diff('day', DATE '0001-01-01', ${sql}) + 1, ${lastWord(descending)})::UINTEGER`,
    key: { words: [words], descending },
    read,
  }
}

const noId = 0xffff_ffff
const codeReader = (sql: string, descending: boolean, capacity: number, ranks: Uint32Array): KeyReader => {
  const words = new Uint32Array(capacity)
  const missing = lastWord(descending)
  const read: KeyReader['read'] = (items, rows, at) => {
    const ids = items as ArrayLike<number>
    for (let i = 0; i < rows; i += 1) words[at + i] = ids[i] === noId ? missing : (ranks[ids[i] ?? 0] ?? 0)
  }
  return { sql: `coalesce(${sql}, ${noId})::UINTEGER`, key: { words: [words], descending }, read }
}

/** 64-bit integers as two words, the sign bit turned so that unsigned order is theirs. */
const bigReader = (sql: string, descending: boolean, capacity: number): KeyReader => {
  const low = new Uint32Array(capacity)
  const high = new Uint32Array(capacity)
  const read: KeyReader['read'] = (items, rows, at) => {
    const big = items instanceof BigInt64Array ? items : BigInt64Array.from(items as ArrayLike<bigint>)
    const words = new Uint32Array(big.buffer, big.byteOffset, rows * 2)
    for (let i = 0; i < rows; i += 1) {
      low[at + i] = words[i * 2] ?? 0
      high[at + i] = (words[i * 2 + 1] ?? 0) ^ 0x8000_0000
    }
  }
  return { sql: `coalesce(${sql}, ${lastBig(descending)})::BIGINT`, key: { words: [low, high], descending }, read }
}

/** Codes sort by their text: the rank of each id, from 1; the same code of two versions has one rank. */
const ranksById = async (database: ColumnDatabase, { dataset, variable }: SourceColumn): Promise<Uint32Array> => {
  const { rows, data } = await database.columns(
    'SELECT id, (dense_rank() OVER (ORDER BY code))::UINTEGER AS rank FROM dictionary WHERE dataset = ? AND variable = ?',
    [dataset, variable.id],
  )
  const [ids, ranks] = data as [ArrayLike<number> | undefined, ArrayLike<number> | undefined]
  let largest = 0
  for (let i = 0; i < rows; i += 1) largest = Math.max(largest, ids?.[i] ?? 0)
  const byId = new Uint32Array(largest + 1)
  for (let i = 0; i < rows; i += 1) byId[ids?.[i] ?? 0] = ranks?.[i] ?? 0
  return byId
}

const keyReader = async (
  database: ColumnDatabase,
  column: SourceColumn,
  descending: boolean,
  capacity: number,
): Promise<KeyReader> => {
  if (column.physical === 'dictionary')
    return codeReader(column.sql, descending, capacity, await ranksById(database, column))
  if (column.physical === 'date') return dayReader(column.sql, descending, capacity)
  return bigReader(column.sql, descending, capacity)
}

const cut = (key: SortKey, rows: number): SortKey => ({ ...key, words: key.words.map((w) => w.subarray(0, rows)) })

const scan = async (
  { database, source, rowId, from, where }: Selection,
  { sort, totalRows }: ScanRequest,
  job: JobContext,
): Promise<Int32Array> => {
  const readers: KeyReader[] = []
  for (const { variable, direction } of sort)
    readers.push(await keyReader(database, source.column(variable), direction === 'descending', totalRows))
  const rowIds = new Int32Array(totalRows)
  let rows = 0
  job.progress({ phase: 'reading', done: 0, total: totalRows })
  const sql = `SELECT ${[rowId, ...readers.map((r) => r.sql)].join(', ')} FROM ${from}${where}`
  await database.stream(sql, (columns, count) => {
    rowIds.set(columns[0] as ArrayLike<number>, rows)
    for (const [index, reader] of readers.entries()) reader.read(columns[index + 1] ?? [], count, rows)
    rows += count
    job.progress({ done: rows })
    return !job.signal.aborted
  })
  job.throwIfCancelled()
  const found = rowIds.subarray(0, rows)
  if (readers.length === 0 && isAscending(found)) return rows === totalRows ? found : found.slice()
  job.progress({ phase: 'sorting', done: 0, total: 0 })
  return sortRows(
    found,
    readers.map((r) => cut(r.key, rows)),
    () => job.throwIfCancelled(),
  )
}

export const scanColumns = (workspace: Workspace, request: ScanRequest, job: JobContext): Promise<Int32Array> =>
  withSelection(workspace, request, job, (selection) => scan(selection, request, job))
