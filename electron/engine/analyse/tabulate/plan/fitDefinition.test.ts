// A definition from another workspace: everything unknown is named at once, the rest stays and can be computed.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Failure } from '#shared/model/failure.ts'
import { tableDefinitionSchema } from '#shared/model/table.ts'
import { memoryModel } from '#test/conformance/memoryModel.ts'
import type { MemoryModel } from '#test/conformance/memoryModel.ts'
import { fitDefinition } from './fitDefinition.ts'
import { tabulateModel } from './tabulateModel.ts'
import { quietJob } from '#test/support/engine/testContext.ts'

const t = (text: string) => ({ vi: text, en: text })
const foreign = tableDefinitionSchema.parse({
  kind: 'table',
  id: 'foreign',
  title: t('x'),
  dataset: 'line',
  filter: "colour = 'red'",
  rows: [
    { variable: 'area', sort: 'value_descending', sortBy: { measure: 'weight_sum' } },
    { variable: 'shape' },
    { variable: 'group_of_shape', stack: true },
    { variable: 'big' },
  ],
  columns: [{ variable: 'area', level: 'continent' }, { variable: 'period' }],
  layers: [{ variable: 'elsewhere.kind' }],
  variables: [
    {
      kind: 'variable',
      id: 'group_of_shape',
      dataset: 'line',
      label: t('g'),
      method: 'recode',
      of: 'shape',
      groups: [{ code: 'a', label: t('a'), members: ['1'] }],
    },
    { kind: 'variable', id: 'big', dataset: 'line', label: t('b'), method: 'bands', of: 'value', bounds: ['100'] },
  ],
  measures: [
    { id: 'n', statistic: 'count', inTotals: 'weight_sum' },
    { id: 'weight_sum', statistic: 'sum', variable: 'heft' },
    { id: 'value', statistic: 'sum', variable: 'value' },
    { id: 'per_heft', statistic: 'ratio', numerator: 'value', denominator: 'weight_sum' },
    { id: 'share', statistic: 'percent', of: 'value', base: 'column' },
    { id: 'filtered', statistic: 'count', filter: 'heft > 1' },
  ],
  footnotes: [
    { text: t('note'), measure: 'per_heft' },
    { text: t('kept'), variable: 'area' },
  ],
  conditionalFormats: [{ type: 'bar', measure: 'weight_sum' }],
})

describe('a definition from elsewhere', () => {
  let held: MemoryModel
  beforeAll(async () => {
    held = await memoryModel(
      [
        {
          period: '2025-06',
          area: '01',
          flow: 'X',
          trader: '0100',
          person: 1n,
          age: 1,
          value: 12_345n,
          weight: 100n,
          cleared: null,
          firm: null,
          agent: null,
        },
      ],
      [],
    )
  })
  afterAll(() => held.close())

  it('names all that is missing at once', async () => {
    const refused = await tabulateModel(held.model, foreign, { engine: 'duckdb' }, quietJob()).catch(
      (thrown: unknown) => thrown,
    )
    expect((refused as Failure).value).toEqual({
      code: 'VARIABLES_UNKNOWN',
      facts: { variables: 'shape, elsewhere.kind, heft', dataset: 'line' },
    })
  })

  it('keeps what is known, names what is left out, and can be computed', async () => {
    const { definition, leftOut } = fitDefinition(held.model, foreign)
    expect(leftOut.map(({ what, name }) => `${what} ${name}`)).toEqual([
      'variable group_of_shape',
      'dimension shape',
      'dimension group_of_shape',
      'dimension area (continent)',
      'dimension elsewhere.kind',
      'measure weight_sum: sum(heft)',
      'measure filtered: count()',
      'measure per_heft: ratio(value, weight_sum)',
      "filter colour = 'red'",
    ])
    expect(definition.rows.map((d) => [d.variable, d.sort])).toEqual([
      ['area', 'code'],
      ['big', 'code'],
    ])
    expect(definition.measures.map((m) => [m.id, m.inTotals])).toEqual([
      ['n', undefined],
      ['value', undefined],
      ['share', undefined],
    ])
    expect(definition.footnotes).toHaveLength(1)
    expect(definition.conditionalFormats).toEqual([])
    const cube = await tabulateModel(held.model, definition, { engine: 'duckdb' }, quietJob())
    expect(cube.measures.map((m) => m.id)).toEqual(['n', 'value', 'share'])
  })

  it('changes nothing of a definition that fits', () => {
    const own = tableDefinitionSchema.parse({
      ...foreign,
      filter: null,
      rows: [{ variable: 'area' }],
      columns: [],
      layers: [],
      variables: [],
      measures: [{ id: 'n', statistic: 'count' }],
      footnotes: [],
      conditionalFormats: [],
    })
    expect(fitDefinition(held.model, own)).toEqual({ definition: own, leftOut: [] })
  })
})
