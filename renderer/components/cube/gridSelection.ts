// What is selected in a table grid and which row is at the top: kept outside of React, since the grid asks for it per cell.
// In: presses and moves. Out: the block. Never the grid itself.
import { blockOf, inBlock } from './block.ts'
import type { Block } from './block.ts'
import type { GridPlace } from './cellAddress.ts'

export type GridSelection = {
  block(): Block | null
  holds(row: number, column: number): boolean
  /** Whether whole rows are selected and this is one. */
  holdsRow(row: number): boolean
  /** The focus came to a place: a new selection, or the old one grown when Shift was down. */
  focus(place: GridPlace): Block
  /** The focus came to the stub: its whole row, or all rows from the anchor on. */
  focusRow(row: number, columns: number): Block
  growTo(place: GridPlace): Block | null
  all(rows: number, columns: number): Block
  /** The next focus grows the selection. */
  extendNext(extend: boolean): void
  /** The grid shows this layout now; places of another one mean nothing in it. */
  attach(layout: object): void
  firstVisible(): number
  /** The first visible row before, or null when it did not change. */
  scrollTo(row: number): number | null
}

export const createGridSelection = (): GridSelection => {
  let of: object | null = null
  let anchor: GridPlace | null = null
  let block: Block | null = null
  let last: GridPlace | null = null
  let extending = false
  let first = 0
  let wholeRows = false
  return {
    block: () => block,
    holds: (row, column) => inBlock(block, row, column),
    holdsRow: (row) => wholeRows && block !== null && row >= block.top && row <= block.bottom,
    focus(place) {
      // The grid tells of one move more than once.
      if (block !== null && last !== null && last.row === place.row && last.column === place.column) return block
      last = place
      wholeRows = false
      if (!extending || anchor === null) anchor = place
      extending = false
      block = blockOf(anchor, place)
      return block
    },
    focusRow(row, columns) {
      if (wholeRows && block !== null && last !== null && last.row === row && last.column === -1) return block
      last = { row, column: -1 }
      if (!extending || anchor === null) anchor = { row, column: 0 }
      extending = false
      wholeRows = true
      block = {
        top: Math.min(anchor.row, row),
        bottom: Math.max(anchor.row, row),
        left: 0,
        right: Math.max(0, columns - 1),
      }
      return block
    },
    growTo(place) {
      if (anchor === null) return null
      wholeRows = false
      block = blockOf(anchor, place)
      return block
    },
    all(rows, columns) {
      block = { top: 0, left: 0, bottom: rows - 1, right: columns - 1 }
      return block
    },
    extendNext(extend) {
      extending = extend
      last = null
    },
    attach(layout) {
      if (layout === of) return
      of = layout
      anchor = null
      block = null
      last = null
      extending = false
      wholeRows = false
    },
    firstVisible: () => first,
    scrollTo(row) {
      if (row === first) return null
      const before = first
      first = row
      return before
    },
  }
}
