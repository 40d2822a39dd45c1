// The entries of a ZIP file, read by its central directory and inflated as a stream. In: a path. Out: names, bytes and texts.
// Apart from the library that writes workbooks, so that one checks the other. Never ZIP64, never a password, never more memory than a piece.
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import { fail } from '#shared/model/failure.ts'

export type ZipEntry = {
  name: string
  /** 0 stored, 8 deflated. */
  method: number
  flags: number
  crc: number
  packed: number
  unpacked: number
  offset: number
}

const endSignature = 0x06054b50
const entrySignature = 0x02014b50
const localSignature = 0x04034b50
const longestEnd = 22 + 0xffff
const encrypted = 1

const notReadable = (): never => fail('UNEXPECTED', {}, 'the written file is not a readable ZIP')

/** `damaged` says what a file that is no sound ZIP means to the caller. */
export const zipEntries = async (path: string, damaged: () => never = notReadable): Promise<ZipEntry[]> => {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const tail = Buffer.alloc(Math.min(size, longestEnd))
    await file.read(tail, 0, tail.length, size - tail.length)
    let end = tail.length - 22
    while (end >= 0 && tail.readUInt32LE(end) !== endSignature) end -= 1
    if (end < 0) return damaged()
    const [length, start] = [tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)]
    if (start + length > size) return damaged()
    const directory = Buffer.alloc(length)
    await file.read(directory, 0, directory.length, start)
    const entries: ZipEntry[] = []
    for (let at = 0; at + 46 <= directory.length;) {
      if (directory.readUInt32LE(at) !== entrySignature) return damaged()
      const nameLength = directory.readUInt16LE(at + 28)
      const entry = {
        name: directory.toString('utf8', at + 46, at + 46 + nameLength),
        method: directory.readUInt16LE(at + 10),
        flags: directory.readUInt16LE(at + 8),
        crc: directory.readUInt32LE(at + 16),
        packed: directory.readUInt32LE(at + 20),
        unpacked: directory.readUInt32LE(at + 24),
        offset: directory.readUInt32LE(at + 42),
      }
      if (
        entry.offset + entry.packed > size ||
        (entry.method !== 0 && entry.method !== 8) ||
        (entry.flags & encrypted) !== 0
      )
        return damaged()
      entries.push(entry)
      at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
    }
    return entries
  } finally {
    await file.close()
  }
}

/** The bytes of an entry as they lie in the file, packed, piece by piece. */
export async function* zipPacked(path: string, entry: ZipEntry): AsyncGenerator<Buffer> {
  const file = await open(path, 'r')
  const header = Buffer.alloc(30)
  await file.read(header, 0, 30, entry.offset).finally(() => file.close())
  if (header.readUInt32LE(0) !== localSignature) return notReadable()
  const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  if (entry.packed === 0) return
  for await (const chunk of createReadStream(path, { start, end: start + entry.packed - 1 })) yield chunk as Buffer
}

/** The text of an entry, piece by piece. */
export async function* zipText(path: string, entry: ZipEntry): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  for await (const chunk of zipBytes(path, entry)) yield decoder.decode(chunk, { stream: true })
  yield decoder.decode()
}

async function* zipBytes(path: string, entry: ZipEntry): AsyncGenerator<Buffer> {
  if (entry.method === 0) return yield* zipPacked(path, entry)
  const inflate = createInflateRaw()
  // An error of either side ends the iteration below; the callback only keeps it from being thrown twice.
  pipeline(zipPacked(path, entry), inflate, () => undefined)
  for await (const chunk of inflate) yield chunk as Buffer
}
