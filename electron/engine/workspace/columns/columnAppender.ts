// Appends rows to a column set, a vector at a time. In: ids and scaled integers of accepted rows. Out: rows in
// cs_<dataset>. Runs inside the caller's DuckDB transaction; never reads, never decides which rows.
import { BIGINT, DATE, DuckDBDataChunk, INTEGER, UINTEGER } from '@duckdb/node-api'
import type { DuckDBType } from '@duckdb/node-api'
import type { Dataset } from '#shared/model/dataset.ts'
import type { ColumnDatabase } from './columnDatabase.ts'
import { columnSetColumns, columnSetTable } from './columnSet.ts'
import { bulkOf } from './openColumnDatabase.ts'
import { writeVector } from './vectors.ts'

/** DuckDB's vector size: no chunk may hold more. */
export const chunkRows = 2048

export type ColumnBuffer = {
  items: Uint32Array | Int32Array | BigInt64Array
  /** One bit a row, 1 = present. */ validity: Uint32Array
  anyMissing: boolean
}

export type ColumnAppender = {
  /** One for each column of columnSetColumns, room for chunkRows values. */
  buffers: ColumnBuffer[]
  /**
   * Appends the first `rows` values of the buffers as rows firstRow, firstRow + 1, …; the buffers are free again
   * afterwards.
   */
  append(firstRow: number, rows: number): void
  /** Ends appending; after it the rows belong to the transaction. */
  finish(): void
}

const types: Record<'UINTEGER' | 'BIGINT' | 'DATE', DuckDBType> = { UINTEGER, BIGINT, DATE }

const buffer = (type: 'UINTEGER' | 'BIGINT' | 'DATE'): ColumnBuffer => ({
  items:
    type === 'UINTEGER'
      ? new Uint32Array(chunkRows)
      : type === 'DATE'
        ? new Int32Array(chunkRows)
        : new BigInt64Array(chunkRows),
  validity: new Uint32Array(chunkRows / 32).fill(0xffffffff),
  anyMissing: false,
})

export const openColumnAppender = async (
  database: ColumnDatabase,
  dataset: Dataset,
  deliveryId: number,
  periodId: number,
): Promise<ColumnAppender> => {
  const columns = columnSetColumns(dataset)
  // The columns of links come after the others; a new row is not linked yet.
  const links = await database.all<{ data_type: string }>(
    "SELECT data_type FROM duckdb_columns() WHERE table_name = ? AND database_name = current_database() AND contains(column_name, '.') ORDER BY column_index",
    [columnSetTable(dataset.id)],
  )
  const linkTypes = links.map(({ data_type: type }) => (type === 'BIGINT' || type === 'DATE' ? type : 'UINTEGER'))
  const unlinked = linkTypes.map((type) => ({ items: buffer(type).items, validity: new Uint32Array(chunkRows / 32) }))
  const appender = await bulkOf(database).createAppender(columnSetTable(dataset.id))
  const chunkTypes = [
    INTEGER,
    INTEGER,
    UINTEGER,
    ...columns.map((c) => types[c.duckdbType]),
    ...linkTypes.map((t) => types[t]),
  ]
  const buffers = columns.map((c) => buffer(c.duckdbType))
  const rowIds = new Int32Array(chunkRows)
  const deliveries = new Int32Array(chunkRows).fill(deliveryId)
  const periods = new Uint32Array(chunkRows).fill(periodId)
  return {
    buffers,
    append: (firstRow, rows) => {
      if (rows === 0) return
      for (let row = 0; row < rows; row += 1) rowIds[row] = firstRow + row
      const chunk = DuckDBDataChunk.create(chunkTypes, rows)
      writeVector(chunk, 0, rowIds, null, rows)
      writeVector(chunk, 1, deliveries, null, rows)
      writeVector(chunk, 2, periods, null, rows)
      for (const [index, column] of buffers.entries()) {
        writeVector(chunk, index + 3, column.items, column.anyMissing ? column.validity : null, rows)
        if (column.anyMissing) {
          column.validity.fill(0xffffffff)
          column.anyMissing = false
        }
      }
      for (const [index, { items, validity }] of unlinked.entries())
        writeVector(chunk, columns.length + 3 + index, items, validity, rows)
      appender.appendDataChunk(chunk)
    },
    finish: () => {
      appender.flushSync()
      appender.closeSync()
    },
  }
}

export const markMissing = (column: ColumnBuffer, row: number): void => {
  column.anyMissing = true
  column.validity[row >>> 5] = (column.validity[row >>> 5] ?? 0) & ~(1 << (row & 31))
}
