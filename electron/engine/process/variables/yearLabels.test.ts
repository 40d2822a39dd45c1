import { describe, expect, it } from 'vitest'
import { bandLabels, isYear } from './bandThresholds.ts'
import { computedLabels } from './labels.ts'

const t = (vi: string, en: string) => ({ vi, en })

describe('bands of years', () => {
  it('carry no mark for thousands', () => {
    expect(bandLabels(['2000', '2010'], 'lower', true).map((l) => l.vi)).toEqual([
      'Dưới 2000',
      '2000 – dưới 2010',
      'Từ 2010 trở lên',
    ])
    expect(bandLabels(['2000'], 'lower')[0]).toEqual(t('Dưới 2.000', 'Under 2,000'))
    const quantiles = {
      kind: 'variable' as const,
      id: 'q',
      dataset: 'd',
      label: t('q', 'q'),
      method: 'quantile_bands' as const,
      of: 'birth_year',
      count: 2,
      filter: null,
    }
    const cuts = new Map([['q', { cuts: [2011n], texts: ['2011'] }]]) as unknown as Parameters<
      ReturnType<typeof computedLabels>
    >[1]
    const first = { kind: 'value' as const, code: '1', version: null, notLinked: false }
    expect(computedLabels(quantiles, { scale: 0, year: true })(first, cuts)?.vi).toBe('Nhóm 1/2: đến 2011')
    expect(computedLabels(quantiles, { scale: 0, year: false })(first, cuts)?.vi).toBe('Nhóm 1/2: đến 2.011')
  })
  it('are told by name or label; numbers of years are not', () => {
    expect(isYear('birth_year', t('x', 'x'))).toBe(true)
    expect(isYear('b', t('Năm sinh', 'Birth'))).toBe(true)
    expect(isYear('founded', t('Thành lập', 'Year founded'))).toBe(true)
    expect(isYear('seniority', t('Số năm công tác', 'Years of service'))).toBe(false)
    expect(isYear('yearly_income', t('Thu nhập năm', 'Yearly income'))).toBe(false)
  })
})
