// Periods as written by people and by statistical files: each right value a case.
import { expect, test } from 'vitest'
import { readPeriod } from './readPeriod.ts'

test.each([
  ['2024', '2024'],
  ['Năm 2024', '2024'],
  ['2024-2025', '2024-2025'],
  ['Năm học 2024 – 2025', '2024-2025'],
  ['2024-2026', null],
  ['tháng 5/2025', '2025-05'],
  ['05/2025', '2025-05'],
  ['2025M05', '2025-05'],
  ['2025-05', '2025-05'],
  ['13/2025', null],
  ['Quý II/2025', '2025-Q2'],
  ['q3 2025', '2025-Q3'],
  ['2025Q4', '2025-Q4'],
  ['tháng 5', null],
  ['', null],
])('%s → %s', (text, period) => expect(readPeriod(text)).toBe(period))
