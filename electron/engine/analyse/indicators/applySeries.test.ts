// Series of indicators by hand-worked figures: growth, contributions, index, links, year to date, moving average,
// seasonal adjustment; gaps and hidden figures run through; what is made of another indicator, circles, years beside
// school years, concentration.
import { describe, expect, it } from 'vitest'
import type { CellStatus, Cube, CubeCategory } from '#shared/model/cube.ts'
import { indicatorDefinitionSchema } from '#shared/model/indicator.ts'
import type { IndicatorDefinition } from '#shared/model/indicator.ts'
import type { PeriodKind } from '#shared/model/period.ts'
import type { SeriesStep } from '#shared/model/seriesStep.ts'
import { seasonalTrend } from '#engine/analyse/series/seasonalTrend.ts'
import { tetRegressor } from '#engine/analyse/series/tetEffect.ts'
import { evaluateWithGaps } from './evaluateIndicator.ts'
import { partInput } from './indicatorInputs.ts'
import type { IndicatorInput } from './inputTypes.ts'
import { indicatorTree } from './indicatorTree.ts'
import { readableCube, reduced } from './readableCube.ts'

const b = (text: string) => ({ vi: text, en: text })
const area = { id: 'area', label: b('area'), variables: { x: 'area' } }
const lists = { versions: () => [], correspondence: () => null }
const provenance: Cube['provenance'] = {
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
}

/** Figures by area and period; the area '' is the total. */
const cubeOf = (
  figures: Record<string, Record<string, number | CellStatus>>,
  kind: PeriodKind,
  rowName = 'area',
): Cube => {
  const areas = Object.keys(figures)
  const periods = [...new Set(areas.flatMap((a) => Object.keys(figures[a] ?? {})))].sort()
  const cells = areas.flatMap((a, at) => Object.entries(figures[a] ?? {}).map(([p, value]) => ({ at, p, value })))
  const category = (code: string): CubeCategory => ({ code, label: b(code), kind: code === '' ? 'total' : 'value' })
  return {
    title: b(''),
    dimensions: [
      { variable: rowName, axis: 'row', label: b(''), time: null, codeList: null, categories: areas.map(category) },
      {
        variable: 'period',
        axis: 'column',
        label: b(''),
        time: kind,
        codeList: null,
        categories: periods.map(category),
      },
    ],
    measures: [
      {
        id: 'x',
        statistic: 'sum',
        label: b(''),
        unit: b(''),
        exact: false,
        scale: 0,
        decimals: 0,
        power: 0,
        additive: true,
      },
    ],
    cells: {
      coordinates: [cells.map((c) => c.at), cells.map((c) => periods.indexOf(c.p))],
      records: cells.map((c) => (typeof c.value === 'number' ? 5 : -1)),
      values: [cells.map((c) => (typeof c.value === 'number' ? c.value : null))],
      statuses: [cells.map((c) => (typeof c.value === 'number' ? 'value' : c.value))],
    },
    status: 'preliminary',
    source: b(''),
    notes: [],
    provenance,
  }
}

const inputOf = (cube: Cube, more: Partial<IndicatorInput> = {}): IndicatorInput => {
  const periods = cube.dimensions.at(-1)?.categories.map((c) => c.code) ?? []
  return { name: 'x', statistic: 'sum', breakdowns: [area], cube, periods, delivered: periods, lists, ...more }
}

const definitionOf = (kind: PeriodKind, series: SeriesStep[], more: object = {}): IndicatorDefinition =>
  indicatorDefinitionSchema.parse({
    kind: 'indicator',
    id: 'i',
    label: b('i'),
    unit: b('u'),
    definition: b(''),
    domain: 'trade',
    periodKind: kind,
    formula: 'x',
    inputs: { x: { dataset: 'd', aggregate: 'sum(v)' } },
    breakdowns: [area],
    series,
    ...more,
  })

/** "area period" → figure, or why there is none. */
const told = (definition: IndicatorDefinition, inputs: IndicatorInput[]): Record<string, number | string> => {
  const { cube, gaps } = evaluateWithGaps(definition, inputs)
  return Object.fromEntries(
    Array.from(cube.cells.records, (_, i) => {
      const [row, time] = cube.dimensions.map((d, k) => d.categories[cube.cells.coordinates[k]?.[i] ?? 0])
      const place = row?.kind === 'total' ? '' : (row?.code ?? '')
      const gap = gaps.find((g) => g.period === time?.code && (g.place['area'] ?? '') === place)
      const value = cube.cells.values[0]?.[i] ?? null
      return [`${place} ${time?.code ?? ''}`.trim(), value === null ? (gap?.reason ?? 'no reason') : Number(value)]
    }),
  )
}
const series = (figures: Record<string, number | CellStatus>, kind: PeriodKind, ...steps: SeriesStep[]) =>
  told(definitionOf(kind, steps), [inputOf(cubeOf({ '': figures }, kind))])

describe('steps of a series', () => {
  it('growth: against the year before, not from zero or below, and why not', () => {
    const figures = { '2020': 80, '2021': 100, '2022': 0, '2023': 7, '2024': -3, '2025': 3 }
    expect(series(figures, 'year', { operation: 'growth', lag: 'year' })).toEqual({
      '2020': 'no_earlier_period',
      '2021': 25,
      '2022': -100,
      '2023': 'base_not_positive',
      '2024': expect.closeTo(-142.857142857, 8) as number,
      '2025': 'base_not_positive',
    })
  })

  it('a month that was not delivered is a gap with its reason, never bridged', () => {
    const figures = { '2024-01': 10, '2024-02': 11, '2024-04': 12, '2024-05': 18 }
    expect(series(figures, 'month', { operation: 'growth', lag: 'period' })).toMatchObject({
      '2024-02': expect.closeTo(10, 10) as number,
      '2024-03': 'not_delivered',
      '2024-04': 'no_earlier_period',
      '2024-05': 50,
    })
    expect(series(figures, 'month', { operation: 'cumulated' })).toEqual({
      '2024-01': 10,
      '2024-02': 21,
      '2024-03': 'not_delivered',
      '2024-04': 'gap_in_series',
      '2024-05': 'gap_in_series',
    })
  })

  it('index, links and moving average by hand', () => {
    const figures = { '2021': 80, '2022': 100, '2023': 120, '2024': 150 }
    expect(series(figures, 'year', { operation: 'index', base: '2022' })).toEqual({
      '2021': 80,
      '2022': 100,
      '2023': 120,
      '2024': 150,
    })
    expect(series(figures, 'year', { operation: 'index', base: '2021', to: '2023' })['2024']).toBe(150)
    expect(() => series(figures, 'year', { operation: 'index', base: '2019' })).toThrow('SERIES_BASE_UNKNOWN')
    const links = { '2021': 104, '2022': 110, '2023': 90, '2024': 120 }
    const chain = series(links, 'year', { operation: 'chained', base: '2022' })
    expect(chain['2021']).toBeCloseTo(100 / 1.1, 10)
    expect(chain['2022']).toBe(100)
    expect(chain['2024']).toBeCloseTo(100 * 0.9 * 1.2, 10)
    const average = series(figures, 'year', { operation: 'moving_average', width: 3 })
    expect(average).toEqual({
      '2021': 'gap_in_series',
      '2022': 100,
      '2023': expect.closeTo(123.333333333, 8) as number,
      '2024': 'gap_in_series',
    })
  })

  it('annual rate of a quarter’s growth', () => {
    const quarters = { '2024-Q1': 100, '2024-Q2': 102 }
    expect(series(quarters, 'quarter', { operation: 'annualised' })['2024-Q2']).toBeCloseTo((1.02 ** 4 - 1) * 100, 10)
    expect(() => series({ '2024': 1 }, 'year', { operation: 'annualised' })).toThrow('SERIES_WITHIN_YEAR')
  })

  it('contributions add up to growth; parts that do not add up are not told', () => {
    const figures = { A: { '2023': 60, '2024': 66 }, B: { '2023': 40, '2024': 38 }, '': { '2023': 100, '2024': 104 } }
    const step: SeriesStep = { operation: 'contribution', lag: 'year' }
    expect(told(definitionOf('year', [step]), [inputOf(cubeOf(figures, 'year'))])).toMatchObject({
      'A 2024': 6,
      'B 2024': -2,
      '2024': 4,
    })
    const wrong = { ...figures, '': { '2023': 100, '2024': 110 } }
    expect(told(definitionOf('year', [step]), [inputOf(cubeOf(wrong, 'year'))])).toMatchObject({
      'A 2024': 'parts_do_not_add',
    })
  })

  it('seasonal adjustment is STL’s, names its method, and refuses a gap and a short series', () => {
    const months = Array.from({ length: 36 }, (_, i) => [
      `${2022 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`,
      100 + i + 10 * Math.sin((i * Math.PI) / 6) + ((i * 7) % 5),
    ]) as [string, number][]
    const step: SeriesStep = { operation: 'seasonally_adjusted', seasonal: 'periodic', robust: false }
    const found = series(Object.fromEntries(months), 'month', step)
    const right = seasonalTrend(
      months.map(([, v]) => v),
      { period: 12, seasonal: 'periodic', robust: false },
    )
    months.forEach(([month], i) => expect(found[month]).toBeCloseTo(right?.adjusted[i] ?? Number.NaN, 10))
    const cube = evaluateWithGaps(definitionOf('month', [step]), [
      inputOf(cubeOf({ '': Object.fromEntries(months) }, 'month')),
    ]).cube
    expect(cube.measures[0]?.formula?.en).toContain('STL')
    expect(cube.notes.some((n) => n.vi.includes('STL'))).toBe(true)
    const gap = Object.fromEntries(months.filter((_, i) => i !== 17))
    expect(new Set(Object.values(series(gap, 'month', step)))).toEqual(new Set(['gap_in_series', 'not_delivered']))
    const short = Object.fromEntries(months.slice(0, 20))
    expect(series(short, 'month', step)['2022-03']).toBe('series_too_short')
  })

  it('Tet is taken out before the season, named, and refused where it cannot be told', () => {
    const months = Array.from({ length: 84 }, (_, i) => ({ year: 2018 + Math.floor(i / 12), month: (i % 12) + 1 }))
    const moved = tetRegressor(months)
    const figures = Object.fromEntries(
      months.map(({ year, month }, i) => [`${year}-${String(month).padStart(2, '0')}`, 100 + i - 30 * (moved[i] ?? 0)]),
    )
    const step = { operation: 'seasonally_adjusted', seasonal: 'periodic', robust: false, tet: true } as const
    const found = series(figures, 'month', step)
    const without = seasonalTrend(
      months.map((_, i) => 100 + i),
      { period: 12, seasonal: 'periodic', robust: false },
    )
    months.forEach(({ year, month }, i) =>
      expect(found[`${year}-${String(month).padStart(2, '0')}`]).toBeCloseTo(without?.adjusted[i] ?? Number.NaN, 6),
    )
    const { cube } = evaluateWithGaps(definitionOf('month', [step]), [inputOf(cubeOf({ '': figures }, 'month'))])
    expect(cube.notes.some((n) => n.vi.includes('Tết'))).toBe(true)
    const short = Object.fromEntries(Object.entries(figures).slice(0, 60))
    expect(series(short, 'month', step)['2018-05']).toBe('series_too_short')
    const quarters = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`${2010 + (i >> 2)}-Q${(i % 4) + 1}`, i]))
    expect(() => series(quarters, 'quarter', step)).toThrow('SERIES_TET_MONTHS')
  })

  it('a hidden figure hides what is made of it', () => {
    const figures = { '2021': 80, '2022': 'suppressed' as const, '2023': 120, '2024': 150 }
    expect(series(figures, 'year', { operation: 'growth', lag: 'year' })).toEqual({
      '2021': 'no_earlier_period',
      '2022': 'withheld',
      '2023': 'withheld',
      '2024': 25,
    })
    expect(series(figures, 'year', { operation: 'index', base: '2022' })['2024']).toBe('withheld')
  })

  it('a year in part is not set against a whole one', () => {
    const cube = cubeOf({ '': { '2023': 120, '2024': 60 } }, 'year')
    const delivered = [
      ...Array.from({ length: 12 }, (_, i) => `2023-${String(i + 1).padStart(2, '0')}`),
      ...Array.from({ length: 6 }, (_, i) => `2024-${String(i + 1).padStart(2, '0')}`),
    ]
    const input = inputOf(cube, { delivered })
    expect(told(definitionOf('year', [{ operation: 'growth', lag: 'year' }]), [input])).toMatchObject({
      '2024': 'not_comparable',
    })
    const { cube: shown } = evaluateWithGaps(definitionOf('year', []), [input])
    expect(shown.dimensions.at(-1)?.categories[1]?.label.en).toContain('6 of 12')
  })
})

describe('indicators of indicators', () => {
  it('read the other’s figure place by place, with its gaps', () => {
    const part = definitionOf('year', [{ operation: 'growth', lag: 'year' }], { id: 'part' })
    const inputs = [inputOf(cubeOf({ A: { '2023': 50, '2024': 60 }, '': { '2023': 100, '2024': 110 } }, 'year'))]
    const input = partInput('g', [{ ...area, variables: { g: 'area' } }], part, inputs)
    const whole = definitionOf('year', [], {
      inputs: { g: { indicator: 'part' } },
      formula: 'g - total(g)',
      breakdowns: [{ ...area, variables: { g: 'area' } }],
    })
    expect(told(whole, [input])).toEqual({
      'A 2023': 'nothing_to_measure',
      '2023': 'nothing_to_measure',
      'A 2024': expect.closeTo(10, 10) as number,
      '2024': 0,
    })
  })

  it('a circle is refused with the way, and another kind of period', () => {
    const a = definitionOf('year', [], { id: 'a', inputs: { x: { indicator: 'b' } } })
    const other = definitionOf('year', [], { id: 'b', inputs: { x: { indicator: 'c' } } })
    const c = definitionOf('year', [], { id: 'c', inputs: { x: { indicator: 'a' } } })
    const find = (id: string) => [a, other, c].find((d) => d.id === id) ?? null
    expect(() => indicatorTree(a, find)).toThrow('a → b → c → a')
    const months = definitionOf('month', [], { id: 'b' })
    expect(() => indicatorTree(a, () => months)).toThrow('INDICATOR_PERIODS')
    expect(() => indicatorTree(a, () => null)).toThrow('INDICATOR_INPUT_UNKNOWN')
  })
})

describe('how an input is read', () => {
  it('concentration: HHI, normalised, the largest', () => {
    expect(reduced([50, 30, 20], 100, 'hhi', 5)).toBeCloseTo(0.38, 12)
    expect(reduced([50, 30, 20], 100, 'hhi_normalised', 5)).toBeCloseTo((0.38 - 1 / 3) / (2 / 3), 12)
    expect(reduced([50, 30, 20], 100, 'top_share', 2)).toBe(80)
    expect(reduced([50, 30], 100, 'top_share', 2)).toBe(80)
    expect(reduced([], 0, 'hhi', 5)).toBeNull()
  })

  it('of partners, and hidden where one partner is', () => {
    const cube = cubeOf({ US: { '2024': 60 }, JP: { '2024': 40 } }, 'year', 'partner')
    const over = { variable: 'partner', reduce: 'hhi', count: 5 } as const
    const one = readableCube(cube, { over })
    expect(one.dimensions.map((d) => d.variable)).toEqual(['period'])
    expect(Array.from(one.cells.values[0] ?? [])).toEqual([0.52])
    const hidden = readableCube(cubeOf({ US: { '2024': 60 }, JP: { '2024': 'suppressed' } }, 'year'), { over })
    expect(hidden.cells.statuses?.[0]).toEqual(['suppressed'])
    expect(Array.from(hidden.cells.values[0] ?? [])).toEqual([null])
  })

  it('years stand for the school years that begin in them', () => {
    const read = readableCube(cubeOf({ '': { '2024': 5 } }, 'year'), { yearAs: 'school_year' })
    expect(read.dimensions.at(-1)?.categories[0]?.code).toBe('2024-2025')
  })
})
