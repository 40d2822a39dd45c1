// Generated tables over generated records: DuckDB, SQLite and the slow evaluator must give the same cube, cell for
// cell.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deriveMeasures } from '#engine/analyse/tabulate/derive/deriveMeasures.ts'
import { finishCube, tabulateWide } from '#engine/analyse/tabulate/plan/tabulateModel.ts'
import { Failure } from '#shared/model/failure.ts'
import type { Cube } from '#shared/model/cube.ts'
import { addExact } from '#shared/model/exact.ts'
import type { Exact } from '#shared/model/exact.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import { definitionArbitrary, firmsArbitrary, rowArbitrary } from './generated.ts'
import { memoryModel, testLists } from './memoryModel.ts'
import { quietJob } from '../support/engine/testContext.ts'

/** What must not differ: everything but where and when it was computed. */
const comparable = (cube: Cube) => {
  const { engine: _e, engineVersion: _v, seconds: _s, ranAt: _r, recordsRead: _n, ...provenance } = cube.provenance
  return { ...cube, provenance }
}

const isCube = (outcome: unknown): outcome is Cube =>
  typeof outcome === 'object' && outcome !== null && 'cells' in outcome

/** A known difference: read apart, records not classifiable are counted by crossing, and the most of any is told. */
const withoutUnmapped = (of: unknown): unknown => {
  if (!isCube(of)) return of
  const { unmappedRecords: _, ...provenance } = of.provenance
  return { ...of, provenance }
}

const outcome = async (run: Promise<{ cube: Cube }>): Promise<unknown> => {
  try {
    return comparable((await run).cube)
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.value.code !== 'UNEXPECTED') return thrown.value
    throw thrown
  }
}

/** Where a dimension has a total, and no other dimension hides records from it, its categories add up to the total. */
const expectAdditive = (cube: Cube): void => {
  const count = cube.measures.findIndex((m) => m.statistic === 'count')
  if (count < 0) return
  cube.dimensions.forEach((dimension, d) => {
    const at = dimension.categories.findIndex((c) => c.kind === 'total')
    if (at < 0) return
    const sums = new Map<string, { parts: Exact | null; total: Exact | null }>()
    cube.cells.records.forEach((_, i) => {
      const key = cube.cells.coordinates.map((column, other) => (other === d ? '*' : column[i])).join(' ')
      const line = sums.get(key) ?? { parts: null, total: null }
      const value = cube.cells.values[count]![i]!
      if (cube.cells.coordinates[d]![i] === at) line.total = value
      else line.parts = addExact(line.parts ?? 0, value)
      sums.set(key, line)
    })
    // Crossings of stacked tables compute a total without parts, or parts without it.
    for (const { parts, total } of sums.values()) if (parts !== null && total !== null) expect(parts).toBe(total)
  })
}

/** A dated list never shows a code its version does not have; all such records are in one category. */
const expectKnownCodes = (cube: Cube): void => {
  for (const { codeList, categories } of cube.dimensions) {
    expect(categories.filter((c) => c.kind === 'unmapped').length).toBeLessThanOrEqual(1)
    const versions = codeList === null ? [] : testLists.versions(codeList)
    if (versions.length < 2) continue
    for (const { kind, code, version } of categories)
      if (kind === 'value')
        expect(
          versions.find((v) => v.version === version)?.items.some((i) => i.code === code),
          code,
        ).toBe(true)
  }
}

/** A percentage of the whole table adds up to 100 over the cells of its sets; of a row, over its columns. */
const expectWhole = (cube: Cube): void => {
  for (const [m, { statistic, id }] of cube.measures.entries()) {
    const measure = (cube.provenance.definition as TableDefinition).measures.find((x) => x.id === id)
    if (statistic !== 'percent' || measure?.statistic !== 'percent' || measure.base !== 'table') continue
    const sums = new Map<string, number>()
    cube.cells.records.forEach((_, i) => {
      const pattern = cube.dimensions
        .map((d, k) => (d.categories[cube.cells.coordinates[k]![i]!]!.kind === 'total' ? 'T' : '·'))
        .join('')
      sums.set(pattern, (sums.get(pattern) ?? 0) + Number(cube.cells.values[m]![i] ?? 0))
    })
    for (const sum of sums.values()) expect(sum).toBeCloseTo(100, 6)
  }
}

const definitionsEach = 10
/** Definitions asked of all three engines: 300 by default, 10,000 in the long run, 100,000 by night. */
const definitions = Number(process.env['STATDESK_RUNS'] ?? 300)

describe('conformance of tabulation', () => {
  it('gives the same cube on DuckDB, SQLite and the evaluator', async () => {
    let compared = 0
    let refused = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(rowArbitrary, { maxLength: 40 }),
        firmsArbitrary,
        fc.array(definitionArbitrary, { minLength: definitionsEach, maxLength: definitionsEach }),
        async (rows, right, all) => {
          const { model, close } = await memoryModel(rows, right)
          try {
            for (const one of all) {
              const evaluated = await outcome(tabulateWide(model, one, { engine: 'evaluator' }, quietJob()))
              expect(await outcome(tabulateWide(model, one, { engine: 'duckdb' }, quietJob()))).toEqual(evaluated)
              expect(await outcome(tabulateWide(model, one, { engine: 'sqlite' }, quietJob()))).toEqual(evaluated)
              // The crossings of a stacked table read apart, as they are where together they would make too many
              // groups; percentiles and distinct counts as they are where values are too many to be counted, with
              // records few enough to be sorted or not.
              const apart = await outcome(
                tabulateWide(
                  { ...model, rows: model.rows * (compared % 2 === 0 ? 100_000_000 : 100_000), cacheOwner: {} },
                  one,
                  { engine: 'duckdb' },
                  quietJob(),
                ),
              )
              expect(withoutUnmapped(apart)).toEqual(withoutUnmapped(evaluated))
              compared++
              if (!isCube(evaluated)) {
                refused++
                continue
              }
              expectAdditive(evaluated)
              expectKnownCodes(evaluated)
              expectWhole(deriveMeasures(evaluated, one))
              const shown = finishCube(evaluated, one)
              expect(shown.cells.records.length).toBeLessThanOrEqual(
                deriveMeasures(evaluated, one).cells.records.length,
              )
            }
          } finally {
            await close()
          }
        },
      ),
      {
        numRuns: Math.ceil(definitions / definitionsEach),
        seed: Number(process.env['STATDESK_SEED'] ?? 2026),
        endOnFailure: false,
      },
    )
    // Most of what is generated is computed, not refused: else nothing would have been compared.
    expect(refused).toBeLessThan(compared / 2)
  }, 36_000_000)
})
