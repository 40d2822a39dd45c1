// The sample of a period by all margins crossed: records that agree in every margin move by one factor. In: a dataset
// with a design, margins. Out: groups with their weight. Never a category that is missing or not classifiable: totals
// say nothing of it.
import type { CalibrationMargin } from '#shared/contract/calibrate.ts'
import { categoryKey, figureAt } from '#shared/model/cube.ts'
import type { Cube } from '#shared/model/cube.ts'
import type { Dataset } from '#shared/model/dataset.ts'
import { exactToDecimal } from '#shared/model/exact.ts'
import { fail } from '#shared/model/failure.ts'
import type { Period } from '#shared/model/period.ts'
import { tableDefinitionSchema } from '#shared/model/table.ts'
import type { Bilingual } from '#shared/model/text.ts'
import type { DerivedVariable } from '#shared/model/variable.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { tabulate } from '#engine/analyse/tabulate/ask/tabulate.ts'
import { fileLimit } from '#engine/analyse/tabulate/plan/tabulateModel.ts'

export type SampleGroups = {
  records: number
  weights: number[]
  /** By margin: the code of each group. */
  codes: string[][]
  labels: { variable: Bilingual; categories: ReadonlyMap<string, Bilingual> }[]
}

const numberAt = (cube: Cube, measure: number, cell: number): number => {
  const value = figureAt(cube.cells.values[measure], cell)
  const shape = cube.measures[measure]
  if (value === null || shape === undefined) return 0
  return Number(shape.exact ? exactToDecimal(value, shape.scale) : value)
}

export const sampleGroups = async (
  context: EngineContext,
  dataset: Dataset,
  weight: string,
  period: Period,
  margins: readonly CalibrationMargin[],
  job: JobContext,
  variables: readonly DerivedVariable[] = [],
): Promise<SampleGroups> => {
  const definition = tableDefinitionSchema.parse({
    kind: 'table',
    id: 'calibration',
    title: dataset.label,
    dataset: dataset.id,
    rows: margins.map(({ variable }) => ({ variable, total: 'none', missing: 'show' })),
    measures: [
      { id: 'weight', statistic: 'count', weight },
      ...(variables.length > 0 ? [] : [{ id: 'without', statistic: 'count', filter: `${weight} is null` }]),
    ],
    variables: [...variables],
    filter: `period = '${period}'`,
    classification: 'as_then',
  })
  const cube = await tabulate(context, definition, { engine: 'duckdb', limit: fileLimit }, job)
  const cells = Array.from(cube.cells.records, (_, cell) => cell)
  const without = cells.reduce((sum, cell) => sum + numberAt(cube, 1, cell), 0)
  if (without > 0)
    return fail('CALIBRATION_EMPTY', { variable: weight, records: without, dataset: dataset.id, category: '' })
  const codes = cube.dimensions.map(({ variable, categories }, d) =>
    cells.map((cell) => {
      const category = categories[cube.cells.coordinates[d]?.[cell] ?? -1]
      if (category?.kind === 'value') return category.code
      const records = cells
        .filter((c) => categories[cube.cells.coordinates[d]?.[c] ?? -1]?.kind !== 'value')
        .reduce((sum, c) => sum + (cube.cells.records[c] ?? 0), 0)
      const key = category === undefined ? '' : categoryKey(category)
      return fail('CALIBRATION_EMPTY', { variable, records, dataset: dataset.id, category: key })
    }),
  )
  return {
    records: cells.reduce((sum, cell) => sum + (cube.cells.records[cell] ?? 0), 0),
    weights: cells.map((cell) => numberAt(cube, 0, cell)),
    codes,
    labels: cube.dimensions.map(({ label, categories }) => ({
      variable: label,
      categories: new Map(categories.map((category) => [category.code, category.label])),
    })),
  }
}
