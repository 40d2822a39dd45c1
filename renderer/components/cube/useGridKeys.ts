// Keys on the figures, the stub and the headings of a grid. In: where the key fell. Out: what the owner is asked for,
// or nothing. Never a key of the selection: those are the selection's own.
import type { CellKeyDownEvent, SuppressHeaderKeyboardEventParams } from 'ag-grid-community'
import { useCallback } from 'react'
import type { TableLayout } from '#shared/format/layoutTypes.ts'
import type { CubeGridProps, GridScene } from './gridProps.ts'
import type { GridRow } from './gridColumns.ts'
import { cellTarget, headerTarget } from './gridTargets.ts'
import type { GridTarget, HeaderTarget } from './gridTargets.ts'

type Asked = Pick<CubeGridProps, 'onHeaderClick' | 'onKey' | 'onMenu' | 'onOpenCell'>
type Given = Asked & { layout: TableLayout; scene: () => GridScene }

const asksMenu = (event: KeyboardEvent): boolean =>
  event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10')
/** A menu asked for by a key opens at the corner of what has the focus. */
const cornerOf = (event: KeyboardEvent, inwards: number): { x: number; y: number } => {
  const box = (event.target as HTMLElement).getBoundingClientRect()
  return { x: box.left + inwards, y: box.bottom }
}

export type GridKeys = {
  /** True: the grid has nothing to do with it. */
  onHeaderKey: (params: SuppressHeaderKeyboardEventParams<GridRow>, level: number, column: number) => boolean
  onCellKey: (event: CellKeyDownEvent<GridRow>) => void
}

export const useGridKeys = ({ layout, scene, onHeaderClick, onKey, onMenu, onOpenCell }: Given): GridKeys => {
  const takeHeader = useCallback(
    (event: KeyboardEvent, target: HeaderTarget): boolean => {
      if (event.key === 'Enter' && target.level === layout.headerRows.length - 1 && onHeaderClick) {
        onHeaderClick(target, scene())
        return true
      }
      if (asksMenu(event) && onMenu) {
        onMenu(target, scene(), cornerOf(event, 0))
        return true
      }
      return onKey?.(event, target, scene()) ?? false
    },
    [layout, onHeaderClick, onKey, onMenu, scene],
  )
  const takeCell = useCallback(
    (event: KeyboardEvent, target: GridTarget): boolean => {
      if (onKey?.(event, target, scene())) return true
      if (event.key === 'Enter' && !event.altKey && target.part === 'cell') {
        onOpenCell?.(target.place, layout)
        return true
      }
      if (!asksMenu(event) || !onMenu) return false
      onMenu(target, scene(), cornerOf(event, 8))
      return true
    },
    [layout, onKey, onMenu, onOpenCell, scene],
  )
  const onHeaderKey = useCallback<GridKeys['onHeaderKey']>(
    ({ event }, level, column) => {
      const target = headerTarget(layout, level, column)
      if (!target || event.type !== 'keydown') return false
      const handled = takeHeader(event, target)
      if (handled) event.preventDefault()
      return handled
    },
    [layout, takeHeader],
  )
  const onCellKey = useCallback<GridKeys['onCellKey']>(
    (event) => {
      const key = event.event as KeyboardEvent | null
      const target = key && event.rowIndex !== null ? cellTarget(layout, event.rowIndex, event.column.getColId()) : null
      if (!key || !target || !takeCell(key, target)) return
      key.preventDefault()
      key.stopPropagation()
    },
    [layout, takeCell],
  )
  return { onHeaderKey, onCellKey }
}
