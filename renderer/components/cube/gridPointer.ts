// What the mouse asks of a grid of a cube: a fold at its sign, a sort at the end of a heading, a menu, the records of a
// figure. In: where it was pressed. Out: what the owner is asked for. Selecting by the mouse is the selection's own.
import type { CellDoubleClickedEvent } from 'ag-grid-community'
import type { MouseEvent } from 'react'
import type { TableLayout } from '#shared/format/layoutTypes.ts'
import { cellAt } from './gridColumns.ts'
import type { GridRow } from './gridColumns.ts'
import type { CubeGridProps, GridScene } from './gridProps.ts'
import { columnOf, targetUnder } from './gridTargets.ts'

const twistWidth = 22
/** The sign beside the last line of a heading that sorts by its column. */
const sortWidth = 22

export type GridPointer = {
  click: (event: MouseEvent) => void
  menu: (event: MouseEvent) => void
  open: (event: CellDoubleClickedEvent<GridRow>) => void
}

type Asked = Pick<CubeGridProps, 'onFold' | 'onHeaderClick' | 'onMenu' | 'onOpenCell'>

export const gridPointer = (asked: Asked, layout: TableLayout, scene: () => GridScene): GridPointer => ({
  click(event) {
    const element = event.target as Element
    if (element.closest('.ag-header-cell-resize')) return
    const found = targetUnder(layout, element)
    if (!found) return
    const { target, box } = found
    const onTwist = element.closest('.tb-open, .tb-closed') && event.clientX - box.left < twistWidth
    if (onTwist) return asked.onFold?.(target, scene())
    const lastLine = target.part === 'header' && target.level === layout.headerRows.length - 1
    if (lastLine && box.right - event.clientX < sortWidth) asked.onHeaderClick?.(target, scene())
  },
  menu(event) {
    const found = asked.onMenu ? targetUnder(layout, event.target as Element) : null
    if (!found) return
    event.preventDefault()
    asked.onMenu?.(found.target, scene(), { x: event.clientX, y: event.clientY })
  },
  open(event) {
    const column = columnOf(event.column.getColId())
    if (column === null || event.rowIndex === null || !cellAt(event.data, column)) return
    asked.onOpenCell?.({ row: event.rowIndex, column }, layout)
  },
})
