// A cube on screen as a table: headers with spans, frozen stubs, figures aligned, a block selected and copied as in Excel.
// In: a cube and the layer to show. Out: which cell was opened, what is selected. Used by tables, indicators and charts.
import type { CellFocusedEvent, CellKeyDownEvent, CellMouseDownEvent, CellMouseOverEvent, GridApi, NavigateToNextCellParams } from 'ag-grid-community'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { cellNumber, formatCell, plainCell } from '#shared/format/cell.ts'
import { layoutTable } from '#shared/format/tableLayout.ts'
import type { TableLayout } from '#shared/format/tableLayout.ts'
import type { Cube } from '#shared/model/cube.ts'
import { callHost } from '../../bridge/client.ts'
import { useAnnounce } from '../../components/announce.tsx'
import { DataGrid } from '../../components/DataGrid.tsx'
import { useTexts } from '../../i18n/index.ts'
import { copyBlock } from './model/copyText.ts'
import type { Block } from './model/copyText.ts'
import type { GridPlace } from './model/cellAddress.ts'
import { cellAt, gridColumns } from './gridColumns.ts'
import type { GridRow } from './gridColumns.ts'
import { createGridSelection } from './gridSelection.ts'
import './cube-grid.css'

export type SelectionFacts = { count: number; sum: number | null; mean: number | null }
export type CubeGridProps = {
  cube: Cube
  layers: number[]
  label: string
  onOpenCell?: (place: GridPlace, layout: TableLayout) => void
  onSelection?: (facts: SelectionFacts | null) => void
}

const columnOf = (colId: string | undefined): number | null => (colId !== undefined && /^c\d+$/.test(colId) ? Number(colId.slice(1)) : null)

/** Count, sum and mean of the figures in a block; a sum of different measures would mean nothing. */
const factsOf = (cube: Cube, layout: TableLayout, block: Block): SelectionFacts => {
  let count = 0
  let sum = 0
  const measures = new Set<number>()
  for (let r = block.top; r <= block.bottom; r += 1) {
    for (let c = block.left; c <= block.right; c += 1) {
      const cell = layout.rows[r]?.cells[c]
      const measure = cell && cube.measures[cell.measure]
      const value = cell && measure ? cellNumber(cell, measure) : null
      if (cell === undefined || value === null) continue
      count += 1
      sum += value
      measures.add(cell.measure)
    }
  }
  const alike = measures.size === 1 && count > 0
  return { count, sum: alike ? sum : null, mean: alike ? sum / count : null }
}

export const CubeGrid = ({ cube, layers, label, onOpenCell, onSelection }: CubeGridProps) => {
  const { t, language } = useTexts('tables')
  const announce = useAnnounce()
  const layerKey = layers.join(',')
  const layout = useMemo(() => layoutTable(cube, layerKey === '' ? [] : layerKey.split(',').map(Number)), [cube, layerKey])
  const rows = useMemo(() => layout.rows.map((row, index): GridRow => ({ index, row })), [layout])
  const [selection] = useState(createGridSelection)
  const api = useRef<GridApi<GridRow> | null>(null)
  const columns = useMemo(
    () => gridColumns({ layout, measures: cube.measures, language, notAdditive: t('notAdditive'), selection }),
    [layout, cube.measures, language, selection, t],
  )

  // Another answer or layer: the block that was selected is no longer there.
  useEffect(() => {
    selection.attach(layout)
    onSelection?.(null)
  }, [layout, onSelection, selection])

  const show = useCallback((block: Block | null) => {
    api.current?.refreshCells({ force: true, suppressFlash: true })
    onSelection?.(block && (block.top !== block.bottom || block.left !== block.right) ? factsOf(cube, layout, block) : null)
  }, [cube, layout, onSelection])

  const focused = useCallback((event: CellFocusedEvent<GridRow>) => {
    const column = columnOf(typeof event.column === 'object' ? event.column?.getColId() : undefined)
    if (event.rowIndex !== null && column !== null) show(selection.focus({ row: event.rowIndex, column }))
  }, [selection, show])

  const copy = useCallback(async () => {
    const chosen = selection.block()
    if (!chosen) return
    const measure = (m: number) => cube.measures[m]
    const copied = copyBlock(layout, chosen, {
      language,
      alone: cube.measures[0]?.label ?? { vi: '', en: '' },
      cellText: (cell) => { const m = measure(cell.measure); return m ? formatCell(cell, m, language) : '' },
      // Spreadsheets read a pasted number by the decimal mark of the user's own language.
      cellNumber: (cell) => { const m = measure(cell.measure); const plain = m ? plainCell(cell, m) : null; return language === 'vi' ? (plain?.replace('.', ',') ?? null) : plain },
    })
    await callHost('host.copyText', copied)
    announce(t('copied', { count: (chosen.bottom - chosen.top + 1) * (chosen.right - chosen.left + 1) }))
  }, [announce, cube.measures, language, layout, selection, t])

  const keyDown = useCallback((event: CellKeyDownEvent<GridRow>) => {
    const key = event.event as KeyboardEvent | null
    if (!key || event.rowIndex === null) return
    const column = columnOf(event.column.getColId())
    if (key.key === 'Enter' && column !== null) {
      key.preventDefault()
      onOpenCell?.({ row: event.rowIndex, column }, layout)
    } else if ((key.ctrlKey || key.metaKey) && key.code === 'KeyC') {
      key.preventDefault()
      void copy()
    } else if ((key.ctrlKey || key.metaKey) && key.code === 'KeyA') {
      key.preventDefault()
      show(selection.all(layout.rows.length, layout.columns.length))
    }
  }, [copy, layout, onOpenCell, selection, show])

  const mouseDown = useCallback((event: CellMouseDownEvent<GridRow>) => {
    selection.extendNext((event.event as MouseEvent | null)?.shiftKey === true)
  }, [selection])
  const mouseOver = useCallback((event: CellMouseOverEvent<GridRow>) => {
    const column = columnOf(event.column.getColId())
    if ((event.event as MouseEvent | null)?.buttons !== 1 || column === null || event.rowIndex === null) return
    show(selection.growTo({ row: event.rowIndex, column }))
  }, [selection, show])
  const navigate = useCallback((params: NavigateToNextCellParams<GridRow>) => {
    selection.extendNext(params.event?.shiftKey === true)
    return params.nextCellPosition
  }, [selection])
  const scrolled = useCallback(() => {
    const first = api.current?.getFirstDisplayedRowIndex() ?? 0
    const before = selection.scrollTo(first)
    if (before === null) return
    const nodes = [before, first].flatMap((i) => api.current?.getDisplayedRowAtIndex(i) ?? [])
    api.current?.refreshCells({ force: true, suppressFlash: true, rowNodes: nodes })
  }, [selection])

  return (
    <DataGrid<GridRow>
      label={label}
      columnDefs={columns}
      rowData={rows}
      onGridReady={(event) => { api.current = event.api }}
      onCellFocused={focused}
      onCellKeyDown={keyDown}
      onCellMouseDown={mouseDown}
      onCellMouseOver={mouseOver}
      onCellDoubleClicked={(event) => {
        const column = columnOf(event.column.getColId())
        if (column !== null && event.rowIndex !== null && cellAt(event.data, column)) onOpenCell?.({ row: event.rowIndex, column }, layout)
      }}
      navigateToNextCell={navigate}
      onBodyScroll={scrolled}
      tooltipShowDelay={400}
      suppressColumnVirtualisation={layout.columns.length <= 40}
      suppressMovableColumns
      enableBrowserTooltips
    />
  )
}
