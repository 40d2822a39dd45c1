// Count, sum and mean of the selected cells for the status bar, as in a spreadsheet. In: the grid, a block. Out: facts, or null where
// not all of them have been read yet. Never an identifier: it is no number.
import type { GridApi } from 'ag-grid-community'
import type { Variable } from '#shared/model/dataset.ts'
import { isNumber } from './cellText.ts'
import type { GridRow } from './pageRows.ts'
import type { Block } from './rangeSelection.ts'

const mostCells = 20_000

export const selectionFacts = (
  api: GridApi<GridRow> | null,
  block: Block | null,
  shown: readonly Variable[],
): { count: number; sum: number | null; mean: number | null } | null => {
  if (!api || !block || api.isDestroyed()) return null
  const columns = shown.slice(block.left, block.right + 1)
  const cells = (block.bottom - block.top + 1) * columns.length
  if (cells < 2 || cells > mostCells) return null
  let [count, numbers, sum] = [0, 0, 0]
  for (let row = block.top; row <= block.bottom; row += 1) {
    const data = api.getDisplayedRowAtIndex(row)?.data
    if (!data) return null
    for (const v of columns) {
      const value = data.values[v.id]
      if (value === null || value === undefined) continue
      count += 1
      if (!isNumber(v)) continue
      numbers += 1
      sum += Number(value)
    }
  }
  return { count, sum: numbers > 0 ? sum : null, mean: numbers > 0 ? sum / numbers : null }
}
