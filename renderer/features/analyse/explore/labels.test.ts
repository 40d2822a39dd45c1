import { describe, expect, it } from 'vitest'
import { variableSchema } from '#shared/model/dataset.ts'
import { sampleLists } from '../../../bridge/sampleWorld.ts'
import { createFormat } from '../../../i18n/useFormat.ts'
import { averageText, cellText } from './cellText.ts'
import { createCodeLabels } from './useCodeLabels.ts'

const variable = (more: object) =>
  variableSchema.parse({ id: 'v', source: 'v', label: { vi: 'v', en: 'v' }, role: 'measure', type: 'integer', ...more })

describe('code labels', () => {
  // In 2025 the code 15 is Lào Cai; before, it was Yên Bái.
  const lists = sampleLists.map((l) =>
    l.list === 'province' && l.version === '2025'
      ? {
          ...l,
          items: [...l.items, { code: '15', label: { vi: 'Lào Cai', en: 'Lao Cai' }, level: 'province', parent: null }],
        }
      : l,
  )
  const labels = createCodeLabels(
    [variable({ id: 'province', type: 'code', role: 'classification', codeList: 'province' })],
    lists,
  )
  it.each([
    ['2024-2025', 'Yên Bái'],
    ['2025-2026', 'Lào Cai'],
    ['2025-06', 'Yên Bái'],
    ['2025-07', 'Lào Cai'],
    [null, 'Lào Cai'],
  ])('reads the version of the period: %s → %s', (period, expected) => {
    expect(labels.label('province', '15', period)?.vi).toBe(expected)
  })
  it('knows nothing of an unknown code or a variable without list', () => {
    expect(labels.label('province', '00', '2025-07')).toBeNull()
    expect(labels.label('other', '15')).toBeNull()
  })
})

describe('cellText', () => {
  const vi = createFormat('vi')
  it('writes an average as the variable is written: a year without groups', () => {
    expect([
      averageText(variable({}), 2014.456, vi),
      averageText(variable({}), 2014, vi),
      averageText(variable({ unit: { vi: 'đồng', en: 'VND' } }), 1_234_567.5, vi),
    ]).toEqual(['2014,46', '2014', '1.234.567,50'])
  })
  it.each([
    [variable({}), 2010, '2010'],
    [variable({ unit: { vi: 'đồng', en: 'VND' } }), 1234567, '1.234.567'],
    [variable({ type: 'decimal', scale: 2 }), '-1234.50', '−1.234,50'],
    [variable({ type: 'integer', unit: { vi: 'đồng', en: 'VND' } }), '9007199254740993', '9.007.199.254.740.993'],
    [variable({ type: 'date' }), '2025-07-01', '01/07/2025'],
    [variable({ type: 'code' }), '0111', '0111'],
    [variable({}), null, ''],
  ] as const)('%#', (v, value, expected) => expect(cellText(v, value, vi)).toBe(expected))
})
