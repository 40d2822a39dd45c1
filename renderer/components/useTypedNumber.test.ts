// What stands in a field of a number while it is typed.
import { expect, test } from 'vitest'
import { shownText } from './useTypedNumber.ts'

test('what is typed stays where its owner has dropped a zero: the next digit belongs behind it', () => {
  expect(shownText({ text: '1,50', of: '1.50' }, '1.5', 'vi')).toBe('1,50')
})
test('another number from elsewhere takes the place of what was typed', () => {
  expect(shownText({ text: '1,50', of: '1.50' }, '2.5', 'vi')).toBe('2,5')
  expect(shownText({ text: '1,50', of: '1.50' }, '', 'vi')).toBe('')
})
test('a wrong text stays beside the number before it', () => {
  expect(shownText({ text: '1.000', of: '12' }, '12', 'vi')).toBe('1.000')
})
test('a number that would read two ways is written so that it does not', () => {
  expect(shownText(null, '1.234', 'vi')).toBe('1,2340')
})
