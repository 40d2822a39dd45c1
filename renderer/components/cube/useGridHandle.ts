// What an owner may ask of a grid from outside: copy all of it, come to a place, take the focus. Never a change of what
// it shows.
import type { GridApi } from 'ag-grid-community'
import { useImperativeHandle } from 'react'
import type { Ref, RefObject } from 'react'
import type { GridHandle } from './gridProps.ts'
import type { GridRow } from './gridColumns.ts'
import type { GridTarget } from './gridTargets.ts'

type Given = {
  handle: Ref<GridHandle> | undefined
  rootRef: RefObject<HTMLDivElement | null>
  apiRef: RefObject<GridApi<GridRow> | null>
  copy: (areas: null) => Promise<void>
  /** The selection is told that the next focus is not the user's. */
  willFocus: () => void
}

const rowOf = (target: GridTarget): number => {
  if (target.part === 'cell') return target.place.row
  return target.part === 'stub' ? target.row : 0
}
const columnIdOf = (target: GridTarget): string => {
  if (target.part === 'stub') return `s${target.level}`
  return `c${target.part === 'cell' ? target.place.column : target.column}`
}

export const useGridHandle = ({ handle, rootRef, apiRef, copy, willFocus }: Given): void =>
  useImperativeHandle(
    handle,
    () => ({
      copyAll: () => void copy(null),
      focus: () => rootRef.current?.querySelector<HTMLElement>('.ag-cell')?.focus(),
      goTo(target) {
        const row = rowOf(target)
        const columnId = columnIdOf(target)
        willFocus()
        apiRef.current?.ensureIndexVisible(row)
        if (target.part !== 'stub') apiRef.current?.ensureColumnVisible(columnId)
        apiRef.current?.setFocusedCell(row, columnId)
      },
    }),
    [apiRef, copy, rootRef, willFocus],
  )
