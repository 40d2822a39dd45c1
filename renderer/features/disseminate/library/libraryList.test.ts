import { describe, expect, it } from 'vitest'
import type { DatasetSummary, SavedDefinition } from '#shared/contract/responses.ts'
import { tableDefinitionSchema } from '#shared/model/table.ts'
import { libraryGroups, underFreeName } from './libraryList.ts'

const table = (id: string, vi: string, dataset: string) =>
  tableDefinitionSchema.parse({
    kind: 'table',
    id,
    title: { vi, en: id },
    dataset,
    measures: [{ id: 'n', statistic: 'count' }],
  })
const library = [
  table('schools', 'Số trường theo vùng', 'school'),
  table('trade', 'Trị giá xuất khẩu', 'customs_line'),
  table('rooms', 'Phòng học kiên cố', 'school'),
]
const dataset = (id: string, subject: DatasetSummary['subject'], rows: number): DatasetSummary => ({
  id,
  subject,
  label: { vi: id === 'school' ? 'Trường học' : 'Tờ khai', en: id },
  recordLabel: { vi: '', en: '' },
  description: { vi: '', en: '' },
  rows,
  periods: [],
  deliveries: 1,
  columnSetReady: true,
})
const datasets = [dataset('school', 'education', 10), dataset('customs_line', 'customs', 0)]
const saved = (definition: (typeof library)[number]): SavedDefinition =>
  ({
    kind: 'table',
    id: definition.id,
    title: definition.title,
    savedAt: '',
    savedBy: '',
    definition,
  }) as SavedDefinition

const ids = (query: string) =>
  libraryGroups(library, datasets, [], query).map((g) => [g.subject, g.entries.map((e) => e.definition.id)])

describe('the library as a list', () => {
  it('stands by domain, in the order of the library', () =>
    expect(ids('')).toEqual([
      ['education', ['schools', 'rooms']],
      ['customs', ['trade']],
    ]))
  it('is searched without diacritics, every word, also by dataset', () => {
    expect(ids('vung truong')).toEqual([['education', ['schools']]])
    expect(ids('to khai')).toEqual([['customs', ['trade']]])
    expect(ids('khong co')).toEqual([])
  })
  it('tells what has data, what was taken and what was edited since', () => {
    const [first = library[0]!, , third = library[2]!] = library
    const groups = libraryGroups(
      library,
      datasets,
      [saved(first), saved({ ...third, title: { vi: 'Khác', en: 'Other' } })],
      '',
    )
    expect(groups.flatMap((g) => g.entries).map((e) => [e.definition.id, e.hasData, e.standing])).toEqual([
      ['schools', true, 'same'],
      ['rooms', true, 'changed'],
      ['trade', false, 'absent'],
    ])
  })
  it('keeps a free name and numbers a taken one', () => {
    const [first = library[0]!] = library
    expect(underFreeName(first, new Set(['other'])).id).toBe('schools')
    expect(underFreeName(first, new Set(['schools', 'schools_2'])).id).toBe('schools_3')
  })
})
