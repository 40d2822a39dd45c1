// What can be done at a place of the table: the edits behind keys and menu, so that both always say the same.
// In: definition, fields, the answer on screen, the place. Out: edits or null. Never the grid itself.
import { axesOf } from '#shared/model/cube.ts'
import type { Cube, CubeCategory, CubeDimension } from '#shared/model/cube.ts'
import type { LayoutEntry } from '#shared/format/tableLayout.ts'
import type { TableLayout } from '#shared/format/layoutTypes.ts'
import type { CellAddress, TableDefinition } from '#shared/model/table.ts'
import type { GridScene } from '../../../../components/cube/gridProps.ts'
import type { GridTarget } from '../../../../components/cube/gridTargets.ts'
import { addressOf } from '../../../../components/cube/cellAddress.ts'
import { placeOfDimension } from '../model/categoryEdits.ts'
import type { DimensionPlace } from '../model/edit.ts'
import { headerAt } from '../../../../components/cube/headerTree.ts'

/** A category at a place of the table, with where its dimension stands in the definition. */
export type CategoryAt = { place: DimensionPlace; dimension: CubeDimension; category: CubeCategory; entry: LayoutEntry }

export const entryOf = (target: GridTarget): LayoutEntry | null => (target.part === 'cell' ? null : target.entry)

export const categoryAt = (cube: Cube, definition: TableDefinition, entry: LayoutEntry | null): CategoryAt | null => {
  const dimension = entry?.dimension === undefined ? undefined : cube.dimensions[entry.dimension]
  const category = entry?.category === undefined ? undefined : dimension?.categories[entry.category]
  const place = dimension && placeOfDimension(definition, dimension)
  return dimension && category && place && entry ? { place, dimension, category, entry } : null
}

/** Whether a category has something nested inside that can be closed or opened. */
export const foldOf = (cube: Cube, entry: LayoutEntry): 'open' | 'closed' | null => {
  if (
    entry.dimension === undefined ||
    entry.category === undefined ||
    entry.kind === 'total' ||
    entry.kind === 'variable'
  )
    return null
  const axes = axesOf(cube)
  for (const block of [...axes.row, ...axes.column]) {
    const at = block.findIndex((part) => part.dimension === entry.dimension)
    if (at >= 0 && at < block.length - 1) return block[at]?.collapsed?.includes(entry.category) ? 'closed' : 'open'
  }
  return null
}

/** The categories of one dimension that the selection covers; the target's own alone where it lies outside. */
export const chosenCategories = (cube: Cube, scene: GridScene, target: GridTarget): CubeCategory[] => {
  const own = entryOf(target)
  const { layout, areas } = scene
  if (own?.dimension === undefined) return []
  const entries: (LayoutEntry | null | undefined)[] = areas.flatMap((block) => {
    if (target.part === 'stub')
      return layout.rows.slice(block.top, block.bottom + 1).map((row) => row.stub[target.level])
    if (target.part === 'header')
      return Array.from({ length: block.right - block.left + 1 }, (_, i) =>
        headerAt(layout.headerRows, target.level, block.left + i),
      )
    return []
  })
  const indexes = entries.flatMap((entry) =>
    entry && entry.dimension === own.dimension && entry.category !== undefined && entry.kind !== 'total'
      ? [entry.category]
      : [],
  )
  const unique = [...new Set(indexes)]
  const chosen =
    own.category !== undefined && unique.includes(own.category)
      ? unique
      : own.category === undefined
        ? []
        : [own.category]
  return chosen.flatMap((c) => cube.dimensions[own.dimension ?? -1]?.categories[c] ?? [])
}

/** What a column stands for: measure and the categories of the column dimensions. */
export const columnAddress = (
  cube: Cube,
  layout: TableLayout,
  column: number,
): { measure: string; address: CellAddress } | null => {
  const found = layout.columns[column]
  if (!found) return null
  const shown = found.measure >= 0 ? found.measure : cube.measures.findIndex((m) => m.hidden !== true)
  const measure = cube.measures[shown]
  let next = 0
  const coordinates = cube.dimensions.map((d) => (d.axis === 'column' ? (found.coordinates[next++] ?? -1) : -1))
  return measure ? { measure: measure.id, address: addressOf(cube, coordinates) } : null
}
