// From a place in the grid to the address the engine drills by: one category per dimension of the table.
// In: cube, layout, layers, place. Out: a cell address, and back from an address to a stored cell. Never a query.
import type { TableLayout } from '#shared/format/layoutTypes.ts'
import type { Cube, CubeCategory } from '#shared/model/cube.ts'
import type { CellAddress } from '#shared/model/table.ts'
import type { Place } from '../selection/areas.ts'

export type { CellAddress } from '#shared/model/table.ts'
export type GridPlace = Place

const partOf = (cube: Cube, dimension: number, category: CubeCategory): CellAddress[number] => {
  const { variable, level } = cube.dimensions[dimension] ?? { variable: '' }
  return {
    variable,
    ...(level === undefined ? {} : { level }),
    code: category.kind === 'value' ? category.code : null,
    ...(category.version === undefined ? {} : { version: category.version }),
    kind: category.kind,
  }
}

/** The coordinates of a place along all dimensions of the cube, −1 where it stands nowhere. */
export const coordinatesAt = (
  cube: Cube,
  layout: TableLayout,
  layers: readonly number[],
  place: GridPlace,
): number[] | null => {
  const rowCoordinates = layout.rowCoordinates[place.row]
  const column = layout.columns[place.column]
  if (!rowCoordinates || !column) return null
  const next = { row: 0, column: 0, layer: 0 }
  return cube.dimensions.map(({ axis }) => {
    const i = next[axis]++
    return (axis === 'row' ? rowCoordinates[i] : axis === 'column' ? column.coordinates[i] : layers[i]) ?? -1
  })
}

export const addressOf = (cube: Cube, coordinates: readonly number[]): CellAddress =>
  coordinates.flatMap((at, d) => {
    const category = cube.dimensions[d]?.categories[at]
    return category ? [partOf(cube, d, category)] : []
  })

/** Null when there is no such cell. */
export const cellAddress = (
  cube: Cube,
  layout: TableLayout,
  layers: readonly number[],
  place: GridPlace,
): { address: CellAddress; measure: string } | null => {
  const coordinates = coordinatesAt(cube, layout, layers, place)
  const cell = layout.rows[place.row]?.cells[place.column]
  const measure = cell && cube.measures[cell.measure]
  return coordinates && measure ? { address: addressOf(cube, coordinates), measure: measure.id } : null
}

/** Where the cube stores the cell of an address; dimensions it does not name stand at their total. −1: no such cell. */
export const findCell = (cube: Cube, address: CellAddress): number => {
  const wanted = cube.dimensions.map(({ variable, level, categories }) => {
    const part = address.find((a) => a.variable === variable && a.level === level)
    if (!part || part.kind === 'total') return categories.findIndex((c) => c.kind === 'total')
    return categories.findIndex(
      (c) =>
        c.kind === part.kind &&
        (part.kind !== 'value' || c.code === part.code) &&
        (part.version === undefined || c.version === part.version),
    )
  })
  const { records, coordinates } = cube.cells
  for (let i = 0; i < records.length; i += 1) if (wanted.every((at, d) => coordinates[d]?.[i] === at)) return i
  return -1
}

/**
 * "Hà Nội · Nữ · 2025": the categories of a cell, for titles and announcements. Totals are left out unless all are
 * totals.
 */
export const describeCell = (
  cube: Cube,
  layout: TableLayout,
  layers: readonly number[],
  place: GridPlace,
  language: 'vi' | 'en',
): string => {
  const chosen = (coordinatesAt(cube, layout, layers, place) ?? []).flatMap(
    (at, d) => cube.dimensions[d]?.categories[at] ?? [],
  )
  const named = chosen.filter((category) => category.kind !== 'total')
  return (named.length > 0 ? named : chosen.slice(0, 1)).map((category) => category.label[language]).join(' · ')
}

export const describeAddress = (cube: Cube, address: CellAddress, language: 'vi' | 'en'): string => {
  const labels = address.flatMap((part) => {
    if (part.kind === 'total') return []
    const dimension = cube.dimensions.find((d) => d.variable === part.variable && d.level === part.level)
    const category = dimension?.categories.find(
      (c) =>
        c.kind === part.kind &&
        (part.kind !== 'value' || c.code === part.code) &&
        (part.version === undefined || c.version === part.version),
    )
    return [category?.label[language] ?? part.code ?? part.kind]
  })
  const totals = cube.dimensions.flatMap((d) => d.categories.filter((c) => c.kind === 'total'))
  return labels.length > 0 ? labels.join(' · ') : (totals[0]?.label[language] ?? '')
}
