// One axis of a table as lines: the tuples of categories its blocks show, in order, repeated for the measures that
// stand on it. In: a cube, an axis, the cells of the layer. Out: lines with their coordinates, and the line group each
// cell lies on. Never a figure.
import type { AxisBlock, Cube, CubeAxes } from '../model/cube.ts'

export type AxisLine = {
  block: number
  /** Tuple of the block: an entry into AxisLines.tuples[block]. */
  tuple: number
  /** Number of the place: lines of several measures share it. */
  place: number
  /** Index into the cube's measures; −1 when measures stand elsewhere. */
  measure: number
}

export type AxisLines = {
  axis: 'row' | 'column'
  /** Indexes into the cube's dimensions, all those of the axis. */
  dimensions: number[]
  blocks: AxisBlock[]
  /** tuples[b][t]: category indexes of the block's dimensions. */
  tuples: number[][][]
  /** How many places there are, all blocks together. */
  places: number
  /** placeOf[b][i]: the place of chosen cell i in block b; −1: not in it. */
  placeOf: Int32Array[]
  lines: AxisLine[]
  /** Whether the measures have a header level of their own here. */
  measureLevel: 'inner' | 'outer' | null
}

/**
 * Whether each chosen cell lies in a block: nothing open outside it, totals only where wanted, nothing inside a
 * collapsed category, parts only in their whole.
 */
const membership = (
  cube: Cube,
  axis: readonly number[],
  block: AxisBlock,
  chosen: Int32Array,
  totals: readonly number[],
): Uint8Array => {
  const inside = new Uint8Array(chosen.length)
  const outside = axis.filter((d) => !block.some((part) => part.dimension === d))
  const parts = block.map((part) => ({
    column: cube.cells.coordinates[part.dimension] ?? [],
    total: totals[part.dimension] ?? -1,
    wanted: part.total !== 'none',
    collapsed: part.collapsed && part.collapsed.length > 0 ? new Set(part.collapsed) : null,
    whole:
      part.within === undefined
        ? null
        : { column: cube.cells.coordinates[part.within] ?? [], total: totals[part.within] ?? -1 },
  }))
  const others = outside.map((d) => ({ column: cube.cells.coordinates[d] ?? [], total: totals[d] ?? -1 }))
  if (
    others.length === 0 &&
    parts.every((part) => part.collapsed === null && part.whole === null && (part.wanted || part.total < 0))
  )
    return inside.fill(1)
  for (let i = 0; i < chosen.length; i += 1) {
    const cell = chosen[i] ?? 0
    let belongs = true
    for (const { column, total } of others) if (column[cell] !== total) belongs = false
    let folded = false
    for (const { column, total, wanted, collapsed, whole } of parts) {
      if (!belongs) break
      const c = column[cell] ?? 0
      if (whole && c !== total && whole.column[cell] === whole.total) belongs = false
      if (folded ? c !== total : c === total && !wanted) belongs = false
      if (collapsed?.has(c)) folded = true
    }
    if (belongs) inside[i] = 1
  }
  return inside
}

/** For each part of a block, the rank of each category: the total stands where this block wants it. */
const ranksOf = (cube: Cube, block: AxisBlock, totals: readonly number[]): Int32Array[] =>
  block.map(({ dimension, total }) => {
    const size = cube.dimensions[dimension]?.categories.length ?? 0
    const ranks = Int32Array.from({ length: size }, (_, c) => c + 1)
    const at = totals[dimension] ?? -1
    if (at >= 0) ranks[at] = total === 'before' ? 0 : size + 1
    return ranks
  })

const compareTuples = (a: readonly number[], b: readonly number[], ranks: readonly Int32Array[]): number => {
  for (let d = 0; d < a.length; d += 1) {
    const difference = (ranks[d]?.[a[d] ?? 0] ?? 0) - (ranks[d]?.[b[d] ?? 0] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/**
 * Numbers of keys below `limit`, −1 where none: an array while that is small, for it is many times faster than a map.
 */
const keyNumbers = (limit: number): { get: (key: number) => number; set: (key: number, number: number) => void } => {
  if (limit > 1 << 22) {
    const map = new Map<number, number>()
    return {
      get: (key) => map.get(key) ?? -1,
      set: (key, number) => {
        map.set(key, number)
      },
    }
  }
  const numbers = new Int32Array(limit)
  return {
    get: (key) => (numbers[key] ?? 0) - 1,
    set: (key, number) => {
      numbers[key] = number + 1
    },
  }
}

/**
 * Distinct tuples of the cells in a block, in order, and the tuple of each cell (−1: none). Tuples are numbered
 * dimension by dimension, so keys stay small whatever the product of the dimensions' sizes.
 */
const blockTuples = (
  cube: Cube,
  block: AxisBlock,
  chosen: Int32Array,
  inside: Uint8Array,
  ranks: readonly Int32Array[],
): { tuples: number[][]; tupleOf: Int32Array } => {
  let tuples: number[][] = [[]]
  const tupleOf = new Int32Array(chosen.length).fill(-1)
  let any = false
  for (let i = 0; i < chosen.length; i += 1) {
    if (inside[i] !== 1) continue
    tupleOf[i] = 0
    any = true
  }
  if (!any) return { tuples: [], tupleOf }
  for (const { dimension } of block) {
    const size = cube.dimensions[dimension]?.categories.length ?? 1
    const column = cube.cells.coordinates[dimension] ?? []
    const numbers = keyNumbers(tuples.length * size)
    const next: number[][] = []
    for (let i = 0; i < chosen.length; i += 1) {
      const before = tupleOf[i] ?? -1
      if (before < 0) continue
      const coordinate = column[chosen[i] ?? 0] ?? 0
      const key = before * size + coordinate
      let number = numbers.get(key)
      if (number < 0) {
        number = next.length
        numbers.set(key, number)
        next.push([...(tuples[before] ?? []), coordinate])
      }
      tupleOf[i] = number
    }
    tuples = next
  }
  const order = tuples.map((_, i) => i).sort((a, b) => compareTuples(tuples[a] ?? [], tuples[b] ?? [], ranks))
  const rank = new Int32Array(tuples.length)
  order.forEach((tuple, place) => {
    rank[tuple] = place
  })
  for (let i = 0; i < tupleOf.length; i += 1) if ((tupleOf[i] ?? -1) >= 0) tupleOf[i] = rank[tupleOf[i] ?? 0] ?? 0
  return { tuples: order.map((i) => tuples[i] ?? []), tupleOf }
}

/**
 * With dimensions that show empty categories: their tuples too. Below a category without records stand the categories
 * seen elsewhere.
 */
const withEmpty = (
  cube: Cube,
  block: AxisBlock,
  found: { tuples: number[][]; tupleOf: Int32Array },
  ranks: readonly Int32Array[],
  totals: readonly number[],
): { tuples: number[][]; tupleOf: Int32Array } => {
  if (found.tuples.length === 0 || !block.some(({ dimension }) => cube.dimensions[dimension]?.empty === true))
    return found
  const seen = block.map((_, d) => [...new Set(found.tuples.map((tuple) => tuple[d] ?? 0))])
  const all: { tuple: number[]; found: number }[] = []
  const visit = (prefix: number[], members: number[], folded: boolean): void => {
    const d = prefix.length
    const part = block[d]
    if (!part) {
      all.push({ tuple: prefix, found: members[0] ?? -1 })
      return
    }
    const total = totals[part.dimension] ?? -1
    const own = new Set(members.map((t) => found.tuples[t]?.[d] ?? 0))
    if (folded && total >= 0) own.add(total)
    // Where a part without records belongs is not known here.
    if (!folded && part.within === undefined && cube.dimensions[part.dimension]?.empty === true)
      cube.dimensions[part.dimension]?.categories.forEach((c, i) => {
        if (c.kind !== 'total' || seen[d]?.includes(i)) own.add(i)
      })
    else if (!folded && members.length === 0)
      (part.within === undefined ? (seen[d] ?? []) : total < 0 ? [] : [total]).forEach((c) => own.add(c))
    for (const c of [...own].sort((x, y) => (ranks[d]?.[x] ?? 0) - (ranks[d]?.[y] ?? 0))) {
      visit(
        [...prefix, c],
        members.filter((t) => found.tuples[t]?.[d] === c),
        folded || part.collapsed?.includes(c) === true,
      )
    }
  }
  visit(
    [],
    found.tuples.map((_, t) => t),
    false,
  )
  const place = new Int32Array(found.tuples.length)
  all.forEach((entry, i) => {
    if (entry.found >= 0) place[entry.found] = i
  })
  return { tuples: all.map((entry) => entry.tuple), tupleOf: found.tupleOf.map((t) => (t < 0 ? -1 : (place[t] ?? -1))) }
}

/** `measures`: those that stand on this axis, [−1] when they stand elsewhere. */
export const axisLines = (
  cube: Cube,
  axes: CubeAxes,
  axis: 'row' | 'column',
  chosen: Int32Array,
  measures: readonly number[],
): AxisLines => {
  const dimensions = cube.dimensions.flatMap((d, i) => (d.axis === axis ? [i] : []))
  const totals = cube.dimensions.map((d) => d.categories.findIndex((c) => c.kind === 'total'))
  const blocks = axes[axis].length > 0 ? axes[axis] : [[]]
  const tuples: number[][][] = []
  const placeOf: Int32Array[] = []
  const places: { block: number; tuple: number; place: number }[] = []
  blocks.forEach((block, b) => {
    const ranks = ranksOf(cube, block, totals)
    const found = withEmpty(
      cube,
      block,
      blockTuples(cube, block, chosen, membership(cube, dimensions, block, chosen, totals), ranks),
      ranks,
      totals,
    )
    const first = places.length
    tuples.push(found.tuples)
    placeOf.push(found.tupleOf.map((t) => (t < 0 ? -1 : first + t)))
    found.tuples.forEach((_, tuple) => places.push({ block: b, tuple, place: first + tuple }))
  })
  const outer = axes.measurePlace === 'outer' && measures.length > 1
  const lines = outer
    ? measures.flatMap((measure) => places.map((p): AxisLine => ({ ...p, measure })))
    : places.flatMap((p) => measures.map((measure): AxisLine => ({ ...p, measure })))
  return {
    axis,
    dimensions,
    blocks,
    tuples,
    places: places.length,
    placeOf,
    lines,
    measureLevel: measures.length > 1 ? (outer ? 'outer' : 'inner') : null,
  }
}
