// Tables of noise: mean, variance and bounds of every row, and rows published elsewhere for the same bounds.
import { describe, expect, it } from 'vitest'
import { Failure } from '#shared/model/failure.ts'
import { noiseAt, noiseTable } from './noiseTable.ts'
import type { NoiseRules } from './noiseTable.ts'

const rules = (largest: number, variance: number, forbidden = 0): NoiseRules => ({
  largest,
  variance,
  forbidden,
  monotone: true,
})
const moments = (noise: number[], chance: number[]) => ({
  sum: chance.reduce((a, b) => a + b, 0),
  mean: noise.reduce((s, v, i) => s + v * chance[i]!, 0),
  variance: noise.reduce((s, v, i) => s + v * v * chance[i]!, 0),
})

describe('tables of noise', () => {
  it.each([
    [2, 0.9, 0],
    [5, 3, 0],
    [5, 3, 2],
    [8, 5, 0],
    [4, 2, 1],
  ])('up to %i with variance %d, none of 1 to %i: no mean, one variance, nothing negative', (largest, variance, js) => {
    const table = noiseTable(rules(largest, variance, js))
    table.slice(1).forEach(({ noise, chance }, i) => {
      const { sum, mean, variance: own } = moments(noise, chance)
      expect(sum).toBeCloseTo(1, 9)
      expect(mean).toBeCloseTo(0, 7)
      expect(own).toBeCloseTo(variance, 6)
      for (const v of noise) {
        const target = i + 1 + v
        expect(target === 0 || target > js).toBe(true)
        expect(Math.abs(v)).toBeLessThanOrEqual(largest)
      }
    })
    const { noise, chance } = table.at(-1)!
    expect(noise).toHaveLength(2 * largest + 1)
    expect(chance[0]).toBeCloseTo(chance.at(-1)!, 9)
  })

  it('has the rows published for the same bounds', () => {
    const first = noiseTable(rules(2, 0.9))[1]!
    const published = [0.3625, 0.3625, 0.1875, 0.0875]
    first.chance.forEach((p, i) => expect(p).toBeCloseTo(published[i]!, 4))
    const gap = noiseTable(rules(5, 3, 2))[1]!
    expect(gap.noise).toEqual([-1, 2, 3, 4, 5])
    const other = [0.73447, 0.13672, 0.0728, 0.03743, 0.01858]
    gap.chance.forEach((p, i) => expect(p).toBeCloseTo(other[i]!, 4))
  })

  it('refuses a variance the first row cannot have, by its number', () => {
    try {
      noiseTable(rules(2, 4))
      expect.unreachable()
    } catch (thrown) {
      expect(thrown instanceof Failure && thrown.value).toMatchObject({
        code: 'PERTURB_TABLE_IMPOSSIBLE',
        facts: { count: 1 },
      })
    }
  })

  it('is unbiased over keys, leaves nothing at nothing, and gives the same for the same key', () => {
    const table = noiseTable(rules(5, 3, 2))
    for (const count of [1, 4, 30]) {
      const keys = Array.from({ length: 20_000 }, (_, i) => (i + 0.5) / 20_000)
      const added = keys.map((key) => noiseAt(table, count, key))
      expect(added.reduce((a, b) => a + b, 0) / keys.length).toBeCloseTo(0, 2)
      expect(Math.min(...added) + count).toBeGreaterThanOrEqual(0)
    }
    expect(noiseAt(table, 0, 0.7)).toBe(0)
    expect(noiseAt(table, 12, 0.123)).toBe(noiseAt(table, 12, 0.123))
  })
})
