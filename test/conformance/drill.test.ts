// From every cell of generated tables to its records: their count and the measure over them are the cell's own.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { drillCell } from '#engine/tabulate/drill.ts'
import { estimateTable } from '#engine/tabulate/estimate.ts'
import { tabulateModel } from '#engine/tabulate/tabulateModel.ts'
import { Failure } from '#shared/model/failure.ts'
import type { Cube } from '#shared/model/cube.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import { definitionArbitrary, firmsArbitrary, rowArbitrary } from './generated.ts'
import { memoryModel, quietJob } from './memoryModel.ts'

const addressOf = (definition: TableDefinition, cube: Cube, cell: number) => {
  const dimensions = [...definition.rows, ...definition.columns, ...definition.layers]
  return cube.dimensions.map((d, k) => {
    const category = d.categories[cube.cells.coordinates[k]![cell]!]!
    return { variable: d.variable, level: dimensions[k]!.level, code: category.kind === 'total' ? null : category.code, version: category.version, kind: category.kind }
  })
}

it('reaches exactly the records of every cell, and never more cells than estimated', async () => {
  await fc.assert(fc.asyncProperty(fc.array(rowArbitrary, { minLength: 1, maxLength: 25 }), firmsArbitrary, fc.array(definitionArbitrary, { minLength: 3, maxLength: 3 }), async (rows, firms, definitions) => {
    const { model, close } = await memoryModel(rows, firms)
    try {
      for (const definition of definitions) {
        // Two dimensions at the same variable and level cannot be told apart in an address.
        const places = [...definition.rows, ...definition.columns, ...definition.layers].map((d) => `${d.variable} ${d.level ?? ''}`)
        if (new Set(places).size < places.length) continue
        let cube: Cube
        try {
          cube = await tabulateModel(model, definition, { engine: 'duckdb' }, quietJob())
        } catch (thrown) {
          if (thrown instanceof Failure && thrown.value.code === 'TABLE_EMPTY') continue
          throw thrown
        }
        expect((await estimateTable(model, definition)).cells).toBeGreaterThanOrEqual(cube.cells.records.length * cube.measures.length)
        for (let cell = 0; cell < cube.cells.records.length; cell += Math.ceil(cube.cells.records.length / 6)) {
          for (const [m, measure] of definition.measures.entries()) {
            const drilled = await drillCell(model, definition, addressOf(definition, cube, cell), measure.id, quietJob())
            expect(drilled.rowIds.length).toBe(cube.cells.records[cell])
            expect(drilled.cellRecords).toBe(cube.cells.records[cell])
            expect(drilled.viewValue).toBe(cube.cells.values[m]![cell])
            expect(drilled.cellValue).toBe(drilled.viewValue)
          }
        }
      }
    } finally {
      await close()
    }
  }), { numRuns: Number(process.env['STATDESK_RUNS'] ?? 20), seed: 5, endOnFailure: false })
}, 120_000)
