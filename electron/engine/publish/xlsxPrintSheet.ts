// One layer of a cube as a yearbook sheet: bilingual title, unit line, merged headings, A 1 2 3, indented stub, notes, source.
// In: cube, layer, language. Out: rows added to an open sheet, and the values written, for reading back. Never an unrounded figure.
import type { Cell, Row, Worksheet } from 'exceljs'
import { textWidth } from '#shared/chart/textFit.ts'
import { formatCell, plainCell } from '#shared/format/cell.ts'
import { stubLines } from '#shared/format/stubLines.ts'
import type { TableLayout } from '#shared/format/tableLayout.ts'
import { tableNotes } from '#shared/format/tableNotes.ts'
import type { ProtectedCube } from '#shared/model/cube.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { numberLanguage, oneLine } from './labels.ts'
import type { PublishLanguage } from './labels.ts'
import type { Pace } from './pace.ts'
import { roundedPlain } from './roundedPlain.ts'
import type { SheetValues } from './sheetValues.ts'
import { figureStyle, fonts, headAlignment, headBorder, stubStyle } from './xlsxStyles.ts'
import { exactNumber } from './exactNumber.ts'

/** Where the headings stand; needed when the sheet is made, before any row. */
export type PrintFrame = { headRow: number; figureRow: number; columnWidths: number[]; landscape: boolean }

const titleRows = (cube: ProtectedCube, language: PublishLanguage): { text: string; english: boolean }[] => {
  const both = language === 'both' && cube.title.vi !== cube.title.en && cube.title.en !== ''
  return both ? [{ text: cube.title.vi, english: false }, { text: cube.title.en, english: true }] : [{ text: oneLine(cube.title, language), english: false }]
}

/** Two lines in a heading when bilingual. */
const headingLines = (text: Bilingual, language: PublishLanguage): string[] =>
  language === 'both' && text.vi !== text.en && text.en !== '' ? [text.vi, text.en] : [oneLine(text, language)]

const characters = (text: string): number => textWidth(text, 1) / 0.56

export const printFrame = (cube: ProtectedCube, layout: TableLayout, language: PublishLanguage): PrintFrame => {
  const notes = tableNotes(cube, layout)
  const headRow = titleRows(cube, language).length + notes.layer.length + 2
  const stub = stubLines(layout).reduce((width, line) => Math.max(width, characters(oneLine(line.label, language)) + line.indent * 2), 12)
  const figures = layout.columns.map(({ measure }, c) => {
    const shape = cube.measures[measure]
    return layout.rows.reduce((width, row) => {
      const cell = row.cells[c]
      return cell && shape ? Math.max(width, characters(formatCell(cell, shape, numberLanguage(language)))) : width
    }, 7)
  })
  // Headings wrap between words: the widest word over one column must fit.
  const words = (layout.headerRows.at(-1) ?? []).flatMap((h) => headingLines(h.label, language)).flatMap((text) => text.split(/\s+/))
  const widest = Math.max(0, ...figures, ...words.map((word) => characters(word) * 1.05))
  const columnWidths = [Math.min(46, stub + 2), ...figures.map(() => Math.min(30, widest + 2))]
  return { headRow, figureRow: headRow + Math.max(1, layout.headerRows.length) + 1, columnWidths, landscape: columnWidths.reduce((sum, w) => sum + w, 0) > 95 }
}

const rich = (cell: Cell, lines: string[], bold: boolean): void => {
  const [first = '', second] = lines
  if (second === undefined) {
    if (first !== '') cell.value = first
    cell.font = bold ? fonts.bold : fonts.body
    return
  }
  const richText = [{ text: `${first}\n`, font: bold ? fonts.bold : fonts.body }, { text: second, font: fonts.italic }]
  // exceljs tells shared strings apart by their text: without one, all rich texts of a book would become the first.
  const value = { richText, toString: () => `rich:${first}\n${second}` }
  cell.value = value
}

export const writePrintSheet = async (sheet: Worksheet, cube: ProtectedCube, layout: TableLayout, language: PublishLanguage, pace: Pace): Promise<SheetValues> => {
  const values: SheetValues = []
  const notes = tableNotes(cube, layout)
  const width = layout.columns.length + 1
  const say = (row: Row, column: number, text: string): Cell => {
    const cell = row.getCell(column)
    if (text !== '') cell.value = text
    values.push({ row: row.number, column, value: text })
    return cell
  }
  const across = (row: Row, text: string, font: (typeof fonts)[keyof typeof fonts]) => {
    const cell = say(row, 1, text)
    cell.font = font
    cell.alignment = { wrapText: true, vertical: 'top' }
    if (width > 1) sheet.mergeCells(row.number, 1, row.number, width)
    // Excel does not grow merged rows by itself.
    const room = sheet.columns.reduce((sum, c) => sum + (c.width ?? 10), 0)
    row.height = Math.max(1, Math.ceil((characters(text) * (font.size / 10)) / room)) * font.size * 1.45
    row.commit()
  }

  for (const title of titleRows(cube, language)) across(sheet.addRow([]), title.text, title.english ? fonts.titleEnglish : fonts.title)
  for (const layer of notes.layer) across(sheet.addRow([]), oneLine(layer, language), fonts.body)
  const unitRow = sheet.addRow([])
  if (cube.status !== 'official') say(unitRow, 1, `* ${oneLine(notes.status, language)}`).font = fonts.small
  if (notes.unit.vi !== '') {
    const cell = say(unitRow, width, oneLine(notes.unit, language))
    cell.font = fonts.small
    cell.alignment = { horizontal: 'right' }
  }
  unitRow.commit()

  writeHead(sheet, cube, layout, notes.unitsInHeader, language, values)

  const lines = stubLines(layout)
  for (const [l, line] of lines.entries()) {
    const row = sheet.addRow([])
    const label = say(row, 1, oneLine(line.label, language))
    const heading = line.total || line.row === null
    label.style = stubStyle(line.indent, heading, l === lines.length - 1)
    const cells = line.row === null ? [] : (layout.rows[line.row]?.cells ?? [])
    cells.forEach((cell, c) => {
      const measure = cube.measures[cell.measure]
      if (!measure) return
      const plain = plainCell(cell, measure) === null ? null : roundedPlain(cell, measure)
      const value = plain === null ? formatCell(cell, measure, numberLanguage(language)) : (exactNumber(plain) ?? formatCell(cell, measure, numberLanguage(language)))
      const target = row.getCell(c + 2)
      target.value = value
      values.push({ row: row.number, column: c + 2, value })
      target.style = figureStyle(measure.decimals, cell.total, l === lines.length - 1)
    })
    row.commit()
    await pace()
  }

  const foot = [
    ...notes.notes.map((note, n) => `${n === 0 ? `${oneLine({ vi: 'Ghi chú', en: 'Notes' }, language)}: ` : ''}${oneLine(note, language)}`),
    ...(notes.symbols ? [oneLine(notes.symbols, language)] : []),
    ...(notes.source ? [oneLine(notes.source, language)] : []),
  ]
  for (const text of foot) across(sheet.addRow([]), text, fonts.small)
  return values.filter((v) => v.value !== '').sort((a, b) => a.row - b.row || a.column - b.column)
}

const writeHead = (sheet: Worksheet, cube: ProtectedCube, layout: TableLayout, unitsInHeader: boolean, language: PublishLanguage, values: SheetValues): void => {
  const heads = layout.headerRows.map((headers) => {
    const row = sheet.addRow([])
    let column = 2
    let lines = 1
    for (const header of headers) {
      const unit = header.kind === 'measure' && unitsInHeader ? cube.measures[layout.columns[column - 2]?.measure ?? 0]?.unit : undefined
      const texts = headingLines(header.label, language)
      const withUnit = unit && unit.vi !== '' ? [...texts.slice(0, -1), `${texts.at(-1) ?? ''} (${oneLine(unit, language)})`] : texts
      const cell = row.getCell(column)
      rich(cell, withUnit, true)
      values.push({ row: row.number, column, value: withUnit.join('\n') })
      for (let c = column; c < column + header.span; c += 1) {
        row.getCell(c).alignment = headAlignment
        row.getCell(c).border = headBorder
      }
      const room = sheet.columns.slice(column - 1, column - 1 + header.span).reduce((sum, c) => sum + (c.width ?? 10), 0)
      lines = Math.max(lines, withUnit.reduce((sum, text) => sum + Math.ceil((characters(text) * 1.1) / room), 0))
      if (header.span > 1) sheet.mergeCells(row.number, column, row.number, column + header.span - 1)
      column += header.span
    }
    row.height = Math.min(120, lines * 14 + 4)
    return row
  })
  const [top] = heads
  if (top) {
    const stub = layout.stubHeaders.map((label) => headingLines(label, language).join('\n')).join('\n')
    for (const row of heads) {
      row.getCell(1).border = headBorder
      row.getCell(1).alignment = headAlignment
    }
    const corner = top.getCell(1)
    // A table without row dimensions has nothing to say here.
    if (stub !== '') corner.value = stub
    corner.font = fonts.bold
    values.push({ row: top.number, column: 1, value: stub })
    if (heads.length > 1) sheet.mergeCells(top.number, 1, top.number + heads.length - 1, 1)
    for (const row of heads) row.commit()
  }
  const numbers = sheet.addRow(['A', ...layout.columns.map((_, c) => c + 1)])
  numbers.eachCell((cell, column) => {
    cell.font = fonts.numbers
    cell.alignment = { horizontal: 'center' }
    cell.border = headBorder
    values.push({ row: numbers.number, column, value: column === 1 ? 'A' : column - 1 })
  })
  numbers.commit()
}
