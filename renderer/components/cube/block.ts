// A rectangle of cells, as a selection has it. In: two places. Out: the block they span.
export type Block = { top: number; left: number; bottom: number; right: number }

export const blockOf = (a: { row: number; column: number }, b: { row: number; column: number }): Block => ({
  top: Math.min(a.row, b.row),
  bottom: Math.max(a.row, b.row),
  left: Math.min(a.column, b.column),
  right: Math.max(a.column, b.column),
})

export const inBlock = (block: Block | null, row: number, column: number): boolean =>
  block !== null && row >= block.top && row <= block.bottom && column >= block.left && column <= block.right
