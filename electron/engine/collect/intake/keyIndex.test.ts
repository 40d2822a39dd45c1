// The key index against a plain Map, with hashes that collide on purpose.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createKeyIndex } from './keyIndex.ts'

test('answers the first row of a hash, however it grows', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -400, max: 400 })), { maxLength: 3000 }),
      (hashes) => {
        const index = createKeyIndex(1)
        const model = new Map<string, number>()
        for (const [row, [low, high]] of hashes.entries()) {
          const expected = model.get(`${low} ${high}`) ?? -1
          expect(index.see(low, high, row)).toBe(expected)
          if (expected < 0) model.set(`${low} ${high}`, row)
        }
      },
    ),
    { numRuns: 30 },
  )
})
