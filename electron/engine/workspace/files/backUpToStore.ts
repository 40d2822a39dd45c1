// Backs an open workspace up into a folder that keeps many backups, writing only what changed. In: workspace, folder,
// how many to keep. Out: what was written. Never into the workspace itself; never on a share with too little room for
// what may be new.
import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { JobContext } from '#engine/workspace/context.ts'
import { sourcesOf } from './backUpWorkspace.ts'
import { storeBackup } from './backupStore.ts'
import type { StoredBackup } from './backupStore.ts'
import { settingRepository } from './catalogSettings.ts'
import { storageFailure } from './storageFailure.ts'
import { checkedFolder } from './targetPlace.ts'
import type { Workspace } from './workspace.ts'

export const lastBackupSetting = 'backup.last'

export const backUpToStore = async (
  workspace: Workspace,
  { path, keep }: { path: string; keep: number },
  program: string,
  job: JobContext,
): Promise<StoredBackup & { seconds: number }> => {
  const started = performance.now()
  const asked = resolve(path)
  try {
    const folder = await checkedFolder(asked)
    const sources = sourcesOf(workspace)
    const total = sources.reduce(
      (sum, { from }) => sum + ('content' in from ? from.content.length : statSync(from.path).size),
      0,
    )
    job.progress({ phase: 'backup', done: 0, total, subject: folder })
    const { id, name, schema } = workspace.header
    const madeAt = new Date().toISOString()
    let done = 0
    const stored = await storeBackup(
      folder,
      { program, madeAt, workspace: id, name, schema },
      sources,
      keep,
      (bytes) => {
        job.progress({ done: (done += bytes) })
        job.throwIfCancelled()
      },
    )
    if (!workspace.readOnly) settingRepository(workspace.catalog).set(lastBackupSetting, madeAt)
    return { ...stored, seconds: (performance.now() - started) / 1000 }
  } catch (error) {
    throw storageFailure(error, asked) ?? error
  }
}
