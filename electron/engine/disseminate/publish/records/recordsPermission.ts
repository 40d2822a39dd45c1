// Whether records may leave this workspace: no, unless someone said so with a reason. In: the workspace, a choice. Out: the permission.
// Never changed without an entry in the log.
import type { RecordsPermission } from '#shared/contract/files.ts'
import { checkedReason } from '#shared/model/reason.ts'
import { appendAudit } from '#engine/workspace/audit/audit.ts'
import type { EngineContext } from '#engine/workspace/context.ts'
import { settingRepository } from '#engine/workspace/files/catalogSettings.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'

const setting = 'allowRecordsExport'

export const recordsPermission = (workspace: Workspace): RecordsPermission => ({
  allowed: settingRepository(workspace.catalog).get(setting) === 'yes',
})

export const allowRecordsExport = (context: EngineContext, allowed: boolean, reason: string): RecordsPermission => {
  const workspace = context.workspace()
  const written = checkedReason(reason)
  workspace.catalog
    .transaction(() => {
      appendAudit(workspace, {
        user: context.user,
        action: 'setting',
        subject: `${setting}: ${allowed ? 'yes' : 'no'}`,
        reason: written,
      })
      settingRepository(workspace.catalog).set(setting, allowed ? 'yes' : 'no')
    })
    .immediate()
  return { allowed }
}
