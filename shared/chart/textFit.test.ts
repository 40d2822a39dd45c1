import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { textWidth, truncateText, wrapText } from './textFit.ts'

const words = fc.array(fc.stringMatching(/^[a-zàảạêếộơờũưựđA-ZĐ0-9]{1,12}$/), { minLength: 1, maxLength: 12 })

describe('wrapText', () => {
  it('keeps every word in order when lines are not limited', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 120, max: 400 }), (list, width) => {
        const lines = wrapText(list.join(' '), width, 10, 99)
        expect(lines.join(' ')).toBe(list.join(' '))
        for (const line of lines) expect(textWidth(line, 10)).toBeLessThanOrEqual(width)
      }),
    )
  })
  it('never exceeds the lines or the width it was given', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 30, max: 200 }), fc.integer({ min: 1, max: 3 }), (list, width, most) => {
        const lines = wrapText(list.join(' '), width, 10, most)
        expect(lines.length).toBeLessThanOrEqual(most)
        expect(textWidth(lines.at(-1)!, 10)).toBeLessThanOrEqual(width)
      }),
    )
  })
  it('counts a letter with diacritics as its base letter', () => {
    expect(textWidth('Thàn phố Huế', 10)).toBeCloseTo(textWidth('Than pho Hue', 10))
    expect(truncateText('Thành phố Hồ Chí Minh', 60, 10)).toMatch(/^Thành.*…$/)
  })
})
