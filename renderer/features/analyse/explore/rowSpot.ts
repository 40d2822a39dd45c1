// The cells an element of the grid of rows stands for. In: the element and the columns shown. Out: a spot of the
// selection.
import { cellBlock } from '../../../components/selection/areas.ts'
import type { GridSpot } from '../../../components/selection/areas.ts'

/**
 * The cells an element stands for: a figure itself, the number of a row the row, a heading its column, the corner all.
 */
export const rowSpot = (element: Element, shown: ReadonlyMap<string, number>, rows: number): GridSpot | null => {
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
