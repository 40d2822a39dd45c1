// A sheet of rows as a table: heading found or given, titles above it left out, totals and notes at its end marked,
// blank rows no records. In: a table without columns. Out: a table with them. Every row that is not a record is told,
// with its line.
import type { Cell, ReaderNote, SourceColumn, SourceRow, SourceTable } from '../types.ts'
import { plainColumn } from '../types.ts'
import { cellText, isFilled } from './cellText.ts'
import { findHeading, givenHeading } from './findHeading.ts'
import type { Heading } from './findHeading.ts'
import { accounted, emptyBody, markTail } from './totalsAndNotes.ts'

export type FrameOptions = {
  /** Line of the first heading row, and how many rows it has; 0 rows: the columns have no names. */
  headerLine?: number | undefined
  headerRows?: number | undefined
  /** Keep totals and notes at the end as records. */
  keepTail?: boolean | undefined
}

export type FramedTable = SourceTable & {
  columns: SourceColumn[]
  heading: Heading
  headerLine: number | null
  titles: string[]
}

const lookRows = 300
const tailRows = 40

/**
 * A row above the heading that fills every column of the table: perhaps a record, so it is told and not passed over.
 */
const mayBeRecord = (cells: readonly Cell[], { from, to }: Heading): boolean => {
  const inside = cells.slice(from, to)
  const about = /[:：]\s*$/.test(cellText(cells.find(isFilled)))
  return to - from >= 2 && inside.length === to - from && inside.every(isFilled) && !about
}

const isBlankRow = (cells: readonly Cell[]): boolean => !cells.some(isFilled)

const sameAsHeading = (cells: readonly Cell[], header: readonly string[]): boolean =>
  header.length > 1 && header.every((name, index) => cellText(cells[index]).trim() === name)

export const frameTable = async (table: SourceTable, options: FrameOptions = {}): Promise<FramedTable> => {
  const look: SourceRow[] = []
  for await (const batch of table.rows()) {
    for (const row of batch) if (!isBlankRow(row.cells)) look.push(row)
    if (look.length >= lookRows) break
  }
  look.length = Math.min(look.length, lookRows)
  const given =
    options.headerLine === undefined ? null : givenHeading(look, options.headerLine, options.headerRows ?? 1)
  const heading = { ...(given ?? findHeading(look)) }
  const rowNamed = leadsWithRowNames(look, heading)
  if (!rowNamed && raggedTables.has(table)) heading.to = Math.min(heading.to, fieldsOfHeading(look, heading))
  const width = heading.to - heading.from
  const names = rowNamed ? ['row_name', ...heading.names.slice(0, width - 1)] : heading.names.slice(0, width)
  // Columns beyond the names that no row fills are no columns.
  const headerCells = heading.first < 0 ? null : (look[heading.data - 1]?.cells ?? null)
  const headerTexts = headerCells?.slice(heading.from, heading.to).map((cell) => cellText(cell).trim()) ?? []
  const firstDataLine = look[heading.data]?.line ?? Number.POSITIVE_INFINITY
  const titles = look.slice(0, Math.max(0, heading.first < 0 ? heading.data : heading.first)).map(({ cells }) =>
    cells
      .map(cellText)
      .filter((text) => text.trim() !== '')
      .join(' ')
      .trim(),
  )
  const notes: ReaderNote[] = table.notes
  const above = look.slice(0, Math.max(0, heading.first))
  const lost = new Set(above.filter(({ cells }) => mayBeRecord(cells, heading)).map(({ line }) => line))

  async function* rows(): AsyncGenerator<SourceRow[]> {
    let held: SourceRow[] = []
    let blanks = 0
    const body = emptyBody()
    const settle = (row: SourceRow): SourceRow => {
      const wide = row.cells.length > heading.from + width && row.cells.slice(heading.from + width).some(isFilled)
      const cells =
        heading.from === 0 && row.cells.length === width
          ? row.cells
          : row.cells.slice(heading.from, heading.from + width)
      let problem = row.problem
      if (problem === null && wide) problem = 'COLUMN_COUNT'
      if (problem === null && headerTexts.length > 1 && sameAsHeading(cells, headerTexts)) problem = 'REPEATED_HEADER'
      const padded = cells.length < width ? padRow(cells, width) : cells
      if (problem === null && cells.length < width && isRagged(table, row)) problem = 'COLUMN_COUNT'
      return { line: row.line, cells: problem === 'COLUMN_COUNT' ? row.cells : padded, problem }
    }
    for await (const batch of table.rows()) {
      const out: SourceRow[] = []
      for (const row of batch) {
        if (row.line < firstDataLine) {
          if (lost.has(row.line)) held.push({ ...settle(row), problem: 'ABOVE_HEADING' })
          continue
        }
        if (isBlankRow(row.cells)) {
          blanks += 1
          continue
        }
        held.push(settle(row))
        if (held.length <= tailRows) continue
        const settled = held.shift()
        if (!settled) continue
        out.push(options.keepTail === true ? settled : accounted(settled, body))
      }
      if (out.length > 0) yield out
    }
    if (options.keepTail !== true) markTail(held, width, body)
    if (held.length > 0) yield held
    held = []
    if (blanks > 0) note(notes, 'BLANK_ROWS', { rows: blanks })
  }

  return {
    name: table.name,
    columns: names.map((name) =>
      plainColumn(name, { missing: table.missing ?? [], ...table.described?.get(name.toLowerCase()) }),
    ),
    rows,
    expectedRows: table.expectedRows === null ? null : Math.max(0, table.expectedRows - heading.data),
    notes,
    heading,
    headerLine: heading.first < 0 ? null : (look[heading.first]?.line ?? null),
    titles: titles.filter((title) => title !== ''),
  }
}

const note = (notes: ReaderNote[], code: string, facts: ReaderNote['facts']): void => {
  const known = notes.findIndex((n) => n.code === code)
  if (known >= 0) notes.splice(known, 1)
  notes.push({ code, facts })
}

const padRow = (cells: readonly Cell[], width: number): Cell[] => {
  const padded = cells.slice()
  while (padded.length < width) padded.push(null)
  return padded
}

/** In delimited text a row with fewer fields than names has lost some; a sheet just leaves its last cells empty. */
const isRagged = (table: SourceTable, row: SourceRow): boolean => raggedTables.has(table) && row.cells.length > 0
const raggedTables = new WeakSet<SourceTable>()
export const countsFields = (table: SourceTable): SourceTable => {
  raggedTables.add(table)
  return table
}

/** Fields of delimited rows beyond the names belong to rows with too many, unless most rows have them. */
const fieldsOfHeading = (look: readonly SourceRow[], heading: Heading): number => {
  const names = heading.first < 0 ? 0 : (look[heading.data - 1]?.cells.length ?? 0)
  const data = look.slice(heading.data)
  const wider = data.filter(({ cells }) => cells.slice(names).some(isFilled)).length
  return names === 0 || wider * 2 >= data.length ? Number.POSITIVE_INFINITY : names
}

/** Tables written by statistics programs: the names are one fewer than the fields, since the first column has none. */
const leadsWithRowNames = (look: readonly SourceRow[], heading: Heading): boolean => {
  if (heading.first < 0 || heading.rows !== 1) return false
  const names = look[heading.first]?.cells.length ?? 0
  const data = look.slice(heading.data)
  return data.length > 0 && names > 0 && data.every(({ cells }) => cells.length === names + 1 && isFilled(cells[names]))
}
