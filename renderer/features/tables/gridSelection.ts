// What is selected in a table grid and which row is at the top: kept outside of React, since the grid asks for it per cell.
// In: presses and moves. Out: the block. Never the grid itself.
import { blockOf, inBlock } from './model/copyText.ts'
import type { Block } from './model/copyText.ts'
import type { GridPlace } from './model/cellAddress.ts'

export type GridSelection = {
  block(): Block | null
  holds(row: number, column: number): boolean
  /** The focus came to a place: a new selection, or the old one grown when Shift was down. */
  focus(place: GridPlace): Block
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
  return {
    block: () => block,
    holds: (row, column) => inBlock(block, row, column),
    focus(place) {
      // The grid tells of one move more than once.
      if (block !== null && last !== null && last.row === place.row && last.column === place.column) return block
      last = place
      if (!extending || anchor === null) anchor = place
      extending = false
      block = blockOf(anchor, place)
      return block
    },
    growTo(place) {
      if (anchor === null) return null
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
