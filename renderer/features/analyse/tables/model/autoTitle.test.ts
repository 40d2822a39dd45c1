import { expect, it } from 'vitest'
import { autoTitle, withoutSpan } from './autoTitle.ts'
import { newTable } from './definition.ts'
import { applyEdit } from './edit.ts'

const base = newTable({ id: 'pupil', label: { vi: 'Học sinh', en: 'Pupils' }, periods: [] }, 'p')
const dim = (variable: string) => ({ variable, total: 'after' as const, sort: 'code' as const })
const labels: Record<string, string> = { sex: 'Giới tính', grade: 'Khối', hs_chapter: 'Chương HS', code: 'HS' }
const names = (d: typeof base) => ({
  dataset: { vi: 'Học sinh', en: 'Pupils' },
  dimension: (i: number, axis: 'rows' | 'columns' | 'layers') => labels[d[axis][i]?.variable ?? ''] ?? '',
  measure: () => 'Trung vị: năm sinh',
  periods: ['2023-2024', '2024-2025'],
})
const vi = (d: typeof base) => autoTitle(d, names(d)).vi

it('names the dataset and its breakdowns as one would write them', () => {
  expect(vi(base)).toBe('Học sinh, năm học 2023-2024 – 2024-2025')
  expect(vi({ ...base, rows: [dim('sex')] })).toBe('Học sinh phân theo giới tính, năm học 2023-2024 – 2024-2025')
  expect(vi({ ...base, rows: [dim('sex'), dim('grade')], columns: [dim('code')] })).toBe(
    'Học sinh phân theo giới tính, khối và HS, năm học 2023-2024 – 2024-2025',
  )
  expect(
    autoTitle({ ...base, rows: [dim('sex'), dim('grade')] }, names({ ...base, rows: [dim('sex'), dim('grade')] })).en,
  ).toBe('Pupils by giới tính and khối, school years 2023-2024 – 2024-2025')
})
it('names the measure when it is not the count', () => {
  expect(vi({ ...base, measures: [{ id: 'm', statistic: 'median', variable: 'birth_year', power: 0 }] })).toBe(
    'Trung vị: năm sinh, năm học 2023-2024 – 2024-2025',
  )
})
it('edits made together are one change, and none when nothing changes', () => {
  const title = { vi: 'x', en: 'y' }
  expect(
    applyEdit(base, {
      type: 'together',
      edits: [
        { type: 'addDimension', to: { axis: 'rows', block: 0, depth: 0 }, variable: 'sex' },
        { type: 'setTitle', title },
      ],
    }),
  ).toMatchObject({ title, rows: [{ variable: 'sex' }] })
  expect(applyEdit(base, { type: 'together', edits: [{ type: 'setTitle', title: base.title }] })).toBe(base)
})
it('takes the period into its end, not among the breakdowns', () => {
  const table = { ...base, rows: [dim('sex')], columns: [dim('period')] }
  const of = (periods: string[], filter: string | null = null) =>
    autoTitle({ ...table, filter }, { ...names(table), periods }).vi
  expect(of(['2024-2025'])).toBe('Học sinh phân theo giới tính, năm học 2024-2025')
  expect(of(['2024-11', '2024-12', '2025-01'])).toBe('Học sinh phân theo giới tính, 2024–2025')
  expect(of(['2025-01', '2025-02'])).toBe('Học sinh phân theo giới tính, 2025')
  expect(of(['2024', '2025'], "period = '2025'")).toBe('Học sinh phân theo giới tính')
  for (const periods of [['2024-2025'], ['2023-2024', '2024-2025'], ['2024', '2025'], ['2025']])
    expect(withoutSpan(of(periods))).toBe('Học sinh phân theo giới tính')
})
