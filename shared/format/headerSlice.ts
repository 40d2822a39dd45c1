// Part of a table's header rows, for tables wider than a page. In: header rows with spans, a range of columns.
// Out: the header rows over just those columns. Never a header without columns under it.
import type { LayoutHeader } from './layoutTypes.ts'

export const headerSlice = (headerRows: LayoutHeader[][], from: number, to: number): LayoutHeader[][] =>
  headerRows.map((row) => {
    const slice: LayoutHeader[] = []
    let column = 0
    for (const header of row) {
      const span = Math.min(to, column + header.span) - Math.max(from, column)
      if (span > 0) slice.push({ ...header, span })
      column += header.span
    }
    return slice
  })
