// Restores a backup into an empty folder and opens it. In: archive, folder, passphrase, job. Out: Workspace open for
// writing. Everything is checked beside the target first: hashes, passphrase, integrity. Never a file of an existing
// workspace touched.
import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { fail } from '#shared/model/failure.ts'
import type { JobContext } from '#engine/workspace/context.ts'
import { readArchive } from './backupArchive.ts'
import type { BackupManifest } from './backupArchive.ts'
import { assembleSnapshot, readSnapshot, snapshotExtension } from './backupStore.ts'
import type { Snapshot } from './backupStore.ts'
import { buildBeside } from './buildBeside.ts'
import type { Building } from './buildBeside.ts'
import { openWorkspace } from './openWorkspace.ts'
import { storageFailure } from './storageFailure.ts'
import type { Workspace } from './workspace.ts'

export type RestoreRequest = {
  backup: string
  path: string
  passphrase: string | null
  person?: string | undefined
  user: string
}

const isSnapshot = (backup: string): boolean => backup.endsWith(snapshotExtension)

/** How much there is to read: a list of pieces is small, what it lists is not. */
export const backupBytes = (backup: string, size: number): number =>
  isSnapshot(backup) ? readSnapshot(backup).files.reduce((sum, file) => sum + file.bytes, 0) : size

/** One file, or a list of pieces in a store: checked whole, and put into the folder where one is given. */
export const readBackup = (
  backup: string,
  folder: string | null,
  onBytes: (bytes: number) => void,
): Promise<BackupManifest | Snapshot> =>
  isSnapshot(backup) ? assembleSnapshot(backup, folder, onBytes) : readArchive(backup, folder, onBytes)

export const restoreWorkspace = async (
  { backup, path, passphrase, person, user }: RestoreRequest,
  job: JobContext,
): Promise<Workspace> => {
  const folder = resolve(path)
  let building: Building | null = null
  try {
    if (!existsSync(backup)) return fail('FILE_NOT_FOUND', { path: backup })
    const found = statSync(backup)
    if (!found.isFile()) return fail('BACKUP_INVALID', { path: backup, reason: 'không phải tệp / not a file' })
    const { size } = found
    let done = 0
    const onBytes = (bytes: number): void => {
      done += bytes
      job.progress({ done })
      job.throwIfCancelled()
    }
    job.progress({ phase: 'restoring', done: 0, total: backupBytes(backup, size) })
    building = await buildBeside(folder)
    await readBackup(backup, building.folder, onBytes)
    job.progress({ phase: 'checking', done: 0, total: 0 })
    // Opening proves passphrase, schema and readability; nothing has its final name yet.
    const trial = await openWorkspace(building.folder, { passphrase, person, readOnly: false, user })
    await trial.close()
    job.throwIfCancelled()
    building.finish()
  } catch (error) {
    building?.discard()
    throw storageFailure(error, folder) ?? error
  }
  return openWorkspace(folder, { passphrase, person, readOnly: false, user })
}
