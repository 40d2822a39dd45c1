// The entries of a ZIP file, read by its central directory and inflated as a stream. In: a path. Out: names and texts.
// Apart from the library that writes workbooks, so that one checks the other. Never ZIP64, never encryption.
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { createInflateRaw } from 'node:zlib'
import { fail } from '#shared/model/failure.ts'

export type ZipEntry = { name: string; method: number; packed: number; offset: number }

const endSignature = 0x06054b50
const entrySignature = 0x02014b50
const longestEnd = 22 + 0xffff

const damaged = (): never => fail('UNEXPECTED', {}, 'the written file is not a readable ZIP')

export const zipEntries = async (path: string): Promise<ZipEntry[]> => {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const tail = Buffer.alloc(Math.min(size, longestEnd))
    await file.read(tail, 0, tail.length, size - tail.length)
    let end = tail.length - 22
    while (end >= 0 && tail.readUInt32LE(end) !== endSignature) end -= 1
    if (end < 0) return damaged()
    const directory = Buffer.alloc(tail.readUInt32LE(end + 12))
    await file.read(directory, 0, directory.length, tail.readUInt32LE(end + 16))
    const entries: ZipEntry[] = []
    for (let at = 0; at + 46 <= directory.length;) {
      if (directory.readUInt32LE(at) !== entrySignature) return damaged()
      const nameLength = directory.readUInt16LE(at + 28)
      entries.push({
        name: directory.toString('utf8', at + 46, at + 46 + nameLength), method: directory.readUInt16LE(at + 10),
        packed: directory.readUInt32LE(at + 20), offset: directory.readUInt32LE(at + 42),
      })
      at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
    }
    return entries
  } finally {
    await file.close()
  }
}

/** The text of an entry, piece by piece. */
export async function* zipText(path: string, entry: ZipEntry): AsyncGenerator<string> {
  const file = await open(path, 'r')
  const header = Buffer.alloc(30)
  await file.read(header, 0, 30, entry.offset).finally(() => file.close())
  const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  if (entry.packed === 0) return
  const packed = createReadStream(path, { start, end: start + entry.packed - 1 })
  const inflated = entry.method === 0 ? packed : packed.pipe(createInflateRaw())
  const decoder = new TextDecoder('utf-8', { fatal: true })
  for await (const chunk of inflated) yield decoder.decode(chunk as Buffer, { stream: true })
  yield decoder.decode()
}
