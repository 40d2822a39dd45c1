// The subset files of one face joined into one TrueType font, because the rasteriser does not fall back well between
// files inside a word ("năm" needs two subsets). In: fonts of the same design, the first keeps its kerning. Out: one
// font that holds every character of all. Never hinting programs or kerning of the later ones.
import { damagedFont, readSfnt, tableOf, writeSfnt } from './sfnt.ts'
import type { SfntTables } from './sfnt.ts'

type Glyphs = {
  tables: SfntTables
  count: number
  outlines: Buffer[]
  metrics: Buffer[]
  characters: Map<number, number>
}

/** Character → glyph of the Windows Unicode BMP table (format 4). */
const charactersOf = (cmap: Buffer): Map<number, number> => {
  const characters = new Map<number, number>()
  for (let t = 0; t < cmap.readUInt16BE(2); t += 1) {
    const at = cmap.readUInt32BE(8 + 8 * t)
    if (cmap.readUInt16BE(4 + 8 * t) !== 3 || cmap.readUInt16BE(at) !== 4) continue
    const segments = cmap.readUInt16BE(at + 6) / 2
    const [ends, starts] = [at + 14, at + 16 + segments * 2]
    const [deltas, ranges] = [starts + segments * 2, starts + segments * 4]
    for (let s = 0; s < segments; s += 1) {
      const range = cmap.readUInt16BE(ranges + 2 * s)
      for (let c = cmap.readUInt16BE(starts + 2 * s); c <= cmap.readUInt16BE(ends + 2 * s) && c < 0xffff; c += 1) {
        const delta = cmap.readUInt16BE(deltas + 2 * s)
        const direct =
          range === 0 ? c : cmap.readUInt16BE(ranges + 2 * s + range + 2 * (c - cmap.readUInt16BE(starts + 2 * s)))
        const glyph = direct === 0 && range !== 0 ? 0 : (direct + delta) & 0xffff
        if (glyph !== 0) characters.set(c, glyph)
      }
    }
  }
  return characters
}

const glyphsOf = (sfnt: Buffer): Glyphs => {
  const tables = readSfnt(sfnt)
  const [loca, glyf, hmtx] = [tableOf(tables, 'loca'), tableOf(tables, 'glyf'), tableOf(tables, 'hmtx')]
  const count = tableOf(tables, 'maxp').readUInt16BE(4)
  const long = tableOf(tables, 'head').readInt16BE(50) === 1
  const offset = (g: number) => (long ? loca.readUInt32BE(4 * g) : 2 * loca.readUInt16BE(2 * g))
  const full = tableOf(tables, 'hhea').readUInt16BE(34)
  return {
    tables,
    count,
    outlines: Array.from({ length: count }, (_, g) => glyf.subarray(offset(g), offset(g + 1))),
    metrics: Array.from({ length: count }, (_, g) => {
      if (g < full) return hmtx.subarray(4 * g, 4 * g + 4)
      const bearing = 4 * full + 2 * (g - full)
      return Buffer.concat([hmtx.subarray(4 * full - 4, 4 * full - 2), hmtx.subarray(bearing, bearing + 2)])
    }),
    characters: charactersOf(tableOf(tables, 'cmap')),
  }
}

/** A composite glyph names its components by number: those move with the glyphs appended before them. */
const renumbered = (outline: Buffer, by: number): Buffer => {
  if (outline.length < 10 || outline.readInt16BE(0) >= 0) return outline
  const copy = Buffer.from(outline)
  let at = 10
  let flags = 0
  do {
    flags = copy.readUInt16BE(at)
    copy.writeUInt16BE(copy.readUInt16BE(at + 2) + by, at + 2)
    at += 4 + (flags & 0x1 ? 4 : 2) + (flags & 0x8 ? 2 : flags & 0x40 ? 4 : flags & 0x80 ? 8 : 0)
  } while (flags & 0x20)
  return copy
}

/** cmap with one format 12 table. */
const writeCharacters = (characters: Map<number, number>): Buffer => {
  const sorted = [...characters].sort(([a], [b]) => a - b)
  const table = Buffer.alloc(12 + 16 + 12 * sorted.length)
  table.writeUInt16BE(1, 2)
  table.writeUInt16BE(3, 4)
  table.writeUInt16BE(10, 6)
  table.writeUInt32BE(12, 8)
  table.writeUInt16BE(12, 12)
  table.writeUInt32BE(table.length - 12, 16)
  table.writeUInt32BE(sorted.length, 24)
  sorted.forEach(([character, glyph], i) => {
    table.writeUInt32BE(character, 28 + 12 * i)
    table.writeUInt32BE(character, 32 + 12 * i)
    table.writeUInt32BE(glyph, 36 + 12 * i)
  })
  return table
}

export const mergeFonts = (fonts: Buffer[]): Buffer => {
  const all = fonts.map(glyphsOf)
  const [first] = all
  if (!first) return damagedFont('nothing to merge')
  const characters = new Map(first.characters)
  const outlines = [...first.outlines]
  const metrics = [...first.metrics]
  const maxp = Buffer.from(tableOf(first.tables, 'maxp'))
  for (const font of all.slice(1)) {
    const by = outlines.length
    if (tableOf(font.tables, 'head').readUInt16BE(18) !== tableOf(first.tables, 'head').readUInt16BE(18))
      return damagedFont('different units per em')
    outlines.push(...font.outlines.map((outline) => renumbered(outline, by)))
    metrics.push(...font.metrics)
    for (const [character, glyph] of font.characters)
      if (!characters.has(character)) characters.set(character, glyph + by)
    const limits = tableOf(font.tables, 'maxp')
    for (let at = 6; at + 2 <= Math.min(maxp.length, limits.length); at += 2)
      maxp.writeUInt16BE(Math.max(maxp.readUInt16BE(at), limits.readUInt16BE(at)), at)
  }
  maxp.writeUInt16BE(outlines.length, 4)
  const loca = Buffer.alloc(4 * (outlines.length + 1))
  const padded = outlines.map((outline) => Buffer.concat([outline, Buffer.alloc((4 - (outline.length % 4)) % 4)]))
  padded.reduce((offset, outline, g) => {
    loca.writeUInt32BE(offset + outline.length, 4 * (g + 1))
    return offset + outline.length
  }, 0)
  const head = Buffer.from(tableOf(first.tables, 'head'))
  head.writeInt16BE(1, 50)
  const hhea = Buffer.from(tableOf(first.tables, 'hhea'))
  hhea.writeUInt16BE(outlines.length, 34)
  // Version 3: no glyph names, which would no longer match.
  const post = Buffer.from(tableOf(first.tables, 'post').subarray(0, 32))
  post.writeUInt32BE(0x00030000, 0)
  const merged = new Map(first.tables)
  for (const hinting of ['fpgm', 'prep', 'cvt ']) merged.delete(hinting)
  for (const [tag, data] of Object.entries({
    maxp,
    loca,
    head,
    hhea,
    post,
    glyf: Buffer.concat(padded),
    hmtx: Buffer.concat(metrics),
    cmap: writeCharacters(characters),
  }))
    merged.set(tag, data)
  return writeSfnt(0x00010000, merged)
}
