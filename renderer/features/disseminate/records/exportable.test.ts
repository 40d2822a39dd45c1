import { describe, expect, it } from 'vitest'
import { datasetSchema, variableSchema } from '#shared/model/dataset.ts'
import type { Variable } from '#shared/model/dataset.ts'
import { exportGroups, inOrder, tickedFirst, withVariable } from './exportable.ts'
import type { ExportGroup } from './exportable.ts'

const group = (link: string | null, names: [string, ExportGroup['variables'][number]['withheld']][]): ExportGroup => ({
  link,
  label: null,
  variables: names.map(([ref, withheld]) => ({
    ref,
    withheld,
    label: { vi: ref, en: ref },
    role: ref === 'school' ? 'key' : 'classification',
    sensitivity: ref === 'grade' ? 'personal' : 'none',
  })),
})
const groups = [
  group(null, [
    ['period', null],
    ['sex', null],
    ['pupil_code', 'identifier'],
    ['address', 'text'],
    ['grade', null],
  ]),
  group('a', [['a.x', null]]),
  group('b', [
    ['b.x', null],
    ['b.y', null],
  ]),
]

describe('what may leave in an export of records', () => {
  it('shows identifiers and free text as withheld, the rest and the period as exportable, and those across links by their reference', () => {
    const variable = (id: string, role: Variable['role'], type: Variable['type']): Variable =>
      variableSchema.parse({ id, source: id, label: { vi: id, en: id }, role, type })
    const definition = datasetSchema.parse({
      id: 'pupil',
      subject: 'education',
      label: { vi: 'Học sinh', en: 'Pupils' },
      recordLabel: { vi: 'học sinh', en: 'pupil' },
      description: { vi: '', en: '' },
      periodKind: 'school_year',
      key: ['code'],
      rules: [],
      variables: [
        variable('code', 'identifier', 'hash'),
        variable('sex', 'classification', 'code'),
        variable('address', 'text', 'text'),
        variable('remark', 'classification', 'text'),
        variable('rooms', 'measure', 'integer'),
      ],
    })
    const found = exportGroups(
      {
        definition,
        links: [
          {
            id: 'other',
            label: { vi: 'Khác', en: 'Other' },
            right: 'x',
            variables: definition.variables,
            matchRate: 1,
            shared: 1,
            several: 0,
            periodKind: 'year',
            stale: false,
          },
        ],
      },
      'withheld',
    )
    const own = found[0]?.variables ?? []
    expect(own[0]).toMatchObject({ ref: 'period', withheld: null })
    expect(own.slice(1).map((v) => [v.ref, v.withheld])).toEqual([
      ['code', 'identifier'],
      ['sex', null],
      ['address', 'text'],
      ['remark', 'text'],
      ['rooms', null],
    ])
    expect(found[1]?.variables.map((v) => [v.ref, v.withheld])).toEqual([
      ['other.period', null],
      ['other.code', 'identifier'],
      ['other.sex', null],
      ['other.address', 'text'],
      ['other.remark', 'text'],
      ['other.rooms', null],
    ])
  })
  it('never lets a withheld variable into the choice, and keeps the order of the lists', () => {
    expect(inOrder(groups, ['grade', 'pupil_code', 'address', 'sex', 'gone'])).toEqual(['sex', 'grade'])
  })
  it('ticks at first neither keys nor sensitive variables nor those of another dataset', () => {
    expect(
      tickedFirst([
        group(null, [
          ['school', null],
          ...(groups[0]?.variables ?? []).map((v): [string, ExportGroup['variables'][number]['withheld']] => [
            v.ref,
            v.withheld,
          ]),
        ]),
        ...groups.slice(1),
      ]),
    ).toEqual(['period', 'sex'])
  })
  it('takes variables of several links, each once', () => {
    expect(withVariable(['sex', 'a.x'], 'b.x', true)).toEqual(['sex', 'a.x', 'b.x'])
    expect(withVariable(['sex', 'a.x'], 'a.x', true)).toEqual(['sex', 'a.x'])
    expect(withVariable(['sex', 'b.x'], 'b.y', true)).toEqual(['sex', 'b.x', 'b.y'])
    expect(withVariable(['sex', 'b.x'], 'grade', true)).toEqual(['sex', 'b.x', 'grade'])
    expect(withVariable(['sex', 'b.x'], 'sex', false)).toEqual(['b.x'])
  })
})
