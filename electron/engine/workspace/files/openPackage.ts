// An encrypted package of records opened by its receiver. In: its path, a folder, the passphrase. Out: what stands on
// it; its files, every byte checked. Never after its last day, never a part of it, never over a file that is there.
import { createDecipheriv, createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { OpenedPackage, PackageStanding } from '#shared/contract/packages.ts'
import { fail, Failure } from '#shared/model/failure.ts'
import type { JobContext } from '#engine/workspace/context.ts'
import { packageMagic } from './sealedPackage.ts'
import { checkedFolder, writeFailure } from './targetPlace.ts'
import { deriveWrappingKey } from './workspaceKeys.ts'

const largestHeader = 1024 * 1024
const tag = 16

const headerSchema = z.object({
  workspace: z.string(),
  madeBy: z.string(),
  madeAt: z.string(),
  receiver: z.string(),
  reason: z.string(),
  until: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  piece: z
    .int()
    .min(1)
    .max(64 * 1024 * 1024),
  // Bounds: a made-up header must not take the memory of the machine.
  guess: z.object({
    salt: z.string(),
    N: z
      .int()
      .min(2 ** 14)
      .max(2 ** 20),
    r: z.int().min(1).max(32),
    p: z.int().min(1).max(16),
  }),
  contents: z
    .array(
      z.object({
        // Plain names only: a package never writes outside the folder it is opened into.
        name: z.string().regex(/^(?!\.{1,2}$)[^/\\:\p{C}]{1,200}$/u),
        bytes: z.int().min(0),
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
      }),
    )
    .min(1)
    .max(100),
})
type Header = z.output<typeof headerSchema>
type Opened = { file: FileHandle; header: Header; bound: Buffer; at: number }

const invalid = (path: string, reason: string): never => fail('PACKAGE_INVALID', { path, reason })

const bytesAt = async (file: FileHandle, at: number, bytes: number): Promise<Buffer> => {
  const buffer = Buffer.alloc(bytes)
  const { bytesRead } = await file.read(buffer, 0, bytes, at)
  return buffer.subarray(0, bytesRead)
}

const parsed = (path: string, bytes: Buffer): Header => {
  try {
    return headerSchema.parse(JSON.parse(bytes.toString('utf8')))
  } catch {
    return invalid(path, 'phần đầu hỏng / the header is damaged')
  }
}

const withPackage = async <T>(path: string, use: (opened: Opened) => Promise<T>): Promise<T> => {
  const file = await open(path, 'r').catch(() => fail('FILE_NOT_FOUND', { path }))
  try {
    if (!(await file.stat()).isFile()) return invalid(path, 'không phải tệp / it is no file')
    const start = await bytesAt(file, 0, packageMagic.length + 4)
    if (
      start.subarray(0, packageMagic.length).toString('latin1') !== packageMagic ||
      start.length < packageMagic.length + 4
    )
      return invalid(path, 'không phải gói bản ghi / it is no package of records')
    const length = start.readUInt32BE(packageMagic.length)
    if (length > largestHeader) return invalid(path, 'phần đầu quá dài / the header is too long')
    const head = await bytesAt(file, start.length, length)
    const bound = createHash('sha256').update(head).digest()
    return await use({ file, header: parsed(path, head), bound, at: start.length + length })
  } finally {
    await file.close()
  }
}

const standing = ({ workspace, madeBy, madeAt, receiver, reason, until, contents }: Header): PackageStanding => ({
  workspace,
  madeBy,
  madeAt,
  receiver,
  reason,
  until,
  files: contents.map(({ name, bytes }) => ({ name, bytes })),
})

export const readPackage = (path: string): Promise<PackageStanding> =>
  withPackage(path, ({ header }) => Promise.resolve(standing(header)))

/** One piece after another; the first that does not open tells a wrong passphrase, a later one a change. */
const pieces = (path: string, { file, bound, at: from }: Opened, key: Buffer) => {
  let [at, number] = [from, 0]
  const next = async (bytes: number, last: boolean): Promise<Buffer> => {
    const sealed = await bytesAt(file, at, bytes + tag)
    at += sealed.length
    const nonce = Buffer.alloc(12)
    nonce.writeUInt32BE(number, 8)
    number += 1
    try {
      if (sealed.length !== bytes + tag) throw new Error('short')
      const decipher = createDecipheriv('aes-256-gcm', key, nonce)
        .setAAD(Buffer.concat([bound, Buffer.from([last ? 1 : 0])]))
        .setAuthTag(sealed.subarray(-tag))
      return Buffer.concat([decipher.update(sealed.subarray(0, -tag)), decipher.final()])
    } catch {
      return number === 1
        ? fail('PACKAGE_PASSPHRASE_WRONG', { path })
        : invalid(path, 'bị sửa hoặc bị cắt / it was changed or cut short')
    }
  }
  return {
    next,
    /** The empty last piece, and nothing after it. */
    end: async (): Promise<void> => {
      await next(0, true)
      if ((await bytesAt(file, at, 1)).length > 0)
        invalid(path, 'có phần thêm vào cuối / something was added at its end')
    },
  }
}

type Sealed = ReturnType<typeof pieces>

const writeContent = async (
  target: string,
  { bytes, sha256, name }: Header['contents'][number],
  { sealed, piece, path }: { sealed: Sealed; piece: number; path: string },
  onBytes: (bytes: number) => void,
): Promise<void> => {
  const out = await open(target, 'wx', 0o600)
  const hash = createHash('sha256')
  try {
    for (let left = bytes; left > 0;) {
      const content = await sealed.next(Math.min(piece, left), false)
      hash.update(content)
      await out.writeFile(content)
      left -= content.length
      onBytes(content.length)
    }
    await out.sync()
  } finally {
    await out.close()
  }
  if (hash.digest('hex') !== sha256) invalid(path, `${name}: SHA-256`)
}

export const openPackage = (
  { path, folder: asked, passphrase }: { path: string; folder: string; passphrase: string },
  job: JobContext,
  today = new Date().toISOString().slice(0, 10),
): Promise<OpenedPackage> =>
  withPackage(path, async (opened) => {
    const { header } = opened
    const { until, contents, guess, piece } = header
    if (today > until) return fail('PACKAGE_EXPIRED', { until })
    const folder = await checkedFolder(asked)
    const names = contents.map(({ name }) => name)
    if (new Set(names.map((name) => name.toLowerCase())).size < names.length) return invalid(path, names.join(', '))
    const there = names.find((name) => existsSync(join(folder, name)))
    if (there !== undefined) return fail('PACKAGE_FILE_EXISTS', { path: join(folder, there) })
    const key = await deriveWrappingKey(passphrase, guess)
    const sealed = pieces(path, opened, key)
    job.progress({ phase: 'reading', done: 0, total: contents.reduce((sum, { bytes }) => sum + bytes, 0) })
    let room: string | null = null
    try {
      mkdirSync(folder, { recursive: true })
      // Not hidden: what a killed run leaves of clear records is seen.
      room = mkdtempSync(join(folder, 'statdesk-package-'))
      let done = 0
      for (const [i, content] of contents.entries())
        await writeContent(join(room, `${i}`), content, { sealed, piece, path }, (bytes) => {
          job.progress({ done: (done += bytes) })
          job.throwIfCancelled()
        })
      await sealed.end()
      for (const [i, name] of names.entries()) renameSync(join(room, `${i}`), join(folder, name))
    } catch (thrown) {
      if (thrown instanceof Failure) throw thrown
      return writeFailure(folder, thrown)
    } finally {
      if (room !== null) rmSync(room, { recursive: true, force: true })
    }
    return { ...standing(header), folder, paths: names.map((name) => join(folder, name)) }
  })
