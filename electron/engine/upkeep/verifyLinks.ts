// Proves that what is known of each link, its pairs in SQLite and its linked table in DuckDB agree. In: a workspace.
// Out: checks. A stale link is checked for what it was, not against data that changed since. Never runs a link.
import type { VerifyResult } from '#shared/contract/responses.ts'
import type { Dataset } from '#shared/model/dataset.ts'
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'
import type { ColumnDatabase } from '#engine/workspace/columns/columnDatabase.ts'
import { columnSetTable } from '#engine/workspace/columns/columnSet.ts'
import { linkSetRepository } from '#engine/workspace/files/catalogLinkSets.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { hasLinkedTable, linkedTableName } from '#engine/workspace/columns/linkedTable.ts'
import { pairCount, pairTableName } from '#engine/process/link/pairTable.ts'

/** A number over every pair, by each engine on its own: two pairs exchanged change it. */
const eachPair = async (
  workspace: Workspace,
  database: ColumnDatabase,
  { id, left }: { id: string; left: string },
): Promise<[string, string]> => {
  const weight = (leftRow: string, rightRow: string): string =>
    `coalesce(sum((${rightRow} % 65521 + 1) * (${leftRow} % 1009 + 1)), 0)`
  const pairs = workspace
    .links()
    .prepare<[], [bigint, bigint]>(
      `SELECT count(*), ${weight('left_row', 'right_row')} FROM ${quoteName(pairTableName(id))}`,
    )
    .raw()
    .safeIntegers()
    .get()
  const column = quoteName(`${id}.row_id`)
  const [held] = await database.all<{ n: bigint; weight: string }>(
    `SELECT count(*) AS n, (${weight('row_id::BIGINT', `${column}::BIGINT`)})::VARCHAR AS weight FROM ${quoteName(columnSetTable(left))} WHERE ${column} > 0`,
  )
  return [`${pairs?.[0] ?? 0} / ${pairs?.[1] ?? 0}`, `${held?.n ?? 0} / ${held?.weight ?? 0}`]
}

export const verifyLinks = async (workspace: Workspace, datasets: Dataset[]): Promise<VerifyResult['checks']> => {
  const checks: VerifyResult['checks'] = []
  const add = (
    id: string,
    subject: string,
    expected: number | string,
    found: number | string,
    derived = false,
  ): void => {
    checks.push({
      ...(derived ? { derived } : {}),
      id,
      subject,
      ok: String(expected) === String(found),
      expected: String(expected),
      found: String(found),
    })
  }
  // A reader without a column file: what is derived is not there.
  const database = await workspace.columns().catch(() => null)
  for (const { definition, matchedRows, leftRows, stale } of linkSetRepository(workspace.catalog).list()) {
    if (stale) continue
    add('link_pairs', definition.id, matchedRows, pairCount(workspace.links(), definition.id) ?? '–')
    if (database !== null && (await hasLinkedTable(database, definition.id, definition.left))) {
      const column = quoteName(`${definition.id}.row_id`)
      const found = await database.all<{ n: bigint; matched: bigint }>(
        `SELECT count(*) AS n, count(${column}) AS matched FROM ${quoteName(linkedTableName(definition.id))}`,
      )
      add(
        'link_table',
        definition.id,
        `${leftRows} / ${matchedRows}`,
        `${found[0]?.n ?? 0} / ${found[0]?.matched ?? 0}`,
      )
      if (pairCount(workspace.links(), definition.id) !== null)
        add('link_each', definition.id, ...(await eachPair(workspace, database, definition)))
    } else add('link_table', definition.id, leftRows, '–', true)
    // Every pair's left row exists among the records.
    const left = datasets.find((dataset) => dataset.id === definition.left)
    if (left && pairCount(workspace.links(), definition.id) !== null) {
      const bounds = workspace
        .links()
        .prepare<[], { first: number | null; last: number | null }>(
          `SELECT min(left_row) AS first, max(left_row) AS last FROM ${quoteName(pairTableName(definition.id))}`,
        )
        .get()
      const within = workspace
        .subject(left.subject)
        .prepare<[number, number], { rows: number }>(
          `SELECT count(*) AS rows FROM ${quoteName(`r_${left.id}`)} WHERE row_id IN (?, ?)`,
        )
      if (bounds && bounds.first !== null && bounds.last !== null)
        add(
          'link_rows',
          definition.id,
          bounds.first === bounds.last ? 1 : 2,
          within.get(bounds.first, bounds.last)?.rows ?? 0,
        )
    }
  }
  return checks
}
