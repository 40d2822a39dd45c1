import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isChanged, openSnapshots, put, redoPut, savedAs, undoPut } from './snapshots.ts'

it('undoing everything gives back the first value, redoing everything the last', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer(), fc.constantFrom(null, 'a', 'b')), { maxLength: 30 }), (changes) => {
      let s = openSnapshots<number>(0, 0)
      for (const [value, key] of changes) s = put(s, value, key)
      const last = s.present
      const steps = s.past.length
      for (let i = 0; i < steps; i += 1) s = undoPut(s)
      expect(s.present).toBe(0)
      expect(undoPut(s)).toBe(s)
      for (let i = 0; i < steps; i += 1) s = redoPut(s)
      expect(s.present).toBe(last)
    }),
  )
})

it('merges keystrokes, and knows whether there is something to save', () => {
  let s = openSnapshots('', '')
  for (const value of ['S', 'Số', 'Số học']) s = put(s, value, 'title')
  expect(s.past).toHaveLength(1)
  expect(isChanged(s)).toBe(true)
  s = savedAs(s, s.present)
  expect(isChanged(s)).toBe(false)
  expect(isChanged(undoPut(s))).toBe(true)
})
