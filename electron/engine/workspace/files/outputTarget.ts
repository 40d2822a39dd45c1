// Writing a file so that the target is either the whole new file or what it was before. In: a path and a writer into a
// temporary file beside it. Out: the target replaced by one rename, with size and hash. Never a half-written target,
// never a temporary file left behind: one that a kill left is noted beforehand and swept on opening.
import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { outputJournal } from './outputJournal.ts'
import { checkedTarget, writeFailure } from './targetPlace.ts'

export { writeFailure } from './targetPlace.ts'
export type WrittenFile = { bytes: number; sha256: string }

export const hashFile = async (path: string): Promise<WrittenFile> => {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of createReadStream(path)) {
    const part = chunk as Buffer
    bytes += part.length
    hash.update(part)
  }
  return { bytes, sha256: hash.digest('hex') }
}

/** What a writer may put beside its temporary file while it works: DuckDB's staging and its logs. */
const sideFiles = ['', '.duckdb', '.duckdb.wal', '.wal', '.tmp']
export const partsOf = (temporary: string): string[] => sideFiles.map((suffix) => temporary + suffix)

const removeParts = async (temporary: string): Promise<void> => {
  for (const part of partsOf(temporary)) await rm(part, { force: true }).catch(() => undefined)
}

/** `write` fills the temporary file and may check it; the target changes only when it returns. */
export const writeFileTarget = async (
  path: string,
  write: (temporary: string) => Promise<void>,
): Promise<WrittenFile> => {
  const target = await checkedTarget(path)
  // Nobody can lay a link where it will be: the name cannot be guessed and the file must be new.
  const temporary = join(dirname(target), `.${basename(target).slice(0, 60)}.${randomBytes(6).toString('hex')}.part`)
  const noted = outputJournal()?.begin(target, temporary) ?? null
  try {
    const handle = await open(temporary, 'wx', 0o600)
    await handle.close()
    await write(temporary)
    const flushed = await open(temporary, 'r+')
    try {
      await flushed.sync()
      await flushed.chmod(0o666 & ~process.umask())
    } finally {
      await flushed.close()
    }
    const written = await hashFile(temporary)
    await rename(temporary, target)
    return written
  } catch (thrown) {
    return writeFailure(path, thrown)
  } finally {
    await removeParts(temporary)
    noted?.finish()
  }
}
