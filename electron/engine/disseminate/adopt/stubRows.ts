// The stub of a sheet as a hierarchy: by indents, leading spaces or, where there are none, by bold print.
// In: a grid and where the table lies. Out: rows with label, level and parent. Never a code, never a figure.
import type { StubRow } from '#shared/contract/adopt.ts'
import { cellName } from './rawSheet.ts'
import { isFigure } from './sheetGrid.ts'
import type { GridCell, SheetGrid } from './sheetGrid.ts'
import { isNote, labelOf } from './sheetText.ts'
import type { TableFrame } from './tableFrame.ts'

type Line = { row: number; cell: GridCell; figures: boolean; across: boolean; width: number; right: string }

const indentOf = (cell: GridCell): number =>
  cell.raw.style.indent * 2 + (/^[\s\u00a0]*/.exec(cell.text)?.[0].length ?? 0)
const noVietnamese = (text: string): boolean => !/\P{ASCII}/u.test(text.replace(/[–—’]/g, ''))

export const stubRows = (grid: SheetGrid, frame: TableFrame): StubRow[] => {
  const lines: Line[] = []
  for (let row = frame.bodyRows.first; row <= frame.bodyRows.last + 1; row += 1) {
    const here = frame.figureColumns.map((c) => grid.at(row, c))
    const own = grid.at(row, frame.labelColumn)
    const cell =
      own ??
      frame.stubColumns.map((c) => grid.at(row, c)).find((c) => c !== undefined) ??
      here.find((c) => c !== undefined && !isFigure(c))
    if (!cell || cell.raw.row !== row) continue
    const figures = here.some((c) => c !== undefined && c.raw.row === row && isFigure(c))
    const across =
      !figures &&
      ((cell.merge?.right ?? 0) >= (frame.figureColumns[0] ?? 0) || cell.raw.column >= (frame.figureColumns[0] ?? 0))
    const previous = lines.at(-1)
    const words = labelOf(cell.text)
    // A second line with the English of the line above.
    if (
      !figures &&
      !across &&
      previous?.figures &&
      previous.row === row - 1 &&
      !isNote(cell.text) &&
      noVietnamese(cell.text) &&
      words.en === '' &&
      labelOf(previous.cell.text).en === '' &&
      previous.right === '' &&
      (cell.raw.style.italic || !noVietnamese(previous.cell.text))
    ) {
      previous.right = cell.text.trim()
      continue
    }
    // The row after the last figures can only be the English of their label.
    if ((!figures && isNote(cell.text)) || row > frame.bodyRows.last) continue
    const right = frame.rightLabels === null ? '' : (grid.at(row, frame.rightLabels)?.text.trim() ?? '')
    lines.push({ row, cell, figures, across, width: across ? -1 : indentOf(cell), right })
  }

  const flat = new Set(lines.filter((l) => !l.across).map((l) => l.width)).size <= 1
  const bolds = lines.filter((l) => !l.across && l.cell.raw.style.bold).length
  if (flat && bolds > 0 && bolds < lines.length && lines.find((l) => !l.across)?.cell.raw.style.bold)
    for (const line of lines) if (!line.across && !line.cell.raw.style.bold) line.width += 1
  lines.forEach((line, i) => {
    const next = lines[i + 1]
    if (!line.figures && !line.across && next && !next.across && next.width === line.width) line.width -= 0.5
  })

  const open: number[] = []
  return lines.map((line, i): StubRow => {
    while (open.length > 0 && (lines[open.at(-1) ?? 0]?.width ?? 0) >= line.width) open.pop()
    const parent = open.at(-1) ?? null
    const level = open.length
    open.push(i)
    const label = labelOf(line.cell.text)
    const en = label.en === '' ? labelOf(line.right).vi : label.en
    return {
      sheetRow: line.row,
      label: { cell: cellName(line.cell.raw.row, line.cell.raw.column), ...label, en },
      level,
      parent,
      heading: !line.figures,
    }
  })
}
