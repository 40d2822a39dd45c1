// From a place in the grid to the address the engine drills by: one category per dimension of the table.
// In: cube, definition that made it, layout, layers, place. Out: a cell address. Never a query.
import type { z } from 'zod'
import type { TableLayout } from '#shared/format/tableLayout.ts'
import type { cellAddressSchema } from '#shared/contract/methods.ts'
import type { Cube } from '#shared/model/cube.ts'
import type { Dimension, TableDefinition } from '#shared/model/table.ts'
import { dimensionsOn } from './layers.ts'

export type CellAddress = z.input<typeof cellAddressSchema>
export type GridPlace = { row: number; column: number }

const part = (cube: Cube, axis: 'row' | 'column' | 'layer', dimensions: readonly Dimension[], coordinates: readonly number[]): CellAddress =>
  dimensionsOn(cube, axis).flatMap((dimension, i) => {
    const category = dimension.categories[coordinates[i] ?? -1]
    if (!category) return []
    const level = dimensions[i]?.level
    return [{
      variable: dimension.variable,
      ...(level === undefined ? {} : { level }),
      code: category.kind === 'value' ? category.code : null,
      ...(category.version === undefined ? {} : { version: category.version }),
      kind: category.kind,
    }]
  })

/** Null when there is no such cell. */
export const cellAddress = (
  cube: Cube, definition: Pick<TableDefinition, 'rows' | 'columns' | 'layers'>, layout: TableLayout, layers: readonly number[], place: GridPlace,
): { address: CellAddress; measure: string } | null => {
  const rowCoordinates = layout.rowCoordinates[place.row]
  const column = layout.columns[place.column]
  const measure = column && cube.measures[column.measure]
  if (!rowCoordinates || !column || !measure) return null
  return {
    address: [
      ...part(cube, 'row', definition.rows, rowCoordinates),
      ...part(cube, 'column', definition.columns, column.coordinates),
      ...part(cube, 'layer', definition.layers, layers),
    ],
    measure: measure.id,
  }
}

/** "Hà Nội · Nữ · 2025": the categories of a cell, for titles and announcements. Totals are left out unless all are totals. */
export const describeCell = (cube: Cube, layout: TableLayout, layers: readonly number[], place: GridPlace, language: 'vi' | 'en'): string => {
  const row = layout.rowCoordinates[place.row] ?? []
  const column = layout.columns[place.column]?.coordinates ?? []
  const chosen = (['row', 'column', 'layer'] as const).flatMap((axis) => {
    const at = axis === 'row' ? row : axis === 'column' ? column : layers
    return dimensionsOn(cube, axis).flatMap((dimension, i) => dimension.categories[at[i] ?? -1] ?? [])
  })
  const named = chosen.filter((category) => category.kind !== 'total')
  return (named.length > 0 ? named : chosen.slice(0, 1)).map((category) => category.label[language]).join(' · ')
}
