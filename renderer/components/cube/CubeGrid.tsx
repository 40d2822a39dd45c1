// A cube on screen as a table: headers with spans, frozen stubs, figures aligned, a block selected and copied as in Excel.
// In: a cube and the layer to show. Out: where the user is, what is pressed and asked for there. Used by tables, indicators and charts.
import type {
  CellFocusedEvent,
  CellKeyDownEvent,
  CellMouseDownEvent,
  CellMouseOverEvent,
  CellStyle,
  GridApi,
  NavigateToNextCellParams,
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
import type { Block } from './block.ts'
import { factsOf } from './facts.ts'
import type { SelectionFacts } from './facts.ts'
import type { GridPlace } from './cellAddress.ts'
import { headerAt } from './headerTree.ts'
import { cellAt, gridColumns, headerHeights, stubWidths } from './gridColumns.ts'
import type { GridRow } from './gridColumns.ts'
import { createGridSelection } from './gridSelection.ts'
import { useCopying } from './useCopying.ts'
import { useHighlights } from './useHighlights.ts'
import './cube-grid.css'

export type { SelectionFacts } from './facts.ts'

/** What lies under the pointer or the focus: a figure, an entry of the stub, an entry of a header row over a column. */
export type GridTarget =
  | { part: 'cell'; place: GridPlace }
  | { part: 'stub'; row: number; level: number; entry: LayoutEntry }
  | { part: 'header'; level: number; column: number; entry: LayoutEntry }

export type GridScene = { layout: TableLayout; block: Block | null }
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

const numberIn = (pattern: RegExp, text: string | null | undefined): number | null => {
  const found = pattern.exec(text ?? '')?.[1]
  return found === undefined ? null : Number(found)
}
const columnOf = (colId: string | undefined): number | null => numberIn(/^c(\d+)$/, colId)
const stubOf = (colId: string | undefined): number | null => numberIn(/^s(\d+)$/, colId)
const twistWidth = 22
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
  const [selection] = useState(createGridSelection)
  const api = useRef<GridApi<GridRow> | null>(null)
  const root = useRef<HTMLDivElement>(null)
  const { width } = useElementSize(root)
  const highlight = useHighlights(cube, layout)
  const copy = useCopying(cube, layout)
  const scene = useCallback((): GridScene => ({ layout, block: selection.block() }), [layout, selection])

  const headerTarget = useCallback(
    (level: number, column: number): (GridTarget & { part: 'header' }) | null => {
      const entry = headerAt(layout.headerRows, level, column)
      return entry && { part: 'header', level, column, entry }
    },
    [layout],
  )
  const cellTarget = useCallback(
    (row: number, colId: string | undefined): GridTarget | null => {
      const column = columnOf(colId)
      if (column !== null) return { part: 'cell', place: { row, column } }
      const level = stubOf(colId)
      const entry = level === null ? undefined : layout.rows[row]?.stub[level]
      return entry && level !== null ? { part: 'stub', row, level, entry } : null
    },
    [layout],
  )

  const onHeaderKey = useCallback(
    ({ event }: SuppressHeaderKeyboardEventParams<GridRow>, level: number, column: number): boolean => {
      const target = headerTarget(level, column)
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
    [headerTarget, layout, onHeaderClick, onKey, onMenu, scene],
  )

  const columns = useMemo(
    () =>
      gridColumns({
        layout,
        measures: cube.measures,
        language,
        notAdditive: t('notAdditive'),
        selection,
        onHeaderKey,
        fold: fold ? (entry) => fold(entry, layout) : nothing,
        sorted: sorted ? (column) => sorted(column, layout) : nothing,
        style: highlight as ((row: number, column: number) => CellStyle | null) | null,
      }),
    [layout, cube.measures, language, selection, t, fold, sorted, highlight, onHeaderKey],
  )

  const fitStubs = useCallback(
    (room: number) => {
      if (room > 0) api.current?.setColumnWidths(stubWidths(columns, room))
    },
    [columns],
  )
  useEffect(() => fitStubs(width), [fitStubs, width])

  const heights = useMemo(() => headerHeights(layout, language), [layout, language])

  // Another answer or layer: the block that was selected is no longer there.
  useEffect(() => {
    selection.attach(layout)
    onSelection?.(null)
  }, [layout, onSelection, selection])

  const shownBlock = useRef<Block | null>(null)
  const show = useCallback(
    (block: Block | null) => {
      const changed = [shownBlock.current, block].flatMap((b) => (b ? [b] : []))
      shownBlock.current = block
      // Only rows that were or are selected can look different.
      const rowNodes = (api.current?.getRenderedNodes() ?? []).filter(({ rowIndex }) =>
        changed.some((b) => rowIndex !== null && rowIndex >= b.top && rowIndex <= b.bottom),
      )
      if (rowNodes.length > 0) api.current?.refreshCells({ force: true, suppressFlash: true, rowNodes })
      onSelection?.(
        block && (block.top !== block.bottom || block.left !== block.right) ? factsOf(cube, layout, block) : null,
      )
    },
    [cube, layout, onSelection],
  )

  const focused = useCallback(
    (event: CellFocusedEvent<GridRow>) => {
      const colId = typeof event.column === 'object' ? event.column?.getColId() : undefined
      if (event.rowIndex === null) return
      const target = cellTarget(event.rowIndex, colId)
      if (target?.part === 'cell') show(selection.focus(target.place))
      else if (target?.part === 'stub') show(selection.focusRow(target.row, layout.columns.length))
      if (target) onFocus?.(target, scene())
    },
    [cellTarget, layout, onFocus, scene, selection, show],
  )

  const keyDown = useCallback(
    (event: CellKeyDownEvent<GridRow>) => {
      const key = event.event as KeyboardEvent | null
      const target = key && event.rowIndex !== null ? cellTarget(event.rowIndex, event.column.getColId()) : null
      if (!key || !target) return
      const command = key.ctrlKey || key.metaKey
      const handled = ((): boolean => {
        if (onKey?.(key, target, scene())) return true
        if (key.key === 'Enter' && !key.altKey && target.part === 'cell') {
          onOpenCell?.(target.place, layout)
          return true
        }
        if (command && key.code === 'KeyC') {
          void copy(key.shiftKey ? null : selection.block())
          return true
        }
        if (command && key.code === 'KeyA') {
          show(selection.all(layout.rows.length, layout.columns.length))
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
    [cellTarget, copy, layout, onKey, onMenu, onOpenCell, scene, selection, show],
  )

  const mouseDown = useCallback(
    (event: CellMouseDownEvent<GridRow>) => {
      const press = event.event as MouseEvent | null
      // The menu of a selection must not lose it.
      selection.extendNext(
        press?.shiftKey === true ||
          (press?.button === 2 &&
            event.rowIndex !== null &&
            (selection.holds(event.rowIndex, columnOf(event.column.getColId()) ?? -1) ||
              selection.holdsRow(event.rowIndex))),
      )
    },
    [selection],
  )
  const mouseOver = useCallback(
    (event: CellMouseOverEvent<GridRow>) => {
      const column = columnOf(event.column.getColId())
      if ((event.event as MouseEvent | null)?.buttons !== 1 || column === null || event.rowIndex === null) return
      show(selection.growTo({ row: event.rowIndex, column }))
    },
    [selection, show],
  )
  const navigate = useCallback(
    (params: NavigateToNextCellParams<GridRow>) => {
      selection.extendNext(params.event?.shiftKey === true)
      return params.nextCellPosition
    },
    [selection],
  )
  const stubs = layout.rows[0]?.stub.length ?? 0
  const scrolled = useCallback(() => {
    const first = api.current?.getFirstDisplayedRowIndex() ?? 0
    const before = selection.scrollTo(first)
    if (before === null) return
    const nodes = [before, first].flatMap((i) => api.current?.getDisplayedRowAtIndex(i) ?? [])
    if (nodes.length > 0)
      api.current?.refreshCells({
        force: true,
        suppressFlash: true,
        rowNodes: nodes,
        columns: Array.from({ length: stubs }, (_, level) => `s${level}`),
      })
  }, [selection, stubs])

  /** What the pointer is on, read from the page. */
  const under = (element: Element): { target: GridTarget; box: DOMRect } | null => {
    const cell = element.closest('.ag-cell')
    const row = Number(cell?.closest('[row-index]')?.getAttribute('row-index') ?? -1)
    const target = cell ? cellTarget(row, cell.getAttribute('col-id') ?? undefined) : null
    if (cell && target) return { target, box: cell.getBoundingClientRect() }
    const header = element.closest('.ag-header-cell, .ag-header-group-cell')
    const colId = header?.getAttribute('col-id') ?? ''
    const group = /^g(\d+)_(\d+)/.exec(colId)
    const column = columnOf(colId)
    const found = group
      ? headerTarget(Number(group[1]), Number(group[2]))
      : column === null
        ? null
        : headerTarget(layout.headerRows.length - 1, column)
    return header && found ? { target: found, box: header.getBoundingClientRect() } : null
  }
  const click = (event: ReactMouseEvent): void => {
    const element = event.target as Element
    if (element.closest('.ag-header-cell-resize')) return
    const found = under(element)
    if (!found) return
    const twist = element.closest('.tb-open, .tb-closed')
    if (twist && event.clientX - found.box.left < twistWidth) onFold?.(found.target, scene())
    else if (found.target.part === 'header' && found.target.level === layout.headerRows.length - 1)
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
        api.current?.ensureIndexVisible(row)
        if (target.part !== 'stub') api.current?.ensureColumnVisible(colId)
        api.current?.setFocusedCell(row, colId)
      },
    }),
    [copy],
  )

  return (
    <div
      ref={root}
      className="tb-grid"
      onClick={click}
      onContextMenu={(event) => {
        const found = onMenu ? under(event.target as Element) : null
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
        onCellMouseDown={mouseDown}
        onCellMouseOver={mouseOver}
        onCellDoubleClicked={(event) => {
          const column = columnOf(event.column.getColId())
          if (column !== null && event.rowIndex !== null && cellAt(event.data, column))
            onOpenCell?.({ row: event.rowIndex, column }, layout)
        }}
        navigateToNextCell={navigate}
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
