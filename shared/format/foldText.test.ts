import { expect, test } from 'vitest'
import { foldText, withoutMarks } from './foldText.ts'

test.each([
  ['Đà Nẵng', 'Da Nang', 'da nang'],
  ['ĐẮK LẮK', 'DAK LAK', 'dak lak'],
  ['Ấn Độ', 'An Do', 'an do'],
  // The same letters typed as base letter and mark.
  ['Thừa Thiên Huế'.normalize('NFD'), 'Thua Thien Hue', 'thua thien hue'],
])('%s', (text, plain, folded) => {
  expect(withoutMarks(text)).toBe(plain)
  expect(foldText(text)).toBe(folded)
})
