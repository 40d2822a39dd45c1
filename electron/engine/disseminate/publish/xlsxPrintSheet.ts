// Described rows → an open sheet of a workbook, row by row. In: a sheet, groups of rows. Out: rows written and let go.
// Never a value made here: what is written is what printRows.ts describes.
import type { Row, Worksheet } from 'exceljs'
import type { Pace } from './pace.ts'
import type { PrintCell, PrintRow } from './printRows.ts'
import { barColour, cellStyle, runFont } from './xlsxStyles.ts'

const writeCell = (row: Row, described: PrintCell): void => {
  const cell = row.getCell(described.column)
  const { value } = described
  if (typeof value === 'number' || (typeof value === 'string' && value !== '')) cell.value = value
  else if (Array.isArray(value)) {
    const richText = value.map((run) => ({ text: run.text, font: runFont(run) }))
    // exceljs tells shared strings apart by their text: without one, all rich texts of a book would become the first.
    cell.value = { richText, toString: () => `rich:${value.map((run) => `${run.font}:${run.text}`).join('|')}` }
  }
  cell.style = cellStyle(described)
}

/** Runs of rows with a bar, per column: Excel draws the bars, from nought to the longest of the column. */
type Bars = Map<number, { first: number; last: number }[]>

const noteBar = (bars: Bars, column: number, row: number): void => {
  const runs = bars.get(column) ?? []
  const open = runs.at(-1)
  if (open && open.last === row - 1) open.last = row
  else runs.push({ first: row, last: row })
  bars.set(column, runs)
}

const columnLetters = (column: number): string =>
  column <= 0 ? '' : columnLetters(Math.floor((column - 1) / 26)) + String.fromCodePoint(65 + ((column - 1) % 26))

export const writePrintSheet = async (sheet: Worksheet, groups: Iterable<PrintRow[]>, pace: Pace): Promise<void> => {
  const bars: Bars = new Map()
  for (const group of groups) {
    const rows = group.map(() => sheet.addRow([]))
    group.forEach((described, r) => {
      const row = rows[r]
      if (!row) return
      for (const cell of described.cells) {
        writeCell(row, cell)
        if (cell.style?.bar) noteBar(bars, cell.column, row.number)
      }
      if (described.height !== undefined) row.height = described.height
    })
    group.forEach((described, r) => {
      for (const { column, columns, rows: high } of described.merges ?? []) {
        const top = rows[r]?.number ?? 0
        const style = rows[r]?.getCell(column).style
        // Every cell of a merge carries the border, or it would have gaps.
        for (const row of style ? rows.slice(r, r + high) : [])
          for (let x = column; x < column + columns; x += 1) row.getCell(x).style = style ?? {}
        sheet.mergeCells(top, column, top + high - 1, column + columns - 1)
      }
    })
    for (const row of rows) row.commit()
    await pace()
  }
  for (const [column, runs] of bars) {
    const letters = columnLetters(column)
    sheet.addConditionalFormatting({
      ref: runs.map(({ first, last }) => `${letters}${first}:${letters}${last}`).join(' '),
      rules: [
        {
          type: 'dataBar',
          priority: 1,
          cfvo: [{ type: 'num', value: 0 }, { type: 'max' }],
          color: { argb: barColour },
        } as never,
      ],
    })
  }
}
