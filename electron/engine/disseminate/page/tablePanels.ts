// A table wider than the page is cut into panels that repeat the stub. In: layout, measures, room in points.
// Out: type size, stub width and ranges of columns, so that every figure fits on its line. Never a column dropped.
import { formatCell } from '#shared/format/cell.ts'
import { stubLines } from '#shared/format/stubLines.ts'
import type { StubLine } from '#shared/format/stubLines.ts'
import type { TableLayout } from '#shared/format/layoutTypes.ts'
import { textWidth } from '#shared/chart/textFit.ts'
import type { Cube } from '#shared/model/cube.ts'
import { inlinePlain, plainTexts } from './bilingualHtml.ts'
import type { PageLanguage } from './bilingualHtml.ts'

export type TablePanels = {
  fontSize: number
  /** What the panels are cut by. */
  stubWidth: number
  /** What every label needs to stand on one line. */
  stubWanted: number
  columnWidths: number[]
  panels: { from: number; to: number }[]
  lines: StubLine[]
}

const sizes = [9, 8.5, 8, 7.5]
const padding = 6.5

/** Totals and headings are bold. */
const boldWidth = (text: string): number => textWidth(text, 1) * 1.06

/** Widest figure or heading word of each column, in em. */
const columnNeeds = (cube: Cube, layout: TableLayout, language: PageLanguage): number[] => {
  const figures = layout.columns.map((_, c) => {
    return layout.rows.reduce((width, row) => {
      const cell = row.cells[c]
      const shape = cube.measures[cell?.measure ?? -1]
      return cell && shape
        ? Math.max(width, boldWidth(formatCell(cell, shape, language === 'en' ? 'en' : 'vi')))
        : width
    }, 0)
  })
  for (const row of layout.headerRows) {
    let column = 0
    for (const header of row) {
      const words = plainTexts(header.label, language).flatMap((text) => text.split(/[\s–]+|(?<!\d)-|-(?!\d)/))
      const word = Math.max(0, ...words.map(boldWidth)) / header.span
      for (let c = column; c < column + header.span; c += 1) figures[c] = Math.max(figures[c] ?? 0, word)
      column += header.span
    }
  }
  // Columns of one measure are equally wide, as in a ruled table.
  return layout.columns.map(({ measure }) =>
    layout.columns.reduce(
      (width, column, c) => (column.measure === measure ? Math.max(width, figures[c] ?? 0) : width),
      0,
    ),
  )
}

export const tablePanels = (
  cube: Cube,
  layout: TableLayout,
  language: PageLanguage,
  roomPoints: number,
): TablePanels => {
  const lines = stubLines(layout)
  const stubText = lines.reduce(
    (width, line) =>
      Math.max(width, line.indent * 1.2 + Math.max(...plainTexts(line.label, language).map((t) => textWidth(t, 1)))),
    4,
  )
  const stubWhole = lines.reduce(
    (width, line) => Math.max(width, line.indent * 1.2 + boldWidth(inlinePlain(line.label, language))),
    4,
  )
  const needs = columnNeeds(cube, layout, language)
  const cut = (fontSize: number): TablePanels => {
    // Long stub labels wrap: the stub takes at most two fifths of the page, and never less than a word needs.
    const stubWidth = Math.min(stubText * fontSize + padding, roomPoints * 0.42)
    const columnWidths = needs.map((need) => Math.max(need * fontSize + padding, 24))
    const panels: TablePanels['panels'] = []
    let from = 0
    let used = 0
    columnWidths.forEach((width, c) => {
      if (c > from && used + width > roomPoints - stubWidth) {
        panels.push({ from, to: c })
        from = c
        used = 0
      }
      used += width
    })
    panels.push({ from, to: columnWidths.length })
    return { fontSize, stubWidth, stubWanted: stubWhole * fontSize + padding, columnWidths, panels, lines }
  }
  const attempts = sizes.map(cut)
  const fewest = Math.min(...attempts.map((a) => a.panels.length))
  return attempts.find((a) => a.panels.length === fewest) ?? cut(8)
}

/**
 * Figures are not read across half a page of nothing: columns keep this much more than they need before the stub takes
 * the rest.
 */
const ease = 1.1

/**
 * Widths of a panel that fills the room, the stub first: it takes what is left over until its labels stand on one line,
 * and the columns share the rest.
 */
export const panelWidths = (
  { stubWidth, stubWanted, columnWidths }: TablePanels,
  { from, to }: { from: number; to: number },
  roomPoints: number,
): number[] => {
  const columns = columnWidths.slice(from, to)
  const needed = columns.reduce((sum, width) => sum + width, 0)
  const stub = Math.max(stubWidth, Math.min(stubWanted, roomPoints - needed * ease))
  const left = Math.max(needed, roomPoints - stub)
  return [stub, ...columns.map((width) => (width / needed) * left)]
}
