import { expect, it } from 'vitest'
import { autoTitle } from './autoTitle.ts'
import { newTable } from './definition.ts'
import { applyEdit } from './edit.ts'

const base = newTable({ id: 'pupil', label: { vi: 'Học sinh', en: 'Pupils' }, periods: [] }, 'p')
const dim = (variable: string) => ({ variable, total: 'after' as const, sort: 'code' as const })
const labels: Record<string, string> = { sex: 'Giới tính', grade: 'Khối', hs_chapter: 'Chương HS', code: 'HS' }
const names = (d: typeof base) => ({
  dataset: { vi: 'Học sinh', en: 'Pupils' },
  dimension: (i: number, axis: 'rows' | 'columns' | 'layers') => labels[d[axis][i]?.variable ?? ''] ?? '',
  measure: () => 'Trung vị: năm sinh',
})
const vi = (d: typeof base) => autoTitle(d, names(d)).vi

it('names the dataset and its breakdowns as one would write them', () => {
  expect(vi(base)).toBe('Học sinh')
  expect(vi({ ...base, rows: [dim('sex')] })).toBe('Học sinh theo giới tính')
  expect(vi({ ...base, rows: [dim('sex'), dim('grade')], columns: [dim('code')] })).toBe(
    'Học sinh theo giới tính, khối và HS',
  )
  expect(
    autoTitle({ ...base, rows: [dim('sex'), dim('grade')] }, names({ ...base, rows: [dim('sex'), dim('grade')] })).en,
  ).toBe('Pupils by giới tính and khối')
})
it('names the measure when it is not the count', () => {
  expect(vi({ ...base, measures: [{ id: 'm', statistic: 'median', variable: 'birth_year', power: 0 }] })).toBe(
    'Học sinh: trung vị: năm sinh',
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
