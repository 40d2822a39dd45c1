// Which files of a folder are new and whole. In: a folder, the log, when it is. Out: whole files, files to wait for. A
// file is whole when two looks, far enough apart, found the same size and the same time of writing. Nothing is opened
// here.
import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fail } from '#shared/model/failure.ts'
import type { WatchEntry } from '#shared/contract/watch.ts'

/** How long a file must have stood still. */
export const settleMs = 2000
/** What programs name a file while they write it. */
const unfinished = /^[.~]|\.(part|partial|filepart|crdownload|download|tmp|temp|writing)$/i
const notes = /\.reason\.txt$/i

export type Dropped = { file: string; path: string; bytes: number; written: number }
type Seen = Map<string, { bytes: number; written: number; since: number }>

/** By folder: what the looks of this program have seen of its files. */
const looks = new Map<string, Seen>()

export const droppedFiles = async (
  folder: string,
  log: readonly WatchEntry[],
  now: number = Date.now(),
): Promise<{ whole: Dropped[]; waiting: string[] }> => {
  const names = await readdir(folder).catch((error: unknown) =>
    fail('FOLDER_NOT_FOUND', { path: folder }, undefined, error),
  )
  const known = new Map<string, Set<string>>()
  const signature = (bytes: number, written: number): string => `${bytes} ${written}`
  for (const entry of log)
    known.set(entry.file, (known.get(entry.file) ?? new Set()).add(signature(entry.bytes, entry.written)))
  const before = looks.get(folder) ?? new Map()
  const seen: Seen = new Map()
  looks.set(folder, seen)
  const whole: Dropped[] = []
  const waiting: string[] = []
  for (const file of names.toSorted()) {
    if (unfinished.test(file) || notes.test(file)) continue
    const path = join(folder, file)
    const entry = await lstat(path).catch(() => null)
    if (!entry?.isFile()) continue
    const [bytes, written] = [entry.size, Math.round(entry.mtimeMs)]
    if (known.get(file)?.has(signature(bytes, written))) continue
    const last = before.get(file)
    const same = last !== undefined && last.bytes === bytes && last.written === written
    const since = same ? last.since : now
    seen.set(file, { bytes, written, since })
    if (same && now - since >= settleMs && bytes > 0) whole.push({ file, path, bytes, written })
    else waiting.push(file)
  }
  return { whole, waiting }
}
