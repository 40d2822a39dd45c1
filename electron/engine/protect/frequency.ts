// How many respondents stand behind each cell of a cube, totals included, counted from records by the same tabulation.
// In: a table's cube. Out: one number per cell and the unit's name. Never an approximation from other cells.
import type { Cube, CubeCategory } from '#shared/model/cube.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import type { EngineContext, JobContext } from '../context.ts'
import { datasetRepository } from '../store/catalogDatasets.ts'
import { tabulate } from '../tabulate/tabulate.ts'
import { fileLimit } from '../tabulate/tabulateModel.ts'

export type Frequency = { unit: string; counts: number[] }

const identity = (c: CubeCategory | undefined): string => (c ? `${c.kind}|${c.version ?? ''}|${c.code}` : '')

/** The cells of one cube in the order of another of the same dimensions. */
export const alignedCounts = (cube: Cube, counted: Cube): number[] => {
  const place = (of: Cube, names: string[][], i: number): string => of.cells.coordinates.map((column, d) => names[d]?.[column[i] ?? 0] ?? '').join('\u0001')
  const namesOf = (of: Cube): string[][] => of.dimensions.map((d) => d.categories.map(identity))
  const countedNames = namesOf(counted)
  const found = new Map<string, number>()
  counted.cells.records.forEach((_, i) => found.set(place(counted, countedNames, i), Number(counted.cells.values[0]?.[i] ?? 0)))
  const names = namesOf(cube)
  // A cell whose respondent is nowhere stated is one respondent at least: unsafe rather than empty.
  return cube.cells.records.map((records, i) => Math.max(found.get(place(cube, names, i)) ?? 0, records > 0 ? 1 : 0))
}

export const respondentFrequency = async (context: EngineContext, cube: Cube, definition: TableDefinition, job: JobContext): Promise<Frequency> => {
  const { respondent } = datasetRepository(context.workspace().catalog).get(definition.dataset)
  if (respondent === null) return { unit: 'records', counts: cube.cells.records }
  const plain = (d: TableDefinition['rows'][number]) => ({ ...d, sort: 'code' as const })
  const counting: TableDefinition = {
    ...definition, rows: definition.rows.map(plain), columns: definition.columns.map(plain), layers: definition.layers.map(plain),
    measures: [{ id: 'respondents', statistic: 'distinct', variable: respondent, power: 0 }],
  }
  const engine = cube.provenance.engine
  return { unit: respondent, counts: alignedCounts(cube, await tabulate(context, counting, { engine, limit: fileLimit }, job)) }
}
