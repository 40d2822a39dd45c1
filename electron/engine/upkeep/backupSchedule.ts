// When the next backup is due, and where it goes. In: the workspace's setting and its last backup. Out: due or not.
// Never a backup by itself: the engine asks here and makes it through the door, so that the log has it.
import { z } from 'zod'
import { appendAudit } from '#engine/workspace/audit/audit.ts'
import { lastBackupSetting } from '#engine/workspace/files/backUpToStore.ts'
import { settingRepository } from '#engine/workspace/files/catalogSettings.ts'
import { checkedFolder } from '#engine/workspace/files/targetPlace.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import type { BackupPlan, BackupSchedule } from '#shared/contract/backups.ts'

const setting = 'backup.schedule'
const planSchema = z.object({ path: z.string(), everyHours: z.number(), keep: z.int() })

const planOf = ({ catalog }: Workspace): BackupPlan | null => {
  const text = settingRepository(catalog).get(setting)
  return text === null || text === '' ? null : planSchema.parse(JSON.parse(text))
}

export const backupSchedule = (workspace: Workspace, now = Date.now()): BackupSchedule => {
  const plan = planOf(workspace)
  const last = settingRepository(workspace.catalog).get(lastBackupSetting)
  const due = plan !== null && (last === null || now - Date.parse(last) >= plan.everyHours * 3_600_000)
  return { plan, last, due }
}

export const setBackupPlan = async (
  workspace: Workspace,
  user: string,
  plan: BackupPlan | null,
): Promise<BackupSchedule> => {
  const kept = plan === null ? null : { ...plan, path: await checkedFolder(plan.path) }
  workspace.catalog
    .transaction(() => {
      settingRepository(workspace.catalog).set(setting, kept === null ? '' : JSON.stringify(kept))
      const told = kept === null ? '–' : `${kept.path}, ${kept.everyHours} h, ${kept.keep}`
      appendAudit(workspace, { user, action: 'setting', subject: `backup → ${told}` })
    })
    .immediate()
  return backupSchedule(workspace)
}
