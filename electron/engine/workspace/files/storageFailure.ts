// Tells which of our failures a storage error of SQLite, DuckDB or the file system is. In: a thrown thing. Out: a Failure or null.
// Never a guess: what is not clearly about storage stays what it was.
import { basename } from 'node:path'
import { Failure } from '#shared/model/failure.ts'
import type { FailureCode } from '#shared/model/messages.ts'

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

const failureOf = (code: FailureCode, facts: Record<string, string | number>, cause: unknown): Failure =>
  new Failure({ code, facts, detail: cause instanceof Error ? cause.message : String(cause) }, { cause })

/** DISK_FULL, WORKSPACE_DAMAGED, WORKSPACE_READ_ONLY, WORKSPACE_LOCKED or FILE_UNWRITABLE; null when the error is none of these. */
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
  return null
}
