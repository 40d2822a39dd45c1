// What is selected in a grid, as in Excel: blocks, the last of which grows with Shift or a drag, others added with
// Ctrl. In: presses and moves, told as blocks (a cell, a row, a column, all). Out: the blocks. Kept outside of React:
// grids ask per cell.
import { around, cellBlock, cutOut, holdsWhole, inBlock } from './areas.ts'
import type { Block, Place } from './areas.ts'

export type Press = { extend: boolean; add: boolean }

export type CellSelection = {
  areas(): readonly Block[]
  /** The last block, which the next Shift grows. */
  block(): Block | null
  holds(row: number, column: number): boolean
  /** Whether a whole row, from the first column to the last, is selected. */
  holdsRow(row: number): boolean
  holdsColumn(column: number): boolean
  /** A press on a cell, row or column: with Ctrl on what is selected it is taken out again. */
  press(on: Block, how: Press): void
  /** The pointer came here while pressed. */
  dragTo(on: Block): void
  /** The focus came to a cell by key, with Shift or without. */
  move(to: Place, extend: boolean): void
  /** The rows or the columns of what is selected, in their whole length. */
  widen(to: 'rows' | 'columns' | 'all'): void
  clear(): void
  /** The grid shows this now, so large; places of something else mean nothing in it. True: the selection went. */
  attach(shown: object, rows: number, columns: number): boolean
}

export const createCellSelection = (): CellSelection => {
  let of: object | null = null
  let [lastRow, lastColumn] = [-1, -1]
  let anchor: Block | null = null
  let areas: Block[] = []
  const begin = (block: Block): void => {
    anchor = block
    areas = [...areas, block]
  }
  const grow = (to: Block): void => {
    if (anchor === null) begin(to)
    else areas = [...areas.slice(0, -1), around(anchor, to)]
  }
  return {
    areas: () => areas,
    block: () => areas.at(-1) ?? null,
    holds: (row, column) => areas.some((area) => inBlock(area, row, column)),
    holdsRow: (row) =>
      areas.some((area) => area.left === 0 && area.right === lastColumn && row >= area.top && row <= area.bottom),
    holdsColumn: (column) =>
      areas.some((area) => area.top === 0 && area.bottom === lastRow && column >= area.left && column <= area.right),
    press(on, { extend, add }) {
      if (extend && anchor !== null && areas.length > 0) return grow(on)
      if (!add) areas = []
      else if (holdsWhole(areas, on)) {
        areas = areas.flatMap((area) => cutOut(area, on))
        anchor = null
        return
      }
      begin(on)
    },
    dragTo(on) {
      if (anchor !== null) grow(on)
    },
    move(to, extend) {
      if (extend && anchor !== null && areas.length > 0) return grow(cellBlock(to))
      areas = []
      begin(cellBlock(to))
    },
    widen(to) {
      const whole = { top: 0, left: 0, bottom: lastRow, right: lastColumn }
      if (lastRow < 0 || lastColumn < 0) return
      if (to === 'all' || areas.length === 0) areas = [whole]
      else
        areas = areas.map((area) =>
          to === 'rows' ? { ...area, left: 0, right: lastColumn } : { ...area, top: 0, bottom: lastRow },
        )
      anchor = areas.at(-1) ?? null
    },
    clear() {
      anchor = null
      areas = []
    },
    attach(shown, rows, columns) {
      if (shown === of) return false
      of = shown
      lastRow = rows - 1
      lastColumn = columns - 1
      anchor = null
      areas = []
      return true
    },
  }
}
