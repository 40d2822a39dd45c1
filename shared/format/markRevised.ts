// Figures that are other ones than in the last issue of a report get their mark, explained beneath the table. In: the
// cells, a layout. Out: the layout with marks. Never a figure changed.
import type { LayoutRow, TableLayout } from './layoutTypes.ts'

export const revisedSymbol = 'r'

export const markRevised = (revised: readonly (readonly number[])[], layout: TableLayout): TableLayout => {
  const cells = revised.map((own) => new Set(own))
  let found = false
  const rows = layout.rows.map((row): LayoutRow => {
    if (!row.cells.some(({ cell, measure }) => cell >= 0 && cells[measure]?.has(cell) === true)) return row
    found = true
    return {
      ...row,
      cells: row.cells.map((cell) =>
        cell.cell >= 0 && cells[cell.measure]?.has(cell.cell) === true
          ? { ...cell, marks: [...(cell.marks ?? []), revisedSymbol] }
          : cell,
      ),
    }
  })
  if (!found) return layout
  const text = {
    vi: 'Số liệu đã điều chỉnh so với lần phát hành trước.',
    en: 'Figure revised since the last issue.',
  }
  return { ...layout, rows, footnotes: [...layout.footnotes, { symbol: revisedSymbol, text }] }
}
