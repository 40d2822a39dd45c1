// The bytes of a source, wherever they lie: a file, a member of an archive, memory. In: a path or a buffer. Out: size,
// parts, a stream. Never more in memory than a part, but for members of archives that must be read out of order (up to
// a bound).
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { basename } from 'node:path'
import { fail } from '#shared/model/failure.ts'

export type Bytes = {
  name: string
  size: number
  /** Where it lies on disk; null inside an archive. */
  path: string | null
  /** Up to `length` bytes from a place; fewer at the end. */
  read: (position: number, length: number) => Promise<Buffer>
  stream: (from?: number) => AsyncIterable<Buffer>
  close: () => Promise<void>
}

const blockBytes = 1 << 20

export const fileBytes = async (path: string): Promise<Bytes> => {
  let file: FileHandle
  try {
    file = await open(path, 'r')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    return code === 'ENOENT' || code === 'ENOTDIR'
      ? fail('FILE_NOT_FOUND', { path })
      : fail('FILE_UNREADABLE', { path, reason: code }, undefined, error)
  }
  const stat = await file.stat()
  if (!stat.isFile()) {
    await file.close()
    return fail('FILE_NOT_FOUND', { path })
  }
  return {
    name: basename(path),
    size: stat.size,
    path,
    read: async (position, length) => {
      const buffer = Buffer.alloc(Math.max(0, Math.min(length, stat.size - position)))
      let done = 0
      while (done < buffer.length) {
        const { bytesRead } = await file.read(buffer, done, buffer.length - done, position + done)
        if (bytesRead === 0) break
        done += bytesRead
      }
      return buffer.subarray(0, done)
    },
    stream: (from = 0) => createReadStream(path, { start: from, highWaterMark: blockBytes }),
    close: () => file.close(),
  }
}

export const memoryBytes = (name: string, buffer: Buffer): Bytes => ({
  name,
  size: buffer.length,
  path: null,
  read: async (position, length) => buffer.subarray(position, position + length),
  stream: async function* (from = 0) {
    for (let at = from; at < buffer.length; at += blockBytes) yield buffer.subarray(at, at + blockBytes)
  },
  close: async () => undefined,
})

/** A cursor that reads on from a place, for formats that are one long run of records. */
export const cursor = (bytes: Bytes, from = 0) => {
  let buffer = Buffer.alloc(0)
  let at = 0
  let position = from
  const fill = async (length: number): Promise<boolean> => {
    if (buffer.length - at >= length) return true
    const more = await bytes.read(position, Math.max(blockBytes, length))
    position += more.length
    buffer = at < buffer.length ? Buffer.concat([buffer.subarray(at), more]) : Buffer.from(more)
    at = 0
    return buffer.length >= length
  }
  return {
    /** Whether so many bytes stand ready or can be fetched. */
    fill,
    left: (): number => buffer.length - at,
    position: (): number => position - (buffer.length - at),
    /** The next bytes without waiting: `fill` was asked before. Null when the source ends early. */
    ready: (length: number): Buffer | null => {
      if (buffer.length - at < length) return null
      at += length
      return buffer.subarray(at - length, at)
    },
    take: async (length: number): Promise<Buffer> => {
      if (length < 0 || !(await fill(length))) return fail('FILE_DAMAGED', { path: bytes.name, reason: `${position}` })
      at += length
      return buffer.subarray(at - length, at)
    },
  }
}
export type Cursor = ReturnType<typeof cursor>
