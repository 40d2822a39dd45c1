// Opening, making and closing workspaces. In: requests and the job runner. Out: the status of the workspace now open.
// Never two workspaces open at once, never the old one lost because the new one did not open.
import { resolve } from 'node:path'
import { appendAudit } from '#engine/workspace/audit/audit.ts'
import type { EngineContext, HandlersFor } from '#engine/workspace/context.ts'
import { renewDatasets } from '#engine/collect/intake/renewDatasets.ts'
import type { JobRunner } from '#engine/jobs/jobRunner.ts'
import { backUpToStore } from '#engine/workspace/files/backUpToStore.ts'
import { backUpWorkspace } from '#engine/workspace/files/backUpWorkspace.ts'
import { createDemonstration } from '#engine/upkeep/demonstration/createDemonstration.ts'
import { createWorkspace } from '#engine/workspace/files/createWorkspace.ts'
import { checkPassphrase, openWorkspace } from '#engine/workspace/files/openWorkspace.ts'
import { backupSchedule, setBackupPlan } from './backupSchedule.ts'
import { drillBackup } from './drillBackup.ts'
import { rebuildDerived } from './rebuildDerived.ts'
import { recoveredNotice } from '#engine/workspace/people/recovered.ts'
import { recoverWorkspace } from '#engine/workspace/people/recovery.ts'
import { retentionOf } from '#engine/collect/deliveries/retention.ts'
import { rotateKey } from '#engine/workspace/files/rotateKey.ts'
import { restoreWorkspace } from '#engine/workspace/files/restoreWorkspace.ts'
import { verifyWorkspace } from './verifyWorkspace.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { workspaceStatus } from '#engine/workspace/files/workspaceStatus.ts'

type WorkspaceMethods =
  | 'workspace.status'
  | 'workspace.create'
  | 'workspace.open'
  | 'workspace.close'
  | 'workspace.verify'
  | 'workspace.backup'
  | 'workspace.restore'
  | 'workspace.createDemonstration'
  | 'people.recover'
  | 'workspace.backupToStore'
  | 'workspace.drill'
  | 'workspace.rotateKey'
  | 'backups.schedule'
  | 'backups.setSchedule'

/** `osUser`: the user of the machine, for the lock and beside the name of whoever signs in. */
export const workspaceHandlers = (jobs: JobRunner, osUser: string): HandlersFor<WorkspaceMethods> => {
  /** Ends what runs on the open workspace, then closes it. */
  const closeCurrent = async (context: EngineContext, except?: string): Promise<void> => {
    const current = context.currentWorkspace()
    if (current === null) return
    await jobs.settle(except)
    jobs.forgetResults()
    context.setWorkspace(null)
    await current.close()
  }
  const enter = async (context: EngineContext, workspace: Workspace, action: string, except?: string) => {
    await closeCurrent(context, except)
    if (!workspace.readOnly) renewDatasets(workspace)
    workspace.notices.push(...recoveredNotice(workspace))
    appendAudit(workspace, {
      user: workspace.person?.name ?? osUser,
      action,
      subject: workspace.header.name,
      // The account of the machine beside the name they signed in with.
      ...(workspace.person !== null && workspace.person.name !== osUser ? { reason: osUser } : {}),
    })
    const due = retentionOf(workspace).filter((one) => one.due).length
    if (due > 0) workspace.notices.push({ code: 'RETENTION_DUE', facts: { deliveries: due } })
    context.setWorkspace(workspace)
    return workspaceStatus(workspace)
  }
  return {
    'workspace.status': (context) => workspaceStatus(context.currentWorkspace()),
    'workspace.create': async (context, { path, name, passphrase, demonstration, person }) =>
      enter(context, await createWorkspace(path, { name, passphrase, demonstration, person, user: osUser }), 'create'),
    'workspace.open': async (context, { path, passphrase, person, readOnly }) => {
      if (context.currentWorkspace()?.folder === resolve(path)) {
        // We hold its lock ourselves: prove the passphrase, then close before opening again.
        await checkPassphrase(path, { passphrase, person }, osUser)
        await closeCurrent(context)
      }
      return enter(context, await openWorkspace(path, { passphrase, person, readOnly, user: osUser }), 'open')
    },
    'workspace.close': async (context) => {
      await closeCurrent(context)
      return workspaceStatus(null)
    },
    'workspace.verify': async (context, _request, job) => {
      const workspace = context.workspace()
      const result = await verifyWorkspace(workspace, job)
      context.account({ subject: workspace.header.name, reason: result.ok ? 'ok' : 'different' })
      return result
    },
    // Logged by the door first, so that the copy knows of its own making.
    'workspace.backup': (context, { path }, job) => backUpWorkspace(context.workspace(), path, context.program, job),
    'workspace.restore': async (context, { backup, path, passphrase, person }, job) => {
      const workspace = await restoreWorkspace({ backup, path, passphrase, person, user: osUser }, job)
      const status = await enter(context, workspace, 'restore', job.id)
      await rebuildDerived(context, job)
      return status
    },
    'workspace.backupToStore': (context, request, job) =>
      backUpToStore(context.workspace(), request, context.program, job),
    'workspace.drill': (context, { backup }, job) => drillBackup(context, backup, job),
    'workspace.rotateKey': async (context, _request, job) => {
      const workspace = context.workspace()
      await rotateKey(workspace, async (file, done, total) => {
        job.progress({ phase: 'rekeying', done, total, subject: file })
        // Between two files either key is good: a cancel here is made up for on the next opening.
        await new Promise(setImmediate)
      })
      context.account({ subject: workspace.header.name })
      return { rotated: true }
    },
    'backups.schedule': (context) => backupSchedule(context.workspace()),
    'backups.setSchedule': (context, { path, everyHours, keep, off }) =>
      setBackupPlan(context.workspace(), context.user, off ? null : { path, everyHours, keep }),
    'people.recover': async (context, request, job) =>
      enter(context, await recoverWorkspace(request, osUser), 'open', job.id),
    'workspace.createDemonstration': async (context, request, job) =>
      enter(context, await createDemonstration(context, request, job), 'create', job.id),
  }
}
