// Totals that are no sums of their parts, and the base of shares: on all engines, in cells, margins, indicators and
// files.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { computeIndicator } from '#engine/analyse/indicators/computeIndicator.ts'
import { indicatorDefinitionSchema } from '#shared/model/indicator.ts'
import { casesPresent, engines, fieldTable, fieldWorkspace, figuresOf } from './fieldWorkspace.ts'
import type { FieldWorkspace } from './fieldWorkspace.ts'
import { quietJob } from '../support/engine/testContext.ts'

describe.skipIf(!casesPresent)('a distinct count (21)', () => {
  let field: FieldWorkspace
  beforeAll(async () => {
    field = await fieldWorkspace('21')
  }, 60_000)
  afterAll(() => field.close())

  it.each(engines)('is counted anew in every total, over periods and countries: %s', async (engine) => {
    const cube = await field.table(fieldTable('21', 'distinct.json'), engine)
    const distinct = figuresOf(cube, 'e')
    expect(distinct).toMatchObject({
      '2024 2024-11 #': 2,
      '2024 2024-12 #': 1,
      '2024 # #': 2,
      '2025 2025-01 #': 3,
      '2025 # #': 4,
      '# # #': 4,
    })
    // The months add up to 8, the years to 6, the countries to twice as many.
    expect(figuresOf(cube, 'n')).toMatchObject({ '2024 # #': 6, '2025 # #': 10, '# # #': 16 })
    expect(cube.measures.map((m) => m.additive)).toEqual([false, true])
  })

  it.each(engines)('also by quarter, by hidden and collapsed categories, and of a share: %s', async (engine) => {
    const quarters = await field.table(
      fieldTable('21', 'distinct.json', { rows: [{ variable: 'period', level: 'quarter', total: 'after' }] }),
      engine,
    )
    expect(figuresOf(quarters, 'e')).toMatchObject({ '2024-Q4 #': 2, '2025-Q1 #': 4, '# #': 4 })
    const share = await field.table(
      fieldTable('21', 'distinct.json', {
        rows: [{ variable: 'period', level: 'year', total: 'after' }],
        columns: [],
        measures: [
          { id: 'e', statistic: 'distinct', variable: 'enterprise_code' },
          { id: 'pc', statistic: 'percent', of: 'e', base: 'column' },
        ],
      }),
      engine,
    )
    // 2 and 4 of 4: parts of a distinct count overlap, and the table says so.
    expect(figuresOf(share, 'pc')).toMatchObject({ '2024': 50, '2025': 100, '#': 100 })
    expect(share.notes.map((n) => n.en).join()).toMatch(/overlap|more than 100|counts? in each|several/i)
  })

  it.each(engines)('also in an indicator by year: %s', async (engine) => {
    const definition = indicatorDefinitionSchema.parse({
      kind: 'indicator',
      id: 'enterprises',
      label: { vi: 'Doanh nghiệp', en: 'Enterprises' },
      unit: { vi: '', en: '' },
      definition: { vi: '', en: '' },
      domain: 'trade',
      inputs: { x: { dataset: 'customs_line', aggregate: 'distinct(enterprise_code)' } },
      breakdowns: [{ id: 'partner', label: { vi: 'Nước', en: 'Country' }, variables: { x: 'partner_country' } }],
      periodKind: 'year',
      formula: 'x',
    })
    const cube = await computeIndicator(field.context, definition, { engine }, quietJob())
    const figures = figuresOf(cube, 'enterprises')
    expect(figures).toMatchObject({ '# 2024': 2, '# 2025': 4, 'US 2025': 4 })
  })
})

describe.skipIf(!casesPresent)('records whose code is missing (23)', () => {
  let field: FieldWorkspace
  beforeAll(async () => {
    field = await fieldWorkspace('23')
  }, 60_000)
  afterAll(() => field.close())

  const sum = (figures: Record<string, number | string>, test: (key: string) => boolean): number =>
    Object.entries(figures).reduce(
      (all, [key, value]) => (test(key) && typeof value === 'number' ? all + value : all),
      0,
    )

  it.each(engines)('are in cells, margins and the base of shares alike, or in none: %s', async (engine) => {
    for (const [file, all, categories] of [
      ['show.json', 8, 3],
      ['hide.json', 5, 2],
    ] as const) {
      const cube = await field.table(fieldTable('23', file), engine)
      const count = figuresOf(cube, 'n')
      expect([file, count['# #']]).toEqual([file, all])
      expect(cube.dimensions[0]?.categories.filter((c) => c.kind !== 'total')).toHaveLength(categories)
      // Parts add up to every margin, and shares to 100.
      expect(sum(count, (key) => key.endsWith(' #') && !key.startsWith('#'))).toBe(all)
      expect(sum(count, (key) => key.startsWith('# ') && key !== '# #')).toBe(all)
      for (const place of ['1', '2', '#']) {
        const column = sum(figuresOf(cube, 'pc'), (key) => key.endsWith(` ${place}`) && !key.startsWith('#'))
        if (count[`# ${place}`] !== undefined && Number(count[`# ${place}`]) > 0) expect(column).toBeCloseTo(100, 9)
      }
      expect(sum(figuresOf(cube, 'pt'), (key) => !key.includes('#'))).toBeCloseTo(100, 9)
      expect(figuresOf(cube, 'pr')['01 #']).toBe(100)
    }
  })

  it.each(engines)('of the other axis too, and of one dimension alone: %s', async (engine) => {
    const cube = await field.table(
      fieldTable('23', 'show.json', {
        rows: [{ variable: 'sex' }],
        columns: [{ variable: 'ethnicity', missing: 'hide' }],
      }),
      engine,
    )
    expect(figuresOf(cube, 'n')['# #']).toBe(5)
    expect(sum(figuresOf(cube, 'pc'), (key) => key.endsWith(' #') && !key.startsWith('#'))).toBeCloseTo(100, 9)
  })
})
