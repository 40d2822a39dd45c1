// Backups that share what did not change, their schedule, and the drill that restores one beside and compares. Schemas,
// types, methods.
import { z } from 'zod'
import { command, job, query } from './define.ts'
import type { VerifyResult } from './responses.ts'

const path = z.string().min(1)
const keep = z.int().min(1).max(1000)

export type BackupPlan = { path: string; everyHours: number; keep: number }
export type BackupSchedule = {
  plan: BackupPlan | null
  /** When the last backup into a store was made. */
  last: string | null
  due: boolean
}
export type BackupStored = {
  path: string
  files: number
  bytes: number
  /** Of these, what was not in the store yet. */
  newBytes: number
  pieces: number
  /** Older backups removed. */
  removed: number
  /** Files in the store that should be lists of backups and cannot be read; nothing they may need is removed. */
  unreadable: string[]
  sha256: string
  seconds: number
}
export type DrillDataset = {
  dataset: string
  /**
   * Deliveries in force in the backup, of these still in force now, and how many of those hold the same rows in both.
   */
  deliveries: number
  stillCurrent: number
  equal: number
  rows: number
}
export type DrillReport = {
  ok: boolean
  backup: string
  madeAt: string
  program: string
  bytes: number
  restoreSeconds: number
  seconds: number
  /** Of the restored workspace, by the same checks as of any. */
  checks: VerifyResult['checks']
  datasets: DrillDataset[]
  /** The log of the backup is the beginning of the log of now. */
  log: { entries: number; agrees: boolean }
}

export const backupMethods = {
  /** Into a folder that keeps many; only what changed is written, read back at once. */
  'workspace.backupToStore': job<BackupStored>()(z.strictObject({ path, keep: keep.default(30) }), ['path'], {
    exclusive: true,
    leaves: true,
    logs: 'backup',
  }),
  'backups.schedule': query<BackupSchedule>()(z.strictObject({})),
  'backups.setSchedule': command<BackupSchedule>()(
    z.strictObject({
      path,
      everyHours: z.number().min(0.25).max(720),
      keep: keep.default(30),
      off: z.boolean().default(false),
    }),
    ['path'],
    { writes: true, role: 'administrator', logs: 'setting', within: true },
  ),
  /** Restores a backup of the open workspace beside it, checks and compares it, and removes it again. */
  'workspace.drill': job<DrillReport>()(z.strictObject({ backup: path }), ['backup'], {
    exclusive: true,
    writes: true,
    logs: 'drill',
  }),
} as const
