// Sampling errors over generated samples: strata with one cluster, empty cells, missing answers, negative values,
// links. The three engines must give the same errors and marks to the last digit, whatever R would say of such a
// sample.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { tabulateWide } from '#engine/analyse/tabulate/plan/tabulateModel.ts'
import type { Cube } from '#shared/model/cube.ts'
import { Failure } from '#shared/model/failure.ts'
import { surveyDesignSchema } from '#shared/model/survey.ts'
import { tableDefinitionSchema } from '#shared/model/table.ts'
import { firmsArbitrary, rowArbitrary } from './generated.ts'
import { memoryModel, testDataset } from './memoryModel.ts'
import { quietJob } from '../support/engine/testContext.ts'

const title = { vi: '', en: '' }
const w = { weight: 'weight' }
const errors = (of: string) =>
  ['standard_error', 'coefficient_of_variation', 'confidence_lower', 'confidence_upper'].map((statistic, i) => ({
    id: `${of}_${i}`,
    statistic,
    of,
  }))
const measures = [
  { id: 'n', statistic: 'count', ...w },
  { id: 's', statistic: 'sum', variable: 'age', filter: "flow = 'X'", ...w },
  { id: 'm', statistic: 'mean', variable: 'age', ...w },
  { id: 'q', statistic: 'percentile', percentile: 40, variable: 'age', ...w },
  { id: 'p', statistic: 'percent', of: 'n', base: 'row' },
  { id: 'r', statistic: 'ratio', numerator: 's', denominator: 'n' },
  { id: 'd', statistic: 'difference', of: 'm', step: 'month' },
]
const table = (more: object) =>
  tableDefinitionSchema.parse({
    kind: 'table',
    id: 'x',
    title,
    dataset: 'line',
    measures: [...measures, ...['n', 's', 'm', 'q', 'p', 'r', 'd'].flatMap(errors)],
    ...more,
  })
const tables = [
  table({}),
  table({ rows: [{ variable: 'flow' }], columns: [{ variable: 'period' }] }),
  table({
    rows: [
      { variable: 'area', missing: 'hide' },
      { variable: 'trader', stack: true },
    ],
    columns: [{ variable: 'flow' }],
  }),
  table({ rows: [{ variable: 'register.owner' }], columns: [{ variable: 'period' }], filter: 'age >= 0' }),
]
const designs = [
  { weight: 'weight', strata: ['flow'] },
  { weight: 'weight', strata: ['flow'], clusters: ['trader'] },
  { weight: 'weight', clusters: ['trader'], periods: 'shared' },
  { weight: 'weight', strata: ['flow', 'trader'], periods: 'shared' },
].map((d) => surveyDesignSchema.parse(d))

const outcome = async (run: Promise<{ cube: Cube }>): Promise<unknown> => {
  try {
    const { cells, measures: own, notes } = (await run).cube
    return { cells, own, notes }
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.value.code !== 'UNEXPECTED') return thrown.value
    throw thrown
  }
}

it('gives the same errors on DuckDB, SQLite and the evaluator', async () => {
  let figures = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(rowArbitrary, { minLength: 1, maxLength: 30 }),
      firmsArbitrary,
      fc.constantFrom(...designs),
      fc.constantFrom('not_available' as const, 'certainty' as const, 'adjust' as const),
      async (rows, firms, design, loneCluster) => {
        const sample = rows.map((row, i) => ({
          ...row,
          flow: row.flow ?? 'X',
          trader: row.trader ?? '0100',
          weight: [100n, 250n, 50n, 0n][i % 4] ?? 100n,
        }))
        const held = await memoryModel(sample, firms)
        const model = {
          ...held.model,
          dataset: { ...testDataset, design },
          surveyRule: { caution: 15, unreliable: 30, loneCluster },
        }
        try {
          for (const one of tables) {
            const evaluated = await outcome(tabulateWide(model, one, { engine: 'evaluator' }, quietJob()))
            for (const engine of ['duckdb', 'sqlite'] as const)
              expect(await outcome(tabulateWide({ ...model, cacheOwner: {} }, one, { engine }, quietJob()))).toEqual(
                evaluated,
              )
            const { cells } = evaluated as { cells?: Cube['cells'] }
            for (const column of cells?.values.slice(4) ?? [])
              for (const value of column) if (value !== null) figures += 1
          }
        } finally {
          await held.close()
        }
      },
    ),
    { numRuns: Math.ceil(Number(process.env['STATDESK_RUNS'] ?? 300) / 10), seed: 2026, endOnFailure: false },
  )
  expect(figures).toBeGreaterThan(1000)
}, 3_600_000)
