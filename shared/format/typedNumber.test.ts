// Numbers as typed: what is read, what is no number, what is asked about; what is written reads the same again.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { typedNumber, writtenNumber } from './typedNumber.ts'

test.each([
  ['1000', '1000'],
  ['1.000.000', '1000000'],
  ['1,000,000', '1000000'],
  ['1.234,5', '1234.5'],
  ['1,234.50', '1234.50'],
  ['12,5', '12.5'],
  ['0,125', '0.125'],
  ['1234,567', '1234.567'],
  ['−3,25', '-3.25'],
  [' 12 345 ', '12345'],
])('%s is %s', (text, plain) => expect(typedNumber(text)).toEqual({ plain, problem: null }))

test.each(['1.000', '1,000', '-25.000', '999,999'])('%s reads two ways', (text) =>
  expect(typedNumber(text).problem).toBe('two_ways'),
)
test.each(['', '-', '1.', '.5', '12a', '1.2.3', '1.234,56,7', '1.234.56', '1e5', '1234.567,8', '1.234.567.8'])(
  '%s is no number',
  (text) => expect(typedNumber(text).problem).toBe('not_a_number'),
)
test('what the program writes reads the same again, in both languages', () => {
  const decimal = fc.tuple(fc.integer({ min: -99_999, max: 99_999 }), fc.integer({ min: 0, max: 4 }))
  fc.assert(
    fc.property(decimal, fc.constantFrom('vi' as const, 'en' as const), ([whole, decimals], language) => {
      const plain = (whole / 10 ** decimals).toFixed(decimals)
      expect(Number(typedNumber(writtenNumber(plain, language)).plain)).toBe(Number(plain))
    }),
  )
})
