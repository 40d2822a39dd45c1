// The records of a view in AG Grid's infinite model: blocks of 200 rows, asked for as they come into sight.
// In: an open view, its variables in the order shown. Out: what the user sorts, moves, focuses, selects and opens.
// Never all rows, never an unmasked identifier it was not sent.
import type { ColDef, GridApi, GridReadyEvent, ICellRendererParams, IDatasource } from 'ag-grid-community'
import { useEffect, useMemo, useRef } from 'react'
import type { Sort } from '#shared/contract/explore.ts'
import type { Variable } from '#shared/model/dataset.ts'
import { periodVariableId } from '#shared/model/dataset.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import { call } from '../../../bridge/client.ts'
import { DataGrid, numericCell } from '../../../components/DataGrid.tsx'
import { notify } from '../../../components/notices.ts'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import { cellText, isNumber, maskedText } from './cellText.ts'
import { CodeText } from './CodeText.tsx'
import { ColumnHeader } from './ColumnHeader.tsx'
import type { ColumnHeaderParams } from './ColumnHeader.tsx'
import { pageRows } from './pageRows.ts'
import type { GridRow } from './pageRows.ts'
import { createRangeSelection } from './rangeSelection.ts'
import type { Block } from './rangeSelection.ts'
import type { CodeLabels } from './useCodeLabels.ts'
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
  onSelect: (block: Block | null) => void
  onCopy: (codes: boolean) => void
  onReady: (api: GridApi<GridRow>) => void
}

const blockSize = 200
const same = (a: Sort, b: Sort): boolean => JSON.stringify(a) === JSON.stringify(b)
const sortOf = (model: readonly { colId: string; sort?: string | null }[]): Sort =>
  model.map((m) => ({ variable: m.colId, direction: m.sort === 'desc' ? 'descending' : 'ascending' }))
const gridSort = (api: GridApi<GridRow>): Sort =>
  sortOf(
    api
      .getColumnState()
      .filter((c) => c.sort)
      .toSorted((a, b) => (a.sortIndex ?? 0) - (b.sortIndex ?? 0)),
  )

const source = (open: OpenView): IDatasource => ({
  rowCount: open.view.rows,
  getRows({ startRow, endRow, sortModel, successCallback, failCallback }) {
    // A sort just chosen is on its way as a view of its own; these rows would be in the old order. A request never answered would
    // count as running for ever, and few may run at once.
    if (!same(sortOf(sortModel), open.sort)) return failCallback()
    call('explore.rows', {
      view: open.view.view,
      offset: startRow,
      limit: Math.max(1, Math.min(endRow, open.view.rows) - startRow),
    }).then(
      (page) => successCallback(pageRows(page), open.view.rows),
      (thrown: unknown) => {
        failCallback()
        const failure = toFailureValue(thrown)
        // A view closed under a scroll in flight is replaced at once by its successor.
        if (failure.code !== 'VIEW_UNKNOWN') notify({ intent: 'error', text: '', failure })
      },
    )
  },
})

type CodeCellProps = ICellRendererParams<GridRow> & { labels: CodeLabels; language: 'vi' | 'en' }
const CodeCell = ({ value, data, column, labels, language }: CodeCellProps) =>
  value === null || value === undefined || !column ? null : (
    <CodeText
      variable={column.getColId()}
      code={String(value)}
      period={(data?.values[periodVariableId] as string | null | undefined) ?? null}
      labels={labels}
      language={language}
    />
  )

const standardWidth = (v: Variable): number =>
  v.codeList
    ? 180
    : v.id === periodVariableId
      ? 104
      : v.type === 'text'
        ? 200
        : v.role === 'key' || v.type === 'code'
          ? 140
          : 124
const moves = new Set(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', 'Home', 'End'])
const selectedCell = 'sd-selected-cell'

export const RowGrid = (props: RowGridProps) => {
  const {
    open,
    variables,
    frozen,
    widths,
    sort,
    filtered,
    revealed,
    labels,
    onSort,
    onMoved,
    onResized,
    onMenu,
    onFocus,
    onOpenRow,
    onSelect,
    onCopy,
    onReady,
  } = props
  const { t, language, label } = useTexts('explore')
  const format = useFormat()
  const api = useRef<GridApi<GridRow> | null>(null)
  const box = useRef<HTMLDivElement>(null)
  const selection = useMemo(() => createRangeSelection(), [])
  const pending = useRef<'extend' | 'anchor' | null>(null)
  const places = useMemo(() => new Map(variables.map((v, i) => [v.id, i])), [variables])
  const datasource = useMemo(() => source(open), [open])
  useEffect(() => {
    api.current?.setGridOption('datasource', datasource)
    selection.clear()
    onSelect(null)
    // The selection is of rows of the view before.
  }, [datasource, selection, onSelect])
  useEffect(() => {
    const grid = api.current
    if (!grid || same(gridSort(grid), sort)) return
    grid.applyColumnState({
      state: sort.map((s, i) => ({
        colId: s.variable,
        sort: s.direction === 'ascending' ? 'asc' : 'desc',
        sortIndex: i,
      })),
      defaultState: { sort: null },
    })
  }, [sort])

  const columns = useMemo(
    (): ColDef<GridRow>[] => [
      {
        colId: '#',
        headerName: '#',
        pinned: 'left',
        width: 92,
        sortable: false,
        resizable: false,
        suppressMovable: true,
        lockPosition: 'left',
        cellClass: [numericCell, 'sd-muted'],
        headerClass: numericCell,
        valueGetter: (p) =>
          p.node?.rowIndex === null || p.node?.rowIndex === undefined ? '' : format.integer(p.node.rowIndex + 1),
      },
      {
        colId: '!',
        headerName: '⚠',
        headerTooltip: t('flags'),
        pinned: 'left',
        width: 34,
        sortable: false,
        resizable: false,
        suppressMovable: true,
        lockPosition: 'left',
        valueGetter: (p) => (p.data?.flags.length ? '⚠' : ''),
        tooltipValueGetter: (p) => p.data?.flags.join(', ') ?? '',
        cellClass: 'sd-explore__flag',
      },
      ...variables.map((v, i): ColDef<GridRow> => {
        const header: ColumnHeaderParams = {
          unit: v.unit && isNumber(v) ? label(v.unit) : '',
          about: `${label(v.label)}${v.unit ? ` (${label(v.unit)})` : ''} · ${t(`role.${v.role}`)} · ${v.id}`,
          filtered: filtered.has(v.id),
          filteredLabel: t('column.filtered'),
          menuLabel: t('column.menu', { variable: label(v.label) }),
          onMenu,
        }
        return {
          colId: v.id,
          headerName: label(v.label),
          headerComponent: ColumnHeader,
          headerComponentParams: header,
          autoHeaderHeight: true,
          width: widths[v.id] ?? standardWidth(v),
          minWidth: 48,
          sortable: v.role !== 'identifier' || revealed.has(v.id),
          unSortIcon: false,
          pinned: i < frozen ? 'left' : null,
          valueGetter: (p) => p.data?.values[v.id],
          cellClassRules: { [selectedCell]: (p) => selection.holds(p.rowIndex, i) },
          ...(isNumber(v) ? { cellClass: numericCell, headerClass: numericCell } : {}),
          ...(v.codeList
            ? { cellRenderer: CodeCell, cellRendererParams: { labels, language } }
            : {
                valueFormatter: (p) =>
                  p.data?.masked.has(v.id)
                    ? maskedText
                    : v.id === periodVariableId
                      ? format.periodShort(String(p.value ?? ''))
                      : cellText(v, p.value as string | number | null, format),
              }),
        }
      }),
    ],
    [variables, frozen, widths, filtered, revealed, labels, language, label, format, t, selection, onMenu],
  )

  const ready = ({ api: gridApi }: GridReadyEvent<GridRow>): void => {
    api.current = gridApi
    gridApi.applyColumnState({
      state: sort.map((s, i) => ({
        colId: s.variable,
        sort: s.direction === 'ascending' ? 'asc' : 'desc',
        sortIndex: i,
      })),
    })
    gridApi.setGridOption('datasource', datasource)
    onReady(gridApi)
  }
  /** Cells drawn later ask the selection themselves. */
  const mark = (block: Block): void => {
    for (const cell of box.current?.querySelectorAll<HTMLElement>('.ag-cell[col-id]') ?? []) {
      const row = Number(cell.closest('.ag-row')?.getAttribute('row-index') ?? -1)
      cell.classList.toggle(selectedCell, selection.holds(row, places.get(cell.getAttribute('col-id') ?? '') ?? -1))
    }
    onSelect(block)
  }
  const select = (row: number | null, column: string, extend: boolean): void => {
    const place = places.get(column)
    if (row !== null && place !== undefined) mark(selection.to({ row, column: place }, extend))
  }
  const keyDown = (event: React.KeyboardEvent): void => {
    const inCell = event.target instanceof HTMLElement && event.target.closest('.ag-cell') !== null
    if (!inCell) return
    if (moves.has(event.key)) pending.current = event.shiftKey ? 'extend' : 'anchor'
    const control = event.ctrlKey || event.metaKey
    if (control && event.code === 'KeyC') {
      event.preventDefault()
      event.stopPropagation()
      onCopy(event.shiftKey)
    } else if (control && event.code === 'KeyA') {
      event.preventDefault()
      event.stopPropagation()
      mark(selection.all(open.view.rows, variables.length))
    }
  }

  return (
    <div className="sd-explore__grid" ref={box} onKeyDownCapture={keyDown}>
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
        onCellMouseDown={(e) => {
          pending.current = null
          if (e.event instanceof MouseEvent && e.event.button === 0)
            select(e.rowIndex, e.column.getColId(), e.event.shiftKey)
        }}
        onCellMouseOver={(e) => {
          if (e.event instanceof MouseEvent && e.event.buttons === 1) select(e.rowIndex, e.column.getColId(), true)
        }}
        onCellFocused={(e) => {
          if (!e.column || typeof e.column === 'string') return
          if (pending.current) select(e.rowIndex, e.column.getColId(), pending.current === 'extend')
          pending.current = null
          onFocus(e.column.getColId())
        }}
        onHeaderFocused={(e) => {
          if ('getColId' in e.column) onFocus(e.column.getColId())
        }}
        defaultColDef={{
          suppressHeaderKeyboardEvent: ({ event, column, api: gridApi }) => {
            const asksMenu =
              (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) ||
              event.key === 'ContextMenu' ||
              (event.key === 'F10' && event.shiftKey) ||
              (event.key === 'ArrowDown' && event.altKey)
            if (!asksMenu || !('getColId' in column)) return false
            event.preventDefault()
            const head = box.current?.querySelector<HTMLElement>(`.ag-header-cell[col-id="${column.getColId()}"]`)
            if (head && places.has(column.getColId()) && !gridApi.isDestroyed()) onMenu(column.getColId(), head)
            return true
          },
        }}
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
