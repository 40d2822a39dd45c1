// Members of a ZIP archive as bytes. In: bytes of the archive. Out: its members, each readable. A member that claims or
// yields more than the bound, a path that leads out of the archive, an encrypted member: refused by name. Nothing is
// ever unpacked onto the disk.
import { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import yauzl from 'yauzl'
import type { Entry, ZipFile } from 'yauzl'
import { fail } from '#shared/model/failure.ts'
import type { Bytes } from '../bytes.ts'

/** A member read out of order lies in memory: not more than this. */
export const memoryLimit = 512 * 1_048_576
/** Beyond this a member is made of nothing but repetition; the format itself ends at about a thousandth. */
const ratioLimit = 600
const totalLimit = 200 * 1_073_741_824
const memberLimit = 10_000

/** A member as it lies in the archive, so that a copy need not unpack it. */
export type PackedMember = {
  /** 0 stored, 8 deflated. */
  method: number
  flags: number
  crc: number
  size: number
  stream: () => AsyncGenerator<Buffer>
}
export type ZipMember = { name: string; size: number; encrypted: boolean; bytes: () => Bytes; packed: PackedMember }
export type ZipArchive = { members: ZipMember[]; close: () => Promise<void> }

class BytesReader extends yauzl.RandomAccessReader {
  readonly #bytes: Bytes
  constructor(bytes: Bytes) {
    super()
    this.#bytes = bytes
  }
  override _readStreamForRange(start: number, end: number): Readable {
    const bytes = this.#bytes
    async function* parts(): AsyncGenerator<Buffer> {
      for (let at = start; at < end;) {
        const part = await bytes.read(at, Math.min(1 << 18, end - at))
        if (part.length === 0) return
        at += part.length
        yield Buffer.from(part)
      }
    }
    return Readable.from(parts(), { objectMode: false })
  }
}

const openArchive = (bytes: Bytes): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    yauzl.fromRandomAccessReader(
      new BytesReader(bytes),
      bytes.size,
      { lazyEntries: true, autoClose: false, validateEntrySizes: true, strictFileNames: false },
      (error, zip) => (error ? reject(error) : resolve(zip)),
    )
  })

const entriesOf = (zip: ZipFile): Promise<Entry[]> =>
  new Promise((resolve, reject) => {
    const entries: Entry[] = []
    zip.on('entry', (entry: Entry) => {
      if (!entry.fileName.endsWith('/')) entries.push(entry)
      if (entries.length > memberLimit) reject(new Error(`> ${memberLimit}`))
      else zip.readEntry()
    })
    zip.on('end', () => resolve(entries))
    zip.on('error', reject)
    zip.readEntry()
  })

const streamOf = (zip: ZipFile, entry: Entry, packed = false): Promise<Readable> =>
  new Promise((resolve, reject) => {
    const asked = packed && entry.isCompressed() ? { decompress: false } : {}
    zip.openReadStream(entry, asked, (error, stream) => (error ? reject(error) : resolve(stream)))
  })

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : '')

const memberBytes = (zip: ZipFile, entry: Entry, archive: string): Bytes => {
  let whole: Promise<Buffer> | null = null
  const label = `${archive}:${entry.fileName}`
  async function* stream(from = 0): AsyncGenerator<Buffer> {
    if (entry.isEncrypted()) fail('FILE_PASSWORD', { path: label })
    let skipped = 0
    let check = 0
    const parts = await streamOf(zip, entry).catch((error: unknown) =>
      fail('FILE_DAMAGED', { path: label, reason: reasonOf(error) }, undefined, error),
    )
    try {
      for await (const part of parts) {
        const buffer = part as Buffer
        check = crc32(buffer, check)
        const skip = Math.min(buffer.length, from - skipped)
        skipped += skip
        if (skip < buffer.length) yield skip > 0 ? buffer.subarray(skip) : buffer
      }
      if (check !== entry.crc32) throw new Error('CRC-32')
    } catch (error) {
      fail('FILE_DAMAGED', { path: label, reason: reasonOf(error) }, undefined, error)
    } finally {
      parts.destroy()
    }
  }
  const load = async (): Promise<Buffer> => {
    if (entry.uncompressedSize > memoryLimit)
      fail('ARCHIVE_MEMBER_TOO_LARGE', { path: label, bytes: entry.uncompressedSize, limit: memoryLimit })
    const parts: Buffer[] = []
    for await (const part of stream()) parts.push(Buffer.from(part))
    return Buffer.concat(parts)
  }
  return {
    name: entry.fileName.split('/').at(-1) ?? entry.fileName,
    size: entry.uncompressedSize,
    path: null,
    read: async (position, length) => {
      // The beginning is asked for to tell the format: that alone does not unpack the member.
      if (whole === null && position + length <= 65_536) {
        const parts: Buffer[] = []
        let got = 0
        for await (const part of stream()) {
          parts.push(part)
          got += part.length
          if (got >= position + length) break
        }
        return Buffer.concat(parts).subarray(position, position + length)
      }
      whole ??= load()
      return (await whole).subarray(position, position + length)
    },
    stream,
    close: async () => undefined,
  }
}

const packedMember = (zip: ZipFile, entry: Entry, archive: string): PackedMember => ({
  method: entry.compressionMethod,
  flags: entry.generalPurposeBitFlag,
  crc: entry.crc32,
  size: entry.compressedSize,
  stream: async function* stream() {
    const parts = await streamOf(zip, entry, true).catch((error: unknown) =>
      fail('FILE_DAMAGED', { path: `${archive}:${entry.fileName}`, reason: reasonOf(error) }, undefined, error),
    )
    for await (const part of parts) yield part as Buffer
  },
})

const leadsOut = (name: string): boolean =>
  name.startsWith('/') || name.includes('\\') || /^[A-Za-z]:/.test(name) || name.split('/').includes('..')

export const openZip = async (bytes: Bytes): Promise<ZipArchive> => {
  let zip: ZipFile
  let entries: Entry[]
  try {
    zip = await openArchive(bytes)
    entries = await entriesOf(zip)
  } catch (error) {
    const reason = reasonOf(error)
    if (/relative path|absolute path|invalid characters in fileName/.test(reason))
      return fail('ARCHIVE_UNSAFE', { path: bytes.name, member: reason.replace(/^.*?: /, '') }, undefined, error)
    return fail('FILE_DAMAGED', { path: bytes.name, reason }, undefined, error)
  }
  let total = 0
  for (const entry of entries) {
    if (leadsOut(entry.fileName)) fail('ARCHIVE_UNSAFE', { path: bytes.name, member: entry.fileName })
    total += entry.uncompressedSize
    const packed = Math.max(1, entry.compressedSize)
    if (total > totalLimit || (entry.uncompressedSize > 10_485_760 && entry.uncompressedSize / packed > ratioLimit))
      fail('ARCHIVE_BOMB', { path: bytes.name, member: entry.fileName, bytes: entry.uncompressedSize })
  }
  return {
    members: entries.map((entry) => ({
      name: entry.fileName,
      size: entry.uncompressedSize,
      encrypted: entry.isEncrypted(),
      bytes: () => memberBytes(zip, entry, bytes.name),
      packed: packedMember(zip, entry, bytes.name),
    })),
    close: async () => {
      zip.close()
      await bytes.close()
    },
  }
}
