import { expect, test } from 'vitest'
import { textDifference } from './textDifference.ts'

const marks = (left: string, right: string): string[] =>
  textDifference(left, right).map((words) => words.map(({ word, differs }) => (differs ? `[${word}]` : word)).join(' '))

test('words the other side lacks are marked, whatever their order and case', () => {
  expect(marks('Nguyễn Văn An', 'an NGUYỄN Thị')).toEqual(['Nguyễn [Văn] An', 'an NGUYỄN [Thị]'])
  expect(marks('Lê Lê Hoa', 'Lê Hoa')).toEqual(['Lê [Lê] Hoa', 'Lê Hoa'])
  expect(marks('', 'x')).toEqual(['', '[x]'])
})
