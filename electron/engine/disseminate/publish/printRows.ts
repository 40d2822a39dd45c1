// One sheet of a yearbook as rows of cells, described once: written from it, and compared with it after reading the
// file back. In: a cube, its layout, columns from…to, a language. Out: groups of rows with values, styles and merges.
// Never a library's object, never an unrounded figure, never a formula.
import { textWidth } from '#shared/chart/textFit.ts'
import { formatCell, plainCell } from '#shared/format/cell.ts'
import { conditionalStyles } from '#shared/format/conditionalStyles.ts'
import type { CellStyle } from '#shared/format/conditionalStyles.ts'
import { markText } from '#shared/format/footnotes.ts'
import { headerCells } from '#shared/format/headerCells.ts'
import { headerSlice } from '#shared/format/headerSlice.ts'
import { stubLines } from '#shared/format/stubLines.ts'
import type { LayoutCell, TableLayout } from '#shared/format/layoutTypes.ts'
import { tableNotes } from '#shared/format/tableNotes.ts'
import type { ProtectedCube } from '#shared/model/cube.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { cellText } from './cellText.ts'
import { exactNumber } from './exactNumber.ts'
import { noteLine, numberLanguage, oneLine } from './labels.ts'
import type { PublishLanguage } from './labels.ts'
import { roundedPlain } from './roundedPlain.ts'

export type PrintRun = { text: string; font: 'body' | 'bold' | 'italic' | 'boldMark' | 'mark' | 'title' | 'titleMark' }
export type PrintCell = {
  column: number
  value: string | number | PrintRun[]
  role: 'title' | 'titleEnglish' | 'line' | 'small' | 'unit' | 'head' | 'number' | 'stub' | 'figure'
  /** Stub: steps to the right. Figure: decimals. */
  indent?: number
  decimals?: number
  bold?: boolean
  last?: boolean
  style?: CellStyle
  /** Symbols of footnotes at a number, shown by its format so that it stays a number. */
  marks?: readonly string[]
}
export type PrintRow = {
  cells: PrintCell[]
  height?: number
  /** Columns from the first cell on and rows downward that become one. */ merges?: {
    column: number
    columns: number
    rows: number
  }[]
}
export type PrintPart = { from: number; to: number }
export type PrintFrame = {
  /** First row of the headings and of the figures. */
  headRow: number
  figureRow: number
  columnWidths: number[]
  landscape: boolean
}

/** Widths of Excel are in digits of the default font. */
const characters = (text: string): number => textWidth(text, 1) / 0.56

/** Two lines in a heading when bilingual. */
const headingLines = (text: Bilingual, language: PublishLanguage): string[] =>
  language === 'both' && text.vi !== text.en && text.en !== '' ? [text.vi, text.en] : [oneLine(text, language)]

const titleLines = (cube: ProtectedCube, language: PublishLanguage): string[] => headingLines(cube.title, language)

const unitIn = (lines: string[], unit: Bilingual | undefined, language: PublishLanguage): string[] =>
  (unit && unit.vi !== ''
    ? [
        ...lines.slice(0, -1),
        `${lines.at(-1) ?? ''} (${lines.length > 1 ? unit.en || unit.vi : oneLine(unit, language)})`,
      ]
    : lines
  ).map((line, l, all) => (unit && unit.vi !== '' && all.length > 1 && l === 0 ? `${line} (${unit.vi})` : line))

const figureText = (cube: ProtectedCube, cell: LayoutCell, language: PublishLanguage): string => {
  const measure = cube.measures[cell.measure]
  return measure ? formatCell(cell, measure, numberLanguage(language)) : ''
}

export const printFrame = (
  cube: ProtectedCube,
  layout: TableLayout,
  { from, to }: PrintPart,
  language: PublishLanguage,
): PrintFrame => {
  const notes = tableNotes(cube, layout)
  const headRow = titleLines(cube, language).length + notes.layer.length + 2
  const stub = stubLines(layout).reduce(
    (width, line) => Math.max(width, characters(oneLine(line.label, language)) + line.indent * 2),
    12,
  )
  const figures = Array.from({ length: to - from }, (_, c) =>
    layout.rows.reduce((width, row) => {
      const cell = row.cells[from + c]
      return cell ? Math.max(width, figureText(cube, cell, language).length * 1.1) : width
    }, 7),
  )
  // Headings wrap between words: the widest word over one column must fit.
  const words = (headerSlice(layout.headerRows, from, to).at(-1) ?? [])
    .flatMap((h) => unitIn(headingLines(h.label, language), h.unit, language))
    .flatMap((text) => text.split(/\s+/))
  const widest = Math.max(
    0,
    ...words.map((word) => characters(word) * 1.05),
    figures.reduce((most, width) => Math.max(most, width), 0),
  )
  const columnWidths = [Math.min(46, stub + 2), ...figures.map(() => Math.min(30, widest + 2))]
  return {
    headRow,
    figureRow: headRow + Math.max(1, layout.headerRows.length) + 1,
    columnWidths,
    landscape: columnWidths.reduce((sum, w) => sum + w, 0) > 95,
  }
}

/**
 * A text that fills the width of the table, with the height its lines take: Excel does not grow merged rows by itself.
 */
const across = (value: string | PrintRun[], role: PrintCell['role'], frame: PrintFrame, size: number): PrintRow => {
  const text = typeof value === 'string' ? value : value.map((run) => run.text).join('')
  const room = Math.min(
    frame.columnWidths.reduce((sum, w) => sum + w, 0),
    190,
  )
  const height = Math.max(1, Math.ceil((characters(text) * (size / 10)) / room)) * size * 1.45
  const columns = frame.columnWidths.length
  return {
    cells: [{ column: 1, value, role }],
    height,
    ...(columns > 1 ? { merges: [{ column: 1, columns, rows: 1 }] } : {}),
  }
}

/** The words of a label in its lines, and its footnote marks raised. */
const runsOf = (lines: string[], marks: readonly string[] | undefined, bold: boolean): string | PrintRun[] => {
  const [first = '', second] = lines
  const mark = markText(marks).trim()
  if (second === undefined && mark === '') return first
  return [
    { text: first, font: bold ? 'bold' : 'body' },
    ...(second === undefined ? [] : [{ text: `\n${second}`, font: 'italic' as const }]),
    ...(mark === '' ? [] : [{ text: mark, font: bold ? ('boldMark' as const) : ('mark' as const) }]),
  ]
}

/** Rows of a sheet, in groups whose merges belong together. */
export function* printRows(
  cube: ProtectedCube,
  layout: TableLayout,
  part: PrintPart,
  frame: PrintFrame,
  language: PublishLanguage,
): Generator<PrintRow[]> {
  for (const group of describedRows(cube, layout, part, frame, language))
    yield group.map((row) => ({ ...row, cells: row.cells.map(cleanCell) }))
}

function* describedRows(
  cube: ProtectedCube,
  layout: TableLayout,
  part: PrintPart,
  frame: PrintFrame,
  language: PublishLanguage,
): Generator<PrintRow[]> {
  const notes = tableNotes(cube, layout)
  const width = part.to - part.from + 1
  const [title = '', titleEnglish] = titleLines(cube, language)
  const mark = markText(layout.titleMarks).trim()
  yield [
    across(
      mark === ''
        ? title
        : [
            { text: title, font: 'title' },
            { text: mark, font: 'titleMark' },
          ],
      'title',
      frame,
      12,
    ),
  ]
  if (titleEnglish !== undefined) yield [across(titleEnglish, 'titleEnglish', frame, 11)]
  for (const layer of notes.layer) yield [across(oneLine(layer, language), 'line', frame, 10)]
  const status = cube.status === 'official' ? '' : `* ${oneLine(notes.status, language)}`
  const unit = notes.unit.vi === '' ? '' : oneLine(notes.unit, language)
  yield [
    {
      cells: [
        { column: 1, value: status, role: 'small' },
        ...(width > 1 ? [{ column: width, value: unit, role: 'unit' as const }] : []),
      ],
    },
  ]
  yield headRows(layout, part, frame, language)
  yield [
    {
      cells: [
        { column: 1, value: 'A', role: 'number' },
        ...Array.from({ length: width - 1 }, (_, c): PrintCell => ({
          column: c + 2,
          value: part.from + c + 1,
          role: 'number',
        })),
      ],
    },
  ]

  const styles = (cube.conditionalFormats ?? []).length === 0 ? [] : conditionalStyles(cube, layout)
  const lines = stubLines(layout)
  for (const [l, line] of lines.entries()) {
    const last = l === lines.length - 1
    const bold = line.total || line.row === null
    const words = unitIn([oneLine(line.label, language)], line.unit, language)
    const stub: PrintCell = {
      column: 1,
      value: runsOf(words, line.marks, bold),
      role: 'stub',
      indent: line.indent,
      bold,
      last,
    }
    const cells = line.row === null ? [] : (layout.rows[line.row]?.cells ?? [])
    const figures: PrintCell[] = []
    for (let c = part.from; c < part.to; c += 1) {
      const cell = cells[c]
      const measure = cell && cube.measures[cell.measure]
      // A group's heading has no figures; its places keep the table's border.
      if (!cell || !measure) {
        figures.push({ column: c - part.from + 2, value: '', role: 'figure', decimals: 0, bold: false, last })
        continue
      }
      const style = styles[line.row ?? -1]?.[c]
      figures.push({
        column: c - part.from + 2,
        value: figureValue(cell, cube, language),
        role: 'figure',
        decimals: measure.decimals,
        bold: cell.total,
        last,
        ...(style ? { style } : {}),
        ...(cell.marks ? { marks: cell.marks } : {}),
      })
    }
    const room = Math.max(8, (frame.columnWidths[0] ?? 12) - line.indent * 2)
    const high = words.reduce(
      (sum, text) => sum + Math.ceil((characters(text + markText(line.marks)) * (bold ? 1.08 : 1)) / room),
      0,
    )
    // Not every reader grows a row whose name takes two lines.
    yield [{ cells: [stub, ...figures], ...(high > 1 ? { height: high * 13.5 } : {}) }]
  }

  const foot = [
    ...notes.notes.map(
      (note, n) =>
        `${n === 0 && layout.footnotes.length === 0 ? `${oneLine({ vi: 'Ghi chú', en: 'Notes' }, language)}: ` : ''}${noteLine(note, language)}`,
    ),
    ...(notes.symbols ? [oneLine(notes.symbols, language)] : []),
    ...(notes.source ? [oneLine(notes.source, language)] : []),
  ]
  for (const text of foot) yield [across(text, 'small', frame, 9)]
}

/** A number as printed; as text with its separators where Excel would drop digits, or where a note stands at it. */
const figureValue = (
  cell: LayoutCell,
  cube: ProtectedCube,
  language: PublishLanguage,
): string | number | PrintRun[] => {
  const measure = cube.measures[cell.measure]
  if (!measure) return ''
  const plain = plainCell(cell, measure) === null ? null : roundedPlain(cell, measure)
  const number = plain === null ? null : exactNumber(plain)
  // A mark beside a number would make it text: Excel adds up numbers only, so the mark goes into the number's format.
  if (number !== null) return number
  const text = formatCell(cell, measure, numberLanguage(language))
  return cell.marks && cell.marks.length > 0
    ? [
        { text, font: cell.total ? 'bold' : 'body' },
        { text: markText(cell.marks).trim(), font: cell.total ? 'boldMark' : 'mark' },
      ]
    : text
}

const headRows = (
  layout: TableLayout,
  { from, to }: PrintPart,
  frame: PrintFrame,
  language: PublishLanguage,
): PrintRow[] => {
  const sliced = headerSlice(layout.headerRows, from, to)
  const rows: PrintRow[] = headerCells(sliced).map((row) => {
    let lines = 1
    const merges: NonNullable<PrintRow['merges']> = []
    const cells = row.map(({ header, column, rowSpan }): PrintCell => {
      const texts = unitIn(headingLines(header.label, language), header.unit, language)
      const room = frame.columnWidths.slice(column + 1, column + 1 + header.span).reduce((sum, w) => sum + w, 0)
      lines = Math.max(
        lines,
        texts.reduce((sum, text) => sum + Math.ceil((characters(text) * 1.1) / room), 0) / rowSpan,
      )
      if (header.span > 1 || rowSpan > 1) merges.push({ column: column + 2, columns: header.span, rows: rowSpan })
      return { column: column + 2, value: runsOf(texts, header.marks, true), role: 'head', bold: true }
    })
    return { cells, height: Math.min(120, Math.ceil(lines) * 14 + 4), merges }
  })
  const stub = layout.stubHeaders
    .flatMap((label, s) => {
      const lines = headingLines(label, language)
      return lines.map((text, l) => text + (l === lines.length - 1 ? markText(layout.stubHeaderMarks[s]) : ''))
    })
    .filter((text) => text !== '')
    .join('\n')
  const top = rows[0]
  if (top) {
    top.cells.unshift({ column: 1, value: stub, role: 'head', bold: true })
    if (rows.length > 1) top.merges = [...(top.merges ?? []), { column: 1, columns: 1, rows: rows.length }]
  }
  return rows
}

const cleanCell = (cell: PrintCell): PrintCell => {
  const { value } = cell
  if (typeof value === 'number') return cell
  return {
    ...cell,
    value: typeof value === 'string' ? cellText(value) : value.map((run) => ({ ...run, text: cellText(run.text) })),
  }
}

/** The text or number that reading the file back must find. */
export const printedValue = ({ value }: PrintCell): string | number =>
  Array.isArray(value) ? value.map((run) => run.text).join('') : value
