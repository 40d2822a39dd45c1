// Backs an open workspace up into one file, encrypted as it is. In: workspace, target path, job. Out: path, size, hash.
// Column sets stay out: they are rebuilt from the records. Never a file half written under the target's name.
import { existsSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { ExportResult } from '#shared/contract/responses.ts'
import { fail } from '#shared/model/failure.ts'
import type { JobContext } from '#engine/workspace/context.ts'
import { readArchive, writeArchive } from './backupArchive.ts'
import type { BackupSource } from './backupArchive.ts'
import { catalogFile, databaseFile } from './openedWorkspace.ts'
import { writeFileTarget } from './outputTarget.ts'
import { storageFailure } from './storageFailure.ts'
import { checkedTarget } from './targetPlace.ts'
import type { Workspace } from './workspace.ts'
import { subjectsOf } from './workspaceSubjects.ts'
import { headerFile } from './workspaceHeader.ts'
import { freeBytes } from './workspaceStatus.ts'

/**
 * Record files change only in exclusive jobs, of which this is one; the catalog is read whole at one moment, after its
 * journal is emptied.
 */
export const sourcesOf = (workspace: Workspace): BackupSource[] => {
  if (!workspace.readOnly) workspace.catalog.pragma('wal_checkpoint(TRUNCATE)')
  const content = (name: string): BackupSource => ({
    name,
    from: { content: readFileSync(join(workspace.folder, name)) },
  })
  const files = [...subjectsOf(workspace), 'links']
    .map((name) => databaseFile(name))
    .filter((name) => existsSync(join(workspace.folder, name)))
  return [
    content(headerFile),
    content(catalogFile),
    ...files.map((name) => ({ name, from: { path: join(workspace.folder, name) } })),
  ]
}

export const backUpWorkspace = async (
  workspace: Workspace,
  path: string,
  program: string,
  job: JobContext,
): Promise<ExportResult> => {
  const started = performance.now()
  const target = resolve(path)
  try {
    await checkedTarget(target)
    const sources = sourcesOf(workspace)
    const total = sources.reduce(
      (sum, { from }) => sum + ('content' in from ? from.content.length : statSync(from.path).size),
      0,
    )
    if (freeBytes(dirname(target)) < total) return fail('DISK_FULL', { path: target })
    job.progress({ phase: 'backup', done: 0, total, subject: basename(target) })
    let done = 0
    const head = {
      program,
      madeAt: new Date().toISOString(),
      workspace: workspace.header.id,
      name: workspace.header.name,
      schema: workspace.header.schema,
    }
    const counted = (chunk: number): void => {
      done += chunk
      job.progress({ done })
      job.throwIfCancelled()
    }
    const { bytes, sha256 } = await writeFileTarget(target, async (temporary) => {
      await writeArchive(temporary, head, sources, counted)
      // Proved before it has its name: a backup that cannot be read back is none.
      done = 0
      job.progress({ phase: 'checking', done, total })
      await readArchive(temporary, null, counted)
    })
    return { path: target, bytes, sha256, seconds: Math.round(performance.now() - started) / 1000 }
  } catch (error) {
    throw storageFailure(error, target) ?? error
  }
}
