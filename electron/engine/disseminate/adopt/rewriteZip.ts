// A ZIP file copied with some entries changed: the others go over as they are packed. In: the old file, changed texts. Out: a new file.
// Never a date of today in it: the same changes give the same bytes.
import { open } from 'node:fs/promises'
import { crc32, deflateRawSync } from 'node:zlib'
import { zipPacked } from '#engine/disseminate/publish/zipEntries.ts'
import type { ZipEntry } from '#engine/disseminate/publish/zipEntries.ts'

/** Sizes follow in the header itself, so the flag that they come later goes; the one for UTF-8 names stays. */
const keptFlags = 0x0800
const firstDay = 0x0021

const fieldsOf = (entry: ZipEntry, nameLength: number): Buffer => {
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

/** `changed`: new text of a part; null leaves the part out. */
export const rewriteZip = async (
  from: string,
  entries: ZipEntry[],
  changed: Map<string, string | null>,
  to: string,
): Promise<void> => {
  const file = await open(to, 'w')
  try {
    let offset = 0
    const directory: Buffer[] = []
    const write = async (bytes: Buffer) => {
      await file.write(bytes)
      offset += bytes.length
    }
    for (const old of entries) {
      const text = changed.get(old.name)
      if (text === null) continue
      const bytes = text === undefined ? null : Buffer.from(text)
      const packed = bytes && deflateRawSync(bytes)
      const entry =
        bytes && packed ? { ...old, method: 8, crc: crc32(bytes), packed: packed.length, unpacked: bytes.length } : old
      const name = Buffer.from(old.name)
      const fields = fieldsOf(entry, name.length)
      const tail = Buffer.alloc(14)
      tail.writeUInt32LE(offset, 10)
      directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), fields, tail, name]))
      await write(Buffer.concat([Buffer.from('PK\u0003\u0004'), fields, name]))
      if (packed) await write(packed)
      else for await (const piece of zipPacked(from, old)) await write(piece)
    }
    const central = Buffer.concat(directory)
    const end = Buffer.alloc(18)
    end.writeUInt16LE(directory.length, 4)
    end.writeUInt16LE(directory.length, 6)
    end.writeUInt32LE(central.length, 8)
    end.writeUInt32LE(offset, 12)
    await write(Buffer.concat([central, Buffer.from('PK\u0005\u0006'), end]))
  } finally {
    await file.close()
  }
}
