// What protection asks to know of respondents: DuckDB, SQLite and the slow evaluator must tell the same of every cell.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tabulateWide } from '#engine/analyse/tabulate/plan/tabulateModel.ts'
import { Failure } from '#shared/model/failure.ts'
import { definitionArbitrary, firmsArbitrary, rowArbitrary } from './generated.ts'
import { memoryModel } from './memoryModel.ts'
import { quietJob } from '../support/engine/testContext.ts'

/** Sums small enough to be exact in any order: which respondents give nothing is then no question of rounding. */
const smallRow = rowArbitrary.map((row) => ({
  ...row,
  value: row.value === null ? null : row.value % 100_000n,
  weight: row.weight === null ? null : row.weight % 1_000n,
}))

const requests = [
  {
    respondent: 'trader',
    of: [
      { filter: null, variable: null, weight: null },
      { filter: null, variable: 'value', weight: null },
      { filter: "flow = 'X'", variable: 'value', weight: 'weight' },
      { filter: 'age > 0', variable: null, weight: null },
    ],
  },
  { respondent: null, of: [{ filter: null, variable: 'age', weight: null }] },
  {
    respondent: 'trader',
    // More than are read at once: cells and numbers of respondents must be the same in every reading.
    of: [
      { filter: null, variable: null, weight: null },
      ...Array.from({ length: 60 }, (_, i) => ({ filter: `age > ${i - 5}`, variable: null, weight: null })),
    ],
  },
]

const definitions = Math.max(60, Number(process.env['STATDESK_RUNS'] ?? 0))

type Told = { kind: 'refused'; code: string } | { kind: 'told'; cells: unknown[] }

describe('contributions of respondents', () => {
  it('are the same on DuckDB, SQLite and the evaluator', async () => {
    let compared = 0
    let shared = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(smallRow, { minLength: 1, maxLength: 40 }),
        firmsArbitrary,
        fc.array(definitionArbitrary, { minLength: 6, maxLength: 6 }),
        async (rows, right, all) => {
          const { model, close } = await memoryModel(rows, right)
          try {
            for (const [d, one] of all.entries()) {
              const contributions = requests[d % requests.length]!
              const told = async (engine: 'duckdb' | 'sqlite' | 'evaluator'): Promise<Told> => {
                try {
                  const { cube, contributions: facts } = await tabulateWide(
                    model,
                    one,
                    { engine, contributions },
                    quietJob(),
                  )
                  // The same respondent has the same number in every cell: whoever leads several cells is told by them.
                  const leads = new Map<number, number[]>()
                  facts[0]?.who[0]?.forEach((who, i) => leads.set(who, [...(leads.get(who) ?? []), i]))
                  if (engine === 'duckdb' && [...leads.values()].some((of) => of.length > 1)) shared += 1
                  return {
                    kind: 'told',
                    cells: Array.from(cube.cells.records, (_, i) => [
                      cube.cells.coordinates.map((column) => column[i]),
                      facts.map((f) => [
                        f.total[i],
                        f.respondents[i],
                        f.absolute[i],
                        f.largest.map((column) => Math.abs(column[i] ?? 0)),
                        f.who.map((column) => (column[i] ?? -1) >= 0),
                        // Whoever is alone in two sums of a cell is the same one where he is told to be.
                        f.respondents[i] === 1 && facts[0]?.respondents[i] === 1
                          ? f.who[0]?.[i] === facts[0].who[0]?.[i]
                          : null,
                      ]),
                    ]),
                  }
                } catch (thrown) {
                  if (thrown instanceof Failure && thrown.value.code !== 'UNEXPECTED')
                    return { kind: 'refused', code: thrown.value.code }
                  throw thrown
                }
              }
              const evaluated = await told('evaluator')
              expect(await told('duckdb')).toEqual(evaluated)
              expect(await told('sqlite')).toEqual(evaluated)
              if (evaluated.kind === 'told') compared += 1
            }
          } finally {
            await close()
          }
        },
      ),
      { numRuns: Math.ceil(definitions / 6), seed: 41 },
    )
    expect(compared).toBeGreaterThan(20)
    expect(shared).toBeGreaterThan(0)
  }, 240_000)
})
