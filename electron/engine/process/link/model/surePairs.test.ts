// What sure pairs show of a comparison: from pairs that the other comparisons choose, never from its own say.
import { expect, test } from 'vitest'
import type { Patterns } from './patterns.ts'
import { surePairs } from './surePairs.ts'

const patternsOf = (pairs: readonly (readonly number[])[], counts?: readonly number[]): Patterns => {
  const texts = [...new Set(pairs.map((pattern) => pattern.join()))]
  return {
    levels: texts.map((text) => Int8Array.from(text.split(',').map(Number))),
    counts: Float64Array.from(texts, (text) =>
      pairs.reduce((sum, pattern, i) => sum + (pattern.join() === text ? (counts?.[i] ?? 1) : 0), 0),
    ),
    of: Int32Array.from(pairs, (pattern) => texts.indexOf(pattern.join())),
  }
}
/** A title that is hardly ever equal, two codes that are: by chance one pair in ten thousand has the same code. */
const sample = patternsOf(
  [
    [0, 0, 0],
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
    [2, 0, 0],
  ],
  [100_000, 2000, 10, 10, 10],
)
const shape = { levels: [3, 2, 2], rows: 8, records: 4 }

test('levels of the title are counted where both codes agree and nobody else is as good', () => {
  const left = Int32Array.from([0, 1, 2, 3, 3])
  const right = Int32Array.from([4, 5, 6, 7, 6])
  const found = surePairs(
    { left, right },
    {
      candidates: patternsOf([
        [1, 1, 1],
        [1, 1, 1],
        [0, 1, 1],
        [2, 1, 1],
        [2, 0, 0],
      ]),
      sample,
    },
    shape,
  )
  expect([...(found[0] ?? [])]).toEqual([1, 2, 1])
})
test('a pair that only its own title speaks for says nothing of titles, and of two equally good ones neither counts', () => {
  const candidates = patternsOf([
    [2, 0, 0],
    [1, 1, 1],
    [1, 1, 1],
  ])
  const found = surePairs(
    { left: Int32Array.from([0, 1, 1]), right: Int32Array.from([4, 5, 6]) },
    { candidates, sample },
    shape,
  )
  expect([...(found[0] ?? [])]).toEqual([0, 0, 0])
})
