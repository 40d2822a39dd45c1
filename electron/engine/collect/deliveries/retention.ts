// Until when deliveries are kept: a date of their own, or the months of the office's policy. In: the workspace, dates.
// Out: each delivery's. Never a delivery destroyed by itself when its day comes: it is told, and a person does it.
import { appendAudit } from '#engine/workspace/audit/audit.ts'
import { deliverySubject } from '#engine/workspace/audit/deliveriesLogged.ts'
import type { EngineContext } from '#engine/workspace/context.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import { retentionRepository } from '#engine/workspace/files/catalogRetention.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { officePolicy } from '#engine/workspace/policy/officePolicy.ts'
import type { Retention } from '#shared/contract/retention.ts'
import { fail } from '#shared/model/failure.ts'
import { checkedReason } from '#shared/model/reason.ts'

const monthsAfter = (instant: string, months: number): string => {
  const date = new Date(instant)
  const wanted = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1))
  const last = new Date(Date.UTC(wanted.getUTCFullYear(), wanted.getUTCMonth() + 1, 0)).getUTCDate()
  wanted.setUTCDate(Math.min(date.getUTCDate(), last))
  return wanted.toISOString().slice(0, 10)
}

export const retentionOf = (workspace: Workspace, today = new Date().toISOString().slice(0, 10)): Retention[] => {
  const own = new Map(
    retentionRepository(workspace.catalog)
      .list()
      .map((row) => [row.delivery, row]),
  )
  const { retentionMonths } = officePolicy(workspace)
  return deliveryRepository(workspace.catalog)
    .list()
    .map(({ id, dataset, period, fileName, importedAt, state }): Retention => {
      const row = own.get(id)
      const policy = retentionMonths === null ? null : monthsAfter(importedAt, retentionMonths)
      const destroyBy = row?.destroy_by ?? policy
      const destroyedAt = row?.destroyed_at ?? null
      return {
        delivery: id,
        dataset,
        period,
        fileName,
        importedAt,
        state,
        destroyBy: destroyBy === null ? null : destroyBy.slice(0, 10),
        by: row === undefined ? (policy === null ? null : 'policy') : 'own',
        due: destroyedAt === null && destroyBy !== null && destroyBy.slice(0, 10) <= today,
        destroyedAt,
      }
    })
}

export const setRetention = (
  context: EngineContext,
  { delivery: id, destroyBy, reason }: { delivery: number; destroyBy: string; reason: string },
): Retention[] => {
  const workspace = context.workspace()
  const written = checkedReason(reason)
  const delivery = deliveryRepository(workspace.catalog).get(id)
  const kept = retentionRepository(workspace.catalog)
  if (kept.find(id)?.destroyed_at) return fail('DELIVERY_DESTROYED', { delivery: id })
  workspace.catalog
    .transaction(() => {
      kept.set(id, destroyBy, context.user, written)
      const subject = `${deliverySubject(delivery)} → ${destroyBy}`
      appendAudit(workspace, { user: context.user, action: 'retention', subject, reason: written })
    })
    .immediate()
  context.emit('data.changed', { what: 'deliveries' })
  return retentionOf(workspace)
}
