// The committed fonts are what the build makes of the font package; a damaged one is refused.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fontsFolder, mergedFont, weights } from './makeFonts.ts'
import { readSfnt, sfntChecksum } from './sfnt.ts'
import { woffToSfnt } from './woffToSfnt.ts'

it.each(weights)('weight %i is the merged font, byte for byte (else: node build/fonts/makeFonts.ts)', (weight) => {
  const committed = readFileSync(join(fontsFolder, `noto-sans-${weight}.ttf`))
  expect(committed.equals(mergedFont(weight))).toBe(true)
})

describe('woffToSfnt', () => {
  const woff = readFileSync(
    createRequire(import.meta.url).resolve('@fontsource/noto-sans/files/noto-sans-vietnamese-400-normal.woff'),
  )
  it('restores tables whose checksums hold and a file whose sum is the OpenType constant', () => {
    const sfnt = woffToSfnt(woff)
    expect(sfntChecksum(sfnt)).toBe(0xb1b0afba)
    expect([...readSfnt(sfnt).keys()]).toEqual(expect.arrayContaining(['cmap', 'glyf', 'head', 'hmtx', 'loca', 'maxp']))
    // totalSfntSize of the WOFF header.
    expect(sfnt.length).toBe(woff.readUInt32BE(16))
  })
  it('refuses what is not a WOFF or is damaged', () => {
    expect(() => woffToSfnt(Buffer.from('not a font'))).toThrow()
    expect(() => woffToSfnt(woff.subarray(0, 400))).toThrow()
    const changed = Buffer.from(woff)
    changed[changed.length - 200]! ^= 0xff
    expect(() => woffToSfnt(changed)).toThrow()
  })
})
