// Destroys a delivery for good: its rows and rejected rows, overwritten where they stood, and what was derived from
// them. In: a number, a reason. Out: a certificate, in the log and in the catalog. Never said before it was counted
// that nothing is left.
import { appendAudit } from '#engine/workspace/audit/audit.ts'
import { deliverySubject } from '#engine/workspace/audit/deliveriesLogged.ts'
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import { retentionRepository } from '#engine/workspace/files/catalogRetention.ts'
import { settingRepository } from '#engine/workspace/files/catalogSettings.ts'
import { sessionOf } from '#engine/workspace/files/openedWorkspace.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import {
  deliveryHeaderTable,
  editedTable,
  ensureRecordTables,
  recordTable,
  rejectTable,
} from '#engine/workspace/records/recordTables.ts'
import { inWriterTurn } from '#engine/workspace/records/writerTurn.ts'
import { knownDataset } from '#engine/collect/layouts/knownDatasets.ts'
import type { DestructionCertificate } from '#shared/contract/retention.ts'
import type { Dataset } from '#shared/model/dataset.ts'
import { fail } from '#shared/model/failure.ts'
import { checkedReason } from '#shared/model/reason.ts'
import { withdrawDelivery } from './withdrawDelivery.ts'

const tablesOf = (dataset: Dataset): string[] => [
  recordTable(dataset.id),
  rejectTable(dataset.id),
  editedTable(dataset.id),
  deliveryHeaderTable,
]

const countLeft = (workspace: Workspace, dataset: Dataset, delivery: number): number =>
  tablesOf(dataset).reduce(
    (sum, table) =>
      sum +
      (workspace
        .subject(dataset.subject)
        .prepare<[number], { n: number }>(`SELECT count(*) AS n FROM ${quoteName(table)} WHERE delivery_id = ?`)
        .get(delivery)?.n ?? 0),
    0,
  )

export const destroyDelivery = async (
  context: EngineContext,
  { delivery: id, reason }: { delivery: number; reason: string },
  job: JobContext,
): Promise<DestructionCertificate> => {
  const workspace = context.workspace()
  const written = checkedReason(reason)
  const kept = retentionRepository(workspace.catalog)
  if (kept.find(id)?.destroyed_at) return fail('DELIVERY_DESTROYED', { delivery: id })
  const delivery = deliveryRepository(workspace.catalog).get(id)
  const dataset = knownDataset(workspace, delivery.dataset)
  const database = workspace.subject(dataset.subject)
  ensureRecordTables(database, dataset)
  // From here on what is deleted is overwritten in its page; the pages themselves are written anew below.
  database.pragma('secure_delete=ON')
  try {
    if (delivery.state === 'current') await withdrawDelivery(context, { delivery: id }, job)
    return await inWriterTurn(workspace, async () => {
      job.progress({ phase: 'destroying', done: 0, total: 0, subject: delivery.fileName })
      database.transaction(() => {
        for (const table of tablesOf(dataset))
          database.prepare(`DELETE FROM ${quoteName(table)} WHERE delivery_id = ?`).run(id)
      })()
      database.exec('VACUUM')
      const columns = await workspace.columns()
      const columnKey = settingRepository(workspace.catalog).get('key.columns')
      await columns.renew(sessionOf(workspace).dataKey === null ? null : columnKey)
      const left = countLeft(workspace, dataset, id)
      if (left > 0) return fail('UNEXPECTED', {}, `${left} rows of delivery ${id} are left`)
      return certify(context, workspace, { delivery, reason: written, left })
    })
  } finally {
    if (database.open) database.pragma('secure_delete=OFF')
  }
}

const certify = (
  context: EngineContext,
  workspace: Workspace,
  {
    delivery,
    reason,
    left,
  }: { delivery: ReturnType<ReturnType<typeof deliveryRepository>['get']>; reason: string; left: number },
): DestructionCertificate =>
  workspace.catalog
    .transaction(() => {
      const destroyedAt = new Date().toISOString()
      const { id, dataset, period, fileName, sha256, rowsAccepted: records } = delivery
      const entry = appendAudit(workspace, {
        user: context.user,
        action: 'destroy',
        subject: `${deliverySubject(delivery)} ${sha256}`,
        records,
        reason,
      })
      const certificate: DestructionCertificate = {
        delivery: id,
        dataset,
        period,
        fileName,
        sha256,
        records,
        destroyedAt,
        by: context.user,
        reason,
        left,
        entry: entry?.id ?? 0,
        entryHash: entry?.hash ?? '',
      }
      const told = { delivery: id, at: destroyedAt, by: context.user, reason, certificate: JSON.stringify(certificate) }
      retentionRepository(workspace.catalog).destroyed(told)
      context.emit('data.changed', { what: 'deliveries' })
      return certificate
    })
    .immediate()
