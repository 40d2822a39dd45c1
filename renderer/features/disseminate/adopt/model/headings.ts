// Headings of a sheet as rows with spans, as the sheet draws them. In: the columns with their paths. Out: rows of
// cells. Pure.
import type { FigureColumn, SheetLabel } from '#shared/contract/adopt.ts'

export type HeadingCell = { label: SheetLabel; columnSpan: number; rowSpan: number }

/** One heading over neighbouring columns is one cell; the innermost reaches down to the figures. */
export const headingRows = (columns: readonly FigureColumn[]): HeadingCell[][] => {
  const depth = Math.max(0, ...columns.map((c) => c.path.length))
  return Array.from({ length: depth }, (_row, level) => {
    const row: HeadingCell[] = []
    let before: FigureColumn | null = null
    for (const column of columns) {
      const label = column.path[level]
      const last = row.at(-1)
      if (label && last && before?.path[level]?.cell === label.cell) last.columnSpan += 1
      else if (label) row.push({ label, columnSpan: 1, rowSpan: level === column.path.length - 1 ? depth - level : 1 })
      before = column
    }
    return row
  })
}
