import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleCube, sampleDimension, sampleMeasure } from '#test/fixtures/sampleCube.ts'
import { insidePoint, ringArea } from './boundaries.ts'
import { makeClasses } from './classes.ts'
import { chooseTerritory, mapData, paddedCodes } from './mapData.ts'
import { tilesOf } from './tileGrids.ts'

describe('makeClasses', () => {
  it('makes natural breaks where the figures part', () => {
    expect(makeClasses([1, 2, 3, 50, 51, 52, 100, 101], 'jenks', 3).counts).toEqual([3, 3, 2])
  })
  it('makes equal widths and equal counts', () => {
    expect(makeClasses([0, 1, 2, 10], 'equal', 2).bounds).toEqual([0, 5, 10])
    expect(makeClasses([1, 2, 3, 4, 5, 6, 7, 8], 'quantiles', 4).counts).toEqual([2, 2, 2, 2])
  })
  it('puts a figure at an own bound into the class above it', () => {
    const { bounds, counts, classOf } = makeClasses([5, 10, 20, 30], 'own', 3, [10, 20])
    expect(bounds).toEqual([5, 10, 20, 30])
    expect(counts).toEqual([1, 1, 2])
    expect(classOf(10)).toBe(1)
  })
  it('never loses a figure, whatever the figures and the method', () => {
    const values = fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 1, maxLength: 80 })
    fc.assert(
      fc.property(
        values,
        fc.constantFrom('quantiles' as const, 'equal' as const, 'jenks' as const),
        fc.integer({ min: 2, max: 9 }),
        (list, method, n) => {
          const { counts, bounds } = makeClasses(list, method, n)
          expect(counts.reduce((a, b) => a + b, 0)).toBe(list.length)
          expect(bounds.length).toBe(counts.length + 1)
        },
      ),
    )
  })
})

describe('codes', () => {
  it('get back the zeros that number columns lose, only where that makes codes of the table', () => {
    expect(paddedCodes(['1', '4', '79'], new Set(['01', '04', '79']))?.get('1')).toBe('01')
    expect(paddedCodes(['01', '04'], new Set(['01', '04']))).toBeNull()
    expect(paddedCodes(['A', 'B'], new Set(['01']))).toBeNull()
  })
  it('choose the territory among the dimensions', () => {
    const cube = sampleCube(
      [
        sampleDimension('sex', 'row', ['1', '2']),
        sampleDimension('period', 'column', ['2024', '2025'], { time: 'year' }),
        sampleDimension('school', 'row', ['01', '79']),
      ],
      [sampleMeasure('m')],
      (p) => p[1]! * 10 + p[2]!,
    )
    expect(chooseTerritory(cube, new Set(['01', '79']))).toBe(2)
    const data = mapData(cube, {}, ['01', '79', '48'])!
    expect(data.held.map((h) => h.category.code)).toEqual(['1', '2025'])
    expect(data.mapOnly).toEqual(['48'])
  })
})

describe('geometry', () => {
  it('knows the area of a ring and a point inside a bent one', () => {
    expect(ringArea([0, 0, 2, 0, 2, 1, 0, 1])).toBe(2)
    const [x, y] = insidePoint([[0, 0, 10, 0, 10, 10, 9, 10, 9, 1, 0, 1]])
    expect(x).toBeGreaterThan(9)
    expect(y).toBeCloseTo(5, 3)
  })
  it('has a tile for each of the 34 and of the 63 provinces', () => {
    const count = (grid: 'tiles_34' | 'tiles_63') =>
      new Set(
        tilesOf(grid)
          .filter((t) => /^\d/.test(t.code))
          .map((t) => t.code),
      ).size
    expect([count('tiles_34'), count('tiles_63')]).toEqual([34, 63])
  })
})
