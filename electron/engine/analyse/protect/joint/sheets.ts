// Tables of one dataset as a reader lays them side by side: what each adds up, over which dimensions, under which
// condition. In: definitions with what was withheld. Out: views, one for each column of each table. Pure; no record is
// read here.
import type { Cube } from '#shared/model/cube.ts'
import { categoryKey } from '#shared/model/cube.ts'
import { isRecordMeasure } from '#shared/model/measure.ts'
import type { RecordMeasure } from '#shared/model/measure.ts'
import type { Dimension, TableDefinition } from '#shared/model/table.ts'
import { widenDefinition } from '#engine/analyse/tabulate/cells/widen.ts'
import { computedSets } from '#engine/analyse/tabulate/plan/sets.ts'
import { tableShape } from '#engine/analyse/tabulate/plan/tableShape.ts'

/** What a column adds up: records (''), or a variable with its weight. */
export const columnKey = (variable: string | null, weight: string | null): string =>
  variable === null && weight === null ? '' : JSON.stringify([variable, weight])
export const columnParts = (key: string): { variable: string | null; weight: string | null } => {
  if (key === '') return { variable: null, weight: null }
  const [variable, weight] = JSON.parse(key) as [string | null, string | null]
  return { variable, weight }
}

/** What a figure of a measure gives to a reader who adds up; null: nothing. */
export const additiveKey = (measure: RecordMeasure): string | null => {
  const weight = 'weight' in measure ? (measure.weight ?? null) : null
  if (measure.statistic === 'count') return columnKey(null, weight)
  // A deviation is no sum, but with means beside it tells a mean that is withheld.
  const told = measure.statistic === 'sum' || measure.statistic === 'mean' || measure.statistic === 'standard_deviation'
  if (told) return columnKey(measure.variable, weight)
  return null
}

export type SheetDimension = { variable: string; level: string | null; hide: boolean }
export type Sheet = {
  table: string
  definition: TableDefinition
  dimensions: SheetDimension[]
  /** Sets of dimensions that are not at their total. */
  sets: number[][]
}
/** One column of a sheet. */
export type View = {
  sheet: number
  key: string
  /** Under which condition of the records. */
  scope: string
  /** Names of cells withheld as sensitive, and all that are withheld. */
  sensitive: ReadonlySet<string>
  withheld: ReadonlySet<string>
  /** Names of cells that left before their records changed by few. */
  changed: ReadonlySet<string>
  /** Left already: what is not withheld is known. */
  published: boolean
  /** Withheld by rules stricter than today's: only what is sensitive still must stay so. */
  stricter: boolean
}

export const sheetOf = (definition: TableDefinition): Sheet => {
  const wide = widenDefinition(definition)
  const shape = tableShape(wide)
  const hidden = ({ variable, level, missing }: Dimension): boolean =>
    (missing ?? definition.missing) === 'hide' && (variable !== '' || level !== undefined)
  return {
    table: definition.id,
    definition,
    dimensions: shape.dimensions.map(({ dimension }) => ({
      variable: dimension.variable,
      level: dimension.level ?? null,
      hide: [...definition.rows, ...definition.columns, ...definition.layers].some(
        (d) => d.variable === dimension.variable && d.level === dimension.level && hidden(d),
      ),
    })),
    sets: computedSets(shape.crossings),
  }
}

export const additiveMeasures = (definition: TableDefinition): { measure: RecordMeasure; key: string }[] =>
  widenDefinition(definition).measures.flatMap((measure) => {
    const key = isRecordMeasure(measure) ? additiveKey(measure) : null
    return key === null ? [] : [{ measure, key }]
  })

/** Conditions that must all hold, as one. */
export const allOf = (conditions: readonly (string | null | undefined)[]): string =>
  [...new Set(conditions.filter((c): c is string => c !== null && c !== undefined && c.trim() !== ''))]
    .map((c) => `(${c})`)
    .join(' and ')

/** Cells of a wide cube by name: the category of each dimension, in order. */
export const cellNames = (cube: Cube): string[] => {
  const keys = cube.dimensions.map((d) => d.categories.map(categoryKey))
  return Array.from(cube.cells.records, (_, i) =>
    cube.cells.coordinates.map((column, d) => keys[d]?.[column[i] ?? 0] ?? '').join('|'),
  )
}
