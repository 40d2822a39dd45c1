// One worksheet, cell by cell, with the place of every cell in its XML, so that it can be read now and patched later.
// In: an open workbook, a sheet. Out: cells with text, number, style; merges; columns. Never a figure judged, never a
// cell changed.
import { fail } from '#shared/model/failure.ts'
import { sharedStrings } from './openWorkbook.ts'
import type { OpenWorkbook, WorkbookSheet } from './openWorkbook.ts'
import { cellStyles } from './cellStyles.ts'
import type { CellStyle } from './cellStyles.ts'
import { runText } from './runXml.ts'
import { xmlAttribute, xmlTags } from './xmlTokens.ts'
import type { XmlTag } from './xmlTokens.ts'

export type RawCell = {
  row: number
  column: number
  /** As stored: decimal text of a number, or the text. */
  text: string
  kind: 'number' | 'text' | 'error' | 'empty'
  /** shared: written once, in another cell, for several. */
  formula: 'none' | 'own' | 'shared_source' | 'shared'
  style: CellStyle
  /** Index of the style, to give another cell the same look. */
  styleIndex: number
  /** The XML of a text with its runs. */
  runs: string
  start: number
  end: number
}

const ownText = (type: string, stored: string, runs: string): string => {
  if (type === 'inlineStr') return runText(runs)
  if (type !== 'b') return stored
  return stored === '1' ? 'TRUE' : 'FALSE'
}
const kindOf = (type: string, text: string): RawCell['kind'] => {
  if (type === 'e') return 'error'
  if (text === '') return 'empty'
  return type === 'n' && Number.isFinite(Number(text)) ? 'number' : 'text'
}

export type Merge = { top: number; left: number; bottom: number; right: number }
export type RawRow = {
  row: number
  attributes: Record<string, string>
  start: number
  end: number
  hidden: boolean
}
export type Span = { start: number; end: number }
export type RawSheet = {
  name: string
  part: string
  xml: string
  rows: RawRow[]
  cells: Map<number, RawCell[]>
  merges: Merge[]
  columns: { min: number; max: number; hidden: boolean; attributes: Record<string, string> }[]
  places: {
    mergeCells: Span | null
    cols: Span | null
    dimension: Span | null
    sheetData: Span & { close: number }
    prefix: string
  }
}

const mostCells = 500_000
const mostColumns = 16_384
const mostRows = 1_048_576

export const columnNumber = (letters: string): number =>
  [...letters.toUpperCase()].reduce((n, letter) => n * 26 + (letter.codePointAt(0) ?? 64) - 64, 0)
export const columnLetters = (column: number): string =>
  column <= 0 ? '' : columnLetters(Math.floor((column - 1) / 26)) + String.fromCodePoint(65 + ((column - 1) % 26))
export const cellName = (row: number, column: number): string => `${columnLetters(column)}${row}`

const parseRange = (text: string): Merge | null => {
  const m = /^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$/i.exec(text)
  if (!m) return null
  const [left, top] = [columnNumber(m[1] ?? ''), Number(m[2])]
  return {
    top,
    left,
    bottom: m[4] === undefined ? top : Number(m[4]),
    right: m[3] === undefined ? left : columnNumber(m[3]),
  }
}

export const readRawSheet = async (workbook: OpenWorkbook, sheet: WorkbookSheet): Promise<RawSheet> => {
  const xml = await workbook.text(sheet.part)
  const [strings, styles] = [await sharedStrings(workbook), await cellStyles(workbook)]
  const damaged = (detail: string): never =>
    fail('WORKBOOK_DAMAGED', { path: workbook.path }, `${sheet.name}: ${detail}`)
  const raw: RawSheet = {
    name: sheet.name,
    part: sheet.part,
    xml,
    rows: [],
    cells: new Map(),
    merges: [],
    columns: [],
    places: { mergeCells: null, cols: null, dimension: null, sheetData: { start: -1, end: -1, close: -1 }, prefix: '' },
  }
  let count = 0
  let row: RawRow | null = null
  let cell: { tag: XmlTag; row: number; column: number } | null = null
  let nextColumn = 1
  let value: string | null = null
  let inline: Span | null = null
  let formula: RawCell['formula'] = 'none'
  let open: number | null = null
  const blockStart = new Map<string, number>()

  const finishCell = (end: number): void => {
    if (!cell) return
    count += 1
    if (count > mostCells) return fail('WORKBOOK_TOO_LARGE', { path: workbook.path, size: count, limit: mostCells })
    const { attributes, start } = cell.tag
    const type = xmlAttribute(attributes, 't') ?? 'n'
    const stored = value ?? ''
    const shared = type === 's' ? strings[Number(stored)] : undefined
    const runs = shared?.xml ?? (inline ? xml.slice(inline.start, inline.end) : '')
    const text = shared?.text ?? ownText(type, stored, runs)
    const kind = kindOf(type, text)
    const styleIndex = Number(xmlAttribute(attributes, 's') ?? 0)
    const found: RawCell = {
      row: cell.row,
      column: cell.column,
      text,
      kind,
      formula,
      style: styles(styleIndex),
      styleIndex,
      runs,
      start,
      end,
    }
    const line = raw.cells.get(cell.row)
    if (line) line.push(found)
    else raw.cells.set(cell.row, [found])
    cell = null
    value = null
    inline = null
    formula = 'none'
  }

  for (const tag of xmlTags(xml, { damaged })) {
    const { name, kind, attributes, start, end, before } = tag
    if (kind !== 'close') blockStart.set(name, start)
    if (name === 'row') {
      if (kind === 'close') {
        if (row) row.end = end
        row = null
        continue
      }
      const number = Number(xmlAttribute(attributes, 'r') ?? (raw.rows.at(-1)?.row ?? 0) + 1)
      if (!Number.isInteger(number) || number < 1 || number > mostRows || number <= (raw.rows.at(-1)?.row ?? 0))
        return damaged(`row ${number}`)
      row = {
        row: number,
        start,
        attributes,
        end,
        hidden: xmlAttribute(attributes, 'hidden') === '1',
      }
      raw.rows.push(row)
      nextColumn = 1
    } else if (name === 'c' && row) {
      if (kind === 'close') {
        finishCell(end)
        continue
      }
      const place = parseRange(xmlAttribute(attributes, 'r') ?? '')
      const column = place?.left ?? nextColumn
      if (column < 1 || column > mostColumns || (place && place.top !== row.row))
        return damaged(`cell ${xmlAttribute(attributes, 'r') ?? ''}`)
      nextColumn = column + 1
      cell = { tag, row: row.row, column }
      if (kind === 'empty') finishCell(end)
    } else if (cell && (name === 'v' || name === 'is')) {
      if (kind === 'open') open = end
      else if (kind === 'close' && open !== null) {
        if (name === 'v') value = before
        else inline = { start: open, end: start }
        open = null
      }
    } else if (cell && name === 'f' && kind !== 'close') {
      const shared = xmlAttribute(attributes, 't') === 'shared'
      formula = shared ? (xmlAttribute(attributes, 'ref') === undefined ? 'shared' : 'shared_source') : 'own'
    } else if (name === 'mergeCell' && kind !== 'close') {
      const range = parseRange(xmlAttribute(attributes, 'ref') ?? '')
      if (range && (range.right > range.left || range.bottom > range.top)) raw.merges.push(range)
    } else if (name === 'col' && kind !== 'close') {
      raw.columns.push({
        min: Number(xmlAttribute(attributes, 'min') ?? 1),
        max: Number(xmlAttribute(attributes, 'max') ?? 1),
        hidden: xmlAttribute(attributes, 'hidden') === '1',
        attributes,
      })
    } else if (name === 'sheetData') {
      if (kind === 'empty') raw.places.sheetData = { start, end, close: end }
      else if (kind === 'close')
        raw.places.sheetData = { start: blockStart.get('sheetData') ?? start, end, close: start }
      else raw.places.prefix = tag.qualified.slice(0, tag.qualified.length - name.length)
    } else if ((name === 'mergeCells' || name === 'cols') && kind === 'close') {
      raw.places[name] = { start: blockStart.get(name) ?? start, end }
    } else if (name === 'dimension' && kind === 'empty') raw.places.dimension = { start, end }
  }
  return raw.places.sheetData.end < 0 ? damaged('no cells') : raw
}
