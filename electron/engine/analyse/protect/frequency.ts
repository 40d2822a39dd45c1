// How many respondents stand behind each cell of a wide cube, totals included, counted from records by the same tabulation.
// In: a table's wide cube. Out: one number per cell and the unit's name. Never an approximation from other cells.
import { figureAt } from '#shared/model/cube.ts'
import type { CellColumn, Cube, CubeCategory } from '#shared/model/cube.ts'
import type { Exact } from '#shared/model/exact.ts'
import { isRecordMeasure } from '#shared/model/measure.ts'
import type { Measure, RecordMeasure } from '#shared/model/measure.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { filled, numberColumn } from '#engine/analyse/tabulate/cells/cellColumns.ts'
import type { TableModel } from '#engine/analyse/tabulate/plan/model.ts'
import { tableModel } from '#engine/analyse/tabulate/plan/tableModel.ts'
import { fileLimit, tabulateWide } from '#engine/analyse/tabulate/plan/tabulateModel.ts'
import type { TabulateOptions } from '#engine/analyse/tabulate/plan/tabulateModel.ts'
import { widenDefinition } from '#engine/analyse/tabulate/cells/widen.ts'

/** `filtered`: some count is of the records a measure keeps, so that it is not the number behind the cell as a whole. */
export type Frequency = { unit: string; counts: CellColumn<number>; filtered?: boolean }

const identity = (c: CubeCategory | undefined): string => (c ? `${c.kind}|${c.version ?? ''}|${c.code}` : '')

/** For each cell of a cube the cell of another of the same dimensions, −1 where it has none. */
const sameCells = (cube: Cube, counted: Cube): Int32Array => {
  const { coordinates, records } = cube.cells
  const alike =
    counted.cells.records.length === records.length &&
    cube.dimensions.every(
      (d, k) =>
        d.categories.length === counted.dimensions[k]?.categories.length &&
        d.categories.every((c, i) => identity(c) === identity(counted.dimensions[k]?.categories[i])),
    ) &&
    coordinates.every((column, k) => column.every((at, i) => at === counted.cells.coordinates[k]?.[i]))
  if (alike) return Int32Array.from(records, (_, i) => i)
  const place = (of: Cube, names: string[][], i: number): string =>
    of.cells.coordinates.map((column, d) => names[d]?.[column[i] ?? 0] ?? '').join('\u0001')
  const namesOf = (of: Cube): string[][] => of.dimensions.map((d) => d.categories.map(identity))
  const countedNames = namesOf(counted)
  const found = new Map<string, number>()
  counted.cells.records.forEach((_, i) => found.set(place(counted, countedNames, i), i))
  const names = namesOf(cube)
  return Int32Array.from(records, (_, i) => found.get(place(cube, names, i)) ?? -1)
}

/** The smallest number that is not nothing: of the table's records, and of those each measure keeps. */
export const alignedCounts = (cube: Cube, counted: Cube): CellColumn<number> => {
  const at = sameCells(cube, counted)
  return leastCounts(cube, counted.cells.values, (i) => at[i] ?? -1)
}

const leastCounts = (
  { cells: { records } }: Cube,
  counts: readonly CellColumn<Exact | null>[],
  cellOf: (cell: number) => number,
): CellColumn<number> =>
  numberColumn(
    filled(new Int32Array(records.length), (i) => {
      const cell = cellOf(i)
      let least = 0
      for (const column of counts) {
        const value = cell < 0 ? 0 : Number(figureAt(column, cell) ?? 0)
        if (value > 0 && (least === 0 || value < least)) least = value
      }
      // A cell whose respondent is nowhere stated is one respondent at least: unsafe rather than empty.
      return Math.max(least, (records[i] as number) > 0 ? 1 : 0)
    }),
  )

/** Filters of the measures of records, each once. */
const filtersOf = (measures: readonly Measure[]): string[] => [
  ...new Set(measures.flatMap((m) => (isRecordMeasure(m) && m.filter !== undefined ? [m.filter] : []))),
]

/** How respondents are counted: of the table's records, and of those each measure keeps; null where a cell's records are its respondents. */
const countingOf = (
  { dataset: { respondent } }: TableModel,
  definition: TableDefinition,
): { measures: RecordMeasure[]; told: Pick<Frequency, 'unit' | 'filtered'> } | null => {
  const filters = filtersOf(widenDefinition(definition).measures)
  if (respondent === null && filters.length === 0) return null
  return {
    measures: [undefined, ...filters].map((filter, i) => ({
      id: `${countingId}${i}`,
      power: 0,
      ...(filter === undefined ? {} : { filter }),
      ...(respondent === null
        ? { statistic: 'count' as const }
        : { statistic: 'distinct' as const, variable: respondent }),
    })),
    told: { unit: respondent ?? 'records', ...(filters.length > 0 ? { filtered: true } : {}) },
  }
}
/** No identifier of an analyst's measure begins like this. */
const countingId = '#respondents_'

export const respondentFrequency = async (
  context: EngineContext,
  cube: Cube,
  definition: TableDefinition,
  job: JobContext,
): Promise<Frequency> => {
  const model = tableModel(context, definition.dataset)
  const counting = countingOf(model, definition)
  if (counting === null) return { unit: 'records', counts: cube.cells.records }
  const counted = await tabulateWide(
    model,
    { ...widenDefinition(definition), measures: counting.measures },
    { engine: cube.provenance.engine, limit: fileLimit },
    job,
  )
  return { ...counting.told, counts: alignedCounts(cube, counted.cube) }
}

/** The wide cube of a table and its respondents, computed together: cells of a very large table are held once. */
export const wideWithFrequency = async (
  model: TableModel,
  definition: TableDefinition,
  options: TabulateOptions,
  job: JobContext,
): Promise<{ cube: Cube; frequency: Frequency }> => {
  const counting = countingOf(model, definition)
  const { cube } = await tabulateWide(
    model,
    counting === null ? definition : { ...definition, measures: [...definition.measures, ...counting.measures] },
    options,
    job,
  )
  if (counting === null) return { cube, frequency: { unit: 'records', counts: cube.cells.records } }
  const isOwn = (_: unknown, m: number): boolean => cube.measures[m]?.id.startsWith(countingId) !== true
  const { values, statuses } = cube.cells
  const counts = leastCounts(
    cube,
    values.filter((_, m) => !isOwn(_, m)),
    (cell) => cell,
  )
  return {
    cube: {
      ...cube,
      measures: cube.measures.filter(isOwn),
      provenance: { ...cube.provenance, definition },
      cells: { ...cube.cells, values: values.filter(isOwn), ...(statuses ? { statuses: statuses.filter(isOwn) } : {}) },
    },
    frequency: { ...counting.told, counts },
  }
}
