// A workbook as sheets of rows, straight from its XML as it streams. In: bytes. Out: one table for each sheet that
// holds something. Dates of both systems, numbers that are shown with zeros in front, old Vietnamese fonts; a formula
// is its stored value, never computed.
import { fail } from '#shared/model/failure.ts'
import { noSheetCounts, noteCounts, repeatedCell } from '../grid/sheetCounts.ts'
import type { Bytes } from '../bytes.ts'
import { fromTcvn3Bytes, fromVniBytes } from '../text/legacyVietnamese.ts'
import { clockText, instantText, numberText } from '../text/numberText.ts'
import { localName, xmlPieces } from '../text/xmlEvents.ts'
import type { Cell, OpenedSource, ReaderNote, SourceRow, SourceTable } from '../types.ts'
import { batchRows } from '../types.ts'
import { mergedAreas, placeOf, readWorkbook, unescaped } from './xlsxParts.ts'
import type { Area, CellFormat, Workbook } from './xlsxParts.ts'
import { memberOf } from './xlsxParts.ts'
import { openZip } from './zip.ts'
import type { ZipArchive } from './zip.ts'

const columnLimit = 16_384

const serialCell = (serial: number, kind: 'date' | 'time' | 'duration', date1904: boolean): Cell => {
  if (kind === 'time' && serial >= 0 && serial < 1)
    return { type: 'time', text: clockText(Math.round(serial * 86_400_000) / 1000) }
  // Hours that go on beyond the day: how long something took.
  if (kind === 'duration' && serial >= 0) return { type: 'time', text: clockText(Math.round(serial * 86_400)) }
  if (serial < 0 || (!date1904 && serial >= 60 && serial < 61)) return { type: 'error', text: numberText(serial) }
  // The first system counts a 29 February 1900 that never was.
  const days = date1904 ? serial - 24_107 : serial < 60 ? serial - 25_568 : serial - 25_569
  const instant = instantText(Math.round(days * 86_400_000) / 1000)
  return instant ?? { type: 'error', text: numberText(serial) }
}

export const numberCell = (raw: string, format: CellFormat | undefined, date1904: boolean): Cell => {
  const value = Number(raw)
  if (raw.trim() === '' || !Number.isFinite(value)) return raw.trim() === '' ? null : { type: 'error', text: raw }
  if (format && format.kind !== 'number') return serialCell(value, format.kind, date1904)
  const text = numberText(value)
  if (format && format.padded > 0 && Number.isInteger(value) && value >= 0) return text.padStart(format.padded, '0')
  return { type: 'number', text }
}

const inFont = (text: string, font: string): string => {
  if (!/[\u0080-\u00ff]/.test(text)) return text
  if (/^\.Vn/i.test(font)) {
    const unicode = fromTcvn3Bytes(text)
    return font.trim().endsWith('H') ? unicode.toUpperCase() : unicode
  }
  return /^VNI[- ]/i.test(font) ? fromVniBytes(text) : text
}

async function* sheetRows(bytes: Bytes, book: Workbook, notes: ReaderNote[]): AsyncGenerator<SourceRow[]> {
  const areas = (await mergedAreas(bytes)).filter((area) => area.bottom > area.top && area.left === area.right)
  const byColumn = Map.groupBy(areas, (area) => area.left)
  const held = new Map<Area, Cell>()
  const counted = noSheetCounts()
  let batch: SourceRow[] = []
  let cells: Cell[] = []
  let row = 0
  let column = -1
  let type = ''
  let format: CellFormat | undefined
  let value = ''
  let inline = ''
  let into: 'value' | 'text' | null = null
  let formula = false
  let phonetic = 0

  const endCell = (): void => {
    if (column < 0 || column >= columnLimit) return
    let cell: Cell = null
    if (type === 's') cell = inFont(book.strings[Number(value)] ?? '', format?.font ?? '').normalize('NFC')
    else if (type === 'inlineStr') cell = inFont(unescaped(inline), format?.font ?? '').normalize('NFC')
    else if (type === 'str') cell = unescaped(value).normalize('NFC')
    else if (type === 'b')
      cell = value === '' ? null : { type: 'boolean', text: value.trim() === '1' ? 'true' : 'false' }
    else if (type === 'e') cell = { type: 'error', text: value }
    else if (type === 'd')
      cell = { type: value.includes('T') ? 'datetime' : 'date', text: value.replace('T', ' ').replace(/Z$/, '') }
    else if (value !== '') cell = numberCell(value, format, book.date1904)
    if (typeof cell === 'object' && cell?.type === 'error') counted.errors += 1
    if (formula && value === '' && type !== 'inlineStr') counted.formulas += 1
    if (typeof cell === 'string' && type === '') counted.padded += 1
    while (cells.length < column) cells.push(null)
    cells[column] = cell
  }
  /** What a merged area says holds for each of its rows. */
  const fillDown = (): void => {
    for (const [at, list] of byColumn) {
      for (const area of list) {
        if (row < area.top || row > area.bottom) continue
        if (row === area.top) held.set(area, cells[at] ?? null)
        else if ((cells[at] ?? null) === null && cells.some((cell) => cell !== null)) {
          const cell = held.get(area) ?? null
          if (cell === null) continue
          while (cells.length < at) cells.push(null)
          cells[at] = repeatedCell(cell)
          counted.filled += 1
        }
      }
    }
  }
  const pieces = xmlPieces(bytes, {
    open: (name, a) => {
      switch (localName(name)) {
        case 'row':
          row = a['r'] === undefined ? row + 1 : Number(a['r'])
          if (a['hidden'] === '1' || a['hidden'] === 'true') counted.hidden += 1
          cells = []
          column = -1
          break
        case 'c': {
          column = a['r'] === undefined ? column + 1 : (placeOf(a['r'])?.column ?? column + 1)
          type = a['t'] === 'n' ? '' : (a['t'] ?? '')
          format = book.formats[Number(a['s'] ?? 0)]
          value = ''
          inline = ''
          formula = false
          break
        }
        case 'v':
          into = 'value'
          break
        case 'f':
          formula = true
          break
        case 'rPh':
          phonetic += 1
          break
        case 't':
          into = phonetic === 0 ? 'text' : null
          break
        default:
      }
    },
    close: (name) => {
      switch (localName(name)) {
        case 'v':
        case 't':
          into = null
          break
        case 'rPh':
          phonetic -= 1
          break
        case 'c':
          endCell()
          break
        case 'row':
          if (byColumn.size > 0) fillDown()
          if (cells.some((cell) => cell !== null && cell !== '')) batch.push({ line: row, cells, problem: null })
          break
        default:
      }
    },
    text: (part) => {
      if (into === 'value') value += part
      else if (into === 'text') inline += part
    },
  })
  for await (const _ of pieces) {
    if (batch.length >= batchRows) {
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
  noteCounts(notes, counted)
}

export const openXlsx = async (bytes: Bytes, archive?: ZipArchive): Promise<OpenedSource> => {
  const zip = archive ?? (await openZip(bytes))
  const book = await readWorkbook(zip, bytes.name)
  const tables = book.sheets
    // Hidden sheets come last: they are named, and read when asked for.
    .toSorted((a, b) => Number(a.hidden) - Number(b.hidden))
    .flatMap((sheet): SourceTable[] => {
      const part = memberOf(zip, sheet.member)
      if (!part) return []
      const notes: ReaderNote[] = []
      return [{ name: sheet.name, columns: null, rows: () => sheetRows(part, book, notes), expectedRows: null, notes }]
    })
  if (tables.length === 0) {
    await zip.close()
    fail('FILE_NO_ROWS', { path: bytes.name })
  }
  const hidden = book.sheets.filter((sheet) => sheet.hidden).map((sheet) => sheet.name)
  return {
    format: 'xlsx',
    encoding: 'utf-8',
    encodingConfidence: 1,
    delimiter: null,
    quote: null,
    member: null,
    members: [],
    tables,
    notes: hidden.length > 0 ? [{ code: 'HIDDEN_SHEETS', facts: { sheets: hidden.join(', ') } }] : [],
    close: () => zip.close(),
  }
}
