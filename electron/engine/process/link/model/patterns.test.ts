// Patterns of many comparisons stay apart: packed into one number they would be rounded into each other.
import { expect, test } from 'vitest'
import { patternsOf } from './patterns.ts'

test.each([3, 14, 15, 30])('%i comparisons of eleven levels: each pattern is one of its own', async (comparisons) => {
  const levels = 12
  const pairs = 4000
  // Patterns differ in the first comparison, the last, or one between, by one level.
  const levelAt = (pair: number, k: number): number => {
    const changed = [0, comparisons - 1, comparisons >> 1][pair % 3]
    return k === changed ? (Math.floor(pair / 3) % (levels + 1)) - 1 : (k * 5) % levels
  }
  const places = Int32Array.from({ length: pairs }, (_, pair) => pair)
  const found = await patternsOf(
    { left: places, right: places },
    Array.from({ length: comparisons }, (_, k) => ({ levels, compare: (pair: number) => levelAt(pair, k) })),
    () => Promise.resolve(),
  )
  const texts = Array.from(places, (pair) => Array.from({ length: comparisons }, (_, k) => levelAt(pair, k)).join())
  expect(found.levels.length).toBe(new Set(texts).size)
  places.forEach((pair) => expect(found.levels[found.of[pair] as number]?.join()).toBe(texts[pair]))
  expect(found.counts.reduce((sum, count) => sum + count, 0)).toBe(pairs)
})
