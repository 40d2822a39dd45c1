// Whether files of one dataset and period are parts of it: no key may stand in two of them. In: files or stored parts.
// Out: nothing; fails PARTS_OVERLAP naming both files and a key they share.
import type { Database } from 'better-sqlite3'
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'
import type { StoredDelivery } from '#engine/workspace/files/catalogDeliveries.ts'
import { recordTable } from '#engine/workspace/records/recordTables.ts'
import type { Dataset } from '#shared/model/dataset.ts'
import { fail } from '#shared/model/failure.ts'

/** The rows from `firstRow` on, not yet committed, against those of the parts that stand. */
export const requireNewKeys = (
  database: Database,
  dataset: Dataset,
  parts: readonly StoredDelivery[],
  firstRow: number,
  fileName: string,
): void => {
  if (dataset.key.length === 0) return
  const table = quoteName(recordTable(dataset.id))
  const keys = dataset.key.map(quoteName)
  const same = keys.map((key) => `b.${key} IS a.${key}`).join(' AND ')
  for (const part of parts) {
    const shared = database
      .prepare<[number, number, number], { rows: number }>(
        `SELECT count(*) AS rows FROM (SELECT ${keys.join(', ')} FROM ${table} WHERE row_id >= ?) AS a
          JOIN (SELECT DISTINCT ${keys.join(', ')} FROM ${table} WHERE row_id BETWEEN ? AND ?) AS b ON ${same}`,
      )
      .get(firstRow, part.firstRow, part.firstRow + part.rowsAccepted - 1)
    if (shared && shared.rows > 0)
      fail('PARTS_OVERLAP', { first: part.fileName, second: fileName, rows: shared.rows, key: dataset.key.join(' + ') })
  }
}
