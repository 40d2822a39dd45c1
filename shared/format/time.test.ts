import { describe, expect, it } from 'vitest'
import { formatDate, formatDateTime, formatDuration, formatPeriod, formatPeriodShort } from './time.ts'

describe('periods', () => {
  it.each([
    ['2025-07', 'Tháng 7/2025', 'July 2025', '7/2025'],
    ['2025-Q3', 'Quý III/2025', 'Q3 2025', 'III/2025'],
    ['2024-2025', 'Năm học 2024-2025', 'School year 2024-2025', '2024-2025'],
    ['2024', 'Năm 2024', '2024', '2024'],
    ['không rõ', 'không rõ', 'không rõ', 'không rõ'],
    ['2024-2026', '2024-2026', '2024-2026', '2024-2026'],
  ])('%s', (period, vi, en, short) => {
    expect(formatPeriod(period, 'vi')).toBe(vi)
    expect(formatPeriod(period, 'en')).toBe(en)
    expect(formatPeriodShort(period, 'vi')).toBe(short)
  })
})

describe('dates and durations', () => {
  it('writes day before month in both languages', () => {
    expect(formatDate('2025-07-01')).toBe('01/07/2025')
    expect(formatDate('')).toBe('')
    expect(formatDateTime('2025-07-01T08:05:00')).toBe('01/07/2025 08:05')
    expect(formatDateTime('x')).toBe('x')
  })
  it.each([
    [0.44, '0,4 giây'],
    [9.96, '10 giây'],
    [59.4, '59 giây'],
    [59.6, '1 phút 00 giây'],
    [125, '2 phút 05 giây'],
    [3599.7, '1 giờ 00 phút'],
    [4320, '1 giờ 12 phút'],
    [Number.POSITIVE_INFINITY, '…'],
  ])('%d s', (seconds, text) => {
    expect(formatDuration(seconds, 'vi')).toBe(text)
  })
})
