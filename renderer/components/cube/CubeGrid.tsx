// A cube on screen as a table: headers with spans, frozen stubs, figures aligned, a block selected and copied as in
// Excel. In: a cube and the layer to show. Out: where the user is, what is pressed and asked for there. Used by tables,
// indicators and charts.
import type { CellFocusedEvent, GridApi } from 'ag-grid-community'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { layoutTable } from '#shared/format/tableLayout.ts'
import { DataGrid } from '../DataGrid.tsx'
import { useTexts } from '../../i18n/index.ts'
import { useElementSize } from '../useElementSize.ts'
import { blockCells } from '../selection/areas.ts'
import type { Block } from '../selection/areas.ts'
import { useGridSelection } from '../selection/useGridSelection.ts'
import { factsOf } from './facts.ts'
import { headerHeights, stubWidths } from './gridColumns.ts'
import type { GridRow } from './gridColumns.ts'
import { createFirstRow } from './firstRow.ts'
import { cellTarget, spotOf, spotUnder } from './gridTargets.ts'
import type { CubeGridProps, GridScene } from './gridProps.ts'
import { gridPointer } from './gridPointer.ts'
import { useCopying } from './useCopying.ts'
import { useFirstRow } from './useFirstRow.ts'
import { useGridColumns } from './useGridColumns.ts'
import { useGridHandle } from './useGridHandle.ts'
import { useGridKeys } from './useGridKeys.ts'
import { useHighlights } from './useHighlights.ts'
import './cube-grid.css'

const keepPinned = (): [] => []

export const CubeGrid = (props: CubeGridProps) => {
  const { cube, layers, layout: given, layerMeasure, label, handle } = props
  const { onOpenCell, onSelection, onFocus, onKey, onMenu, onHeaderClick } = props
  const { language } = useTexts('tables')
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

  const { onHeaderKey, onCellKey } = useGridKeys({ layout, scene, onHeaderClick, onKey, onMenu, onOpenCell })

  const columns = useGridColumns(props, layout, { selection, firstRow, highlight, onHeaderKey })
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

  const onScroll = useFirstRow(api, firstRow, layout.rows[0]?.stub.length ?? 0)

  useGridHandle({ handle, rootRef: root, apiRef: api, copy, willFocus })
  const pointer = gridPointer(props, layout, scene)

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
      onClick={pointer.click}
      onContextMenu={pointer.menu}
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
        onCellKeyDown={onCellKey}
        onCellDoubleClicked={pointer.open}
        onBodyScroll={onScroll}
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
