// The relations of a cube: each line of cells along one dimension together with its total. In: coordinates and where
// totals are. Out: for every relation its cells, for every cell its relations, in four arrays. Pure; values and rules
// are not known here.
import { allCells, orderCells } from '#engine/analyse/tabulate/derive/deriveCells.ts'

export type Relations = {
  count: number
  /** Cells of relation r: cells[starts[r]] … cells[starts[r + 1] − 1], the total last. */
  cells: Int32Array
  starts: Int32Array
  /** Relations of cell c: of[ofStarts[c]] … of[ofStarts[c + 1] − 1]. */
  of: Int32Array
  ofStarts: Int32Array
}

export const membersOf = ({ cells, starts }: Pick<Relations, 'cells' | 'starts'>, relation: number): Int32Array =>
  cells.subarray(starts[relation], starts[relation + 1])

type Lines = { cells: Int32Array; starts: number[] }

/** Lines along one dimension: cells ordered by the other ones, the total of each line put last. */
const linesAlong = (
  coordinates: readonly ArrayLike<number>[],
  sizes: number[],
  d: number,
  total: number,
  count: number,
): Lines => {
  const others = sizes.flatMap((_, o) => (o === d ? [] : [o]))
  const order = orderCells(sizes, coordinates, allCells(count), [...others, d])
  const column = coordinates[d] as ArrayLike<number>
  const sameLine = (a: number, b: number): boolean => others.every((o) => coordinates[o]?.[a] === coordinates[o]?.[b])
  const starts: number[] = []
  let kept = 0
  for (let from = 0; from < count;) {
    let to = from + 1
    while (to < count && sameLine(order[from] as number, order[to] as number)) to += 1
    let at = -1
    for (let i = from; i < to; i += 1) if (column[order[i] as number] === total) at = i
    // A line without its total, or a total alone, relates nothing.
    if (at >= 0 && to - from > 1) {
      starts.push(kept)
      const totalCell = order[at] as number
      // Never past what was read: at most as many are kept as were gone through.
      for (let i = from; i < to; i += 1) if (i !== at) order[kept++] = order[i] as number
      order[kept++] = totalCell
    }
    from = to
  }
  return { cells: order.slice(0, kept), starts }
}

/** totals[d]: index of the total category on dimension d, or −1. */
export const relationsOf = (
  coordinates: readonly ArrayLike<number>[],
  totals: readonly number[],
  count: number,
): Relations => {
  const sizes = coordinates.map((column) => {
    let most = 0
    for (let i = 0; i < count; i += 1) most = Math.max(most, column[i] as number)
    return most + 1
  })
  const lines = totals.flatMap((total, d) => (total < 0 ? [] : [linesAlong(coordinates, sizes, d, total, count)]))
  const cells = new Int32Array(lines.reduce((n, own) => n + own.cells.length, 0))
  const starts = new Int32Array(lines.reduce((n, own) => n + own.starts.length, 0) + 1)
  const relations = starts.length - 1
  let at = 0
  let relation = 0
  for (let own = lines.shift(); own !== undefined; own = lines.shift()) {
    cells.set(own.cells, at)
    for (const start of own.starts) starts[relation++] = at + start
    at += own.cells.length
  }
  starts[relations] = at

  const ofStarts = new Int32Array(count + 1)
  for (const cell of cells) ofStarts[cell + 1] = (ofStarts[cell + 1] as number) + 1
  for (let c = 0; c < count; c += 1) ofStarts[c + 1] = (ofStarts[c + 1] as number) + (ofStarts[c] as number)
  const of = new Int32Array(cells.length)
  const next = ofStarts.slice()
  for (let r = 0; r < relations; r += 1) {
    for (let i = starts[r] as number; i < (starts[r + 1] as number); i += 1) {
      const cell = cells[i] as number
      const place = next[cell] as number
      of[place] = r
      next[cell] = place + 1
    }
  }
  return { count: relations, cells, starts, of, ofStarts }
}
