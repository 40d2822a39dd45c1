// Takes the rows of a delivery out again; its entry stays, marked withdrawn. In: a delivery's number. Out: rows
// removed. All or nothing: the records' transaction decides, as for an import.
import { logDelivery } from '#engine/workspace/audit/logDelivery.ts'
import { columnSetTable, ensureColumnSetTables } from '#engine/workspace/columns/columnSet.ts'
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { markLinksStale } from '#engine/workspace/columns/markLinksStale.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import { importIntentRepository } from '#engine/workspace/files/catalogImportIntents.ts'
import { storageFailure } from '#engine/workspace/files/storageFailure.ts'
import { fail } from '#shared/model/failure.ts'
import { knownDataset } from '#engine/collect/layouts/knownDatasets.ts'
import {
  deliveryLogTable,
  editedTable,
  ensureRecordTables,
  recordTable,
  rejectTable,
} from '#engine/workspace/records/recordTables.ts'
import { beginChange } from '#engine/workspace/records/oneState.ts'
import { inWriterTurn } from '#engine/workspace/records/writerTurn.ts'

export const withdrawDelivery = (
  context: EngineContext,
  { delivery: id }: { delivery: number },
  job: JobContext,
): Promise<{ rowsRemoved: number }> => {
  const workspace = context.workspace()
  return inWriterTurn(workspace, async () => {
    const deliveries = deliveryRepository(workspace.catalog)
    const delivery = deliveries.get(id)
    if (delivery.state !== 'current') return fail('DELIVERY_NOT_CURRENT', { delivery: id })
    const dataset = knownDataset(workspace, delivery.dataset)
    job.progress({ phase: 'removing', total: delivery.rowsAccepted, subject: delivery.fileName })
    const database = workspace.subject(dataset.subject)
    ensureRecordTables(database, dataset)
    const shared = await workspace.columns()
    await ensureColumnSetTables(shared, dataset)
    const connection = await shared.connection()
    const intents = importIntentRepository(workspace.catalog)
    const intent = intents.begin({
      dataset: dataset.id,
      period: delivery.period,
      delivery: id,
      fileName: delivery.fileName,
    })
    let committed = false
    try {
      await connection.run('BEGIN TRANSACTION')
      await connection.run(`DELETE FROM ${quoteName(columnSetTable(dataset.id))} WHERE delivery_id = ?`, [id])
      database.exec('BEGIN IMMEDIATE')
      beginChange(workspace, dataset.id)
      // First, so that a reader on this connection knows that rows are going.
      database.prepare(`DELETE FROM ${deliveryLogTable} WHERE delivery_id = ?`).run(id)
      const last = delivery.firstRow + delivery.rowsAccepted - 1
      const remove = database.prepare(`DELETE FROM ${quoteName(recordTable(dataset.id))} WHERE row_id BETWEEN ? AND ?`)
      // In steps, so that a cancel is heard.
      for (let first = delivery.firstRow; first <= last; first += 100_000) {
        remove.run(first, Math.min(last, first + 99_999))
        job.progress({ done: first - delivery.firstRow })
        await new Promise<void>((resolve) => {
          setImmediate(resolve)
        })
        job.throwIfCancelled()
      }
      for (const table of [rejectTable(dataset.id), editedTable(dataset.id)])
        database.prepare(`DELETE FROM ${quoteName(table)} WHERE delivery_id = ?`).run(id)
      database.exec('COMMIT')
      committed = true
      await connection.run('COMMIT').catch(() => undefined)
      workspace.catalog.transaction(() => {
        deliveries.setState(id, 'withdrawn')
        logDelivery(workspace, 'withdraw', delivery, context.user)
      })()
      intents.finish(intent)
      markLinksStale(workspace, dataset.id)
      context.emit('data.changed', { what: 'deliveries' })
      return { rowsRemoved: delivery.rowsAccepted }
    } catch (thrown) {
      if (!committed) {
        if (database.inTransaction) database.exec('ROLLBACK')
        await connection.run('ROLLBACK').catch(() => undefined)
        intents.finish(intent)
      }
      throw storageFailure(thrown, workspace.folder) ?? thrown
    } finally {
      await connection.close()
    }
  })
}
