import { describe, expect, it } from 'vitest'
import type { RecordSheet } from '#shared/contract/responses.ts'
import { variableSchema } from '#shared/model/dataset.ts'
import { copyText } from './copyText.ts'
import {
  allColumns,
  freezeTo,
  frozenColumns,
  hideColumn,
  moveColumn,
  orderShown,
  readColumns,
  showColumn,
  shownColumns,
  showOnly,
} from './columns.ts'
import { countDifferent, recordDifferences } from './recordDifferences.ts'
import { crossFigure, frequencyRows, periodRows } from './shares.ts'
import { tableDraft } from './tableDraft.ts'

const all = ['period', 'province', 'sex', 'grade', 'birth_year']

describe('columns', () => {
  it('hides, shows, moves over hidden ones and freezes', () => {
    const hidden = hideColumn(allColumns, all, 'province')
    expect(shownColumns(hidden, all)).toEqual(['period', 'sex', 'grade', 'birth_year'])
    const moved = moveColumn(hidden, all, 'birth_year', -2)
    expect(shownColumns(moved, all)).toEqual(['period', 'birth_year', 'sex', 'grade'])
    expect(shownColumns(showColumn(moved, 'province'), all)).toEqual([
      'period',
      'province',
      'birth_year',
      'sex',
      'grade',
    ])
    expect(moveColumn(moved, all, 'period', -1)).toBe(moved)
    const frozen = freezeTo(moved, all, 'birth_year')
    expect([frozenColumns(frozen, all), freezeTo(frozen, all, 'birth_year').frozen]).toEqual([
      ['period', 'birth_year'],
      0,
    ])
    expect(frozenColumns(hideColumn(frozen, all, 'period'), all)).toEqual(['birth_year'])
  })
  it('takes an order from a drag, keeps what came anew, forgets what is gone', () => {
    const dragged = orderShown(hideColumn(allColumns, all, 'sex'), all, ['grade', 'period', 'province', 'birth_year'])
    expect(shownColumns(showColumn(dragged, 'sex'), all)).toEqual(['grade', 'period', 'sex', 'province', 'birth_year'])
    expect(shownColumns({ ...dragged, order: ['gone', ...dragged.order] }, [...all, 'anew'])).toEqual([
      'grade',
      'period',
      'province',
      'birth_year',
      'anew',
    ])
    expect(shownColumns(showOnly(allColumns, all, ['sex']), all)).toEqual(['sex'])
    expect(shownColumns({ ...allColumns, hidden: all }, all)).toEqual(all)
    expect(readColumns({ order: 3 })).toEqual(allColumns)
  })
})

describe('what follows from counts', () => {
  it('runs down a frequency', () => {
    const rows = frequencyRows(
      [
        { code: 'a', label: null, records: 6 },
        { code: 'b', label: null, records: 2 },
      ],
      8,
    )
    expect(rows.map((r) => [r.share, r.running, r.runningShare])).toEqual([
      [0.75, 6, 0.75],
      [0.25, 8, 1],
    ])
    expect(frequencyRows([{ code: 'a', label: null, records: 0 }], 0)[0]).toMatchObject({ share: 0, runningShare: 0 })
  })
  it('divides by the base asked for, or not at all', () => {
    const margin = (records: number) => ({ code: 'x', label: null, others: 0, records })
    const counts = { rows: [margin(10), margin(0)], columns: [margin(4)], records: 20 }
    expect((['records', 'row', 'column', 'total'] as const).map((show) => crossFigure(counts, 2, 0, 0, show))).toEqual([
      2, 0.2, 0.5, 0.1,
    ])
    expect(crossFigure(counts, 0, 1, 0, 'row')).toBeNull()
  })
  it('compares shares of two periods and counts', () => {
    const side = (records: number, missing: number) => ({ period: '', records, missing, mean: null })
    const rows = periodRows({
      from: side(12, 2),
      to: side(25, 5),
      bars: [
        { code: 'a', to: null, label: null, from: 5, now: 15 },
        { code: 'b', to: null, label: null, from: 0, now: 5 },
      ],
    })
    expect(rows.map((r) => [r.fromShare, r.nowShare, r.points, r.change])).toEqual([
      [0.5, 0.75, 0.25, 2],
      [0, 0.25, 0.25, null],
    ])
    expect(
      periodRows({
        from: side(0, 0),
        to: side(1, 0),
        bars: [{ code: 'a', to: null, label: null, from: 0, now: 1 }],
      })[0],
    ).toMatchObject({ fromShare: null, points: null })
  })
})

describe('a table to go on with', () => {
  const variable = (id: string, vi: string) =>
    variableSchema.parse({ id, source: id, label: { vi, en: id }, role: 'classification', type: 'code' })
  it('counts with percentages down a frequency and across a cross table', () => {
    const dataset = {
      id: 'pupil',
      label: { vi: 'Học sinh', en: 'Pupils' },
      recordLabel: { vi: 'học sinh', en: 'pupil' },
    }
    const draft = tableDraft(
      dataset,
      'new_pupil_1',
      [variable('grade', 'Khối')],
      [variable('sex', 'Giới tính')],
      "province = '01'",
    )
    expect(draft).toMatchObject({
      title: { vi: 'Học sinh theo khối và giới tính', en: 'Pupils by grade and sex' },
      rows: [{ variable: 'grade' }],
      columns: [{ variable: 'sex' }],
      filter: "province = '01'",
      measures: [{ statistic: 'count' }, { statistic: 'percent', of: 'count', base: 'row' }],
    })
    expect(tableDraft(dataset, 'new_pupil_2', [variable('grade', 'Khối')], [], null).measures[1]).toMatchObject({
      base: 'column',
    })
  })
})

describe('two records', () => {
  const value = (variable: string, of: string | null, more = {}) => ({
    variable,
    label: { vi: variable, en: variable },
    value: of,
    text: null,
    masked: false,
    ...more,
  })
  const sheet = (values: RecordSheet['groups'][number]['values']) =>
    ({ groups: [{ label: { vi: 'g', en: 'g' }, values }] }) as unknown as RecordSheet
  it('differ where the value or its meaning does, and masked ones are not compared', () => {
    const text = (vi: string) => ({ text: { vi, en: vi } })
    const groups = recordDifferences(
      sheet([
        value('a', '1'),
        value('b', null),
        value('province', '24', text('Bắc Giang')),
        value('name', null, { masked: true }),
        value('gone', '1'),
      ]),
      sheet([
        value('a', '1'),
        value('b', '2'),
        value('province', '24', text('Bắc Ninh')),
        value('name', null, { masked: true }),
      ]),
    )
    expect(groups[0]?.values.map((v) => [v.variable, v.state])).toEqual([
      ['a', 'same'],
      ['b', 'different'],
      ['province', 'different'],
      ['name', 'masked'],
    ])
    expect(countDifferent(groups)).toBe(2)
  })
})

describe('copying rows', () => {
  it('writes headers, masks, keeps cells whole and lets no formula in', () => {
    const columns = [
      { variable: 'name', masked: true, values: [null, null] },
      { variable: 'note', masked: false, values: ['=1+1', 'a\tb\nc'] },
      { variable: 'more', masked: false, values: ['-cmd', '@x'] },
      { variable: 'value', masked: false, values: [-1234.5, null] },
    ]
    expect(
      copyText(
        { columns, rowIds: [1, 2] },
        {
          header: (v) => (v === 'note' ? '+note' : v),
          cell: (_v, value) => String(value).replace('.', ',').replace('-1', '−1'),
          numeric: (v) => v === 'value',
          language: 'vi',
        },
      ).tsv,
    ).toBe("name\t'+note\tmore\tvalue\r\n••••••\t'=1+1\t'-cmd\t-1234,5\r\n••••••\ta b c\t'@x\t")
  })
})
