// Tells which of our failures a storage error of SQLite, DuckDB or the file system is. In: a thrown thing. Out: a
// Failure or null. Never a guess: what is not clearly about storage stays what it was.
import { statSync } from 'node:fs'
import { basename } from 'node:path'
import { Failure } from '#shared/model/failure.ts'
import type { FailureCode } from '#shared/model/messages.ts'

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

const failureOf = (code: FailureCode, facts: Record<string, string | number>, cause: unknown): Failure =>
  new Failure({ code, facts, detail: cause instanceof Error ? cause.message : String(cause) }, { cause })

/**
 * What systems say of a place that is not there any more: a drive pulled out, a network folder gone, a folder renamed.
 */
const goneCodes = [
  'ENOENT',
  'ENOTCONN',
  'ESTALE',
  'EIO',
  'ENXIO',
  'ENODEV',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETUNREACH',
  'ENETRESET',
  'ECONNRESET',
  'ETIMEDOUT',
  'EREMOTEIO',
  'UNKNOWN',
]
/** What they say of a name that cannot be written, or read, as what it was taken for. */
const placeCodes = [
  'ELOOP',
  'EISDIR',
  'ENAMETOOLONG',
  'EMFILE',
  'ENFILE',
  'EXDEV',
  'ENOTEMPTY',
  'EEXIST',
  'EFBIG',
  'EROFS',
]

/** The folder of a workspace cannot be reached: told as that, whatever the file system or a database said of it. */
export const isGone = (folder: string): boolean => {
  try {
    return !statSync(folder).isDirectory()
  } catch {
    return true
  }
}

const storageCodes = ['WORKSPACE_DAMAGED', 'FILE_UNREACHABLE', 'FILE_UNUSABLE', 'FILE_UNWRITABLE', 'COLUMNS_DAMAGED']

/** A failure about a workspace that is open: if its folder is gone, that is what there is to say. */
export const workspaceFailure = (error: unknown, folder: string): Failure | null => {
  const known = storageFailure(error, folder)
  const aboutStorage = !(error instanceof Failure) || storageCodes.includes(error.value.code)
  return folder !== '' && aboutStorage && isGone(folder) ? failureOf('WORKSPACE_GONE', { path: folder }, error) : known
}

const pathOf = (error: unknown, otherwise: string): string =>
  error instanceof Error && 'path' in error && typeof error.path === 'string' ? error.path : otherwise

/**
 * DISK_FULL, WORKSPACE_DAMAGED, WORKSPACE_READ_ONLY, WORKSPACE_LOCKED or FILE_UNWRITABLE; null when the error is none
 * of these.
 */
export const storageFailure = (error: unknown, path: string): Failure | null => {
  if (error instanceof Failure) return error
  const code = codeOf(error)
  const message = error instanceof Error ? error.message : String(error)
  if (
    code === 'SQLITE_FULL' ||
    code === 'ENOSPC' ||
    code === 'EDQUOT' ||
    /No space left on device|There is not enough space on the disk/i.test(message)
  ) {
    return failureOf('DISK_FULL', { path }, error)
  }
  // SQLite reports a write that the disk refused as an I/O error of that write.
  if (code === 'SQLITE_IOERR_WRITE' || code === 'SQLITE_IOERR_FSYNC')
    return failureOf('FILE_UNWRITABLE', { path, reason: code }, error)
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_IOERR')) {
    return failureOf('WORKSPACE_DAMAGED', { file: basename(path), reason: message }, error)
  }
  if (code.startsWith('SQLITE_READONLY')) return failureOf('WORKSPACE_READ_ONLY', {}, error)
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
    return failureOf('WORKSPACE_LOCKED', { owner: '?' }, error)
  if (
    code === 'EACCES' ||
    code === 'EPERM' ||
    code === 'EROFS' ||
    code === 'EBUSY' ||
    code === 'ENOTDIR' ||
    code === 'SQLITE_CANTOPEN'
  ) {
    return failureOf('FILE_UNWRITABLE', { path, reason: message }, error)
  }
  if (goneCodes.includes(code)) return failureOf('FILE_UNREACHABLE', { path: pathOf(error, path), reason: code }, error)
  if (placeCodes.includes(code)) return failureOf('FILE_UNUSABLE', { path: pathOf(error, path), reason: code }, error)
  return null
}
