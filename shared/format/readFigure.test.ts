// Figures as written by people: each right value a case, and what reads two ways is not read.
import { expect, test } from 'vitest'
import { readFigure } from './readFigure.ts'

test.each([
  ['12', 12],
  ['−3,5', -3.5],
  ['1.234.567', 1_234_567],
  ['1,234,567.8', 1_234_567.8],
  ['1.234.567,8', 1_234_567.8],
  ['12 345', 12_345],
  ['0,25', 0.25],
  ['1.2345', 1.2345],
  ['1.234', null],
  ['1,234', null],
  ['12.34.5', null],
  ['1.234.56', null],
  ['.5', null],
  ['', null],
  ['12a', null],
  ['1234.567,8', null],
])('%s → %s', (text, value) => expect(readFigure(text)).toBe(value))
