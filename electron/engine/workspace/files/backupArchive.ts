// The one-file form of a backup: the files of a workspace as they are, one after another, then a manifest with their
// SHA-256. In: byte sources. Out: an archive, or its checked content. Never a decrypted byte, never a path outside the
// target folder.
import { createHash } from 'node:crypto'
import type { Hash } from 'node:crypto'
import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { fail } from '#shared/model/failure.ts'

const magic = 'StatDesk backup 1\n'
/** Length of the manifest (16 decimal digits) and the magic again: a file cut short cannot end like this. */
const footerBytes = 16 + magic.length
const chunkBytes = 4 * 1024 * 1024
const manifestLimit = 1024 * 1024

const manifestSchema = z.strictObject({
  program: z.string(),
  madeAt: z.string(),
  workspace: z.string(),
  name: z.string(),
  schema: z.int(),
  files: z
    .array(
      z.strictObject({
        // Plain names only: an archive can never write outside the folder it is restored to.
        name: z.string().regex(/^[a-z][a-z0-9_]*\.(json|sqlite)$/),
        offset: z.int().min(0),
        bytes: z.int().min(0),
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
      }),
    )
    .min(2),
})
export type BackupManifest = z.infer<typeof manifestSchema>

/** A file on disk, or bytes held (the catalog, read whole at one moment). */
export type BackupSource = { name: string; from: { path: string } | { content: Buffer } }
type OnBytes = (bytes: number) => void

const readChunks = async (
  file: FileHandle,
  start: number,
  length: number,
  onChunk: (chunk: Buffer) => Promise<void> | void,
): Promise<void> => {
  const buffer = Buffer.allocUnsafe(chunkBytes)
  for (let done = 0; done < length;) {
    const { bytesRead } = await file.read(buffer, 0, Math.min(chunkBytes, length - done), start + done)
    if (bytesRead === 0) return
    await onChunk(buffer.subarray(0, bytesRead))
    done += bytesRead
  }
}

/**
 * Writes the archive and answers its size and hash. `onBytes` may throw to stop; the caller removes what was written.
 */
export const writeArchive = async (
  path: string,
  head: Omit<BackupManifest, 'files'>,
  sources: BackupSource[],
  onBytes: OnBytes,
): Promise<{ bytes: number; sha256: string }> => {
  const archive = await open(path, 'w')
  const whole = createHash('sha256')
  let at = 0
  const write = async (chunk: Buffer, hash?: Hash): Promise<void> => {
    await archive.writeFile(chunk)
    whole.update(chunk)
    hash?.update(chunk)
    at += chunk.length
  }
  try {
    await write(Buffer.from(magic))
    const files: BackupManifest['files'] = []
    for (const source of sources) {
      const hash = createHash('sha256')
      const offset = at
      const take = async (chunk: Buffer): Promise<void> => {
        await write(chunk, hash)
        onBytes(chunk.length)
      }
      if ('content' in source.from) await take(source.from.content)
      else {
        const file = await open(source.from.path, 'r')
        try {
          await readChunks(file, 0, (await file.stat()).size, take)
        } finally {
          await file.close()
        }
      }
      files.push({ name: source.name, offset, bytes: at - offset, sha256: hash.digest('hex') })
    }
    const manifest = Buffer.from(JSON.stringify({ ...head, files } satisfies BackupManifest))
    await write(manifest)
    await write(Buffer.from(`${String(manifest.length).padStart(16, '0')}${magic}`))
    await archive.sync()
  } finally {
    await archive.close()
  }
  return { bytes: at, sha256: whole.digest('hex') }
}

const invalid = (path: string, reason: string): never => fail('BACKUP_INVALID', { path, reason })

const readManifest = async (archive: FileHandle, path: string): Promise<BackupManifest> => {
  const { size } = await archive.stat()
  const at = async (position: number, length: number): Promise<string> => {
    const { buffer, bytesRead } = await archive.read(Buffer.alloc(length), 0, length, position)
    return buffer.toString('utf8', 0, bytesRead)
  }
  if (size < magic.length + footerBytes || (await at(0, magic.length)) !== magic)
    return invalid(path, 'không phải bản sao lưu của StatDesk / not a StatDesk backup')
  const footer = await at(size - footerBytes, footerBytes)
  const length = Number(footer.slice(0, 16))
  if (!footer.endsWith(magic) || !Number.isSafeInteger(length) || length <= 0 || length > manifestLimit)
    return invalid(path, 'tệp bị cắt cụt / the file is cut short')
  const manifestAt = size - footerBytes - length
  try {
    const manifest = manifestSchema.parse(JSON.parse(await at(manifestAt, length)))
    let expected = magic.length
    for (const file of manifest.files) {
      if (file.offset !== expected) return invalid(path, `${file.name}: offset`)
      expected += file.bytes
    }
    return expected === manifestAt ? manifest : invalid(path, 'manifest')
  } catch (error) {
    return invalid(path, error instanceof Error ? error.message.slice(0, 200) : 'manifest')
  }
}

/**
 * Reads the whole archive against its manifest; with a folder, writes the files there as it goes. BACKUP_INVALID
 * otherwise.
 */
export const readArchive = async (path: string, folder: string | null, onBytes: OnBytes): Promise<BackupManifest> => {
  const archive = await open(path, 'r').catch((error: unknown) => fail('FILE_NOT_FOUND', { path }, undefined, error))
  try {
    const manifest = await readManifest(archive, path)
    for (const file of manifest.files) {
      const hash = createHash('sha256')
      const target = folder === null ? null : await open(join(folder, file.name), 'wx')
      try {
        await readChunks(archive, file.offset, file.bytes, async (chunk) => {
          hash.update(chunk)
          await target?.writeFile(chunk)
          onBytes(chunk.length)
        })
        await target?.sync()
      } finally {
        await target?.close()
      }
      if (hash.digest('hex') !== file.sha256) return invalid(path, `${file.name}: SHA-256`)
    }
    return manifest
  } finally {
    await archive.close()
  }
}
