// A WOFF 1 web font as a plain TrueType/OpenType file, which is what the SVG rasteriser reads. In: the bytes of a
// .woff. Out: the bytes of the .ttf/.otf it was packed from. Never a download, never WOFF 2 (Brotli transforms).
import { inflateSync } from 'node:zlib'
import { damagedFont, sfntChecksum, writeSfnt } from './sfnt.ts'

const signature = 0x774f4646

export const woffToSfnt = (woff: Buffer): Buffer => {
  if (woff.length < 44 || woff.readUInt32BE(0) !== signature) return damagedFont('not a WOFF 1 file')
  const tables = new Map<string, Buffer>()
  for (let i = 0; i < woff.readUInt16BE(12); i += 1) {
    const at = 44 + i * 20
    const tag = woff.toString('latin1', at, at + 4)
    const [offset, packed, length, checksum] = [
      woff.readUInt32BE(at + 4),
      woff.readUInt32BE(at + 8),
      woff.readUInt32BE(at + 12),
      woff.readUInt32BE(at + 16),
    ]
    const raw = woff.subarray(offset, offset + packed)
    if (raw.length < packed) return damagedFont('truncated')
    const data = packed < length ? inflateSync(raw) : raw
    if (data.length !== length) return damagedFont(`length of ${tag}`)
    if (tag !== 'head' && sfntChecksum(data) !== checksum) return damagedFont(`checksum of ${tag}`)
    tables.set(tag, data)
  }
  return writeSfnt(woff.readUInt32BE(4), tables)
}
