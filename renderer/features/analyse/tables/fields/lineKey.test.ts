// The tree's keys: opening, closing, to the parent, and what is left to others.
import { expect, test } from 'vitest'
import type { FieldLine } from '../model/fieldList.ts'
import { lineKey } from './lineKey.ts'

const label = { vi: '', en: '' }
const lines = [
  { key: 'h', kind: 'heading', depth: 0, label, expanded: true },
  { key: 'f', kind: 'field', depth: 1, label, expanded: false },
  { key: 'g', kind: 'field', depth: 1, label, expanded: null },
] as unknown as FieldLine[]

test('right opens what is closed, and goes on where nothing opens', () => {
  expect(lineKey(lines, 1, 'ArrowRight')).toEqual({ do: 'toggle' })
  expect(lineKey(lines, 2, 'ArrowRight')).toEqual({ do: 'focus', index: 3 })
})
test('left closes what is open, then goes to the parent', () => {
  expect(lineKey(lines, 0, 'ArrowLeft')).toEqual({ do: 'toggle' })
  expect(lineKey(lines, 2, 'ArrowLeft')).toEqual({ do: 'focus', index: 0 })
})
test('a space on a leaf does nothing, and the page does not scroll', () => {
  expect(lineKey(lines, 2, ' ')).toEqual({ do: 'nothing' })
})
test('letters are not the tree’s', () => {
  expect(lineKey(lines, 0, 'a')).toBeNull()
})
