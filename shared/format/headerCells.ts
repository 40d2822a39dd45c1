// Header rows as cells that may span rows and columns, for HTML and spreadsheets: a blank stands above the heading it
// belongs to and becomes one cell with it. In: header rows of a layout (whole or a slice). Out: cells per row. Never a
// heading lost.
import type { LayoutHeader } from './layoutTypes.ts'

export type HeaderCell = {
  header: LayoutHeader
  /** First column covered, from 0. */
  column: number
  rowSpan: number
}

export const headerCells = (headerRows: readonly LayoutHeader[][]): HeaderCell[][] => {
  const placed = headerRows.map((row) => {
    let column = 0
    return row.map((header) => {
      const cell: HeaderCell = { header, column, rowSpan: 1 }
      column += header.span
      return cell
    })
  })
  const covered = new Set<HeaderCell>()
  placed.forEach((row, r) =>
    row.forEach((cell) => {
      if (covered.has(cell)) return
      for (let below = r + 1; cell.header.kind === 'blank' && below < placed.length; below += 1) {
        const next = placed[below]?.find((c) => c.column === cell.column && c.header.span === cell.header.span)
        if (!next) break
        covered.add(next)
        cell.header = next.header
        cell.rowSpan += 1
      }
    }),
  )
  return placed.map((row) => row.filter((cell) => !covered.has(cell)))
}
