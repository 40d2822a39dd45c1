// The cube as asked for: categories in order, what is hidden or collapsed left out, totals where each block wants them,
// helper measures marked. In: a cube with all its measures and the definition. Out: the cube shown. Pure; never a
// figure changed.
import type {
  AxisBlock,
  CellColumn,
  CellStatus,
  Cube,
  CubeAxes,
  CubeCategory,
  CubeDimension,
  CubeMeasure,
} from '#shared/model/cube.ts'
import { categoryKey, figureAt, screenCells } from '#shared/model/cube.ts'
import type { Exact } from '#shared/model/exact.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import { categoryOrder } from './arrangeOrder.ts'
import { findCells, orderCells } from './deriveCells.ts'
import { movedIndexes, numberColumn, pickCells, plainColumn } from '../cells/cellColumns.ts'
import type { IndexColumn } from '../cells/cellColumns.ts'
import { scopeNotes } from './scopeNotes.ts'
import { tableAxes, tableShape } from '../plan/tableShape.ts'
import type { TableShape } from '../plan/tableShape.ts'

export const arrangeCube = (cube: Cube, definition: TableDefinition): Cube => {
  const shape = tableShape(definition)
  const shown = shownCells(cube, shape)
  const orders = arrangedCategories(cube, definition, shape, shown)
  const positions = orders.map((order, d) => {
    const position = new Int32Array(cube.dimensions[d]?.categories.length ?? 0).fill(-1)
    order.forEach((old, now) => {
      position[old] = now
    })
    return position
  })
  const dimensions = cube.dimensions.map((dimension, d) => arrangedDimension(dimension, orders[d] ?? [], definition))
  const measures = arrangedMeasures(cube, definition)
  return {
    ...cube,
    dimensions,
    measures: measures.map((m) => m.measure),
    axes: arrangedAxes(shape, cube, positions),
    cells: arrangedCells(
      cube,
      shown,
      positions,
      dimensions,
      measures.map((m) => m.from),
    ),
    notes: [...cube.notes, ...scopeNotes(cube, definition, shape)],
    footnotes: definition.footnotes,
    footnoteSymbols: definition.footnoteSymbols,
    conditionalFormats: definition.conditionalFormats,
  }
}

/** Old indexes of the categories of each dimension, in the order shown; the total where the first block wants it. */
const arrangedCategories = (
  cube: Cube,
  definition: TableDefinition,
  shape: TableShape,
  shown: Uint8Array,
): number[][] => {
  const used = cube.dimensions.map((d) => new Uint8Array(d.categories.length))
  for (let d = 0; d < used.length; d += 1) {
    const [column, own] = [cube.cells.coordinates[d] ?? [], used[d]]
    if (own) for (let i = 0; i < shown.length; i += 1) if (shown[i] === 1) own[column[i] ?? 0] = 1
  }
  const sizes = cube.dimensions.map((d) => d.categories.length)
  const needsIndex = shape.dimensions.some(
    ({ dimension }) => dimension.sort === 'value_descending' || dimension.sort === 'value_ascending',
  )
  const index = needsIndex ? findCells(sizes, cube.cells.coordinates, cube.cells.records.length) : null
  return cube.dimensions.map((dimension, d) => {
    const options = shape.dimensions[d]?.dimension
    const hidden = new Set(options?.hidden ?? [])
    const order = categoryOrder(cube, definition, d, options, index).filter((c) => {
      const category = dimension.categories[c]
      return (
        category !== undefined && !hidden.has(categoryKey(category)) && (used[d]?.[c] === 1 || dimension.empty === true)
      )
    })
    const total = dimension.categories.findIndex((c) => c.kind === 'total')
    if (total < 0 || used[d]?.[total] !== 1) return order
    const place = tableAxes
      .flatMap((axis) => shape.axes[axis].flat())
      .find((part) => part.dimension === d && part.total !== 'none')?.total
    return place === 'before' ? [total, ...order] : [...order, total]
  })
}

const arrangedDimension = (
  dimension: CubeDimension,
  order: readonly number[],
  definition: TableDefinition,
): CubeDimension => {
  const statuses = new Map(
    definition.categoryStatuses.filter((s) => s.variable === dimension.variable).map((s) => [s.category, s.status]),
  )
  return {
    ...dimension,
    categories: order.flatMap((c): CubeCategory[] => {
      const category = dimension.categories[c]
      if (!category) return []
      const status = statuses.get(categoryKey(category))
      return [status === undefined || status === definition.status ? category : { ...category, status }]
    }),
  }
}

/** Measures shown, then those that only stand in totals of others. */
const arrangedMeasures = (cube: Cube, definition: TableDefinition): { measure: CubeMeasure; from: number }[] => {
  const at = new Map(cube.measures.map((m, i) => [m.id, i]))
  const shown = definition.measures.filter((m) => m.hidden !== true && at.has(m.id))
  const helpers = [...new Set(shown.flatMap((m) => (m.inTotals === undefined ? [] : [m.inTotals])))].filter(
    (id) => at.has(id) && !shown.some((m) => m.id === id),
  )
  const ids = [...shown.map((m) => m.id), ...helpers]
  return ids.flatMap((id, place) => {
    const from = at.get(id) ?? -1
    const measure = cube.measures[from]
    if (!measure) return []
    const other = place < shown.length ? ids.indexOf(shown[place]?.inTotals ?? '') : -1
    const { inTotals: _, hidden: __, ...plain } = measure
    return [
      {
        from,
        measure: {
          ...plain,
          ...(other < 0 || other === place ? {} : { inTotals: other }),
          ...(place < shown.length ? {} : { hidden: true }),
        },
      },
    ]
  })
}

const arrangedAxes = (shape: TableShape, cube: Cube, positions: readonly Int32Array[]): CubeAxes => {
  const blocks = (axis: (typeof tableAxes)[number]): AxisBlock[] =>
    shape.axes[axis].map((block) =>
      block.map((part, place) => {
        const collapsed = collapsedOf(cube, shape, part.dimension).flatMap((c) => {
          const now = positions[part.dimension]?.[c] ?? -1
          return now < 0 ? [] : [now]
        })
        const variable = cube.dimensions[part.dimension]?.variable
        const outer = block
          .slice(0, place)
          .findLast(
            (o) => cube.dimensions[o.dimension]?.variable === variable && isPartOf(cube, part.dimension, o.dimension),
          )
        return {
          ...part,
          ...(collapsed.length > 0 ? { collapsed } : {}),
          ...(outer ? { within: outer.dimension } : {}),
        }
      }),
    )
  return { ...shape.axes, row: blocks('row'), column: blocks('column'), layer: blocks('layer') }
}

/** Two levels of one variable: whether each category of the inner stands in one of the outer only. */
const isPartOf = (cube: Cube, inner: number, outer: number): boolean => {
  const total = (d: number): number => cube.dimensions[d]?.categories.findIndex((c) => c.kind === 'total') ?? -1
  const [innerTotal, outerTotal] = [total(inner), total(outer)]
  const [parts, wholes] = [cube.cells.coordinates[inner] ?? [], cube.cells.coordinates[outer] ?? []]
  const wholeOf = new Int32Array(cube.dimensions[inner]?.categories.length ?? 0).fill(-1)
  for (let i = 0; i < cube.cells.records.length; i += 1) {
    const [part = -1, whole = -1] = [parts[i], wholes[i]]
    if (part === innerTotal || whole === outerTotal) continue
    if ((wholeOf[part] ?? -1) >= 0 && wholeOf[part] !== whole) return false
    wholeOf[part] = whole
  }
  return wholeOf.some((whole) => whole >= 0)
}

const collapsedOf = (cube: Cube, shape: TableShape, dimension: number): number[] => {
  const keys = new Set(shape.dimensions[dimension]?.dimension.collapsed ?? [])
  return keys.size === 0
    ? []
    : (cube.dimensions[dimension]?.categories ?? []).flatMap((c, i) =>
        c.kind !== 'total' && keys.has(categoryKey(c)) ? [i] : [],
      )
}

/** Which cells some crossing of blocks shows: 1 shown, 0 not. */
const shownCells = (cube: Cube, shape: TableShape): Uint8Array => {
  const count = cube.cells.records.length
  const totals = cube.dimensions.map((d) => d.categories.findIndex((c) => c.kind === 'total'))
  const shown = new Uint8Array(count).fill(1)
  cube.dimensions.forEach((dimension, d) => {
    const keys = new Set(shape.dimensions[d]?.dimension.hidden ?? [])
    if (keys.size === 0) return
    const hidden = Uint8Array.from(dimension.categories, (c) =>
      c.kind !== 'total' && keys.has(categoryKey(c)) ? 1 : 0,
    )
    const column = cube.cells.coordinates[d] ?? []
    for (let i = 0; i < count; i += 1) if (hidden[column[i] ?? 0] === 1) shown[i] = 0
  })
  const collapsed = cube.dimensions.map((dimension, d) => {
    const flags = new Uint8Array(dimension.categories.length)
    collapsedOf(cube, shape, d).forEach((c) => {
      flags[c] = 1
    })
    return flags.includes(1) ? flags : null
  })
  for (const axis of tableAxes) {
    const own = cube.dimensions.flatMap((d, i) => (d.axis === axis ? [i] : []))
    const columns = own.map((d) => cube.cells.coordinates[d] ?? [])
    const folds = own.some((d) => collapsed[d] !== null)
    const known = new Map<number, boolean>()
    for (let i = 0; i < count; i += 1) {
      if (shown[i] !== 1) continue
      // Which dimensions of the axis are not at their total, and which stand at a collapsed category, decides.
      let pattern = 0
      for (let k = 0; k < own.length; k += 1) {
        const d = own[k] ?? 0
        const c = columns[k]?.[i] ?? 0
        if (c !== totals[d]) pattern |= 1 << k
        if (folds && collapsed[d]?.[c] === 1) pattern |= 1 << (k + own.length)
      }
      let show = known.get(pattern)
      if (show === undefined) {
        const bit = (d: number, more: number): boolean => (pattern & (1 << (own.indexOf(d) + more))) !== 0
        show = shape.axes[axis].some((block) =>
          blockShows(
            block,
            own,
            (d) => bit(d, 0),
            (d) => folds && bit(d, own.length),
          ),
        )
        known.set(pattern, show)
      }
      if (!show) shown[i] = 0
    }
  }
  return shown
}

/**
 * Whether a place of an axis lies in a block: nothing outside it, totals only where wanted, nothing inside a collapsed
 * category.
 */
const blockShows = (
  block: AxisBlock,
  axis: readonly number[],
  open: (d: number) => boolean,
  folded: (d: number) => boolean,
): boolean => {
  if (axis.some((d) => open(d) && !block.some((part) => part.dimension === d))) return false
  let inside = false
  for (const { dimension, total } of block) {
    if (inside ? open(dimension) : !open(dimension) && total === 'none') return false
    inside ||= folded(dimension)
  }
  return true
}

const arrangedCells = (
  cube: Cube,
  shown: Uint8Array,
  positions: readonly Int32Array[],
  dimensions: readonly CubeDimension[],
  measures: readonly number[],
): Cube['cells'] => {
  const { coordinates, records, values, statuses, reliability } = cube.cells
  if (!shown.includes(0) && positions.every((position) => position.every((now, old) => now === old))) {
    return {
      coordinates,
      records,
      values: measures.map((m) => values[m] ?? []),
      ...(statuses ? { statuses: measures.map((m) => statuses[m] ?? null) } : {}),
      ...(reliability ? { reliability } : {}),
    }
  }
  const kept = keptCells(shown)
  const placed = positions.map((position, d) =>
    movedIndexes(coordinates[d] ?? [], position, dimensions[d]?.categories.length ?? 0),
  )
  // Where categories were only left out, cells are in order already.
  const order = positions.every(isAscending)
    ? kept
    : orderCells(
        dimensions.map((d) => d.categories.length),
        placed,
        kept,
      )
  const arranged: CellColumn<number>[] = []
  for (let column = placed.shift(); column !== undefined; column = placed.shift())
    arranged.push(numberColumn(pickCells(column, order) as IndexColumn))
  const picked = new Map<CellColumn<unknown>, CellColumn<unknown>>()
  const pick = <T>(column: CellColumn<T>): CellColumn<T> => {
    const known = picked.get(column) ?? pickCells(column, order)
    picked.set(column, known)
    return plainWhereFew(known as CellColumn<T>)
  }
  const now = statuses ? measures.map((m) => (statuses[m] ? (pick(statuses[m]) as CellStatus[]) : null)) : null
  return {
    coordinates: arranged,
    records: pick(records),
    values: measures.map((m) => pick(values[m] ?? [])),
    ...(now?.some((s) => s !== null) ? { statuses: now } : {}),
    ...(reliability
      ? { reliability: Object.fromEntries(Object.entries(reliability).map(([id, column]) => [id, pick(column)])) }
      : {}),
  }
}

const keptCells = (shown: Uint8Array): Int32Array => {
  let count = 0
  for (let i = 0; i < shown.length; i += 1) count += shown[i] as number
  const kept = new Int32Array(count)
  let at = 0
  for (let i = 0; i < shown.length; i += 1) if (shown[i] === 1) kept[at++] = i
  return kept
}

/** Whether indexes keep their order, those left out (−1) aside. */
const isAscending = (position: Int32Array): boolean => {
  let last = -1
  return position.every((at) => {
    if (at < 0) return true
    const follows = at > last
    last = at
    return follows
  })
}

/** A screen's share of a very large cube is held like every cube for a screen. */
const plainWhereFew = <T>(column: CellColumn<T>): CellColumn<T> =>
  ArrayBuffer.isView(column) && column.length <= screenCells
    ? (plainColumn(column.length, (i) => figureAt(column as CellColumn<number>, i)) as (
        | number
        | null
      )[] as CellColumn<Exact | null> as CellColumn<T>)
    : column
