// A list in a grid as the clipboard takes it, as sorted and filtered, with its headings. In: the grid. Out: TSV and
// HTML. Never a column that is not shown; figures are those of right-aligned columns.
import type { GridApi } from 'ag-grid-community'
import { gridToClipboard, numberShown } from '#shared/format/clipboardCells.ts'
import type { ClipboardCell, ClipboardTable } from '#shared/format/clipboardCells.ts'
import type { Language } from '#shared/model/text.ts'

export const gridClipboard = <T>(
  api: GridApi<T>,
  language: Language,
  numericClass: string,
): ClipboardTable & { rows: number } => {
  const columns = api.getAllDisplayedColumns()
  const headings = columns.map((column) => api.getDisplayNameForColumn(column, null))
  const rows: ClipboardCell[][] = []
  api.forEachNodeAfterFilterAndSort((rowNode) => {
    rows.push(
      columns.map((column) => {
        const value: unknown = api.getCellValue({ rowNode, colKey: column, useFormatter: true })
        const text = value === null || value === undefined ? '' : String(value).replace(/\s+/g, ' ').trim()
        const numeric = column.getColDef().cellClass === numericClass
        return { text, number: numeric ? numberShown(text, language) : null }
      }),
    )
  })
  return { ...gridToClipboard(headings, rows, language), rows: rows.length }
}
