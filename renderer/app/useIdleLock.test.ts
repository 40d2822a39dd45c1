import { expect, it } from 'vitest'
import { isIdle } from './useIdleLock.ts'

it('is idle after the minutes of the office, and never where there are none', () => {
  const at = Date.parse('2026-11-30T10:00:00Z')
  expect(isIdle(at, at + 14 * 60_000, 15)).toBe(false)
  expect(isIdle(at, at + 15 * 60_000, 15)).toBe(true)
  expect(isIdle(at, at + 1e9, null)).toBe(false)
})
