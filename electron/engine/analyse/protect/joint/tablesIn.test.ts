import { expect, it } from 'vitest'
import { tablesIn } from './tablesIn.ts'

it('names each table once, with how often it left', () => {
  expect(tablesIn(['a', 'b', 'a', 'a'])).toBe('a ×3, b')
  expect(tablesIn(['a'])).toBe('a')
  expect(tablesIn([])).toBe('')
})
