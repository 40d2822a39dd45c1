import { expect, it } from 'vitest'
import { checkedReason, reasonSuffices } from './reason.ts'

it('counts the characters of a reason as read, not the spaces around it', () => {
  expect(reasonSuffices('  ngắn quá   ')).toBe(false)
  expect(reasonSuffices('Gửi Cục Thống kê')).toBe(true)
  expect(checkedReason('  Gửi Cục Thống kê ')).toBe('Gửi Cục Thống kê')
  expect(() => checkedReason('         ')).toThrow('REASON_NEEDED')
})
