// Tables of a TrueType file, taken apart and put together with correct checksums. In/out: bytes. Never a glyph's
// meaning.

export type SfntTables = Map<string, Buffer>

const align4 = (n: number): number => (n + 3) & ~3

export const damagedFont = (reason: string): never => {
  throw new Error(`font file: ${reason}`)
}

/** OpenType checksum: the sum of big-endian 32-bit words, the last padded with zeros. */
export const sfntChecksum = (bytes: Buffer): number => {
  const padded = bytes.length % 4 === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(4 - (bytes.length % 4))])
  let sum = 0
  for (let i = 0; i < padded.length; i += 4) sum = (sum + padded.readUInt32BE(i)) >>> 0
  return sum
}

export const tableOf = (tables: SfntTables, tag: string): Buffer => tables.get(tag) ?? damagedFont(`no ${tag} table`)

export const readSfnt = (sfnt: Buffer): SfntTables => {
  const tables: SfntTables = new Map()
  for (let i = 0; i < sfnt.readUInt16BE(4); i += 1) {
    const at = 12 + 16 * i
    const offset = sfnt.readUInt32BE(at + 8)
    tables.set(sfnt.toString('latin1', at, at + 4), sfnt.subarray(offset, offset + sfnt.readUInt32BE(at + 12)))
  }
  return tables
}

export const writeSfnt = (flavour: number, tables: SfntTables): Buffer => {
  const count = tables.size
  const header = Buffer.alloc(12 + 16 * count)
  const power = 2 ** Math.floor(Math.log2(count))
  header.writeUInt32BE(flavour, 0)
  header.writeUInt16BE(count, 4)
  header.writeUInt16BE(power * 16, 6)
  header.writeUInt16BE(Math.log2(power), 8)
  header.writeUInt16BE((count - power) * 16, 10)
  const parts: Buffer[] = [header]
  let offset = header.length
  let headAt = -1
  const sorted = [...tables].sort(([a], [b]) => (a < b ? -1 : 1))
  sorted.forEach(([tag, given], i) => {
    // The whole-file adjustment is left out of the table's own checksum and written last.
    const data = tag === 'head' ? Buffer.from(given) : given
    if (tag === 'head') {
      data.writeUInt32BE(0, 8)
      headAt = offset
    }
    const at = 12 + i * 16
    header.write(tag, at, 'latin1')
    header.writeUInt32BE(sfntChecksum(data), at + 4)
    header.writeUInt32BE(offset, at + 8)
    header.writeUInt32BE(data.length, at + 12)
    parts.push(data, Buffer.alloc(align4(data.length) - data.length))
    offset += align4(data.length)
  })
  if (headAt < 0) return damagedFont('no head table')
  const sfnt = Buffer.concat(parts)
  sfnt.writeUInt32BE((0xb1b0afba - sfntChecksum(sfnt)) >>> 0, headAt + 8)
  return sfnt
}
