// From every cell of generated tables to its records: their count and the measure over them are the cell's own.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { drillCell } from '#engine/analyse/tabulate/ask/drill.ts'
import { estimateTable } from '#engine/analyse/tabulate/ask/estimate.ts'
import { deriveMeasures } from '#engine/analyse/tabulate/derive/deriveMeasures.ts'
import type { TableModel } from '#engine/analyse/tabulate/plan/model.ts'
import { tabulateWide } from '#engine/analyse/tabulate/plan/tabulateModel.ts'
import { Failure } from '#shared/model/failure.ts'
import type { Cube } from '#shared/model/cube.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import { definitionArbitrary, firmsArbitrary, rowArbitrary } from './generated.ts'
import { memoryModel } from './memoryModel.ts'
import { quietJob } from '../support/engine/testContext.ts'

const addressOf = (cube: Cube, cell: number) =>
  cube.dimensions.map((d, k) => {
    const category = d.categories[cube.cells.coordinates[k]![cell]!]!
    return {
      variable: d.variable,
      level: d.level,
      code: category.kind === 'total' ? null : category.code,
      version: category.version,
      kind: category.kind,
    }
  })

/** A variable at one level on two axes cannot be told apart in an address. */
const isAmbiguous = (cube: Cube): boolean =>
  new Set(cube.dimensions.map((d) => `${d.variable} ${d.level ?? ''}`)).size < cube.dimensions.length

/** A quotient is its numerator by its base, each the figure of a cell whose records add up to it. */
const expectInputs = async (model: TableModel, definition: TableDefinition, cube: Cube): Promise<void> => {
  for (const [m, { id, statistic }] of cube.measures.entries()) {
    if (statistic !== 'percent' && statistic !== 'share') continue
    const cell = cube.cells.values[m]!.findLastIndex((v) => v !== null)
    if (cell < 0) continue
    for (const part of ['numerator', 'denominator'] as const) {
      const { inputs, measure, cellValue, viewValue } = await drillCell(
        model,
        definition,
        addressOf(cube, cell),
        id,
        quietJob(),
        part,
      )
      expect(viewValue).toBe(cellValue)
      expect(inputs.find((i) => i.role === part)).toMatchObject({ measure, value: cellValue })
      const [top, base] = inputs.map((i) => Number(i.value))
      expect((top! / base!) * (statistic === 'percent' ? 100 : 1)).toBeCloseTo(Number(cube.cells.values[m]![cell]), 9)
    }
  }
}

it('reaches exactly the records of every cell, and never more cells than estimated', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(rowArbitrary, { minLength: 1, maxLength: 25 }),
      firmsArbitrary,
      fc.array(definitionArbitrary, { minLength: 3, maxLength: 3 }),
      async (rows, firms, definitions) => {
        const { model, close } = await memoryModel(rows, firms)
        try {
          for (const definition of definitions) {
            let cube: Cube
            try {
              ;({ cube } = await tabulateWide(model, definition, { engine: 'duckdb' }, quietJob()))
            } catch (thrown) {
              if (thrown instanceof Failure && thrown.value.code !== 'UNEXPECTED') continue
              throw thrown
            }
            expect((await estimateTable(model, definition)).cells).toBeGreaterThanOrEqual(
              cube.cells.records.length * cube.measures.length,
            )
            if (isAmbiguous(cube)) continue
            for (let cell = 0; cell < cube.cells.records.length; cell += Math.ceil(cube.cells.records.length / 4)) {
              for (const [m, measure] of cube.measures.entries()) {
                const drilled = await drillCell(model, definition, addressOf(cube, cell), measure.id, quietJob())
                expect(drilled.rowIds.length).toBe(cube.cells.records[cell])
                expect(drilled.cellRecords).toBe(cube.cells.records[cell])
                expect(drilled.cellValue).toBe(cube.cells.values[m]![cell])
                expect(drilled.viewValue).toBe(drilled.cellValue)
              }
            }
            await expectInputs(model, definition, deriveMeasures(cube, definition))
          }
        } finally {
          await close()
        }
      },
    ),
    { numRuns: Math.ceil(Number(process.env['STATDESK_RUNS'] ?? 100) / 10), seed: 5, endOnFailure: false },
  )
}, 120_000)
