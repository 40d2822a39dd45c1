// Bytes that come packed as one stream (gzip, Zstandard), as the bytes in them. In: packed bytes, how to unpack. Out:
// bytes. One pass counts them and proves the check sum before anything is read; nothing is unpacked onto the disk, and
// what is only repetition is refused.
import { Readable } from 'node:stream'
import { createGunzip, createZstdDecompress } from 'node:zlib'
import { fail } from '#shared/model/failure.ts'
import type { Bytes } from '../bytes.ts'
import { memoryLimit } from './zip.ts'

export type Packing = 'gzip' | 'zstd'

const ratioLimit = 600
const smallEnough = 10_485_760

export const packingOf = (head: Buffer): Packing | null => {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip'
  const magic = head.length >= 4 ? head.readUInt32LE(0) : 0
  return magic === 0xfd2fb528 || (magic & 0xfffffff0) >>> 0 === 0x184d2a50 ? 'zstd' : null
}

export const unpackedBytes = async (bytes: Bytes, packing: Packing): Promise<Bytes> => {
  const name = bytes.name.replace(/\.(gz|gzip|zst|zstd)$/i, '').replace(/\.tgz$/i, '.tar')
  async function* stream(from = 0): AsyncGenerator<Buffer> {
    const source = Readable.from(bytes.stream(), { objectMode: false })
    const unpack = packing === 'gzip' ? createGunzip() : createZstdDecompress()
    source.on('error', (error) => unpack.destroy(error))
    let skipped = 0
    try {
      for await (const part of source.pipe(unpack)) {
        const buffer = part as Buffer
        const skip = Math.min(buffer.length, from - skipped)
        skipped += skip
        if (skip < buffer.length) yield skip > 0 ? buffer.subarray(skip) : buffer
      }
    } catch (error) {
      fail('FILE_DAMAGED', { path: bytes.name, reason: error instanceof Error ? error.message : '' }, undefined, error)
    } finally {
      source.destroy()
      unpack.destroy()
    }
  }
  let size = 0
  for await (const part of stream()) {
    size += part.length
    if (size > smallEnough && size / Math.max(1, bytes.size) > ratioLimit)
      fail('ARCHIVE_BOMB', { path: bytes.name, member: name, bytes: size })
  }
  let whole: Promise<Buffer> | null = null
  const load = async (): Promise<Buffer> => {
    if (size > memoryLimit) fail('ARCHIVE_MEMBER_TOO_LARGE', { path: bytes.name, bytes: size, limit: memoryLimit })
    const parts: Buffer[] = []
    for await (const part of stream()) parts.push(Buffer.from(part))
    return Buffer.concat(parts)
  }
  return {
    name,
    size,
    path: null,
    read: async (position, length) => {
      // The beginning is asked for to tell the format: that alone does not unpack the whole.
      if (whole === null && position + length <= 65_536) {
        const parts: Buffer[] = []
        let got = 0
        for await (const part of stream()) {
          parts.push(Buffer.from(part))
          got += part.length
          if (got >= position + length) break
        }
        return Buffer.concat(parts).subarray(position, position + length)
      }
      whole ??= load()
      return (await whole).subarray(position, position + length)
    },
    stream,
    close: () => bytes.close(),
  }
}
