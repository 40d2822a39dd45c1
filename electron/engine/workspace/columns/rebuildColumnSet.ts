// Fills a column set from the records in SQLite alone: after a lost or damaged file, or one delivery that is missing.
// In: workspace, dataset, deliveries. Out: rows in cs_<dataset>. Dictionary ids already given stay as they are.
import type { JobContext } from '#engine/workspace/context.ts'
import { columnsBehindKey, recordTable } from '#engine/workspace/records/recordTables.ts'
import { settingRepository } from '#engine/workspace/files/catalogSettings.ts'
import { dropLinkedValues } from './linkedValues.ts'
import { dropLinkedTables } from './linkedTables.ts'
import { inWriterTurn } from '#engine/workspace/records/writerTurn.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import type { StoredDelivery } from '#engine/workspace/files/catalogDeliveries.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import type { Dataset } from '#shared/model/dataset.ts'
import { periodVariableId } from '#shared/model/dataset.ts'
import { fail } from '#shared/model/failure.ts'
import { codeVersionOf, importedClassifications } from './codeVersions.ts'
import { chunkRows, markMissing, openColumnAppender } from './columnAppender.ts'
import type { ColumnDatabase } from './columnDatabase.ts'
import { quoteName } from './columnDatabase.ts'
import { columnSetColumns, columnSetTable, ensureColumnSetTables } from './columnSet.ts'
import { openDictionaryWriter } from './dictionaryWriter.ts'
import type { DictionaryWriter, VariableDictionary } from './dictionaryWriter.ts'

const dayMs = 86_400_000

const copyDelivery = async (
  workspace: Workspace,
  connection: ColumnDatabase,
  dataset: Dataset,
  delivery: StoredDelivery,
  dictionaries: DictionaryWriter,
  onRows: (rows: number) => void,
): Promise<void> => {
  const imported = importedClassifications(workspace)
  const columns = columnSetColumns(dataset)
  const appender = await openColumnAppender(
    connection,
    dataset,
    delivery.id,
    dictionaries.variable(periodVariableId, null).idOf(delivery.period),
  )
  const ids = columns.map((c): VariableDictionary | null =>
    c.physical === 'dictionary'
      ? dictionaries.variable(c.variable.id, codeVersionOf(c.variable, delivery.period, imported))
      : null,
  )
  const page = workspace
    .subject(dataset.subject)
    .prepare<[number, number], unknown[]>(
      `SELECT ${columns.map((c) => quoteName(c.variable.id)).join(', ')} FROM ${quoteName(recordTable(dataset.id))} WHERE row_id BETWEEN ? AND ? ORDER BY row_id`,
    )
    .raw()
    .safeIntegers()
  const last = delivery.firstRow + delivery.rowsAccepted - 1
  for (let first = delivery.firstRow; first <= last; first += chunkRows) {
    const rows = page.all(first, Math.min(last, first + chunkRows - 1))
    for (const [index, column] of columns.entries()) {
      const buffer = appender.buffers[index]
      if (!buffer) continue
      const dictionary = ids[index] ?? null
      for (const [row, values] of rows.entries()) {
        const value = values[index]
        if (value === null || value === undefined) markMissing(buffer, row)
        else if (dictionary) buffer.items[row] = dictionary.idOf(String(value))
        else if (column.physical === 'date') buffer.items[row] = Date.parse(String(value)) / dayMs
        else if (buffer.items instanceof BigInt64Array && typeof value === 'bigint') buffer.items[row] = value
      }
    }
    appender.append(first, rows.length)
    onRows(rows.length)
    // The page and other work get their turn.
    if ((first / chunkRows) % 8 < 1)
      await new Promise<void>((resolve) => {
        setImmediate(resolve)
      })
  }
  appender.finish()
}

/** Deliveries whose records changed since their column sets were made. */
export const deliveriesBehind = (workspace: Workspace, dataset: string): Set<number> =>
  new Set(JSON.parse(settingRepository(workspace.catalog).get(columnsBehindKey(dataset)) ?? '[]') as number[])

/**
 * Makes the rows of cs_<dataset> those of `wanted`: drops what is not among them, adds what is missing or differs in
 * number.
 */
export const alignColumnSet = async (
  workspace: Workspace,
  dataset: Dataset,
  wanted: StoredDelivery[],
  everything: boolean,
  job: JobContext | null,
): Promise<void> => {
  const shared = await workspace.columns()
  const connection = await shared.connection()
  try {
    await ensureColumnSetTables(connection, dataset)
    const table = quoteName(columnSetTable(dataset.id))
    const found = new Map(
      (
        await connection.all<{ delivery_id: number; rows: number }>(
          `SELECT delivery_id, count(*)::INTEGER AS rows FROM ${table} GROUP BY delivery_id`,
        )
      ).map((r) => [r.delivery_id, r.rows]),
    )
    const behind = deliveriesBehind(workspace, dataset.id)
    const missing = wanted.filter((d) => everything || behind.has(d.id) || found.get(d.id) !== d.rowsAccepted)
    const kept = new Set(wanted.filter((d) => !missing.includes(d)).map((d) => d.id))
    // Before the transaction: DuckDB does not commit rows of a table that it altered meanwhile.
    const oldest = missing.map((d) => d.importedAt).toSorted()[0]
    if (oldest !== undefined) {
      await dropLinkedValues(workspace, connection)
      await dropLinkedTables(workspace, connection, dataset.id, oldest)
    }
    await connection.run('BEGIN TRANSACTION')
    try {
      for (const id of found.keys())
        if (!kept.has(id)) await connection.run(`DELETE FROM ${table} WHERE delivery_id = ?`, [id])
      if (missing.length > 0) {
        const total = missing.reduce((n, d) => n + d.rowsAccepted, 0)
        let done = 0
        const dictionaries = await openDictionaryWriter(connection, dataset.id)
        for (const delivery of missing) {
          await copyDelivery(workspace, connection, dataset, delivery, dictionaries, (rows) => {
            done += rows
            job?.progress({ phase: 'rebuilding', done, total, subject: dataset.id })
            job?.throwIfCancelled()
          })
        }
        await dictionaries.save()
      }
      await connection.run('COMMIT')
      if (behind.size > 0) settingRepository(workspace.catalog).remove(columnsBehindKey(dataset.id))
    } catch (thrown) {
      await connection.run('ROLLBACK').catch(() => undefined)
      throw thrown
    }
  } finally {
    await connection.close()
  }
}

/** All of it anew. */
export const rebuildColumnSet = (
  workspace: Workspace,
  dataset: Dataset,
  job: JobContext | null = null,
): Promise<void> => {
  if (workspace.readOnly) return fail('WORKSPACE_READ_ONLY')
  return inWriterTurn(workspace, () =>
    alignColumnSet(workspace, dataset, deliveryRepository(workspace.catalog).current(dataset.id), true, job),
  )
}
