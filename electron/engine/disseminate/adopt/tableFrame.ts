// Where the table lies in a sheet: headings, the A | 1 | 2 row, stub, figures, notes. In: a grid. Out: rows and
// columns, or null. Never a label read: only places.
import { foldText } from '#shared/format/foldText.ts'
import { isFigure, isPeriodCell } from './sheetGrid.ts'
import type { GridCell, SheetGrid } from './sheetGrid.ts'
import { periodOf, unitLineOf } from './sheetText.ts'

export type TableFrame = {
  /** Above the headings. */
  titleRows: number[]
  unitCell: GridCell | null
  headRows: { first: number; last: number }
  numberRow: number | null
  bodyRows: { first: number; last: number }
  stubColumns: number[]
  labelColumn: number
  /** English labels at the right of the figures. */
  rightLabels: number | null
  figureColumns: number[]
  /** A second panel begins here; it is not read. */
  nextPanel: number | null
}

const numberText = (cell: GridCell): number | null => {
  const m = /^\(?(\d{1,3})\)?(?:\s*=.*)?$/.exec(cell.text.trim())
  return m ? Number(m[1]) : null
}

/** "A | 1 | 2 | 3": letters over the stub, then numbers one after the other. */
const numberRowOf = (grid: SheetGrid): { row: number; letters: number[]; numbers: number[] } | null => {
  for (let row = 1; row <= Math.min(grid.lastRow, 200); row += 1) {
    const cells = grid.rowCells(row).toSorted((a, b) => a.raw.column - b.raw.column)
    const letters = cells.filter((c) => /^\(?[A-E]\)?$/.test(c.text.trim()))
    const numbers = cells.filter((c) => numberText(c) !== null)
    const first = numbers[0]
    if (letters.length === 0 || !first || letters.length + numbers.length !== cells.length) continue
    const start = numberText(first) ?? 0
    if (letters.every((c) => c.raw.column < first.raw.column) && numbers.every((c, i) => numberText(c) === start + i)) {
      return { row, letters: letters.map((c) => c.raw.column), numbers: numbers.map((c) => c.raw.column) }
    }
  }
  return null
}

/** "2022 | 2023 | Sơ bộ 2024": periods one after the other, which figures hardly ever are. */
const yearsOnly = (cells: GridCell[]): boolean => {
  const periods = cells.map((c) => periodOf(c.text))
  return periods.every((period, i) => period !== null && (i === 0 || period > (periods[i - 1] ?? '')))
}

/** Words at the left, figures to their right, and not a heading of years. */
const dataRow = (grid: SheetGrid, row: number): boolean => {
  const cells = grid.rowCells(row).toSorted((a, b) => a.raw.column - b.raw.column)
  const label = cells.find((c) => !isFigure(c) || isPeriodCell(c))
  if (!label) return false
  const figures = cells.filter((c) => c.raw.column > label.raw.column && isFigure(c))
  return figures.length > 0 && !yearsOnly(figures)
}

const bare = (grid: SheetGrid): { first: number; stub: number[]; figures: number[] } | null => {
  const candidates = Array.from({ length: grid.lastRow }, (_, i) => i + 1).filter((row) => dataRow(grid, row))
  const first = candidates.find((row) => {
    const near = candidates.filter((r) => r > row && r <= row + 6).length
    return near > 0 || candidates.length === 1
  })
  if (first === undefined) return null
  const body = candidates.filter((row) => row >= first)
  const counts = new Map<number, { figures: number; texts: number }>()
  for (const row of body) {
    for (const cell of grid.rowCells(row)) {
      const count = counts.get(cell.raw.column) ?? { figures: 0, texts: 0 }
      if (isFigure(cell)) count.figures += 1
      else count.texts += 1
      counts.set(cell.raw.column, count)
    }
  }
  const columns = [...counts.keys()].sort((a, b) => a - b)
  const label = columns.find((c) => (counts.get(c)?.texts ?? 0) * 2 > body.length) ?? columns[0] ?? 1
  // A running number left of the names is no figure.
  const figures = columns.filter((c) => c > label && (counts.get(c)?.figures ?? 0) * 3 >= body.length)
  return figures.length === 0 ? null : { first, stub: columns.filter((c) => c < (figures[0] ?? 0)), figures }
}

/** Headings go up from the first figures until the unit line, a title across the sheet, or an empty row. */
const headTop = (
  grid: SheetGrid,
  below: number,
  stub: number[],
  figures: number[],
): { top: number; unit: GridCell | null } => {
  const [firstFigure = 1, lastFigure = 1] = [figures[0], figures.at(-1)]
  let top = below
  for (let row = below - 1; row >= 1; row -= 1) {
    const cells = grid.rowCells(row)
    const covered = figures.map((c) => grid.at(row, c)).filter((c) => c !== undefined)
    const unit = cells.find((c) => unitLineOf(c.text) !== null)
    if (unit) return { top, unit }
    if (covered.length === 0) {
      // The stub's own heading may stand a row above the columns' ones; nothing at all ends the headings.
      if (cells.length === 0 && top < below) break
      if (cells.length > 0 && top < below) break
      continue
    }
    const title =
      covered.find((c) => c.merge !== null && c.merge.left <= (stub[0] ?? 1) && c.merge.right >= firstFigure) ??
      covered.find((c) => c.raw.column < firstFigure)
    if (title) break
    const [only] = cells
    // "Triệu đồng – Mill. dongs" alone at the right end, without "Đơn vị tính".
    if (
      top < below &&
      cells.length === 1 &&
      only &&
      figures.length > 1 &&
      only.merge === null &&
      only.raw.column >= lastFigure &&
      /^\(?(nghin|trieu|ty|nguoi|%|thous|mill|bill|dong|usd)/.test(foldText(only.text.trim()))
    )
      return { top, unit: only }
    top = row
  }
  return { top, unit: unitAbove(grid, top) }
}

const unitAbove = (grid: SheetGrid, row: number): GridCell | null => {
  for (let r = row - 1; r >= Math.max(1, row - 4); r -= 1) {
    const found = grid.rowCells(r).find((c) => unitLineOf(c.text) !== null)
    if (found) return found
  }
  return null
}

export const tableFrame = (grid: SheetGrid): TableFrame | null => {
  const numbered = numberRowOf(grid)
  const plain = numbered ? null : bare(grid)
  const stubColumns = numbered?.letters ?? plain?.stub ?? []
  const figureColumns = numbered?.numbers ?? plain?.figures ?? []
  const begin = numbered?.row ?? plain?.first
  const first = numbered ? numbered.row + 1 : plain?.first
  if (begin === undefined || first === undefined || figureColumns.length === 0 || stubColumns.length === 0) return null
  const { top, unit } = headTop(grid, begin, stubColumns, figureColumns)

  let last = first - 1
  let nextPanel: number | null = null
  for (let row = first; row <= grid.lastRow; row += 1) {
    const figures = figureColumns
      .map((c) => grid.at(row, c))
      .filter((c) => c !== undefined && isFigure(c)) as GridCell[]
    if (figures.length === 0) continue
    if (figures.length > 1 && yearsOnly(figures) && stubColumns.every((c) => grid.at(row, c)?.raw.row !== row)) {
      nextPanel = row
      break
    }
    last = row
  }
  if (last < first) return null
  const words = (column: number): number => {
    let letters = 0
    for (let row = first; row <= last; row += 1) {
      const cell = grid.at(row, column)
      if (cell && !isFigure(cell)) letters += 1
    }
    return letters
  }
  const labelColumn = stubColumns.toSorted((a, b) => words(b) - words(a) || a - b)[0] ?? 1
  const right = (figureColumns.at(-1) ?? 0) + 1
  const titleRows = Array.from({ length: top - 1 }, (_, i) => i + 1).filter((row) => grid.rowCells(row).length > 0)
  return {
    titleRows,
    unitCell: unit,
    headRows: { first: top, last: begin - 1 },
    numberRow: numbered?.row ?? null,
    bodyRows: { first, last },
    stubColumns,
    labelColumn,
    rightLabels: words(right) * 2 > last - first + 1 ? right : null,
    figureColumns,
    nextPanel,
  }
}
