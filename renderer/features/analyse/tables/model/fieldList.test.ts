import { foldText } from '#shared/format/foldText.ts'
import { describe, expect, it } from 'vitest'
import type { DatasetDetail } from '#shared/contract/responses.ts'
import type { Variable } from '#shared/model/dataset.ts'
import { freeId } from '../../../process/definitions/freeId.ts'
import { newTable, runKey } from './definition.ts'
import { codeSearch, fieldLines, fieldsOf, withMade } from './fieldList.ts'
import { unknownReferences, withoutReferences } from './references.ts'

const variable = (
  id: string,
  vi: string,
  role: Variable['role'],
  type: Variable['type'],
  more: Partial<Variable> = {},
): Variable => ({
  id,
  source: id,
  label: { vi, en: id },
  role,
  type,
  scale: 0,
  unit: null,
  codeList: null,
  sensitivity: 'none',
  normalise: 'trim',
  width: null,
  derived: null,
  nullable: true,
  group: null,
  ...more,
})
const school = { vi: 'Trường', en: 'School' }
const pupil = { vi: 'Học sinh', en: 'Pupil' }
const detail: DatasetDetail = {
  id: 'pupil',
  subject: 'education',
  label: pupil,
  recordLabel: pupil,
  description: pupil,
  rows: 10,
  periods: ['2024-2025'],
  deliveries: 1,
  columnSetReady: true,
  definition: {
    id: 'pupil',
    subject: 'education',
    label: pupil,
    recordLabel: pupil,
    description: pupil,
    periodKind: 'school_year',
    temporality: 'stock',
    key: [],
    latestBy: null,
    respondent: null,
    rules: [],
    variables: [
      variable('province', 'Tỉnh/thành phố', 'classification', 'code', { codeList: 'province', group: school }),
      variable('school_name', 'Tên trường', 'identifier', 'text', { group: school }),
      variable('sex', 'Giới tính', 'classification', 'code', { codeList: 'sex', group: pupil }),
      variable('enrolled_on', 'Ngày nhập học', 'time', 'date', { group: pupil }),
      variable('score', 'Điểm', 'measure', 'decimal', { scale: 1, group: pupil }),
    ],
  },
  links: [
    {
      id: 'pupil_school',
      label: { vi: 'Học sinh → trường', en: 'Pupil → school' },
      right: 'school',
      matchRate: 0.987,
      shared: 1,
      several: 0,
      periodKind: 'year',
      stale: false,
      variables: [
        variable('ownership', 'Loại hình', 'classification', 'code'),
        variable('phone', 'Điện thoại', 'identifier', 'text'),
      ],
    },
  ],
}
const levels = new Map([['province', [{ id: 'region', label: { vi: 'Vùng', en: 'Region' } }]]])
const fields = fieldsOf(detail, levels)
const lines = (query: string, ...toggled: string[]) =>
  fieldLines(detail, fields, { query, toggled: new Set(toggled), language: 'vi' }).map((l) => l.key)

describe('variable list', () => {
  it('leaves out identifiers and texts, adds the period, names linked variables through their link', () => {
    expect([...fields.keys()]).toEqual([
      'period',
      'province',
      'sex',
      'enrolled_on',
      'score',
      'pupil_school.period',
      'pupil_school.ownership',
    ])
  })
  it('offers the ways to choose among several matches inside their link, folded while searching', () => {
    const [link] = detail.links
    if (link === undefined) throw new Error('a link')
    const sum = { ...link, id: 'pupil_school__sum', several: 0, periodKind: null, chosenOf: link.id }
    const several = { ...detail, links: [{ ...link, several: 3 }, sum] }
    const all = fieldsOf(several, levels)
    const seen = (query: string, ...toggled: string[]) =>
      fieldLines(several, all, { query, toggled: new Set(toggled), language: 'vi' }).map((l) => `${l.depth} ${l.key}`)
    expect([...all.keys()].filter((ref) => ref.startsWith('pupil_school__sum'))).toEqual([
      'pupil_school__sum.ownership',
    ])
    expect(seen('')).not.toContain('1 link:pupil_school__sum')
    expect(seen('', 'link:pupil_school').slice(-3)).toEqual([
      '1 field:pupil_school.period',
      '1 field:pupil_school.ownership',
      '1 link:pupil_school__sum',
    ])
    expect(seen('', 'link:pupil_school', 'link:pupil_school__sum').at(-1)).toBe('2 field:pupil_school__sum.ownership')
    expect(seen('loại hình').filter((key) => key.includes('ownership'))).toEqual(['1 field:pupil_school.ownership'])
  })
  it('stands under headings, the period before them, links closed at first', () => {
    expect(lines('')).toEqual([
      'field:period',
      'heading:Trường',
      'field:province',
      'heading:Học sinh',
      'field:sex',
      'field:enrolled_on',
      'field:score',
      'link:pupil_school',
    ])
    expect(lines('', 'link:pupil_school', 'heading:Trường')).toContain('field:pupil_school.ownership')
    expect(lines('', 'heading:Trường')).not.toContain('field:province')
  })
  it('expands a coded variable and a date into their levels', () => {
    expect(lines('', 'field:province')).toContain('field:province:region')
    expect(lines('', 'field:enrolled_on').filter((k) => k.startsWith('field:enrolled_on:'))).toEqual([
      'field:enrolled_on:month',
      'field:enrolled_on:quarter',
      'field:enrolled_on:year',
    ])
    expect(lines('', 'field:sex').filter((k) => k.startsWith('field:sex:'))).toEqual([])
  })
  it('is searched without diacritics, in either language, links included', () => {
    expect(lines('gioi tinh')).toEqual(['heading:Học sinh', 'field:sex'])
    expect(lines('ĐIEM')).toEqual(['heading:Học sinh', 'field:score'])
    expect(lines('ownership')).toEqual(['link:pupil_school', 'field:pupil_school.ownership'])
    expect(foldText('Đắk Lắk — THỦ ĐÔ')).toBe('dak lak — thu do')
  })
  it('finds levels, and values by code or label, the best match first', () => {
    expect(lines('vung')).toEqual(['heading:Trường', 'field:province', 'field:province:region'])
    const item = (code: string, vi: string) => ({ code, label: { vi, en: vi }, level: 'province', parent: null })
    const version = {
      list: fields.get('province')?.variable.codeList ?? '',
      version: '2025',
      label: { vi: 'Tỉnh', en: 'Province' },
      validFrom: null,
      validTo: null,
      levels: [{ id: 'province', label: { vi: 'Tỉnh', en: 'Province' } }],
      items: [item('22', 'Quảng Ninh'), item('79', 'TP. Hồ Chí Minh')],
    }
    const found = (query: string) =>
      fieldLines(detail, fields, {
        query,
        toggled: new Set(),
        language: 'vi',
        codes: codeSearch(new Map([[version.list, [version]]]), query),
      })
        .filter((l) => l.kind === 'code')
        .map((l) => l.code)
    expect(found('quang ninh')).toEqual(['22'])
    expect(found('79')).toEqual(['79'])
    expect(found('zz')).toEqual([])
  })
})

describe('definitions', () => {
  it('makes a valid free name of a Vietnamese title', () => {
    expect(freeId({ vi: 'Học sinh theo tỉnh, 2025', en: '' }, 'table', new Set())).toBe('hoc_sinh_theo_tinh_2025')
    expect(freeId({ vi: '2025', en: '' }, 'table', new Set(['table_2025']))).toBe('table_2025_2')
    expect(freeId({ vi: '———', en: '' }, 'table', new Set())).toMatch(/^[a-z][a-z0-9_]*$/)
  })
  it('names what a definition speaks of and the dataset no longer has', () => {
    const table = {
      ...newTable(detail, 't'),
      rows: [{ variable: 'gone', total: 'after' as const, sort: 'code' as const }],
      measures: [{ id: 'm', statistic: 'sum' as const, variable: 'old.gone', power: 0 }],
    }
    expect(unknownReferences(table, fields)).toEqual([
      { variable: 'gone', where: 'rows' },
      { variable: 'old.gone', where: 'measures' },
    ])
  })
  it('keeps the rest when variables are gone, with all that needs them', () => {
    const table = {
      ...newTable(detail, 't'),
      filter: "sex = 'gone' and sex <> ''",
      rows: [
        { variable: 'sex', total: 'after' as const, sort: 'code' as const },
        { variable: 'gone', stack: true, total: 'after' as const, sort: 'code' as const },
        { variable: 'score_bands', total: 'after' as const, sort: 'code' as const },
      ],
      variables: [
        {
          kind: 'variable' as const,
          id: 'score_bands',
          dataset: 'pupil',
          label: pupil,
          method: 'bands' as const,
          of: 'gone',
          bounds: ['5'],
          closed: 'lower' as const,
        },
      ],
      measures: [
        { id: 'n', statistic: 'count' as const, power: 0 },
        { id: 's', statistic: 'sum' as const, variable: 'gone', power: 0 },
        { id: 'p', statistic: 'percent' as const, of: 's', base: 'row' as const, power: 0 },
      ],
    }
    expect(unknownReferences(table, fields).map((u) => u.where)).toEqual(['rows', 'measures', 'variables'])
    const rest = withoutReferences(table, new Set(['gone']))
    expect(rest).toMatchObject({
      rows: [{ variable: 'sex' }],
      measures: [{ id: 'n' }],
      variables: [],
      filter: "sex = 'gone' and sex <> ''",
    })
    expect(unknownReferences(rest, fields)).toEqual([])
  })
  it('names what is missing in a filter alone, of the table, a measure or a made variable', () => {
    const table = {
      ...newTable(detail, 't'),
      filter: "household in ('1', '2') and not (sex = 'gone')",
      variables: [
        {
          kind: 'variable' as const,
          id: 'older',
          dataset: 'pupil',
          label: pupil,
          method: 'expression' as const,
          expression: 'age_then + 1',
          scale: 0,
        },
      ],
      measures: [{ id: 'n', statistic: 'count' as const, filter: 'income > 5', power: 0 }],
    }
    expect(unknownReferences(table, fields)).toEqual([
      { variable: 'income', where: 'measures' },
      { variable: 'age_then', where: 'variables' },
      { variable: 'household', where: 'filter' },
    ])
    expect(withoutReferences(table, new Set(['household', 'income', 'age_then']))).toMatchObject({
      filter: null,
      variables: [],
      measures: [{ id: 'n', statistic: 'count' }],
    })
    // What does not parse is the run's to tell, at its character.
    expect(unknownReferences({ ...table, variables: [], measures: [], filter: 'household = ' }, fields)).toEqual([])
  })
  it('lists made variables first; one of the table stands before one of the workspace', () => {
    const own = {
      kind: 'variable' as const,
      id: 'size',
      dataset: 'pupil',
      label: pupil,
      method: 'expression' as const,
      expression: 'score * 2',
      scale: 1,
    }
    const all = withMade(fields, [
      { definition: own, scope: 'table' },
      { definition: { ...own, label: school }, scope: 'workspace', type: 'decimal' },
    ])
    expect([...all.keys()][0]).toBe('size')
    expect(all.get('size')).toMatchObject({ made: { scope: 'table' }, variable: { role: 'measure', scale: 1 } })
  })
  it('asks for a new run only when the figures can change', () => {
    const table = newTable(detail, 't')
    expect(runKey({ ...table, title: { vi: 'x', en: 'y' }, status: 'official' })).toBe(runKey(table))
    expect(runKey({ ...table, missing: 'hide' })).not.toBe(runKey(table))
  })
})
