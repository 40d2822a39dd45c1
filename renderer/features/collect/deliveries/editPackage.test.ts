import { describe, expect, it } from 'vitest'
import { layoutPackageSchema } from '#shared/model/layout.ts'
import { leaveOut, parseRecode, patchColumn, recodeText, setKey } from './editPackage.ts'

const label = { vi: 'x', en: 'x' }
const made = layoutPackageSchema.parse({
  statdesk: 'layout-1',
  layout: {
    kind: 'layout',
    id: 'a',
    dataset: 'a',
    label,
    format: 'delimited',
    columns: [
      { variable: 'ma', column: 'Mã' },
      { variable: 'so', column: 'Số', number: 'comma' },
    ],
  },
  dataset: {
    id: 'a',
    subject: 'imported',
    label,
    recordLabel: label,
    description: label,
    periodKind: 'year',
    variables: [
      { id: 'ma', source: 'ma', label, role: 'key', type: 'code', nullable: false },
      { id: 'so', source: 'so', label, role: 'measure', type: 'decimal', scale: 2 },
    ],
    key: ['ma'],
    rules: [],
  },
})

describe('changes to a suggested layout', () => {
  it('a new name reaches the layout, the dataset and the key', () => {
    const next = patchColumn(made, 'Mã', { id: 'unit_code' })
    expect(next.layout.columns[0]?.variable).toBe('unit_code')
    expect(next.dataset.key).toEqual(['unit_code'])
    expect(layoutPackageSchema.safeParse(next).success).toBe(true)
  })
  it('a type brings the role and form that fit it', () => {
    const next = patchColumn(made, 'Số', { type: 'date' })
    expect(next.dataset.variables[1]).toMatchObject({ type: 'date', role: 'time', scale: 0 })
    expect(next.layout.columns[1]).toMatchObject({ number: null, date: 'dmy' })
  })
  it('a column left out takes its variable with it and is named as ignored; the last one stays', () => {
    const next = leaveOut(made, 'Mã')
    expect(next.dataset.variables.map((v) => v.id)).toEqual(['so'])
    expect(next.dataset.key).toEqual([])
    expect(next.layout.ignored).toEqual(['Mã'])
    expect(leaveOut(next, 'Số')).toBe(next)
  })
  it('what is no key may be empty', () => {
    expect(setKey(made, 'Mã', false).dataset.variables[0]).toMatchObject({ nullable: true, role: 'classification' })
  })
  it('recodes are written and read back', () => {
    expect(parseRecode(recodeText({ '1': 'Nam', '2': 'Nữ' }))).toEqual({ '1': 'Nam', '2': 'Nữ' })
    expect(parseRecode('nonsense; =x')).toEqual({})
  })
})
