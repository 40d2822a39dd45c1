// Whether records may leave this workspace: no, unless someone said so with a reason. In: the workspace, a choice. Out:
// the permission, and what of a record never leaves. Never changed without an entry in the log.
import { isFollowingCode } from '#shared/model/exportCodes.ts'
import type { Variable } from '#shared/model/dataset.ts'
import type { RecordsPermission } from '#shared/contract/files.ts'
import type { OfficePolicy } from '#shared/model/officePolicy.ts'
import { checkedReason } from '#shared/model/reason.ts'
import { appendAudit } from '#engine/workspace/audit/audit.ts'
import type { EngineContext } from '#engine/workspace/context.ts'
import { isInColumnSet } from '#engine/workspace/columns/columnSet.ts'
import { settingRepository } from '#engine/workspace/files/catalogSettings.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { officePolicy } from './officePolicy.ts'

const setting = 'allowRecordsExport'

export const recordsPermission = (workspace: Workspace): RecordsPermission => ({
  allowed: settingRepository(workspace.catalog).get(setting) === 'yes',
})

/** Made-up data, which nobody has a key of, have nothing to guard. */
export const guardsRecords = (workspace: Workspace): boolean => workspace.person !== null

/** Nobody has said that records may leave. */
export const recordsStay = (workspace: Workspace): boolean =>
  guardsRecords(workspace) && !recordsPermission(workspace).allowed

/**
 * identifier: never leaves, whatever was allowed · code: follows a person or an enterprise, and leaves where the
 * office's policy says.
 */
export const withheldOf = (variable: Variable, codes: OfficePolicy['exportCodes']): 'identifier' | 'code' | null => {
  if (variable.role === 'identifier' || variable.role === 'text' || !isInColumnSet(variable)) return 'identifier'
  return codes === 'withheld' && isFollowingCode(variable) ? 'code' : null
}

/** Which variables stay behind where single records leave: none of made-up data. */
export const staysBehind = (workspace: Workspace): ((variable: Variable) => boolean) => {
  if (!guardsRecords(workspace)) return () => false
  const { exportCodes } = officePolicy(workspace)
  return (variable) => withheldOf(variable, exportCodes) !== null
}

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
