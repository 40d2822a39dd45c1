// Worked by hand: each operation with a gap and with a base that allows nothing.
import { describe, expect, test } from 'vitest'
import {
  annualised,
  chained,
  contributionToGrowth,
  cumulated,
  growth,
  indexWithBase,
  movingAverage,
} from './seriesOperations.ts'

describe('a figure that is not available stays so', () => {
  test('growth needs both periods and a base above zero', () => {
    expect(growth([100, 110, null, 121, 0, 5, -10, 5], 1)).toEqual([
      null,
      expect.closeTo(10, 12),
      null,
      null,
      -100,
      null,
      -300,
      null,
    ])
    expect(growth([50, 60, 75], 2)).toEqual([null, null, 50])
  })

  test('contributions of the parts add up to the growth of the whole', () => {
    const parts = [
      [40, 44],
      [60, 66],
    ]
    const whole = [100, 110]
    const added = parts.map((part) => contributionToGrowth(part, whole, 1)[1] ?? 0).reduce((a, b) => a + b, 0)
    expect(added).toBeCloseTo(growth(whole, 1)[1] ?? 0, 12)
    expect(contributionToGrowth([1, 2], [0, 5], 1)).toEqual([null, null])
  })

  test('an index has a base or nothing', () => {
    expect(indexWithBase([50, 100, 150, null], 0, 1)).toEqual([
      expect.closeTo(66.6667, 3),
      expect.closeTo(133.3333, 3),
      200,
      null,
    ])
    expect(indexWithBase([50, null, 150], 0, 1)).toEqual([null, null, null])
    expect(indexWithBase([-5, 10], 0)).toEqual([null, null])
    expect(indexWithBase([1, 2], 3)).toEqual([null, null])
  })

  test('a rebased series keeps the growth of the old one', () => {
    const linked = chained([100, 110, 121], [null, null, 100, 105], 2)
    expect(linked).toEqual([expect.closeTo(82.6446, 3), expect.closeTo(90.9091, 3), 100, 105])
    expect(growth(linked, 1)[1]).toBeCloseTo(10, 10)
    expect(chained([100, 0], [null, 50], 1)).toEqual([null, 50])
  })

  test('a year to date stops at a gap and begins again with the year', () => {
    expect(cumulated([1, 2, null, 4, 5, 6], (i) => i % 4 === 0)).toEqual([1, 3, null, null, 5, 11])
  })

  test('a moving average of an even width stands at a period', () => {
    expect(movingAverage([1, 2, 3, 4, 5], 3)).toEqual([null, 2, 3, 4, null])
    expect(movingAverage([1, 2, 3, 4, 5], 4)).toEqual([null, null, 3, null, null])
    expect(movingAverage([1, null, 3], 3)).toEqual([null, null, null])
  })

  test('one percent a month is 12.68 percent a year', () => {
    expect(annualised([100, 101], 12)[1]).toBeCloseTo(12.6825, 4)
    expect(annualised([0, 5], 12)).toEqual([null, null])
  })
})
