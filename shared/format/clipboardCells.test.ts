import { expect, it } from 'vitest'
import { numberShown } from './clipboardCells.ts'

it.each([
  ['−10', 'vi', '-10'],
  ['1.234.567,89', 'vi', '1234567.89'],
  ['1,234,567.89', 'en', '1234567.89'],
  ['0600000202', 'vi', null],
  ['1/2025', 'vi', null],
  ['1.23', 'vi', null],
  ['0,5', 'vi', '0.5'],
] as const)('%s in %s is %s', (text, language, plain) => expect(numberShown(text, language)).toBe(plain))
