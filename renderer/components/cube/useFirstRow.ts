// The first row in sight repeats the headings of its groups: it is drawn anew when another comes to the top.
// In: the grid and its first row. Out: what to do on scrolling. Never a row that stays as it was.
import type { GridApi } from 'ag-grid-community'
import { useCallback } from 'react'
import type { RefObject } from 'react'
import type { createFirstRow } from './firstRow.ts'
import type { GridRow } from './gridColumns.ts'

type Api = RefObject<GridApi<GridRow> | null>

export const useFirstRow = (apiRef: Api, firstRow: ReturnType<typeof createFirstRow>, stubs: number): (() => void) =>
  useCallback(() => {
    const first = apiRef.current?.getFirstDisplayedRowIndex() ?? 0
    const before = firstRow.moveTo(first)
    if (before === null) return
    const rowNodes = [before, first].flatMap((i) => apiRef.current?.getDisplayedRowAtIndex(i) ?? [])
    const columns = Array.from({ length: stubs }, (_, level) => `s${level}`)
    if (rowNodes.length > 0) apiRef.current?.refreshCells({ force: true, suppressFlash: true, rowNodes, columns })
  }, [apiRef, firstRow, stubs])
