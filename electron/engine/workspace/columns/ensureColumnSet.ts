// Looks, once for each state of a dataset's data, whether its column set holds the deliveries of the catalog; mends it
// if not. In: workspace, dataset. Out: nothing; afterwards cs_<dataset> and the dictionary can be read. Cheap when
// nothing changed.
import { inWriterTurn } from '#engine/workspace/records/writerTurn.ts'
import { datasetRepository } from '#engine/workspace/files/catalogDatasets.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import type { Dataset } from '#shared/model/dataset.ts'
import { fail } from '#shared/model/failure.ts'
import { quoteName } from './columnDatabase.ts'
import { columnSetTable, ensureColumnSetTables } from './columnSet.ts'
import { alignColumnSet, deliveriesBehind } from './rebuildColumnSet.ts'

/** By the version of the data and the opening of the file that it was seen in. */
const seen = new WeakMap<Workspace, Map<string, string>>()

/** Whether each current delivery has its number of rows in the column set, and nothing else is there. */
export const columnSetAgrees = async (workspace: Workspace, dataset: Dataset): Promise<boolean> => {
  if (deliveriesBehind(workspace, dataset.id).size > 0) return false
  const database = await workspace.columns()
  const table = columnSetTable(dataset.id)
  const tables = await database.all<{ n: number }>(
    'SELECT count(*)::INTEGER AS n FROM duckdb_tables() WHERE table_name IN (?, ?) AND database_name = current_database()',
    [table, 'dictionary'],
  )
  const wanted = deliveryRepository(workspace.catalog).current(dataset.id)
  if (tables[0]?.n !== 2) return false
  const found = await database.all<{ delivery_id: number; rows: number }>(
    `SELECT delivery_id, count(*)::INTEGER AS rows FROM ${quoteName(table)} GROUP BY delivery_id`,
  )
  return (
    found.length === wanted.length &&
    found.every((row) => wanted.some((d) => d.id === row.delivery_id && d.rowsAccepted === row.rows))
  )
}

export const ensureColumnSet = async (workspace: Workspace, dataset: Dataset): Promise<void> => {
  const versions = datasetRepository(workspace.catalog)
  let known = seen.get(workspace)
  if (!known) seen.set(workspace, (known = new Map()))
  const state = async (): Promise<string> =>
    `${versions.dataVersion(dataset.id)} ${(await workspace.columns()).generation()}`
  const version = await state()
  if (known.get(dataset.id) === version) return
  const shaped = workspace.readOnly || (await ensureColumnSetTables(await workspace.columns(), dataset))
  if (!shaped || !(await columnSetAgrees(workspace, dataset))) {
    if (workspace.readOnly) fail('COLUMN_SET_MISSING', { dataset: dataset.id })
    // In turn with imports: one under way may be between its two commits.
    await inWriterTurn(workspace, async () => {
      if (await columnSetAgrees(workspace, dataset)) return
      await alignColumnSet(workspace, dataset, deliveryRepository(workspace.catalog).current(dataset.id), false, null)
    })
  }
  known.set(dataset.id, await state())
}
