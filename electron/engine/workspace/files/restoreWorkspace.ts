// Restores a backup into an empty folder and opens it. In: archive, folder, passphrase, job. Out: Workspace open for writing.
// Everything is checked beside the target first: hashes, passphrase, integrity. Never a file of an existing workspace touched.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, rmdirSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { fail } from '#shared/model/failure.ts'
import type { JobContext } from '#engine/workspace/context.ts'
import { readArchive } from './backupArchive.ts'
import { openWorkspace } from './openWorkspace.ts'
import { storageFailure } from './storageFailure.ts'
import type { Workspace } from './workspace.ts'

export type RestoreRequest = { backup: string; path: string; passphrase: string | null; user: string }

export const restoreWorkspace = async (
  { backup, path, passphrase, user }: RestoreRequest,
  job: JobContext,
): Promise<Workspace> => {
  const folder = resolve(path)
  const working = `${folder}.restoring`
  try {
    if (existsSync(folder) && readdirSync(folder).length > 0) return fail('WORKSPACE_EXISTS', { path: folder })
    if (!existsSync(backup)) return fail('FILE_NOT_FOUND', { path: backup })
    const { size } = statSync(backup)
    let done = 0
    const onBytes = (bytes: number): void => {
      done += bytes
      job.progress({ done })
      job.throwIfCancelled()
    }
    job.progress({ phase: 'restoring', done: 0, total: size })
    rmSync(working, { recursive: true, force: true })
    mkdirSync(working, { recursive: true })
    await readArchive(backup, working, onBytes)
    job.progress({ phase: 'checking', done: 0, total: 0 })
    // Opening proves passphrase, schema and readability; nothing has its final name yet.
    const trial = await openWorkspace(working, { passphrase, readOnly: false, user })
    await trial.close()
    job.throwIfCancelled()
    if (existsSync(folder)) rmdirSync(folder)
    renameSync(working, folder)
  } catch (error) {
    rmSync(working, { recursive: true, force: true })
    throw storageFailure(error, folder) ?? error
  }
  return openWorkspace(folder, { passphrase, readOnly: false, user })
}
