// Where something may be written: the one check of every writer. In: a path as the user gave it. Out: the real path to
// write to. Never a place inside a workspace, whatever links lead there; never a folder, a device or a pipe in the
// place of a file.
import { existsSync, readFileSync } from 'node:fs'
import { lstat, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { Failure, fail } from '#shared/model/failure.ts'

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
  ENOTEMPTY: 'đây là một thư mục có tệp bên trong / it is a folder with files in it',
  ENOTDIR: 'đường dẫn không phải thư mục / the path is not a folder',
  ENAMETOOLONG: 'tên quá dài / the name is too long',
  ELOOP: 'các liên kết trỏ vòng vào nhau / the links lead round in a circle',
  EXDEV: 'nằm trên ổ đĩa khác / it is on another drive',
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

/** By its header; by its other files where the header was lost, which is when it is most in need of care. */
const isWorkspace = (folder: string): boolean => {
  const header = join(folder, 'workspace.json')
  if (existsSync(join(folder, 'catalog.sqlite'))) return existsSync(header) || existsSync(join(folder, 'writer.lock'))
  try {
    return existsSync(header) && readFileSync(header, 'utf8').includes('statdesk-workspace')
  } catch {
    return false
  }
}

/** The workspace that a real path lies in or is, or null. */
export const workspaceAround = (path: string): string | null => {
  for (let folder = path; ; folder = dirname(folder)) {
    if (isWorkspace(folder)) return folder
    if (dirname(folder) === folder) return null
  }
}

const outside = (path: string, real: string): string => {
  const workspace = workspaceAround(real)
  return workspace === null ? real : fail('TARGET_IN_WORKSPACE', { path, workspace })
}

/** The file a writer may replace or make; links are followed first, so that what is checked is what is written. */
export const checkedTarget = async (path: string): Promise<string> => {
  const asked = resolve(path)
  try {
    const parent = await realpath(dirname(asked))
    const entry = await lstat(asked).catch((thrown: unknown) =>
      codeOf(thrown) === 'ENOENT' ? null : Promise.reject(thrown),
    )
    const real = entry?.isSymbolicLink() ? await realpath(asked) : join(parent, basename(asked))
    outside(path, real)
    if (entry === null) return real
    const found = await stat(real)
    if (found.isDirectory()) return fail('FILE_UNWRITABLE', { path, reason: reasons.EISDIR ?? '' })
    if (!found.isFile())
      return fail('FILE_UNWRITABLE', { path, reason: 'không phải tệp thường / it is not an ordinary file' })
    // A rename would replace a read-only file without asking; the user who protected it meant it.
    if ((found.mode & 0o222) === 0)
      return fail('FILE_UNWRITABLE', { path, reason: 'tệp chỉ đọc / the file is read-only' })
    return real
  } catch (thrown) {
    return writeFailure(path, thrown)
  }
}

/** A folder to put files into, there or not yet: the nearest folder that exists decides. */
export const checkedFolder = async (path: string): Promise<string> => {
  const asked = resolve(path)
  try {
    const rest: string[] = []
    for (let folder = asked; ; folder = dirname(folder)) {
      const real = await realpath(folder).catch((thrown: unknown) =>
        codeOf(thrown) === 'ENOENT' && dirname(folder) !== folder ? null : Promise.reject(thrown),
      )
      if (real === null) {
        rest.unshift(basename(folder))
        continue
      }
      if (!(await stat(real)).isDirectory()) return fail('FILE_UNWRITABLE', { path, reason: reasons.ENOTDIR ?? '' })
      return outside(path, join(real, ...rest))
    }
  } catch (thrown) {
    return writeFailure(path, thrown)
  }
}
