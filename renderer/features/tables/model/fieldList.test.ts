import { describe, expect, it } from 'vitest'
import type { DatasetDetail } from '#shared/contract/responses.ts'
import type { Variable } from '#shared/model/dataset.ts'
import { freeId, newTable, runKey, unknownReferences } from './definition.ts'
import { fieldLines, fieldsOf, fold } from './fieldList.ts'

const variable = (id: string, vi: string, role: Variable['role'], type: Variable['type'], more: Partial<Variable> = {}): Variable => ({
  id, source: id, label: { vi, en: id }, role, type, scale: 0, unit: null, codeList: null, sensitivity: 'none', normalise: 'trim', width: null, derived: null, nullable: true, group: null, ...more,
})
const school = { vi: 'Trường', en: 'School' }
const pupil = { vi: 'Học sinh', en: 'Pupil' }
const detail: DatasetDetail = {
  id: 'pupil', subject: 'education', label: pupil, recordLabel: pupil, description: pupil, rows: 10, periods: ['2024-2025'], deliveries: 1, columnSetReady: true,
  definition: {
    id: 'pupil', subject: 'education', label: pupil, recordLabel: pupil, description: pupil, periodKind: 'school_year', key: [], latestBy: null, respondent: null, rules: [],
    variables: [
      variable('province', 'Tỉnh/thành phố', 'classification', 'code', { codeList: 'province', group: school }),
      variable('school_name', 'Tên trường', 'identifier', 'text', { group: school }),
      variable('sex', 'Giới tính', 'classification', 'code', { codeList: 'sex', group: pupil }),
      variable('enrolled_on', 'Ngày nhập học', 'time', 'date', { group: pupil }),
      variable('score', 'Điểm', 'measure', 'decimal', { scale: 1, group: pupil }),
    ],
  },
  links: [{ id: 'pupil_school', label: { vi: 'Học sinh → trường', en: 'Pupil → school' }, right: 'school', matchRate: 0.987, stale: false, variables: [variable('ownership', 'Loại hình', 'classification', 'code'), variable('phone', 'Điện thoại', 'identifier', 'text')] }],
}
const levels = new Map([['province', [{ id: 'region', label: { vi: 'Vùng', en: 'Region' } }]]])
const fields = fieldsOf(detail, levels)
const lines = (query: string, ...toggled: string[]) => fieldLines(detail, fields, { query, toggled: new Set(toggled), language: 'vi' }).map((l) => l.key)

describe('variable list', () => {
  it('leaves out identifiers and texts, adds the period, names linked variables through their link', () => {
    expect([...fields.keys()]).toEqual(['period', 'province', 'sex', 'enrolled_on', 'score', 'pupil_school.ownership'])
  })
  it('stands under headings, the period before them, links closed at first', () => {
    expect(lines('')).toEqual(['field:period', 'heading:Trường', 'field:province', 'heading:Học sinh', 'field:sex', 'field:enrolled_on', 'field:score', 'link:pupil_school'])
    expect(lines('', 'link:pupil_school', 'heading:Trường')).toContain('field:pupil_school.ownership')
    expect(lines('', 'heading:Trường')).not.toContain('field:province')
  })
  it('expands a coded variable and a date into their levels', () => {
    expect(lines('', 'field:province')).toContain('field:province:region')
    expect(lines('', 'field:enrolled_on').filter((k) => k.startsWith('field:enrolled_on:'))).toEqual(['field:enrolled_on:month', 'field:enrolled_on:quarter', 'field:enrolled_on:year'])
    expect(lines('', 'field:sex').filter((k) => k.startsWith('field:sex:'))).toEqual([])
  })
  it('is searched without diacritics, in either language, links included', () => {
    expect(lines('gioi tinh')).toEqual(['heading:Học sinh', 'field:sex'])
    expect(lines('ĐIEM')).toEqual(['heading:Học sinh', 'field:score'])
    expect(lines('ownership')).toEqual(['link:pupil_school', 'field:pupil_school.ownership'])
    expect(fold('Đắk Lắk — THỦ ĐÔ')).toBe('dak lak — thu do')
  })
})

describe('definitions', () => {
  it('makes a valid free name of a Vietnamese title', () => {
    expect(freeId({ vi: 'Học sinh theo tỉnh, 2025', en: '' }, 'table', new Set())).toBe('hoc_sinh_theo_tinh_2025')
    expect(freeId({ vi: '2025', en: '' }, 'table', new Set(['table_2025']))).toBe('table_2025_2')
    expect(freeId({ vi: '———', en: '' }, 'table', new Set())).toMatch(/^[a-z][a-z0-9_]*$/)
  })
  it('names what a definition speaks of and the dataset no longer has', () => {
    const table = { ...newTable(detail, 't'), rows: [{ variable: 'gone', total: 'after' as const, sort: 'code' as const }], measures: [{ id: 'm', statistic: 'sum' as const, variable: 'old.gone', power: 0 }] }
    expect(unknownReferences(table, fields)).toEqual([{ variable: 'gone', where: 'rows' }, { variable: 'old.gone', where: 'measures' }])
  })
  it('asks for a new run only when the figures can change', () => {
    const table = newTable(detail, 't')
    expect(runKey({ ...table, title: { vi: 'x', en: 'y' }, status: 'official' })).toBe(runKey(table))
    expect(runKey({ ...table, missing: 'hide' })).not.toBe(runKey(table))
  })
})
