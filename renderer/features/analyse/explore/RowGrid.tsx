// The records of a view in AG Grid's infinite model: blocks of 200 rows, asked for as they come into sight.
// In: an open view, its variables in the order shown. Out: what the user sorts, moves, focuses, selects and opens.
// Never all rows, never an unmasked identifier it was not sent.
import type { ColDef, GridApi, GridReadyEvent, ICellRendererParams, IDatasource } from 'ag-grid-community'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import type { Sort } from '#shared/contract/explore.ts'
import type { Variable } from '#shared/model/dataset.ts'
import { periodVariableId } from '#shared/model/dataset.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import { call } from '../../../bridge/client.ts'
import { DataGrid, numericCell } from '../../../components/DataGrid.tsx'
import { notifyFailure } from '../../../components/notices.ts'
import { cellBlock } from '../../../components/selection/areas.ts'
import type { Block, GridSpot } from '../../../components/selection/areas.ts'
import { selectedCell, selectedHead, useGridSelection } from '../../../components/selection/useGridSelection.ts'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import { cellText, isNumber, maskedText } from './cellText.ts'
import { CodeText } from './CodeText.tsx'
import { ColumnHeader } from './ColumnHeader.tsx'
import type { ColumnHeaderParams } from './ColumnHeader.tsx'
import { pageRows } from './pageRows.ts'
import type { GridRow } from './pageRows.ts'
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
  onSelect: (areas: readonly Block[]) => void
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
        // A view closed under a scroll in flight is replaced at once by its successor.
        if (toFailureValue(thrown).code !== 'VIEW_UNKNOWN') notifyFailure(thrown)
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

/** The cells an element stands for: a figure itself, the number of a row the row, a heading its column, the corner all. */
const spotOf = (element: Element, shown: ReadonlyMap<string, number>, rows: number): GridSpot | null => {
  const [lastRow, lastColumn] = [rows - 1, shown.size - 1]
  if (lastRow < 0 || lastColumn < 0) return null
  const holder = element.closest('.ag-cell, .ag-header-cell')
  const column = shown.get(holder?.getAttribute('col-id') ?? '')
  if (!holder) return null
  if (holder.matches('.ag-header-cell'))
    return column === undefined
      ? { kind: 'all', block: { top: 0, bottom: lastRow, left: 0, right: lastColumn } }
      : { kind: 'column', block: { top: 0, bottom: lastRow, left: column, right: column } }
  const row = Number(holder.closest('[row-index]')?.getAttribute('row-index') ?? -1)
  if (row < 0) return null
  return column === undefined
    ? { kind: 'row', block: { top: row, bottom: row, left: 0, right: lastColumn } }
    : { kind: 'cell', block: cellBlock({ row, column }) }
}

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
  const places = useMemo(() => new Map(variables.map((v, i) => [v.id, i])), [variables])
  const datasource = useMemo(() => source(open), [open])
  useEffect(() => {
    api.current?.setGridOption('datasource', datasource)
  }, [datasource])
  const spotAt = useCallback((element: Element) => spotOf(element, places, open.view.rows), [places, open])
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
        cellClassRules: { [selectedCell]: (p) => selection.holdsRow(p.rowIndex) },
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
          sortLabel: t('column.sortBy', { variable: label(v.label) }),
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
          headerClass: () => [
            ...(isNumber(v) ? [numericCell] : []),
            ...(selection.holdsColumn(i) ? [selectedHead] : []),
          ],
          ...(isNumber(v) ? { cellClass: numericCell } : {}),
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
