import { describe, expect, it } from 'vitest'
import { typedBounds, writtenBounds } from '#shared/format/typedBounds.ts'
import { equalBounds } from './bands.ts'
import { newTable } from './definition.ts'
import { applyEdit } from './edit.ts'
import type { Field } from './fieldList.ts'
import { noteOf, withNote } from './footnotes.ts'
import { freeVariableId, groupOf, groupTogether, newRecode, renameGroup, ungroup } from './grouping.ts'
import { showAsChoices, showAsEdit } from './showAs.ts'

const t = (vi: string, en = vi) => ({ vi, en })
const table = newTable({ id: 'pupil', label: t('Học sinh'), periods: ['2024-2025', '2025-2026'] }, 'p')
const field = {
  ref: 'province',
  link: null,
  levels: [],
  variable: { label: t('Tỉnh', 'Province') },
} as unknown as Field
const cat = (key: string) => ({ key, label: t(`T${key}`) })

describe('groups made by hand', () => {
  const empty = newRecode(table, { variable: 'province' }, field, new Set(['province_nhom']))
  it('takes a free name, and puts a category in one group at most', () => {
    expect(empty.id).toBe('province_nhom_2')
    const one = groupTogether(empty, [cat('01'), cat('02')])
    expect(one.groups).toEqual([{ code: 'g1', label: t('T01 + T02'), members: ['01', '02'] }])
    const two = groupTogether(one, [cat('02'), cat('03')])
    expect(two.groups.map((g) => g.members)).toEqual([['01'], ['02', '03']])
    expect(groupOf(two, '02')?.code).toBe('g2')
  })
  it('a group dropped together with others takes them in and keeps its name; the last member gone, it is gone', () => {
    const named = renameGroup(groupTogether(empty, [cat('01'), cat('02')]), 'g1', t('Vùng A'))
    const grown = groupTogether(named, [cat('g1'), cat('05')])
    expect(grown.groups).toEqual([{ code: 'g1', label: t('Vùng A'), members: ['01', '02', '05'] }])
    expect(ungroup(grown, ['01', '02', '05']).groups).toEqual([])
    expect(ungroup(grown, ['g1']).groups).toEqual([])
  })
  it('makes a name of the language of names', () => {
    expect(freeVariableId(t('Quy mô doanh thu, 2025'), new Set())).toBe('quy_mo_doanh_thu_2025')
    expect(freeVariableId(t('5 nhóm'), new Set(['v_5_nhom']))).toBe('v_5_nhom_2')
  })
})

describe('bounds of bands', () => {
  it('are read in any order and with either decimal mark, each once', () => {
    expect(typedBounds('20; 5,5\n10 5.5')).toEqual({ bounds: ['5.5', '10', '20'], wrong: [] })
    expect(typedBounds('1; abc; 1e5').wrong).toEqual(['abc', '1e5'])
    expect(typedBounds('−3; -10').bounds).toEqual(['-10', '-3'])
    expect(writtenBounds(['5.5', '10'], 'vi')).toBe('5,5; 10')
  })
  it('step exactly in decimals', () => {
    expect(equalBounds('0.1', '0.2', 4)).toEqual(['0.1', '0.3', '0.5', '0.7'])
    expect(equalBounds('-1', '0.5', 4)).toEqual(['-1', '-0.5', '0', '0.5'])
  })
})

describe('showing a measure as something else', () => {
  it('adds behind it; instead of it keeps it as a helper, and taking the percentage away takes the helper too', () => {
    const percent = showAsChoices(table, table.measures[0]!, null).find((c) => c.id === 'percent_row')!.measure!
    const both = applyEdit(table, showAsEdit(table, 'count', percent, false))
    expect(both.measures.map((m) => [m.id, m.hidden])).toEqual([
      ['count', undefined],
      ['count_percent', undefined],
    ])
    const instead = applyEdit(table, showAsEdit(table, 'count', percent, true))
    expect(instead.measures.map((m) => [m.id, m.hidden])).toEqual([
      ['count', true],
      ['count_percent', undefined],
    ])
    expect(applyEdit(instead, { type: 'removeMeasure', index: 1 }).measures).toEqual([
      { id: 'count', statistic: 'count', power: 0 },
    ])
    // The number of records asked for again gets its column back.
    expect(
      applyEdit(instead, { type: 'addMeasure', index: 0, measure: { statistic: 'count' } }).measures[0]!.hidden,
    ).toBeUndefined()
  })
  it('offers changes over time only where the table has time, and a ratio only with a second measure', () => {
    const offered = (d: typeof table) =>
      showAsChoices(d, d.measures[0]!, '2024-2025')
        .filter((c) => c.measure !== null)
        .map((c) => c.id)
    expect(offered(table)).toContain('growth')
    expect(offered({ ...table, columns: [] })).not.toContain('growth')
    expect(offered(table)).not.toContain('ratio')
  })
})

it('a note is at one place once, and an empty one is taken away', () => {
  const place = {
    measure: 'count',
    address: [
      { variable: 'sex', code: '1', kind: 'value' as const },
      { variable: 'grade', code: null, kind: 'total' as const },
    ],
  }
  const notes = withNote([], place, t('Ước tính'))
  expect(noteOf({ footnotes: notes }, { measure: 'count', address: place.address.slice(0, 1) })?.text.vi).toBe(
    'Ước tính',
  )
  expect(withNote(notes, place, t('Khác'))).toHaveLength(1)
  expect(withNote(notes, place, t(' '))).toEqual([])
})
