// Pasted totals: what is read, and what is told instead of taken.
import { expect, test } from 'vitest'
import { pastedTotals } from './calibrationText.ts'

test('codes and figures of a sheet', () => {
  expect(pastedTotals('01\t1.234.567\n79 900000\r\n\nE;4.421')).toEqual({
    totals: { '01': 1_234_567, '79': 900_000 },
    unread: ['E;4.421'],
  })
})
test('a code twice, a negative total and a line without a figure are told', () => {
  expect(pastedTotals('1 5\n1 6\n2 -3\nx').unread).toEqual(['1 6', '2 -3', 'x'])
})
