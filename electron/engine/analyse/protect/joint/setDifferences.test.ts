// What a reader has by subtracting groups of records from each other, over small divisions worked out by hand.
import { describe, expect, it } from 'vitest'
import { setDifferences } from './setDifferences.ts'
import type { Piece } from './setDifferences.ts'

/** Each record's category on both sides; a letter stands for a category, a point for outside. */
const pieces = (...cuts: string[]): Piece[] =>
  cuts.map((cut) => {
    const [left, right] = [...cut].map((c) => (c === '.' ? -1 : c.charCodeAt(0)))
    return { left: left ?? -1, right: right ?? -1 }
  })
const rests = (...cuts: string[]) =>
  setDifferences(pieces(...cuts)).flatMap(({ rest }) => (rest.length === 0 ? [] : [rest.map((p) => cuts[p]).join(' ')]))

describe('groups that overlap', () => {
  it('give what one has beyond the other', () => {
    // Left A = 1, B = 2 3; right X = 1 2, Y = 3.
    expect(rests('AX', 'BX', 'BY')).toEqual(['BX'])
  })

  it('give more by what was left over before', () => {
    // A = 1 2, B = 3 4, C = 5; X = 1, Y = 2 3, Z = 4 5: A − X = 2, Y − 2 = 3, and from the other end 4, by Z − C.
    const found = rests('AX', 'AY', 'BY', 'BZ', 'CZ')
    expect(new Set(found)).toEqual(new Set(['AY', 'BY', 'BZ']))
  })

  it('give nothing where each cuts all others, or one is divided further by the other', () => {
    expect(rests('AX', 'AY', 'BX', 'BY')).toEqual([])
    expect(rests('AX', 'AY', 'BZ')).toEqual([])
  })

  it('give what lies outside the other side', () => {
    expect(rests('AX', 'A.', 'BY')).toEqual(['A.'])
  })
})
