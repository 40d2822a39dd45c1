// Periods that were not delivered, parts of periods, what is counted at a date, versions of a list: on all engines,
// with a word.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { someVisits, visitTable, visitWorkspace } from '../support/compare/visitWorkspace.ts'
import type { VisitWorkspace } from '../support/compare/visitWorkspace.ts'
import { tabulate } from '#engine/analyse/tabulate/ask/tabulate.ts'
import { computeIndicator } from '#engine/analyse/indicators/computeIndicator.ts'
import type { Cube } from '#shared/model/cube.ts'
import { indicatorDefinitionSchema } from '#shared/model/indicator.ts'
import type { IndicatorDefinition } from '#shared/model/indicator.ts'
import { casesPresent, engines, fieldTable, fieldWorkspace, figuresOf, notesOf } from './fieldWorkspace.ts'
import type { FieldWorkspace } from './fieldWorkspace.ts'
import { quietJob } from '../support/engine/testContext.ts'

const not = 'not_available'

describe.skipIf(!casesPresent)('months that were not delivered (24)', () => {
  let field: FieldWorkspace
  beforeAll(async () => {
    field = await fieldWorkspace('24')
  }, 60_000)
  afterAll(() => field.close())

  it.each(engines)('break a running sum, and say so: %s', async (engine) => {
    const cube = await field.table(fieldTable('24', 'growth.json'), engine)
    expect(figuresOf(cube, 'cum')).toMatchObject({
      '2024-01': -100,
      '2024-02': -100,
      '2024-04': not,
      '2024-06': not,
      '2025-06': not,
    })
    expect(notesOf(cube)).toContain('3/2024, 5/2024')
  })

  it.each(engines)('an index, like growth, has no base of zero or less: %s', async (engine) => {
    const cube = await field.table(fieldTable('24', 'growth.json'), engine)
    expect(figuresOf(cube, 'ix')).toMatchObject({ '2025-01': not, '2025-02': not, '2025-04': 150, '2025-06': -200 })
    expect(figuresOf(cube, 'gy')).toMatchObject({ '2025-01': not, '2025-02': not, '2025-04': 50 })
    expect(notesOf(cube)).toMatch(/base is zero or less/)
  })
})

describe.skipIf(!casesPresent)('a part of a year (25)', () => {
  let field: FieldWorkspace
  beforeAll(async () => {
    field = await fieldWorkspace('25')
  }, 60_000)
  afterAll(() => field.close())

  const heading = (cube: Cube, code: string) =>
    cube.dimensions.flatMap((d) => d.categories).find((c) => c.code === code)?.label

  it.each(engines)('is marked, and never set against a whole one: %s', async (engine) => {
    const cube = await field.table(fieldTable('25', 'year.json'), engine)
    const [growth] = cube.measures.filter((m) => m.statistic === 'growth')
    expect(figuresOf(cube, growth?.id ?? '')['X 2025']).toBe(not)
    expect(heading(cube, '2025')).toEqual({ vi: 'Năm 2025 (6/12 tháng)', en: '2025 (6 of 12 months)' })
    expect(heading(cube, '2024')).toEqual({ vi: 'Năm 2024', en: '2024' })
    expect(notesOf(cube)).toContain('6/12 tháng')
    expect(notesOf(cube)).toContain('6 of 12 months')
    expect(notesOf(cube)).toContain('A part of a period is not compared with a whole one: 2025.')
  })

  it.each(engines)('also where the filter leaves months out; months alike are compared: %s', async (engine) => {
    const quarter = await field.table(fieldTable('25', 'quarter.json'), engine)
    const [growth] = quarter.measures.filter((m) => m.statistic === 'growth')
    expect(figuresOf(quarter, growth?.id ?? '')).toMatchObject({ 'X 2025-Q1': 0, 'X 2025-Q2': not })
    const alike = await field.table(
      fieldTable('25', 'year.json', {
        filter: "period in ('2024-01', '2024-02', '2024-03', '2025-01', '2025-02', '2025-03')",
      }),
      engine,
    )
    const [same] = alike.measures.filter((m) => m.statistic === 'growth')
    expect(figuresOf(alike, same?.id ?? '')['X 2025']).toBe(0)
    expect(heading(alike, '2024')?.en).toBe('2024 (3 of 12 months)')
  })

  it('a running sum within the year begins with its first month or not at all', async () => {
    const table = (filter: string | null) =>
      fieldTable('25', 'year.json', {
        rows: [
          { variable: 'period', level: 'year', total: 'none' },
          { variable: 'period', level: 'month', total: 'none' },
        ],
        columns: [],
        measures: [
          { id: 'v', statistic: 'sum', variable: 'value_usd' },
          { id: 'cum', statistic: 'cumulative', of: 'v' },
        ],
        filter,
      })
    expect(figuresOf(await field.table(table(null)), 'cum')).toMatchObject({
      '2024 2024-12': 48_000,
      '2025 2025-01': 4000,
      '2025 2025-06': 24_000,
    })
    const late = await field.table(table("period >= '2024-03'"))
    expect(figuresOf(late, 'cum')).toMatchObject({ '2024 2024-12': not, '2025 2025-06': 24_000 })
  })
})

const indicator = (input: object, more: object): IndicatorDefinition =>
  indicatorDefinitionSchema.parse({
    kind: 'indicator',
    id: 'growth',
    label: { vi: 'Tăng trưởng', en: 'Growth' },
    unit: { vi: '%', en: '%' },
    definition: { vi: '', en: '' },
    domain: 'trade',
    inputs: { x: input },
    breakdowns: [],
    ...more,
  })

describe.skipIf(!casesPresent)('an indicator over parts of years (25)', () => {
  it.each(engines)(
    'compares like parts only, and marks them: %s',
    async (engine) => {
      const field = await fieldWorkspace('25')
      try {
        const of = (aggregate: string) =>
          computeIndicator(
            field.context,
            indicator(
              { dataset: 'customs_line', aggregate },
              { periodKind: 'year', formula: '100 * (x / prev(x, 1 year) - 1)' },
            ),
            { engine },
            quietJob(),
          )
        const whole = await of('sum(value_usd)')
        expect(figuresOf(whole, 'growth')['2025']).toBe(not)
        expect(notesOf(whole)).toContain('2025: 6/12 tháng')
        expect(notesOf(whole)).toContain('Not available in 2025: the data or the code list of the two periods differ')
        expect(whole.dimensions[0]?.categories.at(-1)?.label.en).toBe('2025 (6 of 12 months)')
        const alike = await of(
          "sum(value_usd) where period in ('2024-01', '2024-02', '2025-01', '2025-02') and flow = 'X'",
        )
        expect(figuresOf(alike, 'growth')['2025']).toBe(0)
      } finally {
        await field.close()
      }
    },
    60_000,
  )
})

describe.skipIf(!casesPresent)('what is counted at a date (26)', () => {
  let field: FieldWorkspace
  beforeAll(async () => {
    field = await fieldWorkspace('26')
  }, 60_000)
  afterAll(() => field.close())

  it.each(engines)('has no total over time unless it is asked for: %s', async (engine) => {
    const cube = await field.table(fieldTable('26', 'years.json'), engine)
    const [measure] = cube.measures
    expect(figuresOf(cube, measure?.id ?? '')).toMatchObject({ '1 2023-2024': 100, '1 2024-2025': 95 })
    expect(figuresOf(cube, measure?.id ?? '')).not.toHaveProperty('1 #')
    expect(notesOf(cube)).toBe('')
    const asked = await field.table(
      fieldTable('26', 'years.json', { columns: [{ variable: 'period', total: 'after' }] }),
      engine,
    )
    expect(figuresOf(asked, measure?.id ?? '')['1 #']).toBe(195)
    expect(notesOf(asked)).toMatch(/Totals over time add up 2 school years \(2023-2024, 2024-2025\)/)
  })

  it.each(engines)('says which periods it adds up where the table has none: %s', async (engine) => {
    const cube = await field.table(fieldTable('26', 'noyear.json'), engine)
    expect(notesOf(cube)).toMatch(/Số liệu cộng 2 năm học \(2023-2024, 2024-2025\)/)
    expect(notesOf(cube)).toMatch(/Figures add up 2 school years/)
    const one = await field.table(fieldTable('26', 'noyear.json', { filter: "period = '2024-2025'" }), engine)
    expect(notesOf(one)).toBe('')
  })

  it('different persons may be counted over years without a word', async () => {
    const cube = await field.table(
      fieldTable('26', 'years.json', {
        measures: [{ id: 'persons', statistic: 'distinct', variable: 'pupil_code' }],
      }),
    )
    expect(typeof figuresOf(cube, 'persons')['# #']).toBe('number')
    expect(notesOf(cube)).toBe('')
  })
})

describe('provinces that were merged within the table', () => {
  let visits: VisitWorkspace
  beforeAll(async () => {
    visits = await visitWorkspace()
    for (const year of ['2024', '2025'])
      for (const month of ['05', '06', '07'])
        await visits.deliver(
          `${year}-${month}`,
          someVisits(1, 40, year === '2025' && month === '07' ? ['01', '24'] : ['01', '24', '27']),
        )
  }, 60_000)
  afterAll(() => visits.close())

  const table = (more: object = {}) =>
    visitTable({
      rows: [{ variable: 'province', total: 'after' }],
      columns: [{ variable: 'period', total: 'none' }],
      measures: [
        { id: 'n', statistic: 'count' },
        { id: 'growth', statistic: 'growth', of: 'n' },
        { id: 'change', statistic: 'difference', of: 'n' },
        { id: 'index', statistic: 'index', of: 'n' },
        { id: 'cum', statistic: 'cumulative', of: 'n' },
      ],
      ...more,
    })

  it.each(engines)(
    'are not applicable after they ended, never −100 %%, and versions are told apart: %s',
    async (engine) => {
      const cube = await tabulate(visits.context, table(), { engine }, quietJob())
      for (const measure of ['growth', 'change', 'index']) {
        const figures = figuresOf(cube, measure)
        expect([measure, figures['27@2004 2025-07']]).toEqual([measure, 'not_applicable'])
        expect([measure, figures['01@2004 2025-07']]).toEqual([measure, 'not_applicable'])
        expect([measure, figures['24@2025 2025-07']]).toEqual([measure, 'not_applicable'])
        expect(typeof figures['01@2004 2025-06']).toBe('number')
        expect(typeof figures['# 2025-07']).toBe('number')
      }
      expect(figuresOf(cube, 'cum')['01@2004 2025-07']).toBe('not_applicable')
      expect(notesOf(cube)).toContain('several versions of the code list stand side by side')
      expect(notesOf(cube)).toContain('2004 (to 30/06/2025), 2025 (from 01/07/2025)')
    },
  )

  it('are compared by the year only where the same months of it count', async () => {
    const cube = await tabulate(
      visits.context,
      table({ columns: [{ variable: 'period', level: 'year', total: 'none' }] }),
      { engine: 'duckdb' },
      quietJob(),
    )
    expect(figuresOf(cube, 'growth')['01@2004 2025']).toBe('not_applicable')
    expect(figuresOf(cube, 'growth')['# 2025']).toBe(0)
  })

  it('an indicator does not take the whole of a new one for its growth', async () => {
    const cube = await computeIndicator(
      visits.context,
      indicator(
        { dataset: 'visit', aggregate: 'count()' },
        {
          periodKind: 'month',
          formula: 'x - prev(x, 1 year)',
          classification: 'as_then',
          breakdowns: [{ id: 'province', label: { vi: 'Tỉnh', en: 'Province' }, variables: { x: 'province' } }],
        },
      ),
      {},
      quietJob(),
    )
    expect(figuresOf(cube, 'growth')).toMatchObject({ '01@2025 2025-07': not, '01@2004 2025-06': 0, '# 2025-07': 0 })
  })

  it('as they are now are compared', async () => {
    const cube = await tabulate(visits.context, table({ classification: 'as_now' }), { engine: 'duckdb' }, quietJob())
    expect(typeof figuresOf(cube, 'growth')['01@2025 2025-07']).toBe('number')
    expect(notesOf(cube)).not.toContain('several versions')
  })
})
