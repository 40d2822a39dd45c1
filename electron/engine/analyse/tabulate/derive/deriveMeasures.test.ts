import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cube } from '#shared/model/cube.ts'
import { figureAt, sampleTable, wideCubeOf } from '#test/fixtures/wideCube.ts'
import type { PlainRecord } from '#test/fixtures/wideCube.ts'
import { deriveMeasures } from './deriveMeasures.ts'

const derived = (definition: Parameters<typeof sampleTable>[0], records: readonly PlainRecord[]): Cube => {
  const table = sampleTable(definition)
  return deriveMeasures(wideCubeOf(table, records), table)
}
const sum = { id: 'v', statistic: 'sum' as const, variable: 'value' }
const yearly = (values: Record<string, number>, more: PlainRecord = {}): PlainRecord[] =>
  Object.entries(values).map(([period, value]) => ({ period, value, ...more }))

describe('growth, index and running sums', () => {
  const time = { rows: [{ variable: 'period' }] }
  it('gives the percent change of the worked example of the U.S. Bureau of Labor Statistics: 136.0 from 129.9 is 4.7 %', () => {
    const cube = derived(
      {
        ...time,
        measures: [sum, { id: 'g', statistic: 'growth', of: 'v' }, { id: 'd', statistic: 'difference', of: 'v' }],
      },
      yearly({ '2021': 1299, '2022': 1360 }),
    )
    expect(figureAt(cube, 'g', ['2021'])).toBe('not_available')
    expect(figureAt(cube, 'd', ['2022'])).toBe(61)
    expect(Number(figureAt(cube, 'g', ['2022'])).toFixed(1)).toBe('4.7')
    expect(figureAt(cube, 'g', ['#total'])).toBe('not_applicable')
  })
  it('gives the index of a textbook: 1995 = 100, 120 then 150 of 125', () => {
    const cube = derived(
      { ...time, measures: [sum, { id: 'i', statistic: 'index', of: 'v', basePeriod: '1995' }] },
      yearly({ '1995': 125, '1996': 150, '1997': 100 }),
    )
    expect(['1995', '1996', '1997'].map((p) => figureAt(cube, 'i', [p]))).toEqual([100, 120, 80])
    expect(figureAt(cube, 'i', ['#total'])).toBe('not_applicable')
  })
  it('without a base period compares with the period before', () => {
    const cube = derived(
      { ...time, measures: [sum, { id: 'i', statistic: 'index', of: 'v' }] },
      yearly({ '2023': 100, '2024': 107, '2025': 214 }),
    )
    expect(['2023', '2024', '2025'].map((p) => figureAt(cube, 'i', [p]))).toEqual(['not_available', 107, 200])
  })
  it('is not available from zero, from a negative figure, or of a base that is not there', () => {
    const cube = derived(
      {
        ...time,
        measures: [
          sum,
          { id: 'g', statistic: 'growth', of: 'v' },
          { id: 'i', statistic: 'index', of: 'v', basePeriod: '1990' },
        ],
      },
      yearly({ '2020': 0, '2021': -5, '2022': 10 }),
    )
    expect(['2020', '2021', '2022'].map((p) => figureAt(cube, 'g', [p]))).toEqual([
      'not_available',
      'not_available',
      'not_available',
    ])
    expect(figureAt(cube, 'i', ['2022'])).toBe('not_available')
  })
  it('moves months by year, quarter and month, and outer years with them', () => {
    const months = ['2023-12', '2024-01', '2024-03', '2024-12', '2025-01']
    const records = months.map((month, i): PlainRecord => ({
      'month:period': month,
      'year:period': month.slice(0, 4),
      value: 10 ** i,
      period: month,
    }))
    const cube = derived(
      {
        rows: [
          { variable: 'period', level: 'year' },
          { variable: 'period', level: 'month' },
        ],
        measures: [
          sum,
          ...(['month', 'quarter', 'year'] as const).map((step) => ({
            id: step,
            statistic: 'difference' as const,
            of: 'v',
            step,
          })),
          { id: 'run', statistic: 'cumulative', of: 'v' },
        ],
      },
      records,
    )
    // The sample takes the kind of time from the field "period", which is by month: the outer dimension is told to be
    // years.
    cube.dimensions[0]!.time = 'year'
    const wide = {
      ...cube,
      measures: cube.measures.filter((m) => m.id === 'v'),
      cells: { ...cube.cells, values: [cube.cells.values[0]!], statuses: [cube.cells.statuses?.[0] ?? null] },
    }
    const table = sampleTable({
      rows: [
        { variable: 'period', level: 'year' },
        { variable: 'period', level: 'month' },
      ],
      measures: [
        sum,
        ...(['month', 'quarter', 'year'] as const).map((step) => ({
          id: step,
          statistic: 'difference' as const,
          of: 'v',
          step,
        })),
        { id: 'run', statistic: 'cumulative', of: 'v' },
      ],
    })
    const again = deriveMeasures(wide, table)
    expect(figureAt(again, 'month', ['2024', '2024-01'])).toBe(10 - 1)
    expect(figureAt(again, 'quarter', ['2024', '2024-03'])).toBe(100 - 1)
    expect(figureAt(again, 'year', ['2025', '2025-01'])).toBe(10000 - 10)
    expect(figureAt(again, 'year', ['2024', '#total'])).toBe(1110 - 1)
    expect(figureAt(again, 'month', ['2024', '#total'])).toBe('not_applicable')
    // Running sums begin anew each year, and go over the years at the years' own totals.
    expect(figureAt(again, 'run', ['2024', '2024-12'])).toBe(1110)
    expect(figureAt(again, 'run', ['2025', '2025-01'])).toBe(10000)
    expect(figureAt(again, 'run', ['2025', '#total'])).toBe(11111)
  })
  it('goes on where nothing occurred: minus all of last year, an unchanged running sum', () => {
    const records: PlainRecord[] = [
      { period: '2023', a: 'x', value: 5 },
      { period: '2023', a: 'y', value: 7 },
      { period: '2024', a: 'x', value: 6 },
      { period: '2025', a: 'x', value: 1 },
    ]
    const cube = derived(
      {
        rows: [{ variable: 'a' }],
        columns: [{ variable: 'period' }],
        measures: [
          sum,
          { id: 'd', statistic: 'difference', of: 'v' },
          { id: 'g', statistic: 'growth', of: 'v' },
          { id: 'c', statistic: 'cumulative', of: 'v' },
          { id: 'p', statistic: 'percent', of: 'v', base: 'column' },
        ],
      },
      records,
    )
    expect(figureAt(cube, 'd', ['y', '2024'])).toBe(-7)
    expect(figureAt(cube, 'g', ['y', '2024'])).toBe(-100)
    expect(figureAt(cube, 'v', ['y', '2024'])).toBe('none')
    expect(figureAt(cube, 'p', ['y', '2024'])).toBe('none')
    expect([figureAt(cube, 'c', ['y', '2024']), figureAt(cube, 'c', ['y', '2025'])]).toEqual([7, 7])
    // Changes add up to the change of the total because the vanished are there.
    expect(Number(figureAt(cube, 'd', ['x', '2024'])) + Number(figureAt(cube, 'd', ['y', '2024']))).toBe(
      figureAt(cube, 'd', ['#total', '2024']),
    )
    expect(
      Array.from(cube.cells.coordinates[0]!).every(
        (c, i, all) =>
          i === 0 ||
          c > all[i - 1]! ||
          (c === all[i - 1] && cube.cells.coordinates[1]![i]! > cube.cells.coordinates[1]![i - 1]!),
      ),
    ).toBe(true)
  })
  it('derives from the derived, whatever the order they are written in', () => {
    const cube = derived(
      {
        ...time,
        measures: [
          { id: 'g', statistic: 'growth', of: 'r' },
          { id: 'r', statistic: 'ratio', numerator: 'v', denominator: 'n' },
          { id: 'n', statistic: 'count' },
          sum,
        ],
      },
      [...yearly({ '2023': 10, '2024': 10 }), ...yearly({ '2024': 20 })],
    )
    expect(cube.measures.map((m) => m.id)).toEqual(['g', 'r', 'n', 'v'])
    expect(figureAt(cube, 'r', ['2024'])).toBe(15)
    expect(figureAt(cube, 'g', ['2024'])).toBe(50)
  })
})

describe('percentages', () => {
  // A 2×3 table of a textbook: party by sex (Agresti, Categorical Data Analysis, table 2.5: 279/73/225 and 165/47/191).
  const cells: [string, string, number][] = [
    ['female', 'dem', 279],
    ['female', 'ind', 73],
    ['female', 'rep', 225],
    ['male', 'dem', 165],
    ['male', 'ind', 47],
    ['male', 'rep', 191],
  ]
  const people = cells.flatMap(([sex, party, n]) => Array.from({ length: n }, (): PlainRecord => ({ sex, party })))
  const cube = derived(
    {
      rows: [{ variable: 'sex', total: 'none' }],
      columns: [{ variable: 'party', total: 'none' }],
      measures: [
        { id: 'n', statistic: 'count' },
        ...(['row', 'column', 'table', 'layer', 'parent_row', 'parent_column'] as const).map((base) => ({
          id: base,
          statistic: 'percent' as const,
          of: 'n',
          base,
        })),
      ],
    },
    people,
  )
  const at = (measure: string, ...codes: string[]) => Number(figureAt(cube, measure, codes)).toFixed(1)
  it('has the row, column and table percentages of the book', () => {
    expect([at('row', 'female', 'dem'), at('row', 'female', 'ind'), at('row', 'female', 'rep')]).toEqual([
      '48.4',
      '12.7',
      '39.0',
    ])
    expect([at('column', 'female', 'dem'), at('column', 'male', 'dem')]).toEqual(['62.8', '37.2'])
    expect([at('table', 'female', 'dem'), at('layer', 'male', 'rep')]).toEqual(['28.5', '19.5'])
    expect([at('parent_row', 'female', 'dem'), at('parent_column', 'female', 'dem')]).toEqual(['62.8', '48.4'])
  })
  it('takes the parent within its group, and itself at the outermost total', () => {
    const records = [
      ['a', 'x', 3],
      ['a', 'y', 1],
      ['b', 'x', 6],
    ].flatMap(([r, s, n]) => Array.from({ length: Number(n) }, (): PlainRecord => ({ r: String(r), s: String(s) })))
    const nested = derived(
      {
        rows: [{ variable: 'r' }, { variable: 's' }],
        measures: [
          { id: 'n', statistic: 'count' },
          { id: 'p', statistic: 'percent', of: 'n', base: 'parent_row' },
          { id: 'o', statistic: 'share', of: 'n', base: 'subtotal', over: ['r'] },
        ],
      },
      records,
    )
    expect(
      [
        ['a', 'x'],
        ['a', '#total'],
        ['#total', '#total'],
        ['#total', 'x'],
      ].map((c) => figureAt(nested, 'p', c)),
    ).toEqual([75, 40, 100, 90])
    expect([figureAt(nested, 'o', ['a', 'x']), figureAt(nested, 'o', ['b', '#total'])]).toEqual([3 / 9, 0.6])
  })
})

describe('ratio and rank', () => {
  it('recomputes the ratio in totals, and is not available over zero', () => {
    const cube = derived(
      {
        rows: [{ variable: 'a' }],
        measures: [
          { id: 'x', statistic: 'sum', variable: 'x' },
          { id: 'y', statistic: 'sum', variable: 'y' },
          { id: 'r', statistic: 'ratio', numerator: 'x', denominator: 'y', factor: 100 },
        ],
      },
      [
        { a: '1', x: 1, y: 2 },
        { a: '2', x: 3, y: 4 },
        { a: '3', x: 5, y: 0 },
      ],
    )
    expect(['1', '2', '3', '#total'].map((a) => figureAt(cube, 'r', [a]))).toEqual([50, 75, 'not_available', 150])
  })
  it('ranks as Excel RANK.EQ does: ties share the better rank', () => {
    // Microsoft's example for RANK: 7, 3.5, 3.5, 1, 2 → rank of 3.5 ascending is 3, of 7 is 5 (tenths here).
    const cube = derived(
      {
        rows: [{ variable: 'a' }],
        measures: [
          sum,
          { id: 'up', statistic: 'rank', of: 'v', direction: 'ascending' },
          { id: 'down', statistic: 'rank', of: 'v' },
        ],
      },
      [70, 35, 35, 10, 20].map((value, i) => ({ a: String(i), value })).concat([{ a: '', value: 99 }]),
    )
    expect(['0', '1', '2', '3', '4'].map((a) => figureAt(cube, 'up', [a]))).toEqual([5, 3, 3, 1, 2])
    expect(['0', '1', '2', '3', '4'].map((a) => figureAt(cube, 'down', [a]))).toEqual([1, 2, 2, 5, 4])
    expect([figureAt(cube, 'up', ['#total']), figureAt(cube, 'up', ['#missing'])]).toEqual([
      'not_applicable',
      'not_applicable',
    ])
  })
})

describe('against the records', () => {
  const record = fc.record({
    a: fc.constantFrom('1', '2', '3'),
    b: fc.constantFrom('x', 'y'),
    period: fc.constantFrom<string>('2022', '2023', '2025'),
  })
  const kinds = ['row', 'column', 'table', 'parent_row'] as const
  it('every derived figure is what counting the records one by one gives', () => {
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 30 }), (records) => {
        const cube = derived(
          {
            rows: [{ variable: 'a' }, { variable: 'b' }],
            columns: [{ variable: 'period' }],
            measures: [
              { id: 'n', statistic: 'count' },
              ...kinds.map((base) => ({ id: base, statistic: 'percent' as const, of: 'n', base })),
              { id: 'k', statistic: 'rank', of: 'n', along: 'a' },
              { id: 'g', statistic: 'growth', of: 'n' },
              { id: 'd', statistic: 'difference', of: 'n' },
              { id: 'i', statistic: 'index', of: 'n', basePeriod: '2023' },
              { id: 'c', statistic: 'cumulative', of: 'n' },
            ],
          },
          records,
        )
        const count = (a: string | null, b: string | null, period: string | null) =>
          records.filter(
            (r) => (a === null || r.a === a) && (b === null || r.b === b) && (period === null || r.period === period),
          ).length
        const periods = [...new Set(records.map((r) => r.period))].toSorted()
        const code = (d: number, i: number) => {
          const c = cube.dimensions[d]!.categories[cube.cells.coordinates[d]![i]!]!
          return c.kind === 'total' ? null : c.code
        }
        const percent = (part: number, whole: number) => (whole === 0 ? 'not_available' : (part * 100) / whole)
        for (let i = 0; i < cube.cells.records.length; i += 1) {
          const [a, b, period] = [code(0, i), code(1, i), code(2, i)] as const
          const at = (id: string) => figureAt(cube, id, [a ?? '#total', b ?? '#total', period ?? '#total'])
          const n = count(a, b, period)
          if (n > 0) {
            expect(at('row')).toBe(percent(n, count(a, b, null)))
            expect(at('column')).toBe(percent(n, count(null, null, period)))
            expect(at('table')).toBe(percent(n, records.length))
            expect(at('parent_row')).toBe(
              percent(n, b !== null ? count(a, null, period) : a !== null ? count(null, null, period) : n),
            )
            expect(at('k')).toBe(
              a === null ? 'not_applicable' : 1 + ['1', '2', '3'].filter((other) => count(other, b, period) > n).length,
            )
          }
          if (period === null) {
            expect([at('g'), at('d'), at('i'), at('c')]).toEqual([
              'not_applicable',
              'not_applicable',
              'not_applicable',
              'not_applicable',
            ])
            continue
          }
          const before = String(Number(period) - 1)
          const known = periods.includes(before)
          expect(at('d')).toBe(known ? n - count(a, b, before) : 'not_available')
          expect(at('g')).toBe(known ? percent(n - count(a, b, before), count(a, b, before)) : 'not_available')
          expect(at('i')).toBe(periods.includes('2023') ? percent(n, count(a, b, '2023')) : 'not_available')
          expect(at('c')).toBe(periods.filter((p) => p <= period).reduce((sum, p) => sum + count(a, b, p), 0))
        }
      }),
      { numRuns: 100 },
    )
  })
})

describe('identities', () => {
  const record = fc.record({
    a: fc.constantFrom('1', '2', '3', ''),
    b: fc.constantFrom('x', 'y'),
    c: fc.constantFrom('p', 'q', ''),
    period: fc.constantFrom('2022', '2023', '2024'),
    value: fc.integer({ min: 0, max: 50 }),
  })
  it('percentages of parts sum to 100; shares to one; changes to the change of the total; a running sum ends at the total', () => {
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 40 }), (records) => {
        const cube = derived(
          {
            rows: [{ variable: 'a' }, { variable: 'b' }],
            columns: [{ variable: 'period', total: 'after' }],
            measures: [
              { id: 'n', statistic: 'count' },
              { id: 'p', statistic: 'percent', of: 'n', base: 'column' },
              { id: 's', statistic: 'share', of: 'n', base: 'parent_row' },
              { id: 'd', statistic: 'difference', of: 'n' },
              { id: 'c', statistic: 'cumulative', of: 'n' },
            ],
          },
          records,
        )
        const codes = (d: number) =>
          cube.dimensions[d]!.categories.filter((c) => c.kind !== 'total').map((c) =>
            c.kind === 'missing' ? '#missing' : c.code,
          )
        const number = (x: unknown) => (typeof x === 'number' ? x : 0)
        for (const period of [...codes(2), '#total']) {
          const parts = codes(0).flatMap((a) => codes(1).map((b) => number(figureAt(cube, 'p', [a, b, period]))))
          expect(parts.reduce((x, y) => x + y, 0)).toBeCloseTo(100, 9)
          for (const a of codes(0)) {
            if (typeof figureAt(cube, 'n', [a, '#total', period]) !== 'number') continue
            expect(codes(1).reduce((x, b) => x + number(figureAt(cube, 's', [a, b, period])), 0)).toBeCloseTo(1, 9)
          }
          const changes = codes(0).reduce((x, a) => x + number(figureAt(cube, 'd', [a, '#total', period])), 0)
          const all = figureAt(cube, 'd', ['#total', '#total', period])
          if (typeof all === 'number') expect(changes).toBe(all)
        }
        const last = codes(2).at(-1)!
        for (const a of codes(0))
          expect(figureAt(cube, 'c', [a, '#total', last])).toBe(figureAt(cube, 'n', [a, '#total', '#total']))
      }),
      { numRuns: 60 },
    )
  })
  it('reads only figures that are published', () => {
    const table = sampleTable({
      rows: [{ variable: 'a' }],
      columns: [{ variable: 'period' }],
      measures: [
        sum,
        { id: 'p', statistic: 'percent', of: 'v', base: 'column' },
        { id: 'g', statistic: 'growth', of: 'v' },
        { id: 'k', statistic: 'rank', of: 'v' },
      ],
    })
    const wide = wideCubeOf(table, [
      ...yearly({ '2023': 1, '2024': 2 }, { a: '1' }),
      ...yearly({ '2023': 3, '2024': 4 }, { a: '2' }),
    ])
    const hidden = wide.cells.records.findIndex(
      (_, i) => wide.cells.coordinates[0]![i] === 0 && wide.cells.coordinates[1]![i] === 0,
    )
    const status = Array.from(wide.cells.records, (_, i) =>
      i === hidden ? ('suppressed' as const) : ('value' as const),
    )
    const cube = deriveMeasures(
      {
        ...wide,
        cells: { ...wide.cells, values: [Array.from(wide.cells.values[0]!).with(hidden, null)], statuses: [status] },
      },
      table,
    )
    expect([
      figureAt(cube, 'p', ['1', '2023']),
      figureAt(cube, 'g', ['1', '2024']),
      figureAt(cube, 'k', ['1', '2023']),
      figureAt(cube, 'k', ['2', '2023']),
    ]).toEqual(['suppressed', 'suppressed_secondary', 'suppressed', 1])
    expect(figureAt(cube, 'p', ['2', '2023'])).toBe(75)
    expect(cube.notes).toHaveLength(1)
  })
})

describe('bad definitions', () => {
  it.each([
    [
      'a cycle',
      [
        { id: 'a', statistic: 'growth', of: 'b' },
        { id: 'b', statistic: 'growth', of: 'a' },
      ],
    ],
    ['an unknown input', [{ id: 'a', statistic: 'percent', of: 'nowhere', base: 'row' }]],
    ['a measure in totals that is not there', [{ id: 'n', statistic: 'count', inTotals: 'nowhere' }]],
    [
      'a subtotal of nothing',
      [
        { id: 'n', statistic: 'count' },
        { id: 'p', statistic: 'percent', of: 'n', base: 'subtotal' },
      ],
    ],
    [
      'a running sum of means',
      [
        { id: 'm', statistic: 'mean', variable: 'value' },
        { id: 'c', statistic: 'cumulative', of: 'm' },
      ],
    ],
  ])('refuses %s', (_, measures) => {
    expect(() => derived({ measures: measures as never }, [])).toThrow(/DEFINITION_INVALID/)
  })
})

describe('size', () => {
  it('derives three figures over 200,000 cells in well under a second', () => {
    const table = sampleTable({
      rows: [{ variable: 'a' }, { variable: 'b' }],
      columns: [{ variable: 'period' }],
      measures: [
        { id: 'n', statistic: 'count' },
        { id: 'p', statistic: 'percent', of: 'n', base: 'parent_row' },
        { id: 'g', statistic: 'growth', of: 'n' },
        { id: 'k', statistic: 'rank', of: 'n' },
      ],
    })
    const base = wideCubeOf(
      table,
      ['2022', '2023'].map((period) => ({ a: '1', b: '1', period })),
    )
    const category = (code: string, kind: 'value' | 'total' = 'value') => ({
      code,
      label: { vi: code, en: code },
      kind,
    })
    const sizes = [40, 500, 10]
    const dimensions = base.dimensions.map((d, i) => ({
      ...d,
      categories: [
        ...Array.from({ length: sizes[i]! - 1 }, (_, c) => category(i === 2 ? String(2000 + c) : String(c))),
        category('', 'total'),
      ],
    }))
    const count = sizes.reduce((x, y) => x * y, 1)
    const coordinates = dimensions.map(() => Array.from<number>({ length: count }))
    const records = Array.from<number>({ length: count })
    for (let i = 0; i < count; i += 1) {
      coordinates[0]![i] = Math.floor(i / 5000)
      coordinates[1]![i] = Math.floor(i / 10) % 500
      coordinates[2]![i] = i % 10
      records[i] = 1 + ((i * 7919) % 1000)
    }
    const cube = deriveMeasures({ ...base, dimensions, cells: { coordinates, records, values: [records] } }, table)
    expect(cube.cells.values[2]).toHaveLength(count)
  })
})
