// One look at the watched folder: what is new and whole is taken in, each file once by its bytes; what fails is set
// aside with its reason. In: a folder. Out: what became of each file. A failure that is not the file's own (a full
// disk) leaves it where it is, for the next look.
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { importBatch } from '#engine/collect/runs/importBatch.ts'
import { hashOf } from '#engine/collect/suggest/layoutPlan.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import type { WatchEntry, WatchLook, WatchedFolder } from '#shared/contract/watch.ts'
import type { FailureValue } from '#shared/model/failure.ts'
import { fail } from '#shared/model/failure.ts'
import { failureMessage } from '#shared/model/messages.ts'
import { droppedFiles } from './droppedFiles.ts'
import type { Dropped } from './droppedFiles.ts'
import { addToWatchLog, watchLog, watchedFolder } from './watchLog.ts'

/** Inside the watched folder; files in it are not looked at again. */
export const asideFolder = 'set-aside'

/** Not the fault of the file: it is tried again. */
const passing = new Set([
  'DISK_FULL',
  'WORKSPACE_DAMAGED',
  'WORKSPACE_READ_ONLY',
  'FILE_CHANGED',
  'FILE_UNREADABLE',
  'CANCELLED',
])

type Hashed = Dropped & { sha256: string }
type Taken = { file: string; sha256: string; delivery: number | null }

/**
 * Another period stands in its name only if other numbers do: a copy of March that calls itself April is for the import
 * to judge.
 */
const saysNoOther = (name: string, earlier: string): boolean => {
  const numbers = (of: string): string => (of.match(/\d+/g) ?? []).join(' ')
  return numbers(name) === '' || numbers(name) === numbers(earlier)
}

/** The file and its reason in a folder of their own; null where the folder does not let it be moved. */
const setAside = async ({ file, path }: Dropped, failure: FailureValue): Promise<string | null> => {
  const folder = join(path, '..', asideFolder)
  try {
    await mkdir(folder, { recursive: true })
    const stamp = new Date().toISOString().replace(/[-:]/g, '').slice(0, 15)
    const to = join(folder, `${stamp} ${file}`)
    await writeFile(`${to}.reason.txt`, `${failureMessage(failure, 'vi')}\n${failureMessage(failure, 'en')}\n`)
    await rename(path, to)
    return to
  } catch {
    return null
  }
}

/**
 * Whether something new stands whole in the watched folder of a workspace; a folder that is not there today is no
 * failure.
 */
export const hasDropped = async (workspace: Workspace): Promise<boolean> => {
  const folder = watchedFolder(workspace)
  if (folder === null) return false
  const { whole } = await droppedFiles(folder.path, watchLog(workspace)).catch(() => ({ whole: [] }))
  return whole.length > 0
}

export const lookInFolder = async (
  context: EngineContext,
  asked: Partial<WatchedFolder>,
  job: JobContext,
): Promise<WatchLook> => {
  const workspace = context.workspace()
  const kept = watchedFolder(workspace)
  const folder = asked.path === undefined ? kept : { path: asked.path, suggest: asked.suggest === true }
  if (folder === null) return fail('WATCH_NO_FOLDER')
  const log = watchLog(workspace)
  const { whole, waiting } = await droppedFiles(folder.path, log)
  const entries: WatchEntry[] = []
  const entry = (file: Hashed, part: Pick<WatchEntry, 'outcome'> & Partial<WatchEntry>): void => {
    const { file: name, bytes, written, sha256 } = file
    const at = new Date().toISOString()
    entries.push({ file: name, bytes, written, sha256, at, delivery: null, failure: null, aside: null, ...part })
  }
  const taken: Taken[] = log.flatMap(({ outcome, file, sha256, delivery }) =>
    outcome === 'taken' ? [{ file, sha256, delivery }] : [],
  )
  const fresh: Hashed[] = []
  for (const file of whole) {
    const sha256 = await hashOf(file.path, job).then(
      (found) => found.sha256,
      () => null,
    )
    job.throwIfCancelled()
    if (sha256 === null) {
      waiting.push(file.file)
      continue
    }
    const hashed = { ...file, sha256 }
    // The same bytes came before; or stand twice in this look.
    const before = taken.find((one) => one.sha256 === sha256 && saysNoOther(file.file, one.file))
    if (before) entry(hashed, { outcome: 'unchanged', delivery: before.delivery })
    else {
      taken.push({ file: file.file, sha256, delivery: null })
      fresh.push(hashed)
    }
  }
  const said = { sender: '', letterNumber: '', suggest: folder.suggest }
  const { results } =
    fresh.length === 0
      ? { results: [] }
      : await importBatch(
          context,
          fresh.map(({ path }) => path),
          said,
          job,
        )
  for (const result of results) {
    const file = fresh.find(({ path }) => basename(path) === result.file)
    if (!file) continue
    if (result.outcome !== 'failed') {
      const outcome = result.outcome === 'unchanged' ? 'unchanged' : 'taken'
      entry(file, { outcome, delivery: result.delivery?.id ?? null })
      continue
    }
    const { code = 'UNEXPECTED', facts = {} } = result.failure ?? {}
    if (passing.has(code)) {
      waiting.push(file.file)
      continue
    }
    const aside = await setAside(file, { code: code as FailureValue['code'], facts })
    entry(file, { outcome: 'failed', failure: { code, facts }, aside })
  }
  addToWatchLog(workspace, entries)
  if (entries.length > 0) context.emit('data.changed', { what: 'deliveries' })
  return { entries, results, waiting }
}
