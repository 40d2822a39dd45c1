// A linked table made again from the pairs that stand in SQLite, after its column file was lost. In: a workspace, a
// link. Out: whether it stands. Never a link run again: the pairs are the ones that figures were made of, also of a
// link that is stale.
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import { linkSetRepository } from '#engine/workspace/files/catalogLinkSets.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { datasetRepository } from '#engine/workspace/files/catalogDatasets.ts'
import { hasTable } from '#engine/workspace/records/recordTables.ts'
import { inWriterTurn } from '#engine/workspace/records/writerTurn.ts'
import { quoteName } from './columnDatabase.ts'
import type { ColumnDatabase } from './columnDatabase.ts'
import { columnSetTable } from './columnSet.ts'
import {
  addWorkingColumn,
  dropWorkingColumn,
  hasLinkedTable,
  swapLinkedTable,
  workingColumnSql,
} from './linkedTable.ts'
import { bulkOf, memoryCatalog } from './openColumnDatabase.ts'

const staging = 'restored_pairs'

const copyPairs = async (workspace: Workspace, database: ColumnDatabase, pairTable: string): Promise<void> => {
  await database.run(
    `CREATE OR REPLACE TABLE ${memoryCatalog}.main.${staging} (left_row UINTEGER NOT NULL, right_row UINTEGER NOT NULL)`,
  )
  const appender = await bulkOf(database).createMemoryAppender(staging)
  const pairs = workspace
    .links()
    .prepare<[], [number, number]>(`SELECT left_row, right_row FROM ${quoteName(pairTable)} ORDER BY left_row`)
    .raw()
  for (const [left, right] of pairs.iterate()) {
    appender.appendUInteger(left)
    appender.appendUInteger(right)
    appender.endRow()
  }
  appender.flushSync()
  appender.closeSync()
}

export const restoreLinkedTable = async (workspace: Workspace, link: string): Promise<boolean> => {
  const known = linkSetRepository(workspace.catalog).find(link)
  const pairTable = `pair_${link}`
  if (known === null || workspace.readOnly || !hasTable(workspace.links(), pairTable)) return false
  const [left, right] = [known.definition.left, known.definition.right].map((id) =>
    datasetRepository(workspace.catalog).find(id),
  )
  if (!left || !right) return false
  // Records that came after the run are not linked, even where they were given the row id of one that was.
  const atRun = (dataset: string): number[] =>
    deliveryRepository(workspace.catalog)
      .current(dataset)
      .filter((d) => d.importedAt <= known.runAt)
      .map((d) => d.id)
  const [ofLeft, ofRight] = [atRun(left.id), atRun(right.id)]
  await inWriterTurn(workspace, async () => {
    const database = await (await workspace.columns()).connection()
    try {
      if (await hasLinkedTable(database, link, left.id)) return
      await copyPairs(workspace, database, pairTable)
      await addWorkingColumn(database, link, left)
      if (ofLeft.length > 0)
        await database.run(
          `UPDATE ${quoteName(columnSetTable(left.id))} AS l SET ${workingColumnSql(link)} = p.right_row
           FROM ${memoryCatalog}.main.${staging} p WHERE p.left_row = l.row_id AND l.delivery_id IN (${ofLeft.join(', ')})`,
        )
      await swapLinkedTable(database, { link, left, right }, Math.max(0, ...ofRight))
    } finally {
      await database.run(`DROP TABLE IF EXISTS ${memoryCatalog}.main.${staging}`).catch(() => undefined)
      await dropWorkingColumn(database, link, left).catch(() => undefined)
      await database.close()
    }
  })
  return hasLinkedTable(await workspace.columns(), link, left.id)
}
