// A protected cube as a workbook: a yearbook sheet for each layer, a tidy sheet for programs and screen readers, a provenance
// sheet. In: cube, language. Out: an .xlsx, streamed, read back and compared cell by cell. Never a formula, macro or link.
import ExcelJS from 'exceljs'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import type { WriteStream } from 'node:fs'
import { layoutTable } from '#shared/format/tableLayout.ts'
import type { ProtectedCube } from '#shared/model/cube.ts'
import { fail } from '#shared/model/failure.ts'
import { exactNumber } from './exactNumber.ts'
import { oneLine } from './labels.ts'
import type { PublishLanguage } from './labels.ts'
import type { Pace } from './pace.ts'
import { provenanceRows } from './provenanceRows.ts'
import { readBackXlsx } from './readBackXlsx.ts'
import type { SheetValue, SheetValues, WrittenSheet } from './sheetValues.ts'
import { tidyTable } from './tidyTable.ts'
import { printFrame, writePrintSheet } from './xlsxPrintSheet.ts'
import { fonts, listPageSetup, listStyle, pageSetup } from './xlsxStyles.ts'

/** One row less than Excel has, for the header. */
const mostRows = 1_048_575
const mostColumns = 16_384
const mostLayers = 40

export type XlsxOptions = { language: PublishLanguage; program: string; pace: Pace }

export const writeXlsx = async (path: string, cube: ProtectedCube, options: XlsxOptions): Promise<void> => {
  const tidy = tidyTable(cube, options.language)
  if (tidy.rowCount > mostRows) return fail('TABLE_TOO_LARGE', { cells: tidy.rowCount, limit: mostRows })
  const stream = createWriteStream(path)
  try {
    const written = await writeBook(stream, cube, tidy, options)
    await readBackXlsx(path, written, options.pace)
  } finally {
    // Given up half-way, the file must not stay open: Windows would not let it be removed.
    if (!stream.closed) {
      stream.destroy()
      await once(stream, 'close')
    }
  }
}

const writeBook = async (stream: WriteStream, cube: ProtectedCube, tidy: Tidy, { language, program, pace }: XlsxOptions): Promise<WrittenSheet[]> => {
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: true })
  book.creator = program
  book.title = oneLine(cube.title, language)
  const written: WrittenSheet[] = []
  const names = new Set<string>()

  for (const layer of layersOf(cube)) {
    const layout = layoutTable(cube, layer.place)
    if (layout.columns.length + 1 > mostColumns || layout.rows.length > mostRows - 100) {
      return fail('TABLE_TOO_LARGE', { cells: layout.columns.length * layout.rows.length, limit: mostColumns })
    }
    const name = sheetName(layer.label === null ? oneLine({ vi: 'Biểu', en: 'Table' }, language) : oneLine(layer.label, language), names)
    const frame = printFrame(cube, layout, language)
    const sheet = book.addWorksheet(name, {
      views: [{ state: 'frozen', xSplit: 1, ySplit: frame.figureRow - 1, showGridLines: false }],
      pageSetup: pageSetup(frame.landscape, frame.columnWidths.reduce((sum, w) => sum + w, 0), frame.headRow, frame.figureRow - 1),
      headerFooter: { oddFooter: '&L&8&F&R&8&P / &N' },
    })
    sheet.columns = frame.columnWidths.map((width) => ({ width }))
    written.push({ name, values: await writePrintSheet(sheet, cube, layout, language, pace) })
    sheet.commit()
  }

  const tidyName = sheetName(oneLine({ vi: 'Dữ liệu', en: 'Data' }, language), names)
  written.push({ name: tidyName, values: await writeTidy(book, tidyName, tidy, pace) })
  const provenanceName = sheetName(oneLine({ vi: 'Nguồn gốc', en: 'Provenance' }, language), names)
  written.push({ name: provenanceName, values: writeProvenance(book, provenanceName, provenanceRows(cube, language, program)) })
  await book.commit()
  return written
}

type Layer = { place: number[]; label: { vi: string; en: string } | null }

/** Every combination of layer categories that has cells; the default one alone when there are too many for sheets. */
const layersOf = (cube: ProtectedCube): Layer[] => {
  const dimensions = cube.dimensions.map((dimension, d) => ({ dimension, d })).filter(({ dimension }) => dimension.axis === 'layer')
  if (dimensions.length === 0) return [{ place: [], label: null }]
  const found = new Map<string, number[]>()
  for (let i = 0; i < cube.cells.records.length; i += 1) {
    const place = dimensions.map(({ d }) => cube.cells.coordinates[d]?.[i] ?? 0)
    found.set(place.join(' '), place)
  }
  const all = [...found.values()].sort((a, b) => a.reduce((order, index, l) => order || index - (b[l] ?? 0), 0))
  if (all.length > mostLayers) return [{ place: layoutTable(cube).layer, label: null }]
  return all.map((place) => {
    const labels = dimensions.map(({ dimension }, l) => dimension.categories[place[l] ?? 0]?.label ?? { vi: '', en: '' })
    return { place, label: { vi: labels.map((t) => t.vi).join(', '), en: labels.map((t) => t.en).join(', ') } }
  })
}

/** At most 31 characters, none that Excel refuses, unique without regard to case. */
const sheetName = (wanted: string, used: Set<string>): string => {
  const base = wanted.replace(/[[\]:*?/\\]/g, ' ').replace(/^'+|'+$/g, '').trim().slice(0, 31) || 'Sheet'
  let name = base
  for (let n = 2; used.has(name.toLowerCase()); n += 1) name = `${base.slice(0, 31 - ` (${n})`.length)} (${n})`
  used.add(name.toLowerCase())
  return name
}

type Tidy = ReturnType<typeof tidyTable>

/** The fields of the tidy sheet as they stand in cells. */
function* tidyValues(tidy: Tidy): Generator<SheetValue[]> {
  let row = 1
  yield tidy.columns.map(({ name }, c) => ({ row, column: c + 1, value: name }))
  for (const fields of tidy.rows()) {
    row += 1
    yield fields.flatMap((field, c) => (field === '' ? [] : [{ row, column: c + 1, value: tidy.columns[c]?.kind === 'number' ? (exactNumber(field) ?? field) : field }]))
  }
}

const writeTidy = async (book: ExcelJS.stream.xlsx.WorkbookWriter, name: string, tidy: Tidy, pace: Pace): Promise<Iterable<SheetValue>> => {
  const sheet = book.addWorksheet(name, { pageSetup: listPageSetup })
  sheet.columns = tidy.columns.map((column) => ({ width: column.name.includes('label') ? 30 : 16 }))
  for (const values of tidyValues(tidy)) {
    const row = sheet.addRow([])
    for (const { column, value, row: at } of values) {
      const cell = row.getCell(column)
      cell.value = value
      cell.style = listStyle(at === 1)
    }
    row.commit()
    await pace()
  }
  sheet.commit()
  return (function* again() {
    for (const values of tidyValues(tidy)) yield* values
  })()
}

const writeProvenance = (book: ExcelJS.stream.xlsx.WorkbookWriter, name: string, rows: string[][]): SheetValues => {
  const sheet = book.addWorksheet(name, { pageSetup: listPageSetup })
  sheet.columns = [{ width: 34 }, { width: 60 }, { width: 14 }, { width: 40 }, { width: 68 }]
  const values: SheetValues = []
  for (const [r, fields] of rows.entries()) {
    const row = sheet.addRow([])
    fields.forEach((value, c) => {
      if (value === '') return
      const cell = row.getCell(c + 1)
      cell.value = value
      cell.font = r === 0 || c === 0 ? fonts.bold : fonts.body
      cell.alignment = { wrapText: true, vertical: 'top' }
      values.push({ row: row.number, column: c + 1, value })
    })
    row.commit()
  }
  sheet.commit()
  return values
}
