// Selecting in a grid with mouse and keys, the same in every grid: click, Shift, Ctrl, drag, headings, corner, Ctrl+A,
// Ctrl+Space. In: what an element of the page stands for. Out: handlers for the box around the grid, the selection, and
// word of each change. Cells on screen are marked at once by their class, those drawn later ask the selection: never a
// redraw, never a click late.
import type { GridApi } from 'ag-grid-community'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { KeyboardEvent, MouseEvent, RefObject } from 'react'
import type { Block, GridSpot } from './areas.ts'
import { createCellSelection } from './cellSelection.ts'
import type { CellSelection } from './cellSelection.ts'
import { scrollAtEdge } from './edgeScroll.ts'
import './selection.css'

export const selectedCell = 'sd-selected-cell'
export const selectedHead = 'sd-selected-head'

export type GridSelectionOptions = {
  boxRef: RefObject<HTMLElement | null>
  apiRef: RefObject<GridApi | null>
  /** What is shown: another object is another table, and nothing is selected in it. */
  shown: object
  rows: number
  columns: number
  spotAt: (element: Element) => GridSpot | null
  /** Headings are dragged to move their columns: a drag there selects no more. */
  headingsMove?: boolean
  onChange: (areas: readonly Block[]) => void
}

const moves = new Set(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', 'Home', 'End', 'Tab'])
const notForSelecting = '.ag-header-cell-resize, .sd-column__menu, .sd-column__sort, input, select'

export const useGridSelection = (options: GridSelectionOptions) => {
  const { boxRef, apiRef, shown, rows, columns, spotAt, headingsMove = false, onChange } = options
  const [selection] = useState(createCellSelection)
  const pressed = useRef<GridSpot['kind'] | null>(null)
  /** The next focus: grows the selection, begins it, or was the pointer's and is selected already. */
  const next = useRef<'extend' | 'begin' | 'pointer'>('begin')

  const paint = useCallback((): void => {
    const grid = boxRef.current
    if (grid) paintSelection(grid, selection, spotAt)
  }, [boxRef, selection, spotAt])
  const changed = useCallback((): void => {
    paint()
    onChange(selection.areas())
  }, [onChange, paint, selection])

  useEffect(() => {
    if (selection.attach(shown, rows, columns)) changed()
  }, [changed, columns, rows, selection, shown])

  const extendTo = useCallback(
    (spot: GridSpot): void => {
      selection.dragTo(spot.block)
      changed()
    },
    [changed, selection],
  )
  useEffect(() => {
    const edge = scrollAtEdge({ boxRef, apiRef }, spotAt, extendTo)
    const released = (): void => {
      pressed.current = null
      edge.stop()
    }
    // The pointer may leave the grid while the button is down.
    const moved = (event: globalThis.MouseEvent): void => {
      if (pressed.current === null || event.buttons !== 1 || (headingsMove && pressed.current === 'column')) return
      edge.at(event.clientX, event.clientY)
    }
    document.addEventListener('mouseup', released)
    document.addEventListener('mousemove', moved)
    return () => {
      document.removeEventListener('mousemove', moved)
      document.removeEventListener('mouseup', released)
      edge.stop()
    }
  }, [apiRef, boxRef, extendTo, headingsMove, spotAt])

  const onMouseDownCapture = (event: MouseEvent): void => {
    const element = event.target as Element
    const spot = element.closest(notForSelecting) ? null : spotAt(element)
    next.current = 'begin'
    if (!spot) return
    next.current = 'pointer'
    // The menu of a selection must not lose it.
    if (event.button === 2 && selection.holds(spot.block.top, spot.block.left)) return
    selection.press(spot.block, { extend: event.shiftKey, add: event.ctrlKey || event.metaKey })
    pressed.current = event.button === 0 ? spot.kind : null
    // A heading takes the focus, so that the next key means this grid.
    if (spot.kind === 'column' || spot.kind === 'all')
      element.closest<HTMLElement>('.ag-header-cell, .ag-header-group-cell')?.focus({ preventScroll: true })
    if (event.shiftKey) document.getSelection()?.removeAllRanges()
    changed()
  }
  const onMouseOver = (event: MouseEvent): void => {
    if (pressed.current === null || event.buttons !== 1) return
    if (headingsMove && pressed.current === 'column') return
    const spot = spotAt(event.target as Element)
    if (spot) extendTo(spot)
  }
  const onKeyDownCapture = (event: KeyboardEvent): void => {
    const element = event.target as Element
    if (moves.has(event.key)) next.current = event.shiftKey && event.key !== 'Tab' ? 'extend' : 'begin'
    const spot = element.matches('.ag-cell, .ag-header-cell, .ag-header-group-cell') ? spotAt(element) : null
    if (!spot) return
    const command = event.ctrlKey || event.metaKey
    const space = event.key === ' '
    if (space && (command || event.shiftKey)) {
      if (spot.kind === 'column') selection.press(spot.block, { extend: event.shiftKey, add: false })
      else selection.widen(command && event.shiftKey ? 'all' : command ? 'columns' : 'rows')
    } else if (command && event.code === 'KeyA') selection.widen('all')
    else return
    event.preventDefault()
    event.stopPropagation()
    changed()
  }
  /** The focus came to a cell of the grid. */
  const onFocus = useCallback(
    (spot: GridSpot | null): void => {
      // One move is told more than once: what it means stays until the next key or press.
      const how = next.current
      if (!spot || how === 'pointer') return
      const { block } = spot
      const held = selection.block()
      if (how === 'begin' && held && selection.areas().length === 1 && same(held, block)) return
      selection.press(block, { extend: how === 'extend', add: false })
      changed()
    },
    [changed, selection],
  )
  const selectAll = useCallback((): void => {
    selection.widen('all')
    changed()
  }, [changed, selection])

  /** The program is about to move the focus: it selects there as a key would. */
  const willFocus = useCallback((): void => {
    next.current = 'begin'
  }, [])

  return {
    selection,
    onFocus,
    willFocus,
    selectAll,
    handlers: { onMouseDownCapture, onMouseOver, onKeyDownCapture },
  }
}

const same = (a: Block, b: Block): boolean =>
  a.top === b.top && a.bottom === b.bottom && a.left === b.left && a.right === b.right

/** Puts the classes of the selection on what is on screen. */
const paintSelection = (
  grid: HTMLElement,
  selection: CellSelection,
  spotAt: (element: Element) => GridSpot | null,
): void => {
  for (const cell of grid.querySelectorAll('.ag-cell[col-id]')) {
    const spot = spotAt(cell)
    const on =
      spot !== null &&
      (spot.kind === 'cell' ? selection.holds(spot.block.top, spot.block.left) : selection.holdsRow(spot.block.top))
    cell.classList.toggle(selectedCell, on)
  }
  for (const head of grid.querySelectorAll('.ag-header-cell[col-id], .ag-header-group-cell[col-id]')) {
    const spot = spotAt(head)
    const on =
      spot !== null &&
      spot.kind === 'column' &&
      selection.holdsColumn(spot.block.left) &&
      selection.holdsColumn(spot.block.right)
    head.classList.toggle(selectedHead, on)
  }
}
