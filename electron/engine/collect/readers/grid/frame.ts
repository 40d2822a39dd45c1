// A sheet of rows as a table: heading found or given, titles above it left out, totals and notes at its end marked, blank rows no records.
// In: a table without columns. Out: a table with them. Every row that is not a record is told, with its line.
import type { Cell, ReaderNote, RowProblem, SourceColumn, SourceRow, SourceTable } from '../types.ts'
import { plainColumn } from '../types.ts'
import { cellText, isFilled, kindOfCell } from './cellText.ts'
import { findHeading, givenHeading } from './findHeading.ts'
import type { Heading } from './findHeading.ts'

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

const totalWords =
  /^(tổng( cộng| số)?|cộng|tổng hợp|tong cong|tong so|total|grand total|sum|totals|subtotal|tổng toàn tỉnh|toàn quốc|toàn tỉnh|toàn huyện|cả nước|cả nước cộng|toàn ngành|toàn bộ)\s*:?\s*$/i
const noteWords =
  /^(nguồn|ghi chú|chú thích|chú ý|lưu ý|người lập|source|sources|note|notes|\*|\(\*\)|footnote|last updated|data from)/i

const isBlankRow = (cells: readonly Cell[]): boolean => !cells.some(isFilled)

/** What the records above hold, column by column: enough to tell a totals row from a record named "Total". */
type Body = {
  rows: number
  words: number[]
  values: number[]
  sums: number[]
  /** Since the last row of totals within the table. */
  partSums: number[]
  seen: Set<string>
}

const plainNumber = (cell: Cell | undefined): number => {
  const text = cellText(cell).trim()
  if (cell !== null && typeof cell === 'object') return Number(text)
  return Number(/^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text.replace(',', '.'))
}

const countInto = (body: Body, cells: readonly Cell[]): void => {
  body.rows += 1
  for (const [column, cell] of cells.entries()) {
    const kind = kindOfCell(cell)
    if (kind === 'text') body.words[column] = (body.words[column] ?? 0) + 1
    if (kind === 'number' || kind === 'date') body.values[column] = (body.values[column] ?? 0) + 1
    if (kind === 'number') {
      const value = plainNumber(cell)
      body.sums[column] = (body.sums[column] ?? 0) + value
      body.partSums[column] = (body.partSums[column] ?? 0) + value
    }
    if (column < 3 && body.seen.size < 5000) body.seen.add(cellText(cell).trim().toLowerCase())
  }
}

const isTotal = (cells: readonly Cell[], label: number, body: Body): boolean => {
  const others = body.words.flatMap((count, column) => (column !== label && count > body.rows * 0.8 ? [column] : []))
  const blank = others.filter((column) => !isFilled(cells[column]))
  const sums = cells.flatMap((cell, column) => {
    if (kindOfCell(cell) !== 'number' || body.sums[column] === undefined) return []
    const sum = body.sums[column] ?? 0
    return [Math.abs(plainNumber(cell) - sum) <= Math.abs(sum) * 1e-9 + 0.01]
  })
  if (sums.length > 0 && sums.filter(Boolean).length * 2 >= sums.length) return true
  return others.length === 0 ? sums.length > 0 : blank.length === others.length
}

const equalsSum = (value: number, sum: number): boolean => Math.abs(value - sum) <= Math.abs(sum) * 1e-9 + 0.01

/**
 * A row of totals between records: it is called so, and each of its figures is the sum of the records above, or of those since the last
 * such row. Rates and means beside the sums leave it a record: then nothing is certain.
 */
const isInnerTotal = (cells: readonly Cell[], body: Body): boolean => {
  const label = cells.findIndex((cell) => totalWords.test(cellText(cell).trim()))
  if (label < 0 || label > 3 || body.rows < 2) return false
  const numbers = cells.flatMap((cell, column) => (kindOfCell(cell) === 'number' ? [column] : []))
  const all = (sums: readonly number[]): boolean =>
    numbers.every((column) => equalsSum(plainNumber(cells[column]), sums[column] ?? 0))
  return numbers.length > 0 && (all(body.sums) || all(body.partSums))
}

/** Columns of values that every record fills hold none here, but words, or nothing beside a single cell. */
const fitsNowhere = (cells: readonly Cell[], filled: readonly number[], body: Body): boolean => {
  const valued = body.values.flatMap((count, column) => (count >= body.rows * 0.95 ? [column] : []))
  if (body.rows < 5 || valued.length < 2) return false
  const kinds = valued.map((column) => kindOfCell(cells[column]))
  if (kinds.some((kind) => kind === 'number' || kind === 'date' || kind === 'missing')) return false
  return kinds.includes('text') || filled.length === 1
}

/** What a row at the end of a sheet is, when it is no record. */
const tailProblem = (cells: readonly Cell[], width: number, body: Body): RowProblem | null => {
  const filled = cells.flatMap((cell, column) => (isFilled(cell) ? [column] : []))
  if (filled.length === 0) return null
  const first = filled[0] ?? 0
  const label = filled.find((column) => totalWords.test(cellText(cells[column]).trim()))
  if (label !== undefined && label <= 3 && !body.seen.has(cellText(cells[label]).trim().toLowerCase()))
    if (isTotal(cells, label, body)) return 'TOTALS_ROW'
  if (fitsNowhere(cells, filled, body)) return 'NOTE_ROW'
  const text = cellText(cells[first]).trim()
  if (
    filled.length === 1 &&
    width > 2 &&
    kindOfCell(cells[first]) === 'text' &&
    (noteWords.test(text) || text.length > 40)
  )
    return 'NOTE_ROW'
  return null
}

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

  async function* rows(): AsyncGenerator<SourceRow[]> {
    let held: SourceRow[] = []
    let blanks = 0
    const body: Body = { rows: 0, words: [], values: [], sums: [], partSums: [], seen: new Set() }
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
        if (row.line < firstDataLine) continue
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

/** A row between others, once nothing after it can change what it is: a record that counts, or a row of totals. */
const accounted = (row: SourceRow, body: Body): SourceRow => {
  if (row.problem !== null) return row
  if (isInnerTotal(row.cells, body)) {
    body.partSums = []
    return { ...row, problem: 'TOTALS_ROW' }
  }
  countInto(body, row.cells)
  return row
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

/** Totals that stand first, over the records they are of: only where the whole table is in sight. */
const leadingTotal = (held: readonly SourceRow[], body: Body): boolean => {
  const [first] = held
  if (!first || first.problem !== null || body.rows < 3) return false
  const others = body.sums.map((sum, column) => sum - (plainNumber(first.cells[column]) || 0))
  return isInnerTotal(first.cells, { ...body, sums: others, partSums: others })
}

/** From the last row upward: totals and notes, up to the first record; sums of what stands above them wherever they are. */
const markTail = (held: SourceRow[], width: number, body: Body): void => {
  const whole = body.rows === 0
  const problems: (RowProblem | null)[] = held.map(({ problem }) => problem)
  for (const [index, row] of held.entries()) {
    const { cells, problem } = row
    if (problem === null && isInnerTotal(cells, body)) {
      body.partSums = []
      problems[index] = 'TOTALS_ROW'
      held[index] = { ...row, problem: 'TOTALS_ROW' }
      continue
    }
    if (problem === null || problem === 'COLUMN_COUNT') problems[index] = tailProblem(cells, width, body) ?? problem
    if (problems[index] === null) countInto(body, cells)
  }
  const [first] = held
  if (first && whole && leadingTotal(held, body)) held[0] = { ...first, problem: 'TOTALS_ROW' }
  for (let index = held.length - 1; index >= 0; index -= 1) {
    const row = held[index]
    const problem = problems[index]
    if (!row || (problem !== 'TOTALS_ROW' && problem !== 'NOTE_ROW')) {
      if (problem === null || problem === undefined) return
      continue
    }
    held[index] = { ...row, problem }
  }
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
