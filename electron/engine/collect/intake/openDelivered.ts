// Opens a delivered file for reading, and tells whether a path still leads to the same, unchanged file. In: a path.
// Out: a handle, an identity. Never waits for a pipe or a device: what is not a regular file is refused before it is
// opened.
import { constants } from 'node:fs'
import type { BigIntStats } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { fail } from '#shared/model/failure.ts'

/** Device, number, size and both times of a file: another one of these is another file. */
export type FileIdentity = string

const identityOf = ({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): FileIdentity =>
  [dev, ino, size, mtimeNs, ctimeNs].join(' ')

const kindOf = (found: BigIntStats): string => {
  if (found.isFIFO()) return 'FIFO'
  if (found.isSocket()) return 'socket'
  if (found.isCharacterDevice() || found.isBlockDevice()) return 'device'
  return 'special file'
}

const refuse = (path: string, error: unknown): never => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
  if (code === 'ENOENT' || code === 'ENOTDIR') return fail('FILE_NOT_FOUND', { path })
  if (code === 'ELOOP') return fail('FILE_LINK_LOOP', { path })
  return fail('FILE_UNREADABLE', { path, reason: code }, undefined, error)
}

const requireRegular = (path: string, found: BigIntStats): void => {
  if (found.isDirectory()) fail('FILE_NOT_FOUND', { path })
  if (!found.isFile()) fail('FILE_NOT_REGULAR', { path, kind: kindOf(found) })
}

/** Fails FILE_NOT_FOUND, FILE_NOT_REGULAR, FILE_LINK_LOOP or FILE_UNREADABLE. */
export const openDelivered = async (
  path: string,
): Promise<{ file: FileHandle; identity: FileIdentity; bytes: number }> => {
  const found = await stat(path, { bigint: true }).catch((error: unknown) => refuse(path, error))
  requireRegular(path, found)
  // Not blocking, should a pipe have taken its place since.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch((error: unknown) =>
    refuse(path, error),
  )
  try {
    const opened = await file.stat({ bigint: true })
    requireRegular(path, opened)
    return { file, identity: identityOf(opened), bytes: Number(opened.size) }
  } catch (thrown) {
    await file.close()
    throw thrown
  }
}

/** Fails FILE_CHANGED when the path no longer leads to the file of this identity. */
export const requireUnchanged = async (path: string, identity: FileIdentity): Promise<void> => {
  const found = await stat(path, { bigint: true }).catch(() => null)
  if (found === null || identityOf(found) !== identity) fail('FILE_CHANGED', { path })
}
