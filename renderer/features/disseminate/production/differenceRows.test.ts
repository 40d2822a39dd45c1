import { describe, expect, it } from 'vitest'
import type { DifferenceReport } from '#shared/contract/production.ts'
import { documentOf } from './documents.ts'
import { emptyForm, requestOf, wrongPeriod } from './batchRequest.ts'
import { differenceRow, partsShown } from './differenceRows.ts'

const category = (key: string, text: string) => ({ key, label: { vi: text, en: text } })
const cell = {
  coordinates: [1, 0],
  measure: 0,
  before: 1_000_000,
  after: 1_250_000,
  beforeStatus: 'value' as const,
  afterStatus: 'value' as const,
  change: 250_000,
  percent: 25,
  parts: [300_000, -50_000, 0, 0, 0, 0],
}
const report = {
  dimensions: [
    {
      variable: 'province',
      level: null,
      label: { vi: 'Tỉnh', en: 'Province' },
      categories: [category('#total', 'Tổng'), category('01', 'Hà Nội')],
    },
    { variable: 'period', level: null, label: { vi: 'Kỳ', en: 'Period' }, categories: [category('#total', 'Tổng')] },
  ],
  measures: [
    {
      id: 'v',
      label: { vi: 'Trị giá', en: 'Value' },
      unit: { vi: '', en: '' },
      exact: true,
      scale: 2,
      decimals: 1,
      power: 3,
      explained: true,
      only: null,
    },
  ],
  cells: [cell],
  totals: [],
} as unknown as DifferenceReport

describe('the difference screen', () => {
  it('shows figures in the unit of the measure, with signs', () => {
    const row = differenceRow(report, cell, '0', 'vi', 'Tổng số')
    expect([row.places, row.before.text, row.after.text, row.change.text, row.percent.text]).toEqual([
      ['Hà Nội', 'Tổng số'],
      '10,0',
      '12,5',
      '+2,5',
      '+25,0',
    ])
    expect(row.parts?.map((p) => p.text).slice(0, 2)).toEqual(['+3,0', '−0,5'])
    expect(partsShown(report)).toEqual(['new_records', 'amended_records'])
    expect(
      differenceRow(
        report,
        { ...cell, change: null, percent: null, parts: null, before: null, beforeStatus: 'none' },
        '0',
        'vi',
        '',
      ),
    ).toMatchObject({ before: { text: '-' }, change: { text: '…' }, parts: null })
  })

  it('reads the ids of its documents', () => {
    expect([
      documentOf('compare:3:now'),
      documentOf('compare:3:12'),
      documentOf('triangle:exports'),
      documentOf('other'),
    ]).toEqual([
      { kind: 'compare', before: 3, after: 'now' },
      { kind: 'compare', before: 3, after: 12 },
      { kind: 'triangle', table: 'exports' },
      null,
    ])
  })

  it('makes a request of the form', () => {
    const form = {
      ...emptyForm,
      tables: ['a'],
      periods: '2025, 2025-Q1',
      territory: 'both' as const,
      folder: '/out',
      keep: ' sơ bộ ',
    }
    expect(requestOf(form)).toMatchObject({
      path: '/out',
      tables: ['a'],
      periods: ['2025', '2025-Q1'],
      territories: ['country', 'each'],
      keep: 'sơ bộ',
      format: 'xlsx',
    })
    expect(requestOf({ ...form, territory: 'codes', codes: '01 79', output: 'workbook', format: 'csv' })).toMatchObject(
      { territories: ['01', '79'], format: 'xlsx', output: 'workbook' },
    )
    expect([wrongPeriod(form), wrongPeriod({ ...form, periods: '2025, thang 7' })]).toEqual([null, 'thang'])
  })
})
