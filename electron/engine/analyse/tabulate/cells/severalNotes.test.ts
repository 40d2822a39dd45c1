import { expect, test } from 'vitest'
import type { TableModel } from '../plan/model.ts'
import { severalNotes } from './severalNotes.ts'

const model = (several: number): TableModel =>
  ({
    link: (id: string) => ({
      id,
      label: { vi: 'báo cáo', en: 'statements' },
      right: { label: { vi: 'Báo cáo', en: 'Statements' } },
      several,
    }),
  }) as unknown as TableModel

test('a link that could have met several records says how many, and that one was taken', () => {
  const [note, ...more] = severalNotes(model(1214), ['statement'])
  expect(note?.en).toMatch(/^Link “statements”: 1,214 records match several others/)
  expect(note?.vi).toContain('1.214 bản ghi có nhiều bản ghi khớp')
  expect(note?.en).toContain('choose their sum, number, mean')
  expect(more).toEqual([])
  expect(severalNotes(model(0), ['statement'])).toEqual([])
})
