import { describe, expect, it } from 'vitest'
import { indicatorDefinitionSchema } from '#shared/model/indicator.ts'
import type { Cube } from '#shared/model/cube.ts'
import { freeInputName, newIndicator, removeInput, renameInput } from './newIndicator.ts'
import { headlineOf, seriesOf } from './series.ts'
import { sparkline } from './sparkline.ts'

const t = (vi: string, en = vi) => ({ vi, en })
const period = (code: string) => ({ code, label: t(code), kind: 'value' as const })
const cube = (values: (number | null)[]): Cube => ({
  title: t('x'),
  status: 'preliminary',
  source: t(''),
  notes: [],
  dimensions: [
    {
      variable: 'province',
      axis: 'row',
      label: t('Tỉnh'),
      time: null,
      codeList: 'province',
      categories: [
        { code: '01', label: t('Hà Nội'), kind: 'value' },
        { code: '', label: t('Cả nước'), kind: 'total' },
      ],
    },
    {
      variable: 'period',
      axis: 'column',
      label: t('Kỳ'),
      time: 'month',
      codeList: null,
      categories: values.map((_, i) => period(`2024-0${i + 1}`)),
    },
  ],
  measures: [
    {
      id: 'i',
      statistic: 'indicator',
      label: t('i'),
      unit: t('%'),
      exact: false,
      scale: 0,
      decimals: 1,
      power: 0,
      additive: false,
    },
  ],
  cells: {
    coordinates: [
      [...values.map(() => 0), ...values.map(() => 1)],
      [...values.map((_, i) => i), ...values.map((_, i) => i)],
    ],
    records: [...values, ...values].map(() => 1),
    values: [[...values.map(() => 99), ...values]],
  },
  provenance: {
    definition: {},
    deliveries: [],
    engine: 'duckdb',
    engineVersion: '',
    program: '',
    seconds: 0,
    ranAt: '',
    recordsRead: 0,
    recordsUsed: 0,
    unmappedRecords: 0,
  },
})

describe('series of an indicator', () => {
  it('takes the whole country, period by period', () => {
    expect(seriesOf(cube([1.5, null, 3])).map((p) => [p.period, p.shown, p.status])).toEqual([
      ['2024-01', 1.5, 'value'],
      ['2024-02', null, 'not_available'],
      ['2024-03', 3, 'value'],
    ])
  })
  it('heads with the last figure and its change on the period before, if that has one', () => {
    const m = cube([]).measures[0]!
    expect(headlineOf(seriesOf(cube([10, 12.34])), m, 'vi')).toMatchObject({
      text: '12,3',
      change: { text: '+2,3', direction: 'up' },
    })
    expect(headlineOf(seriesOf(cube([10, 8, null])), m, 'en')).toMatchObject({
      text: '8.0',
      change: { text: '−2.0', direction: 'down' },
    })
    expect(headlineOf(seriesOf(cube([10, 10.04])), m, 'en')?.change).toEqual({ text: '0.0', direction: 'same' })
    expect(headlineOf(seriesOf(cube([null, 8])), m, 'en')?.change).toBeNull()
    expect(headlineOf(seriesOf(cube([null])), m, 'en')).toBeNull()
  })
  it('draws gaps as gaps and a flat line in the middle', () => {
    expect(sparkline([1, null, 3, 2], 100, 20).path).toBe('M2 18M66 2L98 10')
    expect(sparkline([5, 5], 100, 20).path).toBe('M2 10L98 10')
    expect(sparkline([null], 100, 20)).toEqual({ path: '', last: null })
  })
})

describe('editing an indicator', () => {
  it('keeps a valid definition through naming and removing inputs', () => {
    let d = newIndicator('pupil', 'i')
    d = {
      ...d,
      inputs: { ...d.inputs, [freeInputName(d.inputs)]: { dataset: 'teacher', aggregate: 'count()' } },
      formula: 'a / b',
      breakdowns: [{ id: 'province', label: t('Tỉnh'), variables: { a: 'province', b: 'province' } }],
    }
    const renamed = renameInput(d, 'b', 'teachers')
    expect(Object.keys(renamed.inputs)).toEqual(['a', 'teachers'])
    expect(renamed.breakdowns[0]?.variables).toEqual({ a: 'province', teachers: 'province' })
    expect(renameInput(d, 'b', 'a')).toBe(d)
    expect(renameInput(d, 'b', 'Không')).toBe(d)
    const one = removeInput(renamed, 'a')
    expect(one.breakdowns[0]?.variables).toEqual({ teachers: 'province' })
    expect(removeInput(one, 'teachers')).toBe(one)
    expect(indicatorDefinitionSchema.safeParse(renamed).success).toBe(true)
  })
})
