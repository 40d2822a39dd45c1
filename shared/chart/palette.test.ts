import { describe, expect, it } from 'vitest'
import { chartLooks } from './chartTheme.ts'
import { colourDistance, confusableColours, contrastRatio, leastDistance, readable, visions } from './palette.ts'

describe('palettes', () => {
  it.each(['light', 'page', 'dark'] as const)(
    '%s: told apart by every reader, neighbours also on a grey copy',
    (theme) => {
      expect(confusableColours(chartLooks[theme].series)).toEqual([])
    },
  )
  it('finds red and green of like lightness, which most colour-blind readers confuse', () => {
    expect(colourDistance('#c62828', '#558b2f')).toBeGreaterThan(leastDistance)
    expect(confusableColours(['#b5523b', '#7a7a2a']).map((c) => c.vision)).not.toEqual([])
  })
  it('knows black from white in every vision', () => {
    for (const vision of visions) expect(colourDistance('#000000', '#ffffff', vision)).toBeCloseTo(100, 0)
  })
  it('agrees with the contrast ratios of WCAG', () => {
    expect(contrastRatio('#000000', '#ffffff')).toBeCloseTo(21, 5)
    expect(contrastRatio('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
  })
  it('darkens or lightens a colour until it can be read', () => {
    for (const colour of chartLooks.light.series)
      expect(contrastRatio(readable(colour, '#ffffff', 4.5), '#ffffff')).toBeGreaterThanOrEqual(4.5)
    expect(readable('#000000', '#ffffff', 4.5)).toBe('#000000')
  })
})
