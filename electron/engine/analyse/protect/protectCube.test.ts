// What stands behind a figure is counted for that figure: of a cell of a hundred, one may have answered. Over a small
// workspace.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { categoryKey } from '#shared/model/cube.ts'
import type { Cube } from '#shared/model/cube.ts'
import type { IndicatorDefinition } from '#shared/model/indicator.ts'
import { computeIndicator } from '#engine/analyse/indicators/computeIndicator.ts'
import { definitionRepository } from '#engine/workspace/files/catalogDefinitions.ts'
import { quietJob } from '#test/support/engine/testContext.ts'
import { firmIndicator, firmTable, firmWorkspace } from '#test/support/protect/firmWorkspace.ts'
import type { FirmWorkspace } from '#test/support/protect/firmWorkspace.ts'
import { protectCube, protectDefinition } from './protectCube.ts'

let made: FirmWorkspace
beforeAll(async () => {
  made = await firmWorkspace()
}, 60_000)
afterAll(() => made.close())

/** Of each cell of the rows, by code: the figures of each measure; null: withheld. */
const figures = (cube: Cube): Record<string, (string | null)[]> =>
  Object.fromEntries(
    Array.from(cube.cells.records, (_, i) => [
      cube.dimensions
        .map((d, k) => categoryKey(d.categories[cube.cells.coordinates[k]?.[i] ?? 0] ?? { code: '', kind: 'total' }))
        .map((key) => key.split('@')[0] ?? '')
        .join('|'),
      cube.measures.map((_, m) => {
        const figure = cube.cells.values[m]?.[i] ?? null
        const status = cube.cells.statuses?.[m]?.[i] ?? 'value'
        return figure === null ? status : String(figure)
      }),
    ]),
  )
const shown = async (more: object) =>
  figures(await protectDefinition(made.context, firmTable(more), { engine: 'duckdb' }, quietJob()))

describe('a statistic of a variable few have filled in', () => {
  it.each([
    { id: 'm', statistic: 'median', variable: 'revenue' },
    { id: 'm', statistic: 'percentile', percentile: 50, variable: 'revenue' },
    { id: 'm', statistic: 'standard_deviation', variable: 'revenue' },
    { id: 'm', statistic: 'mean', variable: 'revenue' },
    { id: 'm', statistic: 'distinct', variable: 'revenue' },
  ])('is withheld where one did: $statistic', async (measure) => {
    const cells = await shown({ measures: [{ id: 'n', statistic: 'count' }, measure] })
    expect(cells['79']?.[0]).toBe('100')
    expect(cells['79']?.[1]).toMatch(/^suppressed/)
  })

  it('is withheld where the measure keeps four of a hundred, and shown where it keeps twelve', async () => {
    const median = (kind: string) => ({
      id: `m${kind}`,
      statistic: 'median',
      variable: 'income',
      filter: `kind = '${kind}'`,
    })
    const cells = await shown({ measures: [median('2'), median('3')] })
    expect(cells['01']?.[0]).toBe('suppressed')
    expect(cells['01']?.[1]).toMatch(/^\d+$/)
  })
})

describe('persons over several periods', () => {
  it.each(["not period = '2025-03'", "period <> '2025-03'", "period in ('2025-01', '2025-02')"])(
    'are counted once where the filter says %s',
    async (filter) => {
      const definition = firmTable({ dataset: 'person', filter })
      const cube = await protectDefinition(made.context, definition, { engine: 'duckdb' }, quietJob())
      expect(figures(cube)['79']).toEqual(['suppressed'])
      expect(cube.protection.unit).toBe('person')
    },
  )

  it('are their records where one period is kept', async () => {
    const definition = firmTable({ dataset: 'person', filter: "period = '2025-03'" })
    const cube = await protectDefinition(made.context, definition, { engine: 'duckdb' }, quietJob())
    expect(cube.protection.unit).toBe('records')
    expect(figures(cube)['79']).toEqual(['suppressed'])
  })
})

describe('an indicator', () => {
  const save = (definition: IndicatorDefinition): IndicatorDefinition => {
    definitionRepository(made.workspace.catalog).save(definition, 'tester')
    return definition
  }
  const protect = async (definition: IndicatorDefinition): Promise<string[]> => {
    const cube = await computeIndicator(made.context, definition, { engine: 'duckdb' }, quietJob())
    return Object.values(figures(await protectCube(made.context, cube, {}, quietJob()))).flatMap((f) => f[0] ?? [])
  }
  const all = { dataset: 'firm', aggregate: 'sum(income)' }
  const without = (condition: string) => ({ dataset: 'firm', aggregate: `sum(income) where ${condition}` })
  const provinces = (...names: string[]) => [
    {
      id: 'province',
      label: { vi: 'tỉnh', en: 'province' },
      variables: Object.fromEntries(names.map((name) => [name, 'province'])),
    },
  ]

  it('that is the difference to an indicator without one enterprise is withheld', async () => {
    save(firmIndicator({ id: 'part', inputs: { b: without("code <> '1000'") }, formula: 'b' }))
    const whole = firmIndicator({ id: 'whole', inputs: { a: all, p: { indicator: 'part' } }, formula: 'a - p' })
    expect(await protect(whole)).toEqual(['suppressed'])
    save(whole)
    const above = firmIndicator({ id: 'above', inputs: { q: { indicator: 'whole' } }, formula: '2 * q' })
    expect(await protect(above)).toEqual(['suppressed'])
  })

  it('that is the difference to many is shown', async () => {
    save(firmIndicator({ id: 'many', inputs: { b: without("kind <> '3'") }, formula: 'b' }))
    const whole = firmIndicator({ id: 'kept', inputs: { a: all, p: { indicator: 'many' } }, formula: 'a - p' })
    expect((await protect(whole)).every((figure) => /^\d+$/.test(figure))).toBe(true)
  })

  it('of inputs by other dimensions is withheld where those meet', async () => {
    const rows = firmIndicator({
      id: 'rows',
      inputs: { a: all, b: without("code <> '1000'") },
      formula: 'a - b',
      breakdowns: provinces('a'),
    })
    const cube = await computeIndicator(made.context, rows, { engine: 'duckdb' }, quietJob())
    const cells = figures(await protectCube(made.context, cube, {}, quietJob()))
    expect(cells['#total|2025'] ?? cells['2025|#total']).toEqual(['suppressed'])
  })

  it('whose inputs mean two things by one name is refused, where they cannot be told apart', async () => {
    const made1 = (expression: string) => ({
      kind: 'variable',
      id: 'x',
      dataset: 'firm',
      label: { vi: 'x', en: 'x' },
      method: 'expression',
      expression,
      scale: 0,
    })
    const input = { dataset: 'firm', aggregate: 'sum(income) where x > 0' }
    save(firmIndicator({ id: 'other', inputs: { b: input }, formula: 'b', variables: [made1('income - 550')] }))
    const two = firmIndicator({
      id: 'two',
      inputs: { a: input, p: { indicator: 'other' } },
      formula: 'a - p',
      variables: [made1('income')],
    })
    const cube = await computeIndicator(made.context, two, { engine: 'duckdb' }, quietJob())
    await expect(protectCube(made.context, cube, {}, quietJob())).rejects.toMatchObject({
      value: { code: 'PROTECT_INPUTS_UNKNOWN' },
    })
  })
})
