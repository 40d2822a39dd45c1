// The formula of an indicator over hand-made inputs with known figures: growth, shares, what is not available, what
// stays hidden.
import { describe, expect, it } from 'vitest'
import type { CellStatus, Cube, CubeDimension } from '#shared/model/cube.ts'
import { Failure } from '#shared/model/failure.ts'
import { indicatorDefinitionSchema } from '#shared/model/indicator.ts'
import type { IndicatorDefinition } from '#shared/model/indicator.ts'
import type { Statistic } from '#shared/model/table.ts'
import { evaluateIndicator } from './evaluateIndicator.ts'
import type { IndicatorInput } from './inputTypes.ts'

const b = (text: string) => ({ vi: text, en: text })
const breakdown = { id: 'area', label: b('area'), variables: { x: 'area', y: 'area' } }

type Figures = Record<string, Record<string, number>>
type Shape = { periods?: string[]; statistic?: Statistic; scale?: number; hidden?: Record<string, CellStatus> }

/** An input from its figures by area (an area '' is the total) and period; '*' as the only area means no breakdown. */
const input = (
  name: string,
  figures: Figures,
  { periods, statistic = 'sum', scale = 0, hidden = {} }: Shape = {},
): IndicatorInput => {
  const areas = Object.keys(figures)
  const whole = areas.length === 1 && areas[0] === '*'
  const months = [...new Set(areas.flatMap((area) => Object.keys(figures[area]!)))].sort()
  const cells = areas.flatMap((area, a) =>
    Object.entries(figures[area]!).map(([month, value]) => ({
      a,
      area,
      month,
      value,
      status: hidden[`${area} ${month}`] ?? ('value' as CellStatus),
    })),
  )
  const time: CubeDimension = {
    variable: 'period',
    axis: 'column',
    label: b('period'),
    time: 'month',
    codeList: null,
    categories: months.map((code) => ({ code, label: b(code), kind: 'value' })),
  }
  const place: CubeDimension = {
    variable: 'area',
    axis: 'row',
    label: b('area'),
    time: null,
    codeList: null,
    categories: areas.map((code) => ({ code, label: b(code), kind: code === '' ? 'total' : 'value' })),
  }
  const cube: Cube = {
    title: b(''),
    dimensions: whole ? [time] : [place, time],
    measures: [
      { id: name, statistic, label: b(''), unit: b(''), exact: true, scale, decimals: 0, power: 0, additive: true },
    ],
    cells: {
      coordinates: [...(whole ? [] : [cells.map((c) => c.a)]), cells.map((c) => months.indexOf(c.month))],
      records: cells.map((c) => (c.status === 'value' ? 10 : -1)),
      values: [cells.map((c) => (c.status === 'value' ? c.value : null))],
      statuses: [cells.map((c) => c.status)],
    },
    status: 'official',
    source: b(''),
    notes: [],
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
  }
  return {
    name,
    statistic,
    breakdowns: whole ? [] : [breakdown],
    cube,
    periods: periods ?? months,
    lists: { versions: () => [], correspondence: () => null },
  }
}

const definition = (formula: string, names: string[], byArea = false): IndicatorDefinition =>
  indicatorDefinitionSchema.parse({
    kind: 'indicator',
    id: 'i',
    label: b('i'),
    unit: b('%'),
    definition: b(''),
    domain: 'trade',
    periodKind: 'month',
    formula,
    inputs: Object.fromEntries(names.map((name) => [name, { dataset: 'd', aggregate: 'count()' }])),
    breakdowns: byArea ? [breakdown] : [],
  })

/** "area month" → the value, or the status where there is none. */
const evaluated = (
  formula: string,
  inputs: IndicatorInput[],
  byArea = false,
): Record<string, number | string | null> => {
  const cube = evaluateIndicator(
    definition(
      formula,
      inputs.map((i) => i.name),
      byArea,
    ),
    inputs,
  )
  return Object.fromEntries(
    Array.from(cube.cells.records, (_, i) => {
      const status = cube.cells.statuses![0]![i]!
      return [
        cube.dimensions
          .map((d, k) => d.categories[cube.cells.coordinates[k]![i]!]!.code)
          .join(' ')
          .trim(),
        status === 'value' ? (cube.cells.values[0]![i]! as number) : status,
      ]
    }),
  )
}

describe('growth on the same month a year before', () => {
  const growth = '100 * (x / prev(x, 1 year) - 1)'

  it('is the ratio less one, and not available in the first year', () => {
    const exports = input(
      'x',
      { '*': { '2024-01': 3420, '2024-02': 2470, '2025-01': 3320, '2025-02': 3705 } },
      { scale: 1 },
    )
    const found = evaluated(growth, [exports])
    expect(found['2024-01']).toBe('not_available')
    expect(found['2025-01']).toBeCloseTo(-2.923976608, 8)
    expect(found['2025-02']).toBeCloseTo(50, 10)
  })

  it('does not reach over a gap: the month a year before counts, not the one before in the series', () => {
    const exports = input('x', {
      '*': { '2024-01': 100, '2024-03': 50, '2025-01': 200, '2025-02': 300, '2025-03': 75 },
    })
    expect(evaluated(growth, [exports])).toEqual({
      '2024-01': 'not_available',
      '2024-03': 'not_available',
      '2025-01': 100,
      '2025-02': 'not_available',
      '2025-03': 50,
    })
    expect(evaluated('x - prev(x, 1 month)', [exports])).toEqual({
      '2024-01': 'not_available',
      '2024-03': 'not_available',
      '2025-01': 'not_available',
      '2025-02': 100,
      '2025-03': -225,
    })
  })

  it('tells a month that was delivered without such records (0) from one not delivered (unknown)', () => {
    const delivered = input('x', { '*': { '2025-01': 8 } }, { periods: ['2024-12', '2025-01'] })
    expect(evaluated('x - prev(x, 1 month)', [delivered])).toMatchObject({ '2025-01': 8 })
    expect(evaluated('100 * (x / prev(x, 1 month) - 1)', [delivered])).toMatchObject({ '2025-01': 'not_available' })
    const averaged = input('x', { '*': { '2025-01': 8 } }, { periods: ['2024-12', '2025-01'], statistic: 'mean' })
    expect(evaluated('x - prev(x, 1 month)', [averaged])).toMatchObject({ '2025-01': 'not_available' })
  })
})

describe('shares and ratios by category', () => {
  const x = input('x', {
    A: { '2025-01': 30, '2025-02': 10 },
    B: { '2025-01': 90 },
    '': { '2025-01': 120, '2025-02': 10 },
  })

  it('divide by the total of the same period', () => {
    expect(evaluated('100 * x / total(x)', [x], true)).toEqual({
      'A 2025-01': 25,
      'A 2025-02': 100,
      'B 2025-01': 75,
      '2025-01': 100,
      '2025-02': 100,
    })
  })

  it('count an input without records in a category as nothing, and division by it as not available', () => {
    const y = input('y', { A: { '2025-01': 60, '2025-02': 5 }, '': { '2025-01': 60, '2025-02': 5 } })
    expect(evaluated('x / y', [x, y], true)).toEqual({
      'A 2025-01': 0.5,
      'A 2025-02': 2,
      'B 2025-01': 'not_available',
      '2025-01': 2,
      '2025-02': 2,
    })
    expect(evaluated('y / x', [x, y], true)).toMatchObject({ 'B 2025-01': 0 })
  })

  it('use an input without the breakdown as a whole', () => {
    const whole = input('y', { '*': { '2025-01': 240, '2025-02': 20 } })
    expect(evaluated('x / y', [x, whole], true)).toMatchObject({
      'A 2025-01': 0.125,
      'B 2025-01': 0.375,
      '2025-01': 0.5,
    })
  })

  it('keep hidden what reads a hidden figure, in the period read too', () => {
    const safe = input(
      'x',
      { A: { '2025-01': 30, '2025-02': 10 }, B: { '2025-01': 90 }, '': { '2025-01': 120, '2025-02': 10 } },
      { hidden: { 'A 2025-01': 'suppressed', 'B 2025-01': 'suppressed_secondary' } },
    )
    expect(evaluated('100 * x / total(x)', [safe], true)).toEqual({
      'A 2025-01': 'suppressed',
      'A 2025-02': 100,
      'B 2025-01': 'suppressed_secondary',
      '2025-01': 100,
      '2025-02': 100,
    })
    expect(evaluated('x - prev(x, 1 month)', [safe], true)).toMatchObject({
      'A 2025-02': 'suppressed',
      '2025-02': -110,
    })
  })

  it('fail as an empty table where no input has a record', () => {
    expect(() => evaluated('x', [{ ...x, cube: null }], true)).toThrow(Failure)
  })
})
