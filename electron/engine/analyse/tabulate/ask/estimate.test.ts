import { describe, expect, it } from 'vitest'
import { expectedSeconds } from './estimate.ts'

const plain = { links: [], passes: [] }

describe('how long a table takes', () => {
  it('follows the bench: pupils of the country under half a second, a median and a distinct count of them about three', () => {
    expect(expectedSeconds(23_000_000, 23_000_000, plain)).toBeCloseTo(0.26, 1)
    expect(expectedSeconds(23_000_000, 23_000_000, { links: [], passes: [1, 2] })).toBeCloseTo(3, 0)
    expect(expectedSeconds(11_700_000, 11_700_000, { links: ['customs_register'], passes: [] })).toBeCloseTo(0.58, 1)
  })
  it('grows with records read; a filter is read over all', () => {
    expect(expectedSeconds(1000, 0, plain)).toBeGreaterThan(0)
    expect(expectedSeconds(100, 50, plain)).toBeLessThan(expectedSeconds(100, 100, plain))
    expect(expectedSeconds(0, 0, plain)).toBe(0)
  })
})
