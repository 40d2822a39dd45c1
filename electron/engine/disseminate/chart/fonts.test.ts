import { Resvg } from '@resvg/resvg-js'
import { describe, expect, it } from 'vitest'
import { fontFaceCss, fontFamily, rasterFontFiles } from './fonts.ts'

const vowels = 'aăâeêioôơuưy'
const tones = ['', '\u0300', '\u0309', '\u0303', '\u0301', '\u0323']
const letters = [
  ...new Set(
    [...vowels].flatMap((v) => tones.map((t) => (v + t).normalize('NFC'))).flatMap((c) => [c, c.toUpperCase()]),
  ),
  'đ',
  'Đ',
  '₫',
  '−',
  '…',
  '–',
]

const inkWidth = (text: string, weight = 400): number => {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="60"><text x="10" y="40" font-family="${fontFamily}" font-size="20" font-weight="${weight}">${text}</text></svg>`
  return new Resvg(svg, { font: { loadSystemFonts: false, fontFiles: rasterFontFiles() } }).getBBox()?.width ?? 0
}

describe('fonts of the rasteriser', () => {
  it('hold every Vietnamese letter', () => {
    expect(letters.filter((letter) => inkWidth(letter) === 0)).toEqual([])
  })
  it('draw a letter inside a word as they draw it alone', () => {
    // With a missing letter the word would be narrower than its parts.
    for (const word of ['năm', 'cơ sở dữ liệu', 'Đắk Lắk', 'Thừa Thiên Huế']) {
      const bare = word.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D')
      expect(inkWidth(word)).toBeGreaterThan(inkWidth(bare) * 0.97)
    }
  })
  it('have a real bold', () => {
    expect(inkWidth('Tổng số', 700)).toBeGreaterThan(inkWidth('Tổng số', 400) * 1.02)
  })
})

describe('figures', () => {
  it('are equally wide, so that columns align', () => {
    for (const weight of [400, 700]) {
      const widths = [...'0123456789'].map((digit) => inkWidth(`|${digit.repeat(6)}|`, weight).toFixed(1))
      expect(new Set(widths).size).toBe(1)
    }
  })
})

describe('fontFaceCss', () => {
  it('inlines the fonts', () => {
    const css = fontFaceCss([{ weight: 400, style: 'normal' }])
    expect(css.match(/@font-face/g)).toHaveLength(2)
    expect(css).not.toMatch(/url\((?!data:)/)
    expect(css).toContain('U+1EA0-1EF9')
  })
})
