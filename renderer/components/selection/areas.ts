// Rectangles of cells and sets of them, as a selection has them. In: blocks, both ends included. Out: blocks that do
// not overlap, the rows and columns they cross in. Never a cell counted twice.
export type Place = { row: number; column: number }
export type Block = { top: number; left: number; bottom: number; right: number }
/** From the first to the last, both included. */
export type Run = { first: number; last: number }

/**
 * A place of the grid in the page: a cell, a whole row, a column or several, all. Rows and columns are counted as
 * shown.
 */
export type GridSpot = { kind: 'cell' | 'row' | 'column' | 'all'; block: Block }

/** The smallest block around two. */
export const around = (a: Block, b: Block): Block => ({
  top: Math.min(a.top, b.top),
  bottom: Math.max(a.bottom, b.bottom),
  left: Math.min(a.left, b.left),
  right: Math.max(a.right, b.right),
})

export const cellBlock = ({ row, column }: Place): Block => ({ top: row, bottom: row, left: column, right: column })

export const inBlock = (block: Block, row: number, column: number): boolean =>
  row >= block.top && row <= block.bottom && column >= block.left && column <= block.right

export const blockCells = (block: Block): number => (block.bottom - block.top + 1) * (block.right - block.left + 1)

/** What is left of a block when a hole is cut into it: above, below, left and right of the hole. */
export const cutOut = (block: Block, hole: Block): Block[] => {
  if (hole.top > block.bottom || hole.bottom < block.top || hole.left > block.right || hole.right < block.left)
    return [block]
  const [top, bottom] = [Math.max(block.top, hole.top), Math.min(block.bottom, hole.bottom)]
  return [
    { ...block, bottom: top - 1 },
    { ...block, top: bottom + 1 },
    { top, bottom, left: block.left, right: hole.left - 1 },
    { top, bottom, left: hole.right + 1, right: block.right },
  ].filter((part) => part.top <= part.bottom && part.left <= part.right)
}

/** The same cells, none in two blocks; later blocks keep their shape. */
export const disjoint = (areas: readonly Block[]): Block[] =>
  areas.reduce<Block[]>((kept, area) => [...kept.flatMap((one) => cutOut(one, area)), area], [])

export const holdsWhole = (areas: readonly Block[], block: Block): boolean =>
  areas.reduce<Block[]>((left, area) => left.flatMap((one) => cutOut(one, area)), [block]).length === 0

const runsOf = (bounds: readonly Run[]): Run[] => {
  const runs: Run[] = []
  for (const bound of bounds.toSorted((a, b) => a.first - b.first)) {
    const last = runs.at(-1)
    if (last && bound.first <= last.last + 1) last.last = Math.max(last.last, bound.last)
    else runs.push({ ...bound })
  }
  return runs
}
const lengthOf = (runs: readonly Run[]): number => runs.reduce((sum, { first, last }) => sum + last - first + 1, 0)

export type Crossing = { rows: Run[]; columns: Run[] }

/** Rows and columns that together make up the areas; null where they do not form one table, which nothing can paste. */
export const crossingOf = (areas: readonly Block[]): Crossing | null => {
  if (areas.length === 0) return null
  const rows = runsOf(areas.map(({ top, bottom }) => ({ first: top, last: bottom })))
  const columns = runsOf(areas.map(({ left, right }) => ({ first: left, last: right })))
  const cells = disjoint(areas).reduce((sum, area) => sum + blockCells(area), 0)
  return cells === lengthOf(rows) * lengthOf(columns) ? { rows, columns } : null
}

export const crossingCells = ({ rows, columns }: Crossing): number => lengthOf(rows) * lengthOf(columns)
export const rowsIn = ({ rows }: Crossing): number => lengthOf(rows)

/** The numbers a run goes through. */
export const places = (runs: readonly Run[]): number[] =>
  runs.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, i) => first + i))
