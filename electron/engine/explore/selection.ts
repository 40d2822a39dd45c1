// The records a filter keeps, as something DuckDB can be asked about. In: dataset and filter. Out: FROM and WHERE on a connection of
// its own, closed afterwards. A filter only SQLite can answer becomes a temporary list of row ids. Never a value in that list.
import type { Dataset } from '#shared/model/dataset.ts'
import type { ColumnDatabase } from '../columns/columnDatabase.ts'
import type { RecordSource } from '../columns/source.ts'
import type { JobContext } from '../context.ts'
import { deliveryRepository } from '../store/catalogDeliveries.ts'
import type { Workspace } from '../store/workspace.ts'
import { duckdbCondition, filterSource } from './exploreFilter.ts'
import type { ExploreFilter } from './exploreFilter.ts'
import { scanRecords } from './recordScan.ts'

export type Selection = { database: ColumnDatabase; source: RecordSource; from: string; rowId: string; /** '' or ' WHERE …' */ where: string }

/** A query that nobody watches. */
const unwatched: JobContext = { id: '', signal: new AbortController().signal, progress: () => undefined, throwIfCancelled: () => undefined }
const idsAStatement = 20_000

const listRows = async (database: ColumnDatabase, rowIds: Int32Array): Promise<void> => {
  await database.run('CREATE OR REPLACE TEMP TABLE selected (row_id INTEGER)')
  for (let at = 0; at < rowIds.length; at += idsAStatement) {
    await database.run(`INSERT INTO selected SELECT unnest([${rowIds.subarray(at, at + idsAStatement).join(',')}])`)
  }
}

export const withSelection = async <T>(workspace: Workspace, dataset: Dataset, filter: ExploreFilter | null, work: (selection: Selection) => Promise<T>): Promise<T> => {
  const source = await filterSource(workspace, dataset, filter?.link ?? null)
  const bySqlite = filter !== null && filter.outside.length > 0
  const totalRows = deliveryRepository(workspace.catalog).rows(dataset.id)
  const rowIds = bySqlite ? await scanRecords(workspace, { dataset, filter, sort: [], totalRows }, unwatched) : null
  const condition = filter === null || bySqlite ? '' : ` WHERE ${await duckdbCondition(workspace, filter, source)}`
  const database = await (await workspace.columns()).connection()
  try {
    if (rowIds) await listRows(database, rowIds)
    const where = rowIds ? ` WHERE ${source.rowId} IN (SELECT row_id FROM selected)` : condition
    return await work({ database, source, from: source.from, rowId: source.rowId, where })
  } finally {
    await database.close()
  }
}
