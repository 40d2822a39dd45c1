// Keeps linked tables true when column sets are rebuilt. In: a workspace, a link or dataset. Out: whether a table
// stands; those dropped. Never a linked table with ids of an older dictionary.
import { linkSetRepository } from '#engine/workspace/files/catalogLinkSets.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import type { ColumnDatabase } from './columnDatabase.ts'
import { dropLinkedTable, hasLinkedTable } from './linkedTable.ts'

/** Whether a table across the link can be scanned now; false: run the link again. */
export const linkedTableStands = async (workspace: Workspace, link: string): Promise<boolean> => {
  const known = linkSetRepository(workspace.catalog).find(link)
  return known !== null && hasLinkedTable(await workspace.columns(), link, known.definition.left)
}

/**
 * To be called, on the same connection, by whoever fills a column set anew: rows that were there when a link was run
 * come back without their matched row. `oldest`: when the oldest of these rows was delivered; links run before it do
 * not know them.
 */
export const dropLinkedTables = async (
  workspace: Workspace,
  database: ColumnDatabase,
  dataset: string,
  oldest: string,
): Promise<string[]> => {
  const links = linkSetRepository(workspace.catalog)
    .list()
    .filter(({ definition, runAt }) => definition.left === dataset && runAt >= oldest)
  for (const { definition } of links) await dropLinkedTable(database, definition.id, definition.left)
  return links.map(({ definition }) => definition.id)
}
