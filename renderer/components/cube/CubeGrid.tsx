// A cube on screen as a table: headers with spans, frozen stubs, figures aligned, a block selected and copied as in Excel.
// In: a cube and the layer to show. Out: where the user is, what is pressed and asked for there. Used by tables, indicators and charts.
import type {
  CellFocusedEvent,
  CellKeyDownEvent,
  CellStyle,
  GridApi,
  SuppressHeaderKeyboardEventParams,
} from 'ag-grid-community'
import { useCallback, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react'
import type { MouseEvent as ReactMouseEvent, Ref } from 'react'
import { layoutTable } from '#shared/format/tableLayout.ts'
import type { LayoutEntry } from '#shared/format/tableLayout.ts'
import type { TableLayout } from '#shared/format/layoutTypes.ts'
import type { Cube } from '#shared/model/cube.ts'
import { DataGrid } from '../DataGrid.tsx'
import { useTexts } from '../../i18n/index.ts'
import { useElementSize } from '../useElementSize.ts'
import { blockCells } from '../selection/areas.ts'
import type { Block } from '../selection/areas.ts'
import { useGridSelection } from '../selection/useGridSelection.ts'
import { factsOf } from './facts.ts'
import { partialAt } from './partialAt.ts'
import type { SelectionFacts } from './facts.ts'
import type { GridPlace } from './cellAddress.ts'
import { cellAt, gridColumns, headerHeights, stubWidths } from './gridColumns.ts'
import type { GridRow } from './gridColumns.ts'
import { createFirstRow } from './firstRow.ts'
import { cellTarget, columnOf, headerTarget, spotOf, spotUnder, targetUnder } from './gridTargets.ts'
import type { GridTarget } from './gridTargets.ts'
import { useCopying } from './useCopying.ts'
import { useHighlights } from './useHighlights.ts'
import './cube-grid.css'

export type { SelectionFacts } from './facts.ts'

export type { GridTarget } from './gridTargets.ts'

/** What is on show and what is selected in it. */
export type GridScene = { layout: TableLayout; areas: readonly Block[] }
export type GridHandle = { copyAll(): void; goTo(target: GridTarget): void; focus(): void }

export type CubeGridProps = {
  cube: Cube
  layers: number[]
  /** Laid out already by the caller. */
  layout?: TableLayout
  /** The measure on show where measures are layers. */
  layerMeasure?: number
  label: string
  handle?: Ref<GridHandle>
  onOpenCell?: (place: GridPlace, layout: TableLayout) => void
  onSelection?: (facts: SelectionFacts | null) => void
  /** The focus came to a place. */
  onFocus?: (target: GridTarget, scene: GridScene) => void
  /** A key at a place; true: it meant something. */
  onKey?: (event: KeyboardEvent, target: GridTarget, scene: GridScene) => boolean
  onMenu?: (target: GridTarget, scene: GridScene, at: { x: number; y: number }) => void
  onHeaderClick?: (target: GridTarget & { part: 'header' }, scene: GridScene) => void
  onFold?: (target: GridTarget, scene: GridScene) => void
  fold?: (entry: LayoutEntry, layout: TableLayout) => 'open' | 'closed' | null
  sorted?: (column: number, layout: TableLayout) => 'value_descending' | 'value_ascending' | null
}

const twistWidth = 22
/** The sign beside the last line of a heading that sorts by its column. */
const sortWidth = 22
const nothing = (): null => null
const keepPinned = (): [] => []

export const CubeGrid = (props: CubeGridProps) => {
  const {
    cube,
    layers,
    layout: given,
    layerMeasure,
    label,
    handle,
    onOpenCell,
    onSelection,
    onFocus,
    onKey,
    onMenu,
    onHeaderClick,
    onFold,
    fold,
    sorted,
  } = props
  const { t, language } = useTexts('tables')
  const layerKey = layers.join(',')
  const layout = useMemo(
    () => given ?? layoutTable(cube, layerKey === '' ? [] : layerKey.split(',').map(Number), layerMeasure),
    [cube, given, layerKey, layerMeasure],
  )
  const rows = useMemo(() => layout.rows.map((row, index): GridRow => ({ index, row })), [layout])
  const api = useRef<GridApi<GridRow> | null>(null)
  const root = useRef<HTMLDivElement>(null)
  const { width } = useElementSize(root)
  const highlight = useHighlights(cube, layout)
  const copy = useCopying(cube, layout)
  const spotAt = useCallback((element: Element) => spotUnder(layout, element), [layout])
  const selected = useCallback(
    (areas: readonly Block[]): void => {
      const cells = areas.reduce((sum, area) => sum + blockCells(area), 0)
      onSelection?.(cells > 1 ? factsOf(cube, layout, areas) : null)
    },
    [cube, layout, onSelection],
  )
  const selecting = useGridSelection({
    boxRef: root,
    apiRef: api,
    shown: layout,
    rows: layout.rows.length,
    columns: layout.columns.length,
    spotAt,
    onChange: selected,
  })
  const { selection, onFocus: focusSelects, willFocus } = selecting
  const [firstRow] = useState(createFirstRow)
  const scene = useCallback((): GridScene => ({ layout, areas: selection.areas() }), [layout, selection])

  const onHeaderKey = useCallback(
    ({ event }: SuppressHeaderKeyboardEventParams<GridRow>, level: number, column: number): boolean => {
      const target = headerTarget(layout, level, column)
      if (!target || event.type !== 'keydown') return false
      if (event.key === 'Enter' && level === layout.headerRows.length - 1 && onHeaderClick) {
        onHeaderClick(target, scene())
        return true
      }
      if ((event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10')) && onMenu) {
        const box = (event.target as HTMLElement).getBoundingClientRect()
        event.preventDefault()
        onMenu(target, scene(), { x: box.left, y: box.bottom })
        return true
      }
      const handled = onKey?.(event, target, scene()) ?? false
      if (handled) event.preventDefault()
      return handled
    },
    [layout, onHeaderClick, onKey, onMenu, scene],
  )

  const columns = useMemo(
    () =>
      gridColumns({
        layout,
        measures: cube.measures,
        language,
        notAdditive: t('notAdditive'),
        selection,
        firstRow: firstRow.at,
        sorts: onHeaderClick !== undefined,
        onHeaderKey,
        fold: fold ? (entry) => fold(entry, layout) : nothing,
        sorted: sorted ? (column) => sorted(column, layout) : nothing,
        partial: (row, column) => partialAt(cube, layout, row, column),
        style: highlight as ((row: number, column: number) => CellStyle | null) | null,
      }),
    [layout, cube, language, selection, firstRow, t, fold, sorted, highlight, onHeaderKey, onHeaderClick],
  )

  const fitStubs = useCallback(
    (room: number) => {
      if (room > 0) api.current?.setColumnWidths(stubWidths(columns, room))
    },
    [columns],
  )
  useEffect(() => fitStubs(width), [fitStubs, width])

  const heights = useMemo(() => headerHeights(layout, language), [layout, language])

  const focused = useCallback(
    (event: CellFocusedEvent<GridRow>) => {
      const colId = typeof event.column === 'object' ? event.column?.getColId() : undefined
      if (event.rowIndex === null) return
      const target = cellTarget(layout, event.rowIndex, colId)
      if (!target) return
      focusSelects(spotOf(layout, target))
      onFocus?.(target, scene())
    },
    [focusSelects, layout, onFocus, scene],
  )

  const keyDown = useCallback(
    (event: CellKeyDownEvent<GridRow>) => {
      const key = event.event as KeyboardEvent | null
      const target = key && event.rowIndex !== null ? cellTarget(layout, event.rowIndex, event.column.getColId()) : null
      if (!key || !target) return
      const handled = ((): boolean => {
        if (onKey?.(key, target, scene())) return true
        if (key.key === 'Enter' && !key.altKey && target.part === 'cell') {
          onOpenCell?.(target.place, layout)
          return true
        }
        if ((key.key === 'ContextMenu' || (key.shiftKey && key.key === 'F10')) && onMenu) {
          const box = (key.target as HTMLElement).getBoundingClientRect()
          onMenu(target, scene(), { x: box.left + 8, y: box.bottom })
          return true
        }
        return false
      })()
      if (handled) {
        key.preventDefault()
        key.stopPropagation()
      }
    },
    [layout, onKey, onMenu, onOpenCell, scene],
  )

  const stubs = layout.rows[0]?.stub.length ?? 0
  const scrolled = useCallback(() => {
    const first = api.current?.getFirstDisplayedRowIndex() ?? 0
    const before = firstRow.moveTo(first)
    if (before === null) return
    const nodes = [before, first].flatMap((i) => api.current?.getDisplayedRowAtIndex(i) ?? [])
    if (nodes.length > 0)
      api.current?.refreshCells({
        force: true,
        suppressFlash: true,
        rowNodes: nodes,
        columns: Array.from({ length: stubs }, (_, level) => `s${level}`),
      })
  }, [firstRow, stubs])

  const click = (event: ReactMouseEvent): void => {
    const element = event.target as Element
    if (element.closest('.ag-header-cell-resize')) return
    const found = targetUnder(layout, element)
    if (!found) return
    const twist = element.closest('.tb-open, .tb-closed')
    if (twist && event.clientX - found.box.left < twistWidth) onFold?.(found.target, scene())
    else if (
      found.target.part === 'header' &&
      found.target.level === layout.headerRows.length - 1 &&
      found.box.right - event.clientX < sortWidth
    )
      onHeaderClick?.(found.target, scene())
  }

  useImperativeHandle(
    handle,
    () => ({
      copyAll: () => void copy(null),
      focus: () => {
        root.current?.querySelector<HTMLElement>('.ag-cell')?.focus()
      },
      goTo(target) {
        const row = target.part === 'cell' ? target.place.row : target.part === 'stub' ? target.row : 0
        const colId =
          target.part === 'stub'
            ? `s${target.level}`
            : `c${target.part === 'cell' ? target.place.column : target.column}`
        willFocus()
        api.current?.ensureIndexVisible(row)
        if (target.part !== 'stub') api.current?.ensureColumnVisible(colId)
        api.current?.setFocusedCell(row, colId)
      },
    }),
    [copy, willFocus],
  )

  return (
    <div
      ref={root}
      className="tb-grid"
      {...selecting.handlers}
      onKeyDown={(event) => {
        if (!(event.ctrlKey || event.metaKey) || event.code !== 'KeyC' || event.target instanceof HTMLInputElement)
          return
        event.preventDefault()
        event.stopPropagation()
        void copy(event.shiftKey ? null : selection.areas())
      }}
      onClick={click}
      onContextMenu={(event) => {
        const found = onMenu ? targetUnder(layout, event.target as Element) : null
        if (!found) return
        event.preventDefault()
        onMenu?.(found.target, scene(), { x: event.clientX, y: event.clientY })
      }}
    >
      <DataGrid<GridRow>
        label={label}
        columnDefs={columns}
        rowData={rows}
        onGridReady={(event) => {
          api.current = event.api
          fitStubs(root.current?.clientWidth ?? 0)
        }}
        onCellFocused={focused}
        onCellKeyDown={keyDown}
        onCellDoubleClicked={(event) => {
          const column = columnOf(event.column.getColId())
          if (column !== null && event.rowIndex !== null && cellAt(event.data, column))
            onOpenCell?.({ row: event.rowIndex, column }, layout)
        }}
        onBodyScroll={scrolled}
        {...(heights ?? {})}
        tooltipShowDelay={400}
        suppressColumnVirtualisation={layout.columns.length <= 40}
        suppressMovableColumns
        processUnpinnedColumns={keepPinned}
        enableBrowserTooltips
      />
    </div>
  )
}
