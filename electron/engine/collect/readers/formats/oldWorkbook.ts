// Workbooks of the old forms (.xls, .xlsb, XML of 2003, tables of a page) as sheets of rows, by SheetJS. In: bytes, up
// to a bound, since it reads them at once. Out: one table for each sheet. Dates of both systems, numbers shown with
// zeros in front, texts in old Vietnamese fonts told by their words; a formula is its stored value, never computed; a
// password is said to be one.
import { read } from '@e965/xlsx'
import type { CellObject, WorkBook, WorkSheet } from '@e965/xlsx'
import { fail } from '#shared/model/failure.ts'
import { noSheetCounts, noteCounts, repeatedCell } from '../grid/sheetCounts.ts'
import type { Bytes } from '../bytes.ts'
import { encodingOfTexts, textDecoder } from '../text/encodings.ts'
import type { Cell, OpenedSource, ReaderNote, SourceRow, SourceTable } from '../types.ts'
import { batchRows } from '../types.ts'
import { numberCell } from './xlsx.ts'
import { kindOfFormat } from './xlsxParts.ts'

const sizeLimit = 256 * 1_048_576

type Sheet = WorkSheet & { '!data'?: (CellObject | undefined)[][] }

const errorTexts: Record<number, string> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
}

const cellOf = (cell: CellObject | undefined, date1904: boolean, convert: (text: string) => string): Cell => {
  if (!cell || cell.t === 'z' || cell.v === undefined || cell.v === null) return null
  switch (cell.t) {
    case 'n': {
      const code = typeof cell.z === 'string' ? cell.z : 'General'
      return numberCell(String(cell.v), { ...kindOfFormat(-1, code), font: '' }, date1904)
    }
    case 'b':
      return { type: 'boolean', text: cell.v === true ? 'true' : 'false' }
    case 'e':
      return { type: 'error', text: errorTexts[Number(cell.v)] ?? '#N/A' }
    default:
      return convert(String(cell.v)).normalize('NFC')
  }
}

const isLatin1 = (text: string): boolean => Buffer.from(text, 'latin1').toString('latin1') === text

/** Old fonts leave letters beyond ASCII of one byte only: how they read says which font it was. */
const converterOf = (book: WorkBook): ((text: string) => string) => {
  const sample: string[] = []
  let length = 0
  for (const sheet of Object.values(book.Sheets))
    for (const row of (sheet as Sheet)['!data'] ?? [])
      for (const cell of row ?? [])
        if (cell?.t === 's' && typeof cell.v === 'string' && length < 200_000) {
          if (!isLatin1(cell.v)) continue
          if (!/[\u0080-\u00ff]/.test(cell.v)) continue
          sample.push(cell.v)
          length += cell.v.length
        }
  if (sample.length === 0) return (text) => text
  const { encoding } = encodingOfTexts(Buffer.from(sample.join('\n'), 'latin1'))
  if (encoding !== 'tcvn3' && encoding !== 'vni') return (text) => text
  const decode = textDecoder(encoding)
  return (text) => (/[\u0080-\u00ff]/.test(text) && isLatin1(text) ? decode(Buffer.from(text, 'latin1')) : text)
}

async function* sheetRows(
  sheet: Sheet,
  date1904: boolean,
  convert: (text: string) => string,
  notes: ReaderNote[],
): AsyncGenerator<SourceRow[]> {
  const data = sheet['!data'] ?? []
  const areas = (sheet['!merges'] ?? []).filter(({ s, e }) => e.r > s.r && e.c === s.c)
  const covering = Map.groupBy(
    areas.flatMap(({ s, e }) => Array.from({ length: e.r - s.r }, (_, i) => ({ row: s.r + i + 1, from: s }))),
    ({ row }) => row,
  )
  const counted = noSheetCounts()
  let batch: SourceRow[] = []
  for (const [index, row] of data.entries()) {
    if (!row) continue
    const cells = Array.from(row, (cell) => cellOf(cell, date1904, convert))
    for (const [at, cell] of cells.entries()) {
      if (typeof cell === 'object' && cell?.type === 'error') counted.errors += 1
      if (row[at]?.f !== undefined && cell === null) counted.formulas += 1
      if (typeof cell === 'string' && row[at]?.t === 'n') counted.padded += 1
    }
    if (!cells.some((cell) => cell !== null && cell !== '')) continue
    for (const { from } of covering.get(index) ?? []) {
      if ((cells[from.c] ?? null) !== null) continue
      const cell = cellOf(data[from.r]?.[from.c], date1904, convert)
      if (cell === null) continue
      while (cells.length < from.c) cells.push(null)
      cells[from.c] = repeatedCell(cell)
      counted.filled += 1
    }
    if (sheet['!rows']?.[index]?.hidden === true) counted.hidden += 1
    batch.push({ line: index + 1, cells, problem: null })
    if (batch.length >= batchRows) {
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
  noteCounts(notes, counted)
}

export const openOldWorkbook = async (bytes: Bytes, format: 'xls' | 'xlsb' | 'html'): Promise<OpenedSource> => {
  if (bytes.size > sizeLimit) fail('FILE_TOO_LARGE', { path: bytes.name, bytes: bytes.size, limit: sizeLimit })
  let book: WorkBook
  try {
    // Whole in memory: the form is read from many places at once.
    const buffer = await bytes.read(0, bytes.size)
    book = read(buffer, {
      type: 'buffer',
      raw: format === 'html',
      dense: true,
      cellNF: true,
      cellText: false,
      cellHTML: false,
      cellFormula: true,
    })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    if (/password|encrypt/i.test(reason)) return fail('FILE_PASSWORD', { path: bytes.name }, undefined, error)
    return fail('FILE_DAMAGED', { path: bytes.name, reason }, undefined, error)
  }
  const date1904 = book.Workbook?.WBProps?.date1904 === true
  const convert = converterOf(book)
  const isHidden = (name: string): boolean =>
    (book.Workbook?.Sheets?.find((sheet) => sheet.name === name)?.Hidden ?? 0) !== 0
  const tables = book.SheetNames.toSorted((a, b) => Number(isHidden(a)) - Number(isHidden(b))).flatMap(
    (name): SourceTable[] => {
      const sheet = book.Sheets[name] as Sheet | undefined
      if (!sheet || sheet['!type'] === 'chart' || sheet['!data'] === undefined) return []
      const notes: ReaderNote[] = []
      return [
        {
          name: name.normalize('NFC'),
          columns: null,
          rows: () => sheetRows(sheet, date1904, convert, notes),
          expectedRows: sheet['!data'].length,
          notes,
        },
      ]
    },
  )
  if (tables.length === 0) fail('FILE_NO_ROWS', { path: bytes.name })
  const hidden = book.SheetNames.filter(isHidden)
  return {
    format,
    encoding: 'utf-8',
    encodingConfidence: 1,
    delimiter: null,
    quote: null,
    member: null,
    members: [],
    tables,
    notes: hidden.length > 0 ? [{ code: 'HIDDEN_SHEETS', facts: { sheets: hidden.join(', ') } }] : [],
    close: () => bytes.close(),
  }
}
