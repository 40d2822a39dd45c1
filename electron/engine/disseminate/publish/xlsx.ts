// A protected cube as a workbook: yearbook sheets (layer by layer, cut where Excel ends), a list of them, a data sheet
// for programs and screen readers, a provenance sheet. In: cube, language. Out: an .xlsx, streamed, read back and
// compared cell by cell. Never a formula, macro or link, never a sheet begun that cannot be finished.
import ExcelJS from 'exceljs'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import type { WriteStream } from 'node:fs'
import { layoutTable } from '#shared/format/tableLayout.ts'
import type { ProtectedCube } from '#shared/model/cube.ts'
import { cellText } from './cellText.ts'
import { exactNumber } from './exactNumber.ts'
import { oneLine } from './labels.ts'
import type { PublishLanguage } from './labels.ts'
import type { Pace } from './pace.ts'
import { printFrame, printRows, printedValue } from './printRows.ts'
import type { PrintFrame, PrintRow } from './printRows.ts'
import { provenanceRows } from './provenanceRows.ts'
import { readBackXlsx } from './readBackXlsx.ts'
import type { SheetValue, WrittenSheet } from './sheetValues.ts'
import { tidyTable } from './tidyTable.ts'
import { planXlsx } from './xlsxPlan.ts'
import type { PrintSheet, XlsxLimits, XlsxPlan, XlsxTable } from './xlsxPlan.ts'
import { writePrintSheet } from './xlsxPrintSheet.ts'
import { listPageSetup, listStyle, pageSetup, wrappedStyle } from './xlsxStyles.ts'

export type XlsxOptions = { language: PublishLanguage; program: string; pace: Pace; limits?: XlsxLimits }

/** The file of one table. Writes, reads back and compares; answers how many cells were written, all of which agreed. */
export const writeXlsx = (
  path: string,
  cube: ProtectedCube,
  options: XlsxOptions,
): Promise<{ cells: number; compared: number }> =>
  writeXlsxBook(path, [{ name: null, cube }], { ...options, data: true })

/** Several tables in one workbook, with a list of them. */
export const writeXlsxBook = async (
  path: string,
  tables: readonly XlsxTable[],
  options: XlsxOptions & { data: boolean },
): Promise<{ cells: number; compared: number }> => {
  const plan = planXlsx(tables, options.language, options)
  const stream = createWriteStream(path)
  try {
    const written = await writeBook(stream, tables, plan, options)
    const compared = await readBackXlsx(path, written, options.pace)
    return { cells: compared, compared }
  } finally {
    // Given up half-way, the file must not stay open: Windows would not let it be removed.
    if (!stream.closed) {
      stream.destroy()
      await once(stream, 'close')
    }
  }
}

type Book = ExcelJS.stream.xlsx.WorkbookWriter

const writeBook = async (
  stream: WriteStream,
  tables: readonly XlsxTable[],
  plan: XlsxPlan,
  { language, program, pace }: XlsxOptions,
): Promise<WrittenSheet[]> => {
  const failed = once(stream, 'error').then(([thrown]: unknown[]) => Promise.reject(thrown))
  // Nobody waits for it once the book is done.
  failed.catch(() => undefined)
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: true })
  const cubes = tables.map((table) => table.cube)
  Object.assign(book, properties(cubes, language, program))
  const write = async (): Promise<WrittenSheet[]> => {
    const written: WrittenSheet[] = []
    const list = (name: string, texts: string[][], widths: number[]) => {
      const rows = texts.map((fields) => fields.map(cellText))
      written.push({ name, values: () => listValues(rows) })
      writeList(book, name, rows, widths)
    }
    if (plan.contents !== null) list(plan.contents, contentRows(cubes, plan, language), [8, 34, 90])
    for (const print of plan.prints) {
      const { groups, frame } = printed(print, language)
      const sheet = book.addWorksheet(print.name, {
        views: [{ state: 'frozen', xSplit: 1, ySplit: frame.figureRow - 1, showGridLines: false }],
        pageSetup: pageSetup(
          frame.landscape,
          frame.columnWidths.reduce((sum, w) => sum + w, 0),
          frame.headRow,
          frame.figureRow - 1,
        ),
        headerFooter: { oddFooter: '&L&8&F&C&8&A&R&8&P / &N' },
      })
      sheet.columns = frame.columnWidths.map((width) => ({ width }))
      await writePrintSheet(sheet, groups(), pace)
      sheet.commit()
      written.push({ name: print.name, values: () => printValues(printed(print, language).groups()) })
    }
    const [cube] = cubes
    for (const { name, from, to } of cube ? plan.data : []) {
      if (!cube) break
      await writeTidy(
        book,
        name,
        () => tidyValues(cube, language, from, to),
        tidyTable(cube, language).columns.map((c) => c.name),
        pace,
      )
      written.push({ name, values: () => flattened(tidyValues(cube, language, from, to)) })
    }
    list(
      plan.provenance,
      cubes.flatMap((each, i) => [...(i === 0 ? [] : [[]]), ...provenanceRows(each, language, program)]),
      [34, 60, 14, 40, 68],
    )
    await book.commit()
    return written
  }
  return Promise.race([write(), failed])
}

/** Document properties; the time is that of the figures, so that the same table gives the same file. */
const properties = (
  cubes: readonly ProtectedCube[],
  language: PublishLanguage,
  program: string,
): Record<string, unknown> => {
  const texts = (of: (cube: ProtectedCube) => string) =>
    [...new Set(cubes.map(of))]
      .filter((text) => text !== '')
      .join('; ')
      .slice(0, 8000)
  const made = new Date(cubes[0]?.provenance.ranAt ?? 0)
  return {
    creator: program,
    lastModifiedBy: program,
    company: program,
    title: texts((cube) => oneLine(cube.title, language)),
    subject: texts((cube) => oneLine(cube.source, language)),
    keywords: texts(({ provenance }) => `${provenance.engine} ${provenance.engineVersion}`),
    description: texts(({ provenance }) =>
      provenance.deliveries.map((d) => `${d.dataset} ${d.period} ${d.sha256}`).join('; '),
    ),
    created: made,
    modified: made,
  }
}

/** The sheet's rows, made as often as needed: kept, the cells of a long table would fill the memory. */
const printed = (
  { cube, layer, from, to }: PrintSheet,
  language: PublishLanguage,
): { groups: () => Generator<PrintRow[]>; frame: PrintFrame } => {
  const layout = layoutTable(cube, layer.place, layer.measure)
  const frame = printFrame(cube, layout, { from, to }, language)
  return { frame, groups: () => printRows(cube, layout, { from, to }, frame, language) }
}

function* printValues(groups: Iterable<PrintRow[]>): Generator<SheetValue> {
  let row = 0
  for (const group of groups) {
    for (const { cells } of group) {
      row += 1
      for (const cell of cells) {
        const value = printedValue(cell)
        if (value !== '') yield { row, column: cell.column, value }
      }
    }
  }
}

const contentRows = (cubes: readonly ProtectedCube[], plan: XlsxPlan, language: PublishLanguage): string[][] => {
  const say = (vi: string, en: string) => oneLine({ vi, en }, language)
  return [
    [
      say('STT', 'No.'),
      say('Trang', 'Sheet'),
      cubes.length === 1 && cubes[0] ? oneLine(cubes[0].title, language) : say('Tên bảng', 'Title'),
    ],
    ...plan.prints.map(({ name, label, cube }, i) => [
      String(i + 1),
      name,
      [...(cubes.length > 1 ? [oneLine(cube.title, language)] : []), oneLine(label, language)]
        .filter((text) => text !== '')
        .join(' · '),
    ]),
    ...plan.data.map(({ name }, i) => [
      String(plan.prints.length + i + 1),
      name,
      say('Dữ liệu gọn, mỗi dòng một số liệu', 'Tidy data, one figure a row'),
    ]),
    [
      String(plan.prints.length + plan.data.length + 1),
      plan.provenance,
      say('Định nghĩa, đợt dữ liệu, bảo mật', 'Definition, deliveries, disclosure control'),
    ],
  ]
}

/** The fields of a part of the data sheet as they stand in cells, under a header of its own. */
function* tidyValues(
  cube: ProtectedCube,
  language: PublishLanguage,
  from: number,
  to: number,
): Generator<SheetValue[]> {
  const tidy = tidyTable(cube, language)
  let row = 1
  yield tidy.columns.map(({ name }, c) => ({ row, column: c + 1, value: name }))
  for (const fields of tidy.rows(from, to)) {
    row += 1
    yield fields.flatMap((field, c) =>
      cellText(field) === ''
        ? []
        : [
            {
              row,
              column: c + 1,
              value: tidy.columns[c]?.kind === 'number' ? (exactNumber(field) ?? field) : cellText(field),
            },
          ],
    )
  }
}

function* flattened(rows: Iterable<SheetValue[]>): Generator<SheetValue> {
  for (const row of rows) yield* row
}

const writeTidy = async (
  book: Book,
  name: string,
  rows: () => Iterable<SheetValue[]>,
  columns: string[],
  pace: Pace,
): Promise<void> => {
  const sheet = book.addWorksheet(name, { pageSetup: listPageSetup })
  sheet.columns = columns.map((column) => ({ width: column.includes('label') ? 30 : 16 }))
  for (const values of rows()) {
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
}

function* listValues(rows: string[][]): Generator<SheetValue> {
  for (const [r, fields] of rows.entries())
    for (const [c, value] of fields.entries()) if (value !== '') yield { row: r + 1, column: c + 1, value }
}

const writeList = (book: Book, name: string, rows: string[][], widths: number[]): void => {
  const sheet = book.addWorksheet(name, { pageSetup: listPageSetup })
  sheet.columns = widths.map((width) => ({ width }))
  rows.forEach((fields, r) => {
    const row = sheet.addRow([])
    fields.forEach((value, c) => {
      if (value === '') return
      const cell = row.getCell(c + 1)
      cell.value = value
      cell.style = wrappedStyle(r === 0 || c === 0)
    })
    row.commit()
  })
  sheet.commit()
}
