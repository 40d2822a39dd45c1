// Generated tables over generated records: DuckDB, SQLite and the slow evaluator must give the same cube, cell for cell.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tabulateModel } from '#engine/tabulate/tabulateModel.ts'
import { Failure } from '#shared/model/failure.ts'
import type { Cube } from '#shared/model/cube.ts'
import { addExact } from '#shared/model/exact.ts'
import { definitionArbitrary, firmsArbitrary, rowArbitrary } from './generated.ts'
import { memoryModel, quietJob, testLists } from './memoryModel.ts'

/** What must not differ: everything but where and when it was computed. */
const comparable = (cube: Cube) => {
  const { engine: _e, engineVersion: _v, seconds: _s, ranAt: _r, recordsRead: _n, ...provenance } = cube.provenance
  return { ...cube, provenance }
}

const outcome = async (run: Promise<Cube>): Promise<unknown> => {
  try {
    return comparable(await run)
  } catch (thrown) {
    if (thrown instanceof Failure) return thrown.value.code
    throw thrown
  }
}

/** Where a dimension has a total, and no other dimension hides records from it, its categories add up to the total. */
const expectAdditive = (cube: Cube): void => {
  const count = cube.measures.findIndex((m) => m.statistic === 'count')
  if (count < 0) return
  cube.dimensions.forEach((dimension, d) => {
    const total = dimension.categories.findIndex((c) => c.kind === 'total')
    if (total < 0) return
    const sums = new Map<string, { parts: number | bigint; total: number | bigint }>()
    cube.cells.records.forEach((_, i) => {
      const key = cube.cells.coordinates.map((column, other) => (other === d ? '*' : column[i])).join(' ')
      const line = sums.get(key) ?? { parts: 0, total: -1 }
      const value = cube.cells.values[count]![i]!
      if (cube.cells.coordinates[d]![i] === total) line.total = value
      else line.parts = addExact(line.parts, value)
      sums.set(key, line)
    })
    for (const line of sums.values()) expect(line.parts).toBe(line.total)
  })
}

/** A dated list never shows a code its version does not have; all such records are in one category. */
const expectKnownCodes = (cube: Cube): void => {
  for (const { codeList, categories } of cube.dimensions) {
    expect(categories.filter((c) => c.kind === 'unmapped').length).toBeLessThanOrEqual(1)
    const versions = codeList === null ? [] : testLists.versions(codeList)
    if (versions.length < 2) continue
    for (const { kind, code, version } of categories) if (kind === 'value') expect(versions.find((v) => v.version === version)?.items.some((i) => i.code === code), code).toBe(true)
  }
}

describe('conformance of tabulation', () => {
  it('gives the same cube on DuckDB, SQLite and the evaluator', async () => {
    await fc.assert(fc.asyncProperty(fc.array(rowArbitrary, { maxLength: 40 }), firmsArbitrary, fc.array(definitionArbitrary, { minLength: 8, maxLength: 8 }), async (rows, right, definitions) => {
      const { model, close } = await memoryModel(rows, right)
      try {
        for (const one of definitions) {
          const evaluated = await outcome(tabulateModel(model, one, { engine: 'evaluator' }, quietJob()))
          expect(await outcome(tabulateModel(model, one, { engine: 'duckdb' }, quietJob()))).toEqual(evaluated)
          expect(await outcome(tabulateModel(model, one, { engine: 'sqlite' }, quietJob()))).toEqual(evaluated)
          if (typeof evaluated !== 'object') continue
          expectAdditive(evaluated as Cube)
          expectKnownCodes(evaluated as Cube)
        }
      } finally {
        await close()
      }
    }), { numRuns: Number(process.env['STATDESK_RUNS'] ?? 30), seed: 2026, endOnFailure: false })
  }, 120_000)
})
