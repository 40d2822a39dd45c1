// A ZIP file copied with some entries changed: the others go over as they are packed. In: the old file, changed texts.
// Out: a new file. Never a date of today in it: the same changes give the same bytes.
import { open } from 'node:fs/promises'
import { crc32, deflateRawSync } from 'node:zlib'
import { inArchive } from './openWorkbook.ts'

/** Sizes follow in the header itself, so the flag that they come later goes; the one for UTF-8 names stays. */
const keptFlags = 0x0800
const firstDay = 0x0021

type Entry = { method: number; flags: number; crc: number; packed: number; unpacked: number }

const fieldsOf = (entry: Entry, nameLength: number): Buffer => {
  const fields = Buffer.alloc(26)
  fields.writeUInt16LE(20, 0)
  fields.writeUInt16LE(entry.flags & keptFlags, 2)
  fields.writeUInt16LE(entry.method, 4)
  fields.writeUInt16LE(firstDay, 8)
  fields.writeUInt32LE(entry.crc, 10)
  fields.writeUInt32LE(entry.packed, 14)
  fields.writeUInt32LE(entry.unpacked, 18)
  fields.writeUInt16LE(nameLength, 22)
  return fields
}

const changedEntry = (text: string): { entry: Omit<Entry, 'flags'>; packed: Buffer } => {
  const bytes = Buffer.from(text)
  const packed = deflateRawSync(bytes)
  return { entry: { method: 8, crc: crc32(bytes), packed: packed.length, unpacked: bytes.length }, packed }
}

/** `changed`: new text of a part; null leaves the part out. */
export const rewriteZip = async (from: string, changed: Map<string, string | null>, to: string): Promise<void> => {
  const file = await open(to, 'w')
  let offset = 0
  const directory: Buffer[] = []
  const write = async (bytes: Buffer) => {
    await file.write(bytes)
    offset += bytes.length
  }
  const copy = inArchive(from, async ({ members }) => {
    for (const { name: part, size, packed: old } of members) {
      const text = changed.get(part)
      if (text === null) continue
      const made = text === undefined ? null : changedEntry(text)
      const kept = { method: old.method, crc: old.crc, packed: old.size, unpacked: size }
      const name = Buffer.from(part)
      const fields = fieldsOf({ ...(made?.entry ?? kept), flags: old.flags }, name.length)
      const tail = Buffer.alloc(14)
      tail.writeUInt32LE(offset, 10)
      directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), fields, tail, name]))
      await write(Buffer.concat([Buffer.from('PK\u0003\u0004'), fields, name]))
      if (made) await write(made.packed)
      else for await (const piece of old.stream()) await write(piece)
    }
    const central = Buffer.concat(directory)
    const end = Buffer.alloc(18)
    end.writeUInt16LE(directory.length, 4)
    end.writeUInt16LE(directory.length, 6)
    end.writeUInt32LE(central.length, 8)
    end.writeUInt32LE(offset, 12)
    await write(Buffer.concat([central, Buffer.from('PK\u0005\u0006'), end]))
  })
  await copy.finally(() => file.close())
}
