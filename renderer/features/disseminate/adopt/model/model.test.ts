import { describe, expect, it } from 'vitest'
import type { AdoptDifference, BindTargets, LabelBinding, SheetLabel } from '#shared/contract/adopt.ts'
import { tableDefinitionSchema } from '#shared/model/table.ts'
import {
  bindingOrder,
  candidates,
  offered,
  searchCandidates,
  targetWords,
  unboundCount,
  validChoices,
  withChoices,
} from './bindings.ts'
import { differenceCounts, differenceRow, differencesText } from './differences.ts'
import { headingRows } from './headings.ts'
import { fillPeriods, proposedPeriod } from './periods.ts'
import { proposedSource, tableSources, titleLikeness } from './sources.ts'

const both = (text: string) => ({ vi: text, en: text })
const label = (cell: string, text: string, period: string | null = null): SheetLabel => ({
  cell,
  text,
  vi: text,
  en: '',
  status: null,
  period,
  unit: '',
  marks: [],
})

describe('headings', () => {
  it('spans what is over several columns and lets the innermost reach down', () => {
    const [year, total, boys, girls] = [label('B4', '2024'), label('B5', 'Tổng'), label('C5', 'Nam'), label('D5', 'Nữ')]
    const note = label('E4', 'Ghi chú')
    const rows = headingRows([
      { sheetColumn: 2, path: [year, total] },
      { sheetColumn: 3, path: [year, boys] },
      { sheetColumn: 4, path: [year, girls] },
      { sheetColumn: 5, path: [note] },
    ])
    expect(rows.map((row) => row.map((c) => [c.label.text, c.columnSpan, c.rowSpan]))).toEqual([
      [
        ['2024', 3, 1],
        ['Ghi chú', 1, 2],
      ],
      [
        ['Tổng', 1, 1],
        ['Nam', 1, 1],
        ['Nữ', 1, 1],
      ],
    ])
  })
  it('keeps two headings of one text apart when they are two cells', () => {
    expect(
      headingRows([
        { sheetColumn: 2, path: [label('B4', 'Nam')] },
        { sheetColumn: 3, path: [label('C4', 'Nam')] },
      ])[0],
    ).toHaveLength(2)
  })
})

const targets: BindTargets = {
  dimensions: [
    {
      variable: 'province',
      level: 'region',
      label: both('Vùng'),
      categories: [{ key: 'V1', label: both('Trung du') }],
    },
    {
      variable: 'province',
      level: null,
      label: both('Tỉnh'),
      categories: [
        { key: '01@2004', label: both('Hà Nội') },
        { key: '79@2004', label: both('TP. Hồ Chí Minh') },
      ],
    },
  ],
  measures: [{ id: 'schools', label: both('Số trường') }],
}
const binding = (cell: string, text: string, more: Partial<LabelBinding> = {}): LabelBinding => ({
  label: label(cell, text),
  axis: 'row',
  target: null,
  how: 'none',
  suggestions: [],
  ...more,
})
const bound = [
  binding('A7', 'Cả nước', { target: { kind: 'total' }, how: 'exact' }),
  binding('A8', 'Hà Nội', {
    target: { kind: 'category', variable: 'province', level: null, keys: ['01@2004'] },
    how: 'exact',
  }),
  binding('A9', 'Sài Gòn', {
    target: { kind: 'category', variable: 'province', level: null, keys: ['79@2004'] },
    how: 'alias',
  }),
  binding('A10', 'Hà Tây'),
  { ...binding('B5', '2024'), label: label('B5', '2024', '2024') },
]

describe('bindings', () => {
  it('puts what is unbound first, then other names, and totals last', () => {
    expect(
      bindingOrder([...bound, binding('A11', 'Hà Giang', { how: 'former' })])
        .slice(0, 4)
        .map((i) => bound[i]?.label.cell ?? 'A11'),
    ).toEqual(['A10', 'B5', 'A11', 'A9'])
    expect(unboundCount([...bound, binding('A11', 'Hà Giang', { how: 'former' })])).toBe(1)
    expect(bindingOrder(bound).map((i) => bound[i]?.label.cell)).toEqual(['A10', 'B5', 'A9', 'A8', 'A7'])
    expect(unboundCount(bound)).toBe(1)
  })
  it('applies choices as the engine will, and leaves aside what this table does not have', () => {
    const choices = {
      A10: 'province=01@2004',
      A9: '=heading',
      A8: 'measure=schools',
      A7: 'province=99',
      B5: 'district=1',
    }
    const after = withChoices(bound, choices, targets)
    expect(after.map((b) => [b.label.cell, b.how, b.target?.kind ?? null])).toEqual([
      ['A7', 'exact', 'total'],
      ['A8', 'chosen', 'measure'],
      ['A9', 'chosen', 'heading'],
      ['A10', 'chosen', 'category'],
      ['B5', 'none', null],
    ])
    expect(after[3]?.target).toEqual({ kind: 'category', variable: 'province', level: null, keys: ['01@2004'] })
    expect(Object.keys(validChoices(choices, targets))).toEqual(['A10', 'A9', 'A8'])
  })
  it('says a target in words', () => {
    expect(
      bound.map((b) => {
        const w = targetWords(b, targets)
        return [w.kind, w.text.vi, w.of.vi]
      }),
    ).toEqual([
      ['total', '', ''],
      ['category', 'Hà Nội', 'Tỉnh'],
      ['category', 'TP. Hồ Chí Minh', 'Tỉnh'],
      ['none', '', ''],
      ['period', '2024', ''],
    ])
  })
  it('finds a category by its words without diacritics or by its code', () => {
    const all = candidates(targets)
    expect(searchCandidates(all, 'ho chi').map((c) => c.choice)).toEqual(['province=79@2004'])
    expect(searchCandidates(all, '01').map((c) => c.choice)).toEqual(['province=01@2004'])
    expect(searchCandidates(all, 'truong')[0]?.choice).toBe('measure=schools')
    expect(searchCandidates(all, '')).toHaveLength(4)
  })
  it('offers a unit of several versions once, two of one name in one version apart', () => {
    const category = (key: string, vi: string) => ({ key, label: both(vi) })
    const all = candidates({
      measures: [],
      dimensions: [
        {
          variable: 'commune',
          level: null,
          label: both('Xã'),
          categories: [
            category('1@2004', 'An Phú'),
            category('7@2025', 'An Phú'),
            category('2@2004', 'Tân Lập'),
            category('3@2004', 'Tân Lập'),
            category('#missing', 'Không rõ'),
          ],
        },
        { variable: 'commune', level: 'province', label: both('Tỉnh'), categories: [category('#missing', 'Không rõ')] },
      ],
    })
    expect(all.map((c) => [c.choice, c.key])).toEqual([
      ['commune=1@2004', '1 (2004), 7 (2025)'],
      ['commune=2@2004', '2 (2004)'],
      ['commune=3@2004', '3 (2004)'],
      ['commune=#missing', ''],
    ])
    expect(searchCandidates(all, '7').map((c) => c.choice)).toEqual(['commune=1@2004'])
  })
  it('offers each suggested name once, best first', () => {
    const suggestion = (key: string, vi: string, score: number, variable = 'province') => ({
      key,
      variable,
      label: both(vi),
      score,
    })
    expect(
      offered(
        binding('A1', 'x', {
          suggestions: [
            suggestion('1@2004', 'Hà Nội', 0.9),
            suggestion('1@2025', 'Hà Nội', 0.9),
            suggestion('2@2004', 'Hà Nam', 0.6),
            suggestion('', 'Ninh Bình', 1, ''),
          ],
        }),
      ).map((s) => s.key),
    ).toEqual(['1@2004', '2@2004'])
  })
})

describe('periods to fill', () => {
  const months = ['2024-11', '2024-12', '2025-01']
  it('are those of the dataset in the kind of the sheet, newest first', () => {
    expect(fillPeriods(months, ['2023', '2024'])).toEqual(['2025', '2024'])
    expect(fillPeriods(months, ['2024-Q3'])).toEqual(['2025-Q1', '2024-Q4'])
    expect(fillPeriods(months, [])).toEqual(['2025-01', '2024-12', '2024-11', '2025-Q1', '2024-Q4', '2025', '2024'])
    expect(fillPeriods(['2024-2025', '2025-2026'], ['2024'])).toEqual([])
    expect(fillPeriods(['2024'], ['2024-01'])).toEqual([])
  })
  it('proposes the one after the last in the sheet, else the newest', () => {
    expect(proposedPeriod(['2026', '2025', '2024'], ['2023', '2024'])).toBe('2025')
    expect(proposedPeriod(['2024-2025'], ['2024-2025'])).toBe('2024-2025')
    expect(proposedPeriod([], ['2024'])).toBeNull()
  })
})

const table = (id: string, vi: string) =>
  tableDefinitionSchema.parse({
    kind: 'table',
    id,
    title: { vi, en: '' },
    dataset: 'school',
    measures: [{ id: 'n', statistic: 'count' }],
  })
const sheet = (vi: string) => ({ table: { title: { vi, en: '' } } as never, draft: table('adopted_table', vi) })

describe('tables that could fill a sheet', () => {
  it('compares the telling words of titles', () => {
    expect(titleLikeness('12. Số trường phân theo vùng', 'Số trường theo vùng')).toBe(1)
    expect(titleLikeness('Số trường phân theo vùng', 'Trị giá xuất khẩu')).toBe(0)
  })
  it('proposes one whose title says the same, else what was drafted', () => {
    const saved = [table('a', 'Trị giá xuất khẩu'), table('b', 'Số trường phân theo vùng')]
    const sources = tableSources(sheet('12. Số trường theo vùng'), saved, [
      table('b', 'Số trường phân theo vùng'),
      table('c', 'Giáo viên theo vùng'),
    ])
    expect(sources.map((s) => s.id)).toEqual(['draft', 'saved:b', 'library:c', 'saved:a'])
    expect(proposedSource(sources)?.id).toBe('saved:b')
    expect(proposedSource(tableSources(sheet('Dân số'), saved, []))?.id).toBe('draft')
    expect(proposedSource(tableSources({ ...sheet('Dân số'), draft: null }, saved, []))).toBeNull()
  })
})

describe('differences', () => {
  const differences: AdoptDifference[] = [
    { kind: 'withheld', cell: 'E9', row: 'Hà Nội', column: '2025' },
    { kind: 'figure', cell: 'D9', row: 'Hà Nội', column: '2024', was: '1310.5', now: '1312.25', relative: 0.0013 },
    { kind: 'figure', cell: 'D10', row: '=Hải Phòng', column: '2024', was: '1', now: '-2', relative: -3 },
    { kind: 'label', cell: 'A12', label: 'Hà\nTây', suggestions: [{ key: '01', label: both('Hà Nội') }] },
  ]
  it('are counted by kind in the order they are dealt with', () =>
    expect(differenceCounts(differences)).toEqual([
      { kind: 'label', count: 1 },
      { kind: 'figure', count: 2 },
      { kind: 'withheld', count: 1 },
    ]))
  it('read as the language writes figures, on one line', () => {
    expect(differences.map((d) => differenceRow(d, 'vi')).map((r) => [r.cell, r.place, r.was, r.now])).toEqual([
      ['E9', 'Hà Nội · 2025', '', ''],
      ['D9', 'Hà Nội · 2024', '1.310,5', '1.312,25'],
      ['D10', '=Hải Phòng · 2024', '1', '−2'],
      ['A12', 'Hà Tây', '', 'Hà Nội'],
    ])
  })
  it('go to the clipboard as text no sheet runs', () => {
    const text = differencesText(
      differences.map((d) => differenceRow(d, 'vi')),
      ['Loại', 'Ô', 'Nhãn', 'Trước', 'Nay'],
      (kind) => kind,
      'vi',
    ).tsv
    expect(text.split('\r\n')).toHaveLength(5)
    expect(text).toContain("\t'=Hải Phòng · 2024\t1\t-2")
  })
})
