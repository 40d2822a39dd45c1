import { describe, expect, it } from 'vitest'
import { variableSchema } from '#shared/model/dataset.ts'
import { filterExpression, pickedCodes, toggleCode, withChip } from './filterChips.ts'
import type { FilterChip } from './filterChips.ts'

const variable = (id: string, type: 'code' | 'integer' | 'decimal' | 'date') => variableSchema.parse({ id, source: id, label: { vi: id, en: id }, role: 'classification', type })
const variables = [variable('province', 'code'), variable('birth_year', 'integer'), variable('value_usd', 'decimal'), variable('registered_on', 'date')]

describe('filterExpression', () => {
  it.each<[FilterChip[], string | null]>([
    [[], null],
    [[{ kind: 'in', variable: 'province', codes: [] }], null],
    [[{ kind: 'in', variable: 'province', codes: ['01'] }], "province = '01'"],
    [[{ kind: 'in', variable: 'province', codes: ['01', "o'"] }], "province in ('01', 'o''')"],
    [[{ kind: 'in', variable: 'birth_year', codes: ['2010'] }], 'birth_year = 2010'],
    [[{ kind: 'between', variable: 'birth_year', from: '2000', to: '2010' }], 'birth_year between 2000 and 2010'],
    [[{ kind: 'between', variable: 'value_usd', from: '10.50', to: null }], 'value_usd >= 10.50'],
    [[{ kind: 'between', variable: 'registered_on', from: null, to: '2025-06-30' }], "registered_on <= '2025-06-30'"],
    [[{ kind: 'missing', variable: 'province', missing: true }], 'province is null'],
    [[{ kind: 'missing', variable: 'province', missing: false }], 'province is not null'],
    [[{ kind: 'expression', expression: " province = '01' or birth_year > 2010 " }], "province = '01' or birth_year > 2010"],
    [[{ kind: 'in', variable: 'province', codes: ['01'] }, { kind: 'expression', expression: "a or b" }], "province = '01' and (a or b)"],
    [[{ kind: 'in', variable: 'province', codes: ['01'] }, { kind: 'expression', expression: ' ' }], "province = '01'"],
  ])('%j', (chips, expected) => expect(filterExpression(chips, variables)).toBe(expected))

  it('quotes what is not a number even for a numeric variable, so typed text is never syntax', () => {
    expect(filterExpression([{ kind: 'in', variable: 'birth_year', codes: ['1 or 1=1'] }], variables)).toBe("birth_year = '1 or 1=1'")
  })
})

describe('editing chips', () => {
  it('toggles values in place and drops an empty chip', () => {
    const one = toggleCode([], 'province', '01')
    const two = toggleCode([...one, { kind: 'missing', variable: 'birth_year', missing: false }], 'province', '22')
    expect(pickedCodes(two, 'province')).toEqual(['01', '22'])
    expect(two[0]).toMatchObject({ kind: 'in', variable: 'province' })
    expect(toggleCode(toggleCode(two, 'province', '01'), 'province', '22')).toEqual([{ kind: 'missing', variable: 'birth_year', missing: false }])
  })
  it('keeps one condition for each variable', () => {
    const chips = withChip([{ kind: 'in', variable: 'birth_year', codes: ['2010'] }], 'birth_year', { kind: 'between', variable: 'birth_year', from: '2000', to: null })
    expect(chips).toEqual([{ kind: 'between', variable: 'birth_year', from: '2000', to: null }])
  })
})
