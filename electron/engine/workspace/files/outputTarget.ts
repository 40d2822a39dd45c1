// Writing a file so that the target is either the whole new file or what it was before.
// In: a path and a writer into a temporary file beside it. Out: the target replaced by one rename, with size and hash.
// Never a half-written target, never a temporary file left behind.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Failure, fail } from '#shared/model/failure.ts'

export type WrittenFile = { bytes: number; sha256: string }

const codeOf = (thrown: unknown): string =>
  typeof thrown === 'object' && thrown !== null && 'code' in thrown && typeof thrown.code === 'string'
    ? thrown.code
    : ''

const reasons: Record<string, string> = {
  EACCES: 'không có quyền ghi / no permission to write',
  EPERM: 'tệp đang mở ở chương trình khác hoặc không có quyền / open elsewhere or not permitted',
  EBUSY: 'tệp đang mở ở chương trình khác / open in another program',
  EROFS: 'ổ đĩa chỉ đọc / read-only drive',
  EISDIR: 'đây là một thư mục / it is a folder',
  ENOTDIR: 'đường dẫn không phải thư mục / the path is not a folder',
  ENAMETOOLONG: 'tên quá dài / the name is too long',
}

/** Any error of writing as a failure that names the target, not the temporary file. */
export const writeFailure = (path: string, thrown: unknown): never => {
  if (thrown instanceof Failure) throw thrown
  const code = codeOf(thrown)
  if (code === 'ENOSPC' || code === 'EDQUOT') return fail('DISK_FULL', { path }, String(thrown), thrown)
  if (code === 'ENOENT') return fail('FILE_NOT_FOUND', { path: dirname(path) }, String(thrown), thrown)
  if (code !== '') return fail('FILE_UNWRITABLE', { path, reason: reasons[code] ?? code }, String(thrown), thrown)
  throw thrown
}

/** A rename would replace a read-only file without asking; the user who protected it meant it. */
const refuseProtected = async (path: string): Promise<void> => {
  const found = await stat(path).catch((thrown: unknown) =>
    codeOf(thrown) === 'ENOENT' ? null : Promise.reject(thrown),
  )
  if (found?.isDirectory()) return fail('FILE_UNWRITABLE', { path, reason: reasons.EISDIR ?? '' })
  if (found && (found.mode & 0o222) === 0)
    return fail('FILE_UNWRITABLE', { path, reason: 'tệp chỉ đọc / the file is read-only' })
}

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

/** `write` fills the temporary file and may check it; the target changes only when it returns. */
export const writeFileTarget = async (
  path: string,
  write: (temporary: string) => Promise<void>,
): Promise<WrittenFile> => {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.part`)
  try {
    await refuseProtected(path)
    const handle = await open(temporary, 'w')
    await handle.close()
    await write(temporary)
    const flushed = await open(temporary, 'r+')
    await flushed.sync().finally(() => flushed.close())
    const written = await hashFile(temporary)
    await rename(temporary, path)
    return written
  } catch (thrown) {
    await rm(temporary, { force: true }).catch(() => undefined)
    return writeFailure(path, thrown)
  }
}
