// The folder a yearbook is put in. In: a path, a writer into a folder beside it. Out: the folder, whole. Never a
// half-written one, never one replaced that is not an earlier yearbook, never a place inside a workspace.
import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fail } from '#shared/model/failure.ts'
import { checkedFolder, writeFailure } from '#engine/workspace/files/targetPlace.ts'
import { certificateFormat } from './certificate.ts'

const isYearbook = async (folder: string): Promise<boolean> => {
  try {
    const certificate: unknown = JSON.parse(await readFile(join(folder, 'certificate.json'), 'utf8'))
    return (
      typeof certificate === 'object' &&
      certificate !== null &&
      'format' in certificate &&
      certificate.format === certificateFormat
    )
  } catch {
    return false
  }
}

/** Null: nothing there. */
const contentOf = (folder: string): Promise<string[] | null> =>
  readdir(folder).catch((thrown: NodeJS.ErrnoException) =>
    thrown.code === 'ENOENT' ? null : writeFailure(folder, thrown),
  )

export const yearbookFolder = async (path: string, write: (folder: string) => Promise<void>): Promise<string> => {
  const target = await checkedFolder(path)
  const there = await contentOf(target)
  if (there !== null && there.length > 0 && !(await isYearbook(target))) fail('YEARBOOK_FOLDER_TAKEN', { path })
  const mark = randomBytes(6).toString('hex')
  const beside = (what: string): string => join(dirname(target), `.${basename(target).slice(0, 60)}.${mark}.${what}`)
  const [made, old] = [beside('part'), beside('old')]
  try {
    await mkdir(made, { recursive: true })
    await write(made)
    if (there !== null) await rename(target, old)
    try {
      await rename(made, target)
    } catch (thrown) {
      // What was there comes back.
      if (there !== null) await rename(old, target)
      throw thrown
    }
    return target
  } catch (thrown) {
    return writeFailure(path, thrown)
  } finally {
    for (const folder of [made, old]) await rm(folder, { recursive: true, force: true }).catch(() => undefined)
  }
}
