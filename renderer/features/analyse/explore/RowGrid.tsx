// The records of a view in AG Grid's infinite model: blocks of 200 rows, asked for as they come into sight.
// In: an open view, its variables in the order shown. Out: what the user sorts, moves, focuses, selects and opens.
// Never all rows, never an unmasked identifier it was not sent.
import type { GridApi, GridReadyEvent, SuppressHeaderKeyboardEventParams } from 'ag-grid-community'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import type { Sort } from '#shared/contract/explore.ts'
import type { Variable } from '#shared/model/dataset.ts'
import { DataGrid } from '../../../components/DataGrid.tsx'
import { cellBlock } from '../../../components/selection/areas.ts'
import type { Block } from '../../../components/selection/areas.ts'
import { useGridSelection } from '../../../components/selection/useGridSelection.ts'
import { useTexts } from '../../../i18n/index.ts'
import type { GridRow } from './pageRows.ts'
import { gridSort, rowSource, same, sortState } from './rowSource.ts'
import { rowSpot } from './rowSpot.ts'
import type { CodeLabels } from './useCodeLabels.ts'
import { useRowColumns } from './useRowColumns.tsx'
import type { OpenView } from './useView.ts'

export type RowGridProps = {
  open: OpenView
  /** In the order shown. */
  variables: readonly Variable[]
  frozen: number
  widths: Readonly<Record<string, number>>
  sort: Sort
  filtered: ReadonlySet<string>
  revealed: ReadonlySet<string>
  labels: CodeLabels
  onSort: (sort: Sort) => void
  onMoved: (shown: string[]) => void
  onResized: (variable: string, width: number) => void
  onMenu: (variable: string, anchor: HTMLElement) => void
  onFocus: (variable: string) => void
  onOpenRow: (rowId: number) => void
  onSelect: (areas: readonly Block[]) => void
  onCopy: (codes: boolean) => void
  onReady: (api: GridApi<GridRow>) => void
}

const blockSize = 200
/** Of a heading: Enter sorts, so its menu has a key of its own beside the usual ones. */
const asksMenu = (event: KeyboardEvent): boolean =>
  (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) ||
  event.key === 'ContextMenu' ||
  (event.key === 'F10' && event.shiftKey) ||
  (event.key === 'ArrowDown' && event.altKey)
export const RowGrid = (props: RowGridProps) => {
  const { open, variables, sort, onSort, onMoved, onResized, onMenu } = props
  const { onFocus, onOpenRow, onSelect, onCopy, onReady } = props
  const { t } = useTexts('explore')
  const api = useRef<GridApi<GridRow> | null>(null)
  const box = useRef<HTMLDivElement>(null)
  const places = useMemo(() => new Map(variables.map((v, i) => [v.id, i])), [variables])
  const datasource = useMemo(() => rowSource(open), [open])
  useEffect(() => {
    api.current?.setGridOption('datasource', datasource)
  }, [datasource])
  const spotAt = useCallback((element: Element) => rowSpot(element, places, open.view.rows), [places, open])
  // Other rows or other columns: what was selected is not there.
  const scene = useMemo(() => ({ datasource, places }), [datasource, places])
  const selecting = useGridSelection({
    boxRef: box,
    apiRef: api,
    shown: scene,
    rows: open.view.rows,
    columns: variables.length,
    spotAt,
    headingsMove: true,
    onChange: onSelect,
  })
  const { selection, onFocus: focusSelects } = selecting
  useEffect(() => {
    const grid = api.current
    if (!grid || same(gridSort(grid), sort)) return
    grid.applyColumnState({ state: sortState(sort), defaultState: { sort: null } })
  }, [sort])

  const columns = useRowColumns(variables, { ...props, selection })

  const ready = ({ api: gridApi }: GridReadyEvent<GridRow>): void => {
    api.current = gridApi
    gridApi.applyColumnState({ state: sortState(sort) })
    gridApi.setGridOption('datasource', datasource)
    onReady(gridApi)
  }
  const keyDown = (event: React.KeyboardEvent): void => {
    selecting.handlers.onKeyDownCapture(event)
    const element = event.target instanceof HTMLElement ? event.target : null
    if (!element?.closest('.ag-cell, .ag-header-cell') || element.closest('input')) return
    if ((event.ctrlKey || event.metaKey) && event.code === 'KeyC') {
      event.preventDefault()
      event.stopPropagation()
      onCopy(event.shiftKey)
    }
  }

  const headerKey = ({ event, column, api: gridApi }: SuppressHeaderKeyboardEventParams<GridRow>): boolean => {
    if (!asksMenu(event) || !('getColId' in column)) return false
    event.preventDefault()
    const id = column.getColId()
    const head = box.current?.querySelector<HTMLElement>(`.ag-header-cell[col-id="${id}"]`)
    if (head && places.has(id) && !gridApi.isDestroyed()) onMenu(id, head)
    return true
  }

  return (
    <div className="sd-explore__grid" ref={box} {...selecting.handlers} onKeyDownCapture={keyDown}>
      <DataGrid<GridRow>
        label={t('gridLabel')}
        columnDefs={columns}
        maintainColumnOrder={false}
        rowModelType="infinite"
        cacheBlockSize={blockSize}
        maxBlocksInCache={30}
        maxConcurrentDatasourceRequests={2}
        blockLoadDebounceMillis={40}
        rowBuffer={20}
        getRowId={(p) => String(p.data.rowId)}
        alwaysMultiSort={false}
        tooltipShowDelay={400}
        suppressHeaderFocus={false}
        onGridReady={ready}
        onSortChanged={(e) => {
          const now = gridSort(e.api)
          if (!same(now, sort)) onSort(now)
        }}
        onColumnMoved={(e) => {
          if (e.finished && e.source === 'uiColumnMoved')
            onMoved(
              e.api
                .getAllDisplayedColumns()
                .map((c) => c.getColId())
                .filter((id) => places.has(id)),
            )
        }}
        onColumnResized={(e) => {
          if (e.finished && e.source === 'uiColumnResized' && e.column)
            onResized(e.column.getColId(), Math.round(e.column.getActualWidth()))
        }}
        onCellFocused={(e) => {
          if (!e.column || typeof e.column === 'string') return
          const column = places.get(e.column.getColId())
          if (e.rowIndex !== null && column !== undefined)
            focusSelects({ kind: 'cell', block: cellBlock({ row: e.rowIndex, column }) })
          onFocus(e.column.getColId())
        }}
        onHeaderFocused={(e) => {
          if ('getColId' in e.column) onFocus(e.column.getColId())
        }}
        defaultColDef={{ suppressHeaderKeyboardEvent: headerKey }}
        onRowDoubleClicked={(e) => {
          if (e.data) onOpenRow(e.data.rowId)
        }}
        onCellKeyDown={(e) => {
          if (e.event instanceof KeyboardEvent && e.event.key === 'Enter' && e.data) onOpenRow(e.data.rowId)
        }}
      />
    </div>
  )
}
