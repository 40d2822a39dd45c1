// The partners of a link beyond the one a table usually meets, brought from links.sqlite beside the column sets when a
// table asks for them. In: a workspace, a link set. Out: the name of a table of DuckDB's memory, anchor and right row.
// Never written to a file: the pairs are the truth.
import { createHash } from 'node:crypto'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { hasTable } from '#engine/workspace/records/recordTables.ts'
import { fail } from '#shared/model/failure.ts'
import type { LinkSet } from '#shared/model/link.ts'
import { quoteName } from './columnDatabase.ts'
import { bulkOf, memoryCatalog } from './openColumnDatabase.ts'

/** By keys: right rows that share the key of `anchor`, the first of them, which is what a record is paired with. */
export const furtherTableName = (link: string): string => `further_${link}`

/** A record is found by itself (stages) or by the first of its partners (keys). */
export const partnersBy = ({ definition }: LinkSet): 'record' | 'first' =>
  definition.stages === undefined ? 'first' : 'record'
export const isWithin = ({ definition }: LinkSet): boolean =>
  definition.stages !== undefined && definition.left === definition.right

const tableOf = (set: LinkSet): string => {
  if (partnersBy(set) === 'first') return furtherTableName(set.definition.id)
  return isWithin(set) ? `pair_${set.definition.id}` : `evidence_${set.definition.id}`
}

/** Links run by an earlier version of the program do not know all partners. */
export const checkPartnersKnown = (workspace: Workspace, set: LinkSet): void => {
  if (!hasTable(workspace.links(), tableOf(set))) fail('LINK_PARTNERS_UNKNOWN', { link: set.definition.id })
}

const selectOf = (set: LinkSet): string => {
  const table = quoteName(tableOf(set))
  if (partnersBy(set) === 'first') return `SELECT anchor, right_row FROM ${table} ORDER BY anchor, right_row`
  const linked = isWithin(set) ? '' : ' WHERE linked = 1'
  return `SELECT left_row, right_row FROM ${table}${linked} ORDER BY left_row, right_row`
}

const flushEvery = 200_000

export const furtherPartners = async (
  workspace: Workspace,
  set: LinkSet,
  between: () => void = () => undefined,
): Promise<string> => {
  checkPartnersKnown(workspace, set)
  const stem = `${furtherTableName(set.definition.id)}.`
  const name = `${stem}${createHash('sha256').update(set.runAt).digest('hex').slice(0, 16)}`
  const qualified = `${memoryCatalog}.main.${quoteName(name)}`
  const database = await workspace.columns()
  const known = await database.all<{ name: string }>(
    'SELECT table_name AS name FROM duckdb_tables() WHERE database_name = ? AND starts_with(table_name, ?)',
    [memoryCatalog, stem],
  )
  if (known.some((table) => table.name === name)) return qualified
  const connection = await database.connection()
  try {
    for (const old of known) await connection.run(`DROP TABLE IF EXISTS ${memoryCatalog}.main.${quoteName(old.name)}`)
    const working = `${name}.filling`
    const qualifiedWorking = `${memoryCatalog}.main.${quoteName(working)}`
    await connection.run(
      `CREATE OR REPLACE TABLE ${qualifiedWorking} (anchor UINTEGER NOT NULL, right_row UINTEGER NOT NULL)`,
    )
    const appender = await bulkOf(connection).createMemoryAppender(working)
    let filled = 0
    for (const [anchor, right] of workspace.links().prepare<[], [number, number]>(selectOf(set)).raw().iterate()) {
      appender.appendUInteger(anchor)
      appender.appendUInteger(right)
      appender.endRow()
      filled += 1
      if (filled % flushEvery === 0) between()
    }
    appender.flushSync()
    appender.closeSync()
    await connection.run(`DROP TABLE IF EXISTS ${qualified}`)
    await connection.run(`ALTER TABLE ${qualifiedWorking} RENAME TO ${quoteName(name)}`)
  } finally {
    await connection.close()
  }
  return qualified
}
