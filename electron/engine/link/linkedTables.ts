// Keeps linked tables true when column sets are rebuilt. In: a workspace, a link or dataset. Out: whether a table stands; those dropped.
// Never a linked table with ids of an older dictionary.
import { linkSetRepository } from '../store/catalogLinkSets.ts'
import type { Workspace } from '../store/workspace.ts'
import type { ColumnDatabase } from '../columns/columnDatabase.ts'
import { quoteName } from '../columns/columnDatabase.ts'
import { hasLinkedTable, linkedTableName } from './linkedTable.ts'

/** Whether a table across the link can be scanned now; false: run the link again. */
export const linkedTableStands = async (workspace: Workspace, link: string): Promise<boolean> => hasLinkedTable(await workspace.columns(), link)

/** To be called, on the same connection, by whoever rebuilds a column set: its dictionary ids are given anew. */
export const dropLinkedTables = async (workspace: Workspace, database: ColumnDatabase, dataset: string): Promise<string[]> => {
  const links = linkSetRepository(workspace.catalog).list().filter(({ definition }) => definition.left === dataset || definition.right === dataset)
  for (const { definition } of links) await database.run(`DROP TABLE IF EXISTS ${quoteName(linkedTableName(definition.id))}`)
  return links.map(({ definition }) => definition.id)
}
