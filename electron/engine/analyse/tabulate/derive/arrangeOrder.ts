// The order of a dimension's categories: by code, label, value or by hand. In: a cube in code order, options, cells by
// place. Out: category indexes without the total. Others, not classifiable and missing stay last, in this order, unless
// ordered by hand.
import type { Cube, CubeCategory } from '#shared/model/cube.ts'
import { categoryKey, figureAt } from '#shared/model/cube.ts'
import type { Exact } from '#shared/model/exact.ts'
import type { Dimension, TableDefinition } from '#shared/model/table.ts'
import type { CellIndex } from './deriveCells.ts'

const labelOrder = new Intl.Collator('vi')

const tails: Record<CubeCategory['kind'], number> = { value: 0, others: 1, unmapped: 2, missing: 3, total: 4 }
/** A missing match after a missing value. */
const tail = (category: CubeCategory | undefined): number =>
  category ? tails[category.kind] + (category.code === 'not_linked' && category.kind === 'missing' ? 0.5 : 0) : 9

export const categoryOrder = (
  cube: Cube,
  definition: TableDefinition,
  d: number,
  options: Dimension | undefined,
  index: Pick<CellIndex, 'find'> | null,
): number[] => {
  const categories = cube.dimensions[d]?.categories ?? []
  const order = categories.flatMap((c, i) => (c.kind === 'total' ? [] : [i]))
  const last = (x: number, y: number): number => tail(categories[x]) - tail(categories[y])
  switch (options?.sort ?? 'code') {
    case 'code':
      return order.sort((x, y) => last(x, y) || x - y)
    case 'label':
      return order.sort(
        (x, y) =>
          last(x, y) || labelOrder.compare(categories[x]?.label.vi ?? '', categories[y]?.label.vi ?? '') || x - y,
      )
    case 'manual': {
      const place = new Map((options?.order ?? []).map((key, i) => [key, i]))
      const at = (i: number): number =>
        categories[i] ? (place.get(categoryKey(categories[i])) ?? place.size) : place.size
      return order.sort((x, y) => at(x) - at(y) || last(x, y) || x - y)
    }
    default: {
      const values = index && options ? sortValues(cube, definition, d, options, index) : []
      const sign = options?.sort === 'value_descending' ? -1 : 1
      return order.sort((x, y) => last(x, y) || compare(values[x] ?? null, values[y] ?? null, sign) || x - y)
    }
  }
}

/** Categories without a figure come after those with one, whichever way. */
const compare = (a: Exact | null, b: Exact | null, sign: number): number => {
  if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0)
  return a < b ? -sign : a > b ? sign : 0
}

/** The figure of each category at the place sorted by: other dimensions at the address, or at their totals. */
const sortValues = (
  cube: Cube,
  definition: TableDefinition,
  d: number,
  options: Dimension,
  index: Pick<CellIndex, 'find'>,
): (Exact | null)[] => {
  const id = options.sortBy?.measure ?? definition.measures.find((m) => m.hidden !== true)?.id
  const values = cube.cells.values[cube.measures.findIndex((m) => m.id === id)]
  const place = cube.dimensions.map((dimension, o) => {
    const total = dimension.categories.findIndex((c) => c.kind === 'total')
    const part = options.sortBy?.address.find(
      (a) => a.variable === dimension.variable && (a.level === undefined || a.level === dimension.level),
    )
    if (!part || o === d) return total
    const at = dimension.categories.findIndex(
      (c) =>
        c.kind === part.kind &&
        (part.kind === 'total' || ((part.code ?? c.code) === c.code && (part.version ?? c.version) === c.version)),
    )
    return at < 0 ? total : at
  })
  if (place.some((at, o) => at < 0 && o !== d)) return []
  return (cube.dimensions[d]?.categories ?? []).map((_, c) => {
    place[d] = c
    const cell = index.find(place)
    return cell < 0 ? null : figureAt(values, cell)
  })
}
