// The block of cells selected in a grid, kept outside of React since the grid asks for it per cell. In: presses and moves.
// Out: the block, by row and by place among the shown columns. Never the grid itself.
export type Place = { row: number; column: number }
export type Block = { top: number; left: number; bottom: number; right: number }

export type RangeSelection = {
  block(): Block | null
  holds(row: number, column: number): boolean
  /** A new block of one cell, or the old one grown to here. */
  to(place: Place, extend: boolean): Block
  all(rows: number, columns: number): Block
  clear(): void
}

export const createRangeSelection = (): RangeSelection => {
  let anchor: Place | null = null
  let block: Block | null = null
  return {
    block: () => block,
    holds: (row, column) =>
      block !== null && row >= block.top && row <= block.bottom && column >= block.left && column <= block.right,
    to(place, extend) {
      if (!extend || anchor === null) anchor = place
      block = {
        top: Math.min(anchor.row, place.row),
        bottom: Math.max(anchor.row, place.row),
        left: Math.min(anchor.column, place.column),
        right: Math.max(anchor.column, place.column),
      }
      return block
    },
    all(rows, columns) {
      anchor = { row: 0, column: 0 }
      block = { top: 0, left: 0, bottom: rows - 1, right: columns - 1 }
      return block
    },
    clear() {
      anchor = null
      block = null
    },
  }
}
