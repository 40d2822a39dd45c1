// Some rows and columns of a table as a table of its own. In: a layout, numbers of rows and columns, ascending. Out: a
// layout. Headings stand over what is left of them; a label is written again where the row that bore it is not among
// those chosen.
import type { LayoutHeader, TableLayout } from './layoutTypes.ts'

/** Rows and columns of figures, counted from 0. */
export type TableSelection = { rows: readonly number[]; columns: readonly number[] }

const headersOver = (line: readonly LayoutHeader[], columns: readonly number[]): LayoutHeader[] => {
  const over = line.flatMap((header) => Array.from({ length: header.span }, () => header))
  const part: { of: LayoutHeader; span: number }[] = []
  for (const column of columns) {
    const of = over[column]
    const last = part.at(-1)
    if (of === undefined) continue
    if (last?.of === of) last.span += 1
    else part.push({ of, span: 1 })
  }
  return part.map(({ of, span }) => ({ ...of, span }))
}

const spansOf = (layout: TableLayout, rows: readonly number[]): number[][] => {
  const spans = rows.map((): number[] => [])
  for (const level of layout.stubHeaders.keys()) {
    let bearer = 0
    for (const [at, row] of rows.entries()) {
      const before = at === 0 ? undefined : rows[at - 1]
      // Repeated only where nothing between the rows bears a label of its own.
      const goesOn =
        before !== undefined && layout.stubSpans.slice(before + 1, row + 1).every((line) => line[level] === 0)
      if (!goesOn) bearer = at
      const [own, bearing] = [spans[at], spans[bearer]]
      if (own) own[level] = goesOn ? 0 : 1
      if (goesOn && bearing) bearing[level] = (bearing[level] ?? 0) + 1
    }
  }
  return spans
}

export const layoutPart = (layout: TableLayout, { rows, columns }: TableSelection): TableLayout => ({
  ...layout,
  columns: columns.flatMap((at) => layout.columns[at] ?? []),
  headerRows: layout.headerRows.map((line) => headersOver(line, columns)),
  rows: rows.flatMap((at) => {
    const row = layout.rows[at]
    return row ? [{ ...row, cells: columns.flatMap((column) => row.cells[column] ?? []) }] : []
  }),
  rowCoordinates: rows.flatMap((at) => {
    const coordinates = layout.rowCoordinates[at]
    return coordinates ? [coordinates] : []
  }),
  stubSpans: spansOf(layout, rows),
})
