// The records of a view in AG Grid's infinite model: blocks of 200 rows, asked for as they come into sight.
// In: an open view and its variables. Out: what the user sorts, focuses and opens. Never all rows, never an unmasked identifier it was not sent.
import type { ColDef, GridApi, GridReadyEvent, ICellRendererParams, IDatasource } from 'ag-grid-community'
import { useEffect, useMemo, useRef } from 'react'
import type { Variable } from '#shared/model/dataset.ts'
import { periodVariableId } from '#shared/model/dataset.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import { call } from '../../bridge/client.ts'
import { DataGrid, numericCell } from '../../components/DataGrid.tsx'
import { notify } from '../../components/notices.ts'
import { useTexts } from '../../i18n/index.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { cellText, isNumber, maskedText } from './cellText.ts'
import type { CodeLabels } from './useCodeLabels.ts'
import type { OpenView, Sort } from './useView.ts'

export type GridRow = { rowId: number; values: Record<string, string | number | null>; masked: ReadonlySet<string>; flags: string[] }

export type RowGridProps = {
  open: OpenView
  variables: readonly Variable[]
  labels: CodeLabels
  sortable: boolean
  onSort: (sort: Sort) => void
  onFocus: (variable: string) => void
  onOpenRow: (rowId: number) => void
  onReady: (api: GridApi<GridRow>) => void
}

const blockSize = 200
const same = (a: Sort, b: Sort): boolean => JSON.stringify(a) === JSON.stringify(b)
const sortOf = (model: readonly { colId: string; sort?: string | null }[]): Sort => model.map((m) => ({ variable: m.colId, direction: m.sort === 'desc' ? 'descending' : 'ascending' }))

const source = (open: OpenView): IDatasource => ({
  rowCount: open.view.rows,
  getRows({ startRow, endRow, sortModel, successCallback, failCallback }) {
    // A sort just chosen is on its way as a view of its own; these rows would be in the old order.
    if (open.drill === null && !same(sortOf(sortModel), open.sort)) return
    call('explore.rows', { view: open.view.view, offset: startRow, limit: Math.max(1, Math.min(endRow, open.view.rows) - startRow) }).then(
      (page) => {
        const masked = new Set(page.columns.flatMap((c) => (c.masked ? [c.variable] : [])))
        successCallback(page.rowIds.map((rowId, i): GridRow => ({
          rowId, masked, flags: page.flags[i] ?? [], values: Object.fromEntries(page.columns.map((c) => [c.variable, c.values[i] ?? null])),
        })), open.view.rows)
      },
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
const CodeCell = ({ value, data, column, labels, language }: CodeCellProps) => {
  if (value === null || value === undefined || !column) return null
  const label = labels.label(column.getColId(), String(value), data?.values[periodVariableId] as string | null | undefined)
  return label ? <>{label[language]}<span className="sd-code">{String(value)}</span></> : <>{String(value)}</>
}

export const RowGrid = ({ open, variables, labels, sortable, onSort, onFocus, onOpenRow, onReady }: RowGridProps) => {
  const { t, language, label } = useTexts('explore')
  const format = useFormat()
  const api = useRef<GridApi<GridRow> | null>(null)
  const datasource = useMemo(() => source(open), [open])
  useEffect(() => {
    api.current?.setGridOption('datasource', datasource)
  }, [datasource])

  const columns = useMemo((): ColDef<GridRow>[] => [
    {
      colId: '#', headerName: '#', pinned: 'left', width: 92, sortable: false, resizable: false, suppressMovable: true, cellClass: [numericCell, 'sd-muted'], headerClass: numericCell,
      valueGetter: (p) => (p.node?.rowIndex === null || p.node?.rowIndex === undefined ? '' : format.integer(p.node.rowIndex + 1)),
    },
    {
      colId: '!', headerName: '⚠', headerTooltip: t('flags'), pinned: 'left', width: 34, sortable: false, resizable: false, suppressMovable: true,
      valueGetter: (p) => (p.data?.flags.length ? '⚠' : ''), tooltipValueGetter: (p) => p.data?.flags.join(', ') ?? '', cellClass: 'sd-explore__flag',
    },
    ...variables.map((v): ColDef<GridRow> => ({
      colId: v.id, headerName: label(v.label) + (v.unit && isNumber(v) ? ` (${label(v.unit)})` : ''), headerTooltip: `${label(v.label)} · ${v.id}`,
      width: v.codeList ? 180 : v.id === periodVariableId ? 96 : v.type === 'text' ? 200 : v.role === 'key' || v.type === 'code' ? 136 : 116, sortable: sortable && v.role !== 'identifier', unSortIcon: false,
      valueGetter: (p) => p.data?.values[v.id],
      ...(isNumber(v) ? { cellClass: numericCell, headerClass: numericCell } : {}),
      ...(v.codeList
        ? { cellRenderer: CodeCell, cellRendererParams: { labels, language } }
        : { valueFormatter: (p) => (p.data?.masked.has(v.id) ? maskedText : v.id === periodVariableId ? format.periodShort(String(p.value ?? '')) : cellText(v, p.value as string | number | null, format)) }),
    })),
  ], [variables, labels, language, label, format, sortable, t])

  const ready = ({ api: gridApi }: GridReadyEvent<GridRow>): void => {
    api.current = gridApi
    gridApi.applyColumnState({ state: open.sort.map((s, i) => ({ colId: s.variable, sort: s.direction === 'ascending' ? 'asc' : 'desc', sortIndex: i })) })
    gridApi.setGridOption('datasource', datasource)
    onReady(gridApi)
  }

  return (
    <DataGrid<GridRow>
      label={t('gridLabel')}
      columnDefs={columns}
      rowModelType="infinite"
      cacheBlockSize={blockSize}
      maxBlocksInCache={30}
      maxConcurrentDatasourceRequests={2}
      blockLoadDebounceMillis={40}
      rowBuffer={20}
      getRowId={(p) => String(p.data.rowId)}
      alwaysMultiSort={false}
      tooltipShowDelay={400}
      onGridReady={ready}
      onSortChanged={(e) => onSort(sortOf(e.api.getColumnState().filter((c) => c.sort).toSorted((a, b) => (a.sortIndex ?? 0) - (b.sortIndex ?? 0))))}
      onCellFocused={(e) => { if (e.column && typeof e.column !== 'string') onFocus(e.column.getColId()) }}
      onHeaderFocused={(e) => { if ('getColId' in e.column) onFocus(e.column.getColId()) }}
      onRowDoubleClicked={(e) => { if (e.data) onOpenRow(e.data.rowId) }}
      onCellKeyDown={(e) => { if (e.event instanceof KeyboardEvent && e.event.key === 'Enter' && e.data) onOpenRow(e.data.rowId) }}
    />
  )
}
