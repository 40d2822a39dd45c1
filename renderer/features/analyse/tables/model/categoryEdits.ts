// What is done to categories from the grid: hide, show again, move, sort by a column. In: definition, place,
// categories. Out: edits. Nothing here leaves a record out: hidden categories stay in the totals.
import { categoryKey } from '#shared/model/cube.ts'
import type { Cube, CubeCategory, CubeDimension } from '#shared/model/cube.ts'
import type { CellAddress, Dimension, TableDefinition } from '#shared/model/table.ts'
import type { Axis, DimensionPlace, TableEdit } from './edit.ts'

const axisOf = { row: 'rows', column: 'columns', layer: 'layers' } as const

/**
 * Where a dimension of the cube stands in the definition. In two blocks of one axis it is one dimension: the first is
 * meant.
 */
export const placeOfDimension = (definition: TableDefinition, dimension: CubeDimension): DimensionPlace | null => {
  const axis: Axis = axisOf[dimension.axis]
  const index = definition[axis].findIndex((d) => d.variable === dimension.variable && d.level === dimension.level)
  return index < 0 ? null : { axis, index }
}

/** A change of the categories of a dimension, in every block it stands in. */
export const inEveryBlock = (
  definition: TableDefinition,
  place: DimensionPlace,
  change: Partial<Omit<Dimension, 'variable' | 'stack'>>,
): TableEdit => {
  const one = definition[place.axis][place.index]
  const edits = definition[place.axis].flatMap((d, index): TableEdit[] =>
    d.variable === one?.variable && d.level === one.level
      ? [{ type: 'setDimension', place: { axis: place.axis, index }, change }]
      : [],
  )
  return edits.length === 1 && edits[0] ? edits[0] : { type: 'together', edits }
}

export const hide = (
  definition: TableDefinition,
  place: DimensionPlace,
  categories: readonly CubeCategory[],
): TableEdit | null => {
  const old = definition[place.axis][place.index]
  const keys = categories.filter((c) => c.kind !== 'total').map(categoryKey)
  return old && keys.length > 0
    ? inEveryBlock(definition, place, { hidden: [...new Set([...(old.hidden ?? []), ...keys])] })
    : null
}
export const bringBack = (
  definition: TableDefinition,
  place: DimensionPlace,
  keys: readonly string[] | 'all',
): TableEdit => {
  const left =
    keys === 'all' ? [] : (definition[place.axis][place.index]?.hidden ?? []).filter((key) => !keys.includes(key))
  return inEveryBlock(definition, place, { hidden: left.length > 0 ? left : undefined })
}
/** Only these stay; as a view, since the totals keep all. */
export const hideOthers = (
  definition: TableDefinition,
  place: DimensionPlace,
  dimension: CubeDimension,
  kept: readonly CubeCategory[],
): TableEdit | null =>
  hide(
    definition,
    place,
    dimension.categories.filter((c) => c.kind !== 'total' && !kept.includes(c)),
  )

/** One place up or down; from then on the order is by hand. */
export const moveCategory = (
  definition: TableDefinition,
  place: DimensionPlace,
  dimension: CubeDimension,
  category: CubeCategory,
  by: 1 | -1,
): TableEdit | null => {
  const order = dimension.categories.filter((c) => c.kind !== 'total').map(categoryKey)
  const at = order.indexOf(categoryKey(category))
  const to = at + by
  if (at < 0 || to < 0 || to >= order.length) return null
  return inEveryBlock(definition, place, {
    sort: 'manual',
    order: order.toSpliced(at, 1).toSpliced(to, 0, order[at] ?? ''),
  })
}

/** Row variables sorted by one column: largest first, then smallest first, then by code again. */
export const sortByColumn = (
  definition: TableDefinition,
  cube: Cube,
  measure: string,
  column: CellAddress,
): TableEdit | null => {
  const sortable = definition.rows.flatMap((d, index) => {
    const dimension = cube.dimensions.find((c) => c.axis === 'row' && c.variable === d.variable && c.level === d.level)
    return dimension && dimension.time === null ? [{ d, index }] : []
  })
  const last = sortable.at(-1)
  if (!last) return null
  const sortBy = { measure, address: column.filter((part) => part.kind !== 'total') }
  const same = JSON.stringify(last.d.sortBy) === JSON.stringify(sortBy)
  const sort =
    !same || !last.d.sort.startsWith('value')
      ? 'value_descending'
      : last.d.sort === 'value_descending'
        ? 'value_ascending'
        : 'code'
  return {
    type: 'together',
    edits: sortable.map(({ index }): TableEdit => ({
      type: 'setDimension',
      place: { axis: 'rows', index },
      change: { sort, sortBy: sort === 'code' ? undefined : sortBy },
    })),
  }
}

/** How the rows are sorted by a column, if they are. */
export const sortedBy = (
  definition: TableDefinition,
  measure: string,
  column: CellAddress,
): 'value_descending' | 'value_ascending' | null => {
  const sort = definition.rows.findLast((d) => d.sortBy !== undefined && d.sort.startsWith('value'))
  const address = column.filter((part) => part.kind !== 'total')
  return sort && JSON.stringify(sort.sortBy) === JSON.stringify({ measure, address })
    ? (sort.sort as 'value_descending' | 'value_ascending')
    : null
}
