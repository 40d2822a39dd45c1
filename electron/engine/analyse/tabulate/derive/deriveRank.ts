// Ranks among the categories of one variable, in groups of cells that differ in it only. In: cells and their figures.
// Out: a rank or a reason for each cell. Ties share the better rank. Never a rank for a total, a missing or an "others"
// category.
import { plainColumn } from '../cells/cellColumns.ts'
import { allCells, orderCells } from './deriveCells.ts'
import { isReason } from './deriveArithmetic.ts'
import type { Figure } from './deriveArithmetic.ts'

export type RankInput = {
  sizes: readonly number[]
  coordinates: readonly ArrayLike<number>[]
  count: number
  /** The dimension each cell is ranked along; −1: none. */
  along: (cell: number) => number
  /** rankable[d][c]: categories with a place in the ranking. */
  rankable: readonly Uint8Array[]
  figure: (cell: number) => Figure
  descending: boolean
}

/** `withheldInGroup`: some ranking left out figures that are withheld. */
export const rankCells = ({
  sizes,
  coordinates,
  count,
  along,
  rankable,
  figure,
  descending,
}: RankInput): { ranks: Figure[]; withheldInGroup: boolean } => {
  const ranks = plainColumn<Figure>(count, () => 'not_applicable')
  let withheldInGroup = false
  const byDimension = new Map<number, number[]>()
  for (const cell of allCells(count)) {
    const d = along(cell)
    if (d < 0 || rankable[d]?.[coordinates[d]?.[cell] ?? 0] !== 1) continue
    const cells = byDimension.get(d)
    if (cells) cells.push(cell)
    else byDimension.set(d, [cell])
  }
  for (const [d, cells] of byDimension) {
    const others = sizes.flatMap((_, o) => (o === d ? [] : [o]))
    const order = orderCells(sizes, coordinates, Int32Array.from(cells), [...others, d])
    const sameGroup = (a: number, b: number): boolean =>
      others.every((o) => coordinates[o]?.[a] === coordinates[o]?.[b])
    let from = 0
    while (from < order.length) {
      let to = from + 1
      while (to < order.length && sameGroup(order[from] ?? 0, order[to] ?? 0)) to += 1
      withheldInGroup = rankGroup(order.subarray(from, to), figure, descending, ranks) || withheldInGroup
      from = to
    }
  }
  return { ranks, withheldInGroup }
}

const rankGroup = (
  group: Int32Array,
  figure: (cell: number) => Figure,
  descending: boolean,
  ranks: Figure[],
): boolean => {
  const places: number[] = []
  const figures: Exclude<Figure, string>[] = []
  let withheld = false
  for (const cell of group) {
    const value = figure(cell)
    if (isReason(value)) {
      ranks[cell] = value === 'none' ? 'not_available' : value
      withheld ||= value === 'suppressed' || value === 'suppressed_secondary'
    } else {
      places.push(cell)
      figures.push(value)
    }
  }
  const order = Int32Array.from(places, (_, i) => i).sort((x, y) => {
    const [a, b] = [figures[x] ?? 0, figures[y] ?? 0]
    return a === b ? 0 : a < b === descending ? 1 : -1
  })
  let rank = 0
  for (let i = 0; i < order.length; i += 1) {
    if (i === 0 || figures[order[i - 1] ?? 0] !== figures[order[i] ?? 0]) rank = i + 1
    ranks[places[order[i] ?? 0] ?? 0] = rank
  }
  return withheld && places.length > 0
}
