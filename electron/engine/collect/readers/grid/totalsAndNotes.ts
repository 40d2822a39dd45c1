// Rows of a sheet that are no records: totals within, above and below them, means, notes and signatures at the end. In:
// rows in order, what the records before them hold. Out: the same rows, marked. A row is only marked where its words
// and its figures agree; else it is a record.
import type { Cell, RowProblem, SourceRow } from '../types.ts'
import { isDigits } from '../text/cellKinds.ts'
import { cellText, isFilled, kindOfCell } from './cellText.ts'

const totalWords =
  /^(tổng( cộng| số)?|cộng|tổng hợp|tong cong|tong so|total|grand total|sum|totals|subtotal|tổng toàn tỉnh|toàn quốc|toàn tỉnh|toàn huyện|cả nước|cả nước cộng|toàn ngành|toàn bộ)\s*:?\s*$/i
/** Beginnings that may be of a total: only the figures tell. */
const mayTotal =
  /^(tổng|cộng|tong cong|tong so|chung\b|cả |toàn |mang sang|chuyển sang|trang trước|lũy kế|luỹ kế|total|grand total|subtotal|sub-total|sum\b|all\b|overall|whole )/i
const meanWords = /^(trung bình|bình quân|tb|average|avg|mean)\b/i
const noteWords =
  /^(nguồn|ghi chú|chú thích|chú ý|lưu ý|người lập|source|sources|note|notes|\*|\(\*\)|footnote|last updated|data from)/i
const signatures =
  /(người|nguoi) (lập|lap|kiểm tra|duyệt)|thủ trưởng|kế toán trưởng|\(ký|ký,? (và )?(ghi rõ )?họ|đóng dấu|ngày[\s.…]*\d*[\s.…]*tháng[\s.…]*\d*[\s.…]*năm/i

/** A number as it is read with a decimal point, and with a decimal comma. */
type Readings = readonly [point: number, comma: number]
type Sums = [point: number, comma: number][]

/** What the records above hold, column by column: enough to tell a totals row from a record named "Total". */
export type Body = {
  rows: number
  words: number[]
  values: number[]
  sums: Sums
  /** Since the last row of totals within the table. */
  partSums: Sums
  /** Columns with texts that begin with a zero: codes, which nobody adds up. */
  codes: boolean[]
  seen: Set<string>
}

export const emptyBody = (): Body => ({
  rows: 0,
  words: [],
  values: [],
  sums: [],
  partSums: [],
  codes: [],
  seen: new Set(),
})

const groupedPoint = /^[+-]?(\d+|\d{1,3}([, \u00a0\u202f']\d{3})+)(\.\d*)?$/
const groupedComma = /^[+-]?(\d+|\d{1,3}([. \u00a0\u202f']\d{3})+)(,\d*)?$/

const readingsOf = (cell: Cell | undefined): Readings => {
  const written = cellText(cell).trim()
  if (cell !== null && typeof cell === 'object') return [Number(written), Number(written)]
  if (isDigits(written)) return [Number(written), Number(written)]
  const parens = /^\((.+)\)$/.exec(written)
  const text = (parens ? `-${parens[1] ?? ''}` : written).replace(/\s*[%đ₫]$/, '').replace('\u2212', '-')
  if (/^[+-]\d+$/.test(text)) return [Number(text), Number(text)]
  const point = groupedPoint.test(text) ? Number(text.replace(/[, \u00a0\u202f']/g, '')) : Number.NaN
  const comma = groupedComma.test(text) ? Number(text.replace(/[. \u00a0\u202f']/g, '').replace(',', '.')) : Number.NaN
  return [point, comma]
}

const countInto = (body: Body, cells: readonly Cell[]): void => {
  body.rows += 1
  for (const [column, cell] of cells.entries()) {
    const kind = kindOfCell(cell)
    if (kind === 'text') body.words[column] = (body.words[column] ?? 0) + 1
    if (kind === 'number' || kind === 'date') body.values[column] = (body.values[column] ?? 0) + 1
    if (kind === 'number') {
      const [point, comma] = readingsOf(cell)
      addTo(body.sums, column, point, comma)
      addTo(body.partSums, column, point, comma)
      if (typeof cell === 'string' && /^0\d/.test(cell)) body.codes[column] = true
    }
    if (column < 3 && body.seen.size < 5000) body.seen.add(cellText(cell).trim().toLowerCase())
  }
}

const addTo = (sums: Sums, column: number, point: number, comma: number): void => {
  const known = sums[column]
  if (known) {
    known[0] += point
    known[1] += comma
  } else sums[column] = [point, comma]
}

const writtenDecimals = (cell: Cell | undefined): number =>
  /[.,](\d{1,2})$/.exec(cellText(cell).trim())?.[1]?.length ?? 0

/** Within what rounding of each of the parts can make; in either reading of the signs. */
const equalsSum = (cell: Cell | undefined, [point, comma]: Readings, rows: number): boolean => {
  const decimals = writtenDecimals(cell)
  const [asPoint, asComma] = readingsOf(cell)
  const near = (value: number, sum: number): boolean => {
    const rounding = decimals === 0 ? 0.01 : Math.min(0.5 * 10 ** -decimals * rows + 0.01, Math.abs(sum) * 0.01 + 0.01)
    return Math.abs(value - sum) <= Math.abs(sum) * 1e-9 + rounding
  }
  return near(asPoint, point) || near(asComma, comma)
}

/** Columns whose numbers may be added up. */
const figures = (cells: readonly Cell[], body: Body): number[] =>
  cells.flatMap((cell, column) => (kindOfCell(cell) === 'number' && body.codes[column] !== true ? [column] : []))

const none: Readings = [0, 0]

const isTotal = (cells: readonly Cell[], label: number, body: Body): boolean => {
  const others = body.words.flatMap((count, column) => (column !== label && count > body.rows * 0.8 ? [column] : []))
  const blank = others.filter((column) => !isFilled(cells[column]))
  const sums = figures(cells, body).flatMap((column) => {
    const sum = body.sums[column]
    return sum === undefined ? [] : [equalsSum(cells[column], sum, body.rows)]
  })
  if (sums.length > 0 && sums.filter(Boolean).length * 2 >= sums.length) return true
  return others.length === 0 ? sums.length > 0 : blank.length === others.length
}

/**
 * A row of totals between records: it is called so, or has no name at all, and each of its figures is the sum of the
 * records above, or of those since the last such row. Rates and means beside the sums leave it a record: then nothing
 * is certain.
 */
const isInnerTotal = (cells: readonly Cell[], body: Body): boolean => {
  if (body.rows < 2) return false
  const numbers = figures(cells, body)
  if (numbers.length === 0) return false
  const label = cells.findIndex((cell) => isFilled(cell) && kindOfCell(cell) === 'text')
  const words = label < 0 || label > 3 ? '' : cellText(cells[label]).trim()
  const named = mayTotal.test(words) || cells.slice(0, 4).some((cell) => totalWords.test(cellText(cell).trim()))
  const nameless = body.rows > 2 && label < 0 && namesRecords(body)
  const all = (sums: Sums): boolean =>
    numbers.every((column) => equalsSum(cells[column], sums[column] ?? none, body.rows))
  if (named || nameless) return all(body.sums) || all(body.partSums)
  if (!meanWords.test(words)) return false
  return numbers.every((column) => {
    const [point, comma] = body.sums[column] ?? none
    const decimals = Math.max(2, writtenDecimals(cells[column]))
    const mean: Readings = [round(point / body.rows, decimals), round(comma / body.rows, decimals)]
    return equalsSum(cells[column], mean, 1)
  })
}

const round = (value: number, decimals: number): number => Math.round(value * 10 ** decimals) / 10 ** decimals

/** Every record has a name in words or a code: a row of figures without one is none. */
const namesRecords = (body: Body): boolean =>
  body.words.some((count) => count >= body.rows * 0.95) || body.codes.some(Boolean)

/** Columns of values that nearly every record fills. */
const valuedColumns = (body: Body, share: number): number[] =>
  body.values.flatMap((count, column) => (count >= body.rows * share ? [column] : []))

const holdsValue = (cells: readonly Cell[], columns: readonly number[]): boolean =>
  columns.some((column) => ['number', 'date', 'missing'].includes(kindOfCell(cells[column])))

/** Columns of values that every record fills hold none here, but words, or nothing beside a single cell. */
const fitsNowhere = (cells: readonly Cell[], filled: readonly number[], body: Body): boolean => {
  const valued = valuedColumns(body, 0.95)
  if (body.rows < 5 || valued.length < 2 || holdsValue(cells, valued)) return false
  return valued.some((column) => kindOfCell(cells[column]) === 'text') || filled.length === 1
}

/** Words below the table, where each record has a figure: of signatures, or apart from the records by an empty line. */
const isBelow = (cells: readonly Cell[], apart: boolean, body: Body): boolean => {
  const valued = valuedColumns(body, 0.8)
  if (body.rows < 2 || valued.length === 0 || holdsValue(cells, valued)) return false
  return apart || cells.some((cell) => signatures.test(cellText(cell)))
}

/** What a row at the end of a sheet is, when it is no record. */
const tailProblem = (cells: readonly Cell[], width: number, body: Body, apart: boolean): RowProblem | null => {
  const filled = cells.flatMap((cell, column) => (isFilled(cell) ? [column] : []))
  if (filled.length === 0) return null
  const first = filled[0] ?? 0
  const label = filled.find((column) => totalWords.test(cellText(cells[column]).trim()))
  if (label !== undefined && label <= 3 && !body.seen.has(cellText(cells[label]).trim().toLowerCase()))
    if (isTotal(cells, label, body)) return 'TOTALS_ROW'
  if (fitsNowhere(cells, filled, body) || isBelow(cells, apart, body)) return 'NOTE_ROW'
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

/** A row between others, once nothing after it can change what it is: a record that counts, or a row of totals. */
export const accounted = (row: SourceRow, body: Body): SourceRow => {
  if (row.problem !== null) return row
  if (isInnerTotal(row.cells, body)) {
    body.partSums = []
    return { ...row, problem: 'TOTALS_ROW' }
  }
  countInto(body, row.cells)
  return row
}

/** Totals that stand first, over the records they are of: only where the whole table is in sight. */
const leadingTotal = (held: readonly SourceRow[], body: Body): boolean => {
  const [first] = held
  if (!first || first.problem !== null || body.rows < 3) return false
  const others = body.sums.map(([point, comma], column): [number, number] => {
    const [ownPoint, ownComma] = kindOfCell(first.cells[column]) === 'number' ? readingsOf(first.cells[column]) : none
    return [point - ownPoint, comma - ownComma]
  })
  return isInnerTotal(first.cells, { ...body, rows: body.rows - 1, sums: others, partSums: others })
}

/**
 * From the last row upward: totals and notes, up to the first record; sums of what stands above them wherever they are.
 */
export const markTail = (held: SourceRow[], width: number, body: Body): void => {
  const whole = body.rows === 0
  const problems: (RowProblem | null)[] = held.map(({ problem }) => problem)
  let apart = false
  for (const [index, row] of held.entries()) {
    const { cells, problem } = row
    const before = held[index - 1]
    if (before && row.line - before.line > 1) apart = true
    if (problem === null && isInnerTotal(cells, body)) {
      body.partSums = []
      problems[index] = 'TOTALS_ROW'
      held[index] = { ...row, problem: 'TOTALS_ROW' }
      continue
    }
    if (problem === null || problem === 'COLUMN_COUNT')
      problems[index] = tailProblem(cells, width, body, apart) ?? problem
    if (problems[index] === 'NOTE_ROW') apart = true
    else if (problems[index] === null) {
      apart = false
      countInto(body, cells)
    }
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
