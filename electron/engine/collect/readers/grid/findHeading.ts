// Where the heading of a sheet of rows stands and how many rows it has. In: the first rows. Out: its place, the names
// of the columns, how sure and why. Deterministic; a first row that may be data is never taken for names because it
// comes first.
import type { Cell, SourceRow } from '../types.ts'
import { cellText, isFilled, kindOfCell } from './cellText.ts'

export type Heading = {
  /** Index of the first heading row; -1: there is none. */
  first: number
  rows: number
  /** Index of the first row of data. */
  data: number
  /** Columns used: [from, to). */
  from: number
  to: number
  names: string[]
  confidence: number
  reason: 'contrast' | 'names' | 'no_heading' | 'given'
}

const textsOf = (cells: readonly Cell[]): string => cells.map((cell) => cellText(cell).trim()).join('\u0000')

const widthOf = (cells: readonly Cell[]): number => {
  let width = cells.length
  while (width > 0 && !isFilled(cells[width - 1])) width -= 1
  return width
}
const filledCount = (cells: readonly Cell[]): number =>
  cells.reduce<number>((n, cell) => n + (isFilled(cell) ? 1 : 0), 0)

type Kinds = { values: number; words: number; seen: Map<string, number>; years: number; dates: number }

const kindsOf = (rows: readonly SourceRow[], width: number): Kinds[] =>
  Array.from({ length: width }, (_, column) => {
    const kinds: Kinds = { values: 0, words: 0, seen: new Map(), years: 0, dates: 0 }
    for (const { cells } of rows) {
      const cell = cells[column]
      const kind = kindOfCell(cell)
      if (kind === 'number' || kind === 'date') kinds.values += 1
      if (kind === 'text') kinds.words += 1
      if (kind === 'date') kinds.dates += 1
      const text = cellText(cell).trim()
      if (isYear(text)) kinds.years += 1
      if (text !== '') kinds.seen.set(text, (kinds.seen.get(text) ?? 0) + 1)
    }
    return kinds
  })

const isYear = (text: string): boolean => /^(18|19|20|21)\d\d$/.test(text)

/** Years one after another head columns even where the figures below them could be years too. */
const yearsInARow = (cells: readonly Cell[]): boolean => {
  const texts = cells.map((cell) => cellText(cell).trim())
  const years = texts.flatMap((text) => (isYear(text) ? [Number(text)] : []))
  const others = texts.filter((text) => text !== '' && !isYear(text))
  const steps = years.slice(1).map((year, index) => year - (years[index] ?? 0))
  const even = steps.every((step) => step === steps[0] && Math.abs(step) <= 5 && step !== 0)
  return years.length >= 3 && even && others.length > 0 && others.every((text) => !/\d/.test(text))
}

/**
 * No letters but signs, or a figure with a mark of a letter or two: a value that is written oddly, and no name of a
 * column.
 */
const isOddValue = (text: string): boolean => {
  if (/^[-+]?(inf|infinity|nan)$/i.test(text)) return true
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  return letters === 0 ? /\S/.test(text) : letters <= 2 && /\p{Nd}/u.test(text)
}

/** Every cell of a row stands under a cell of the row above: both are records, or both are names. */
const standsUnder = (cells: readonly Cell[], above: readonly Cell[] | undefined): boolean =>
  above !== undefined && cells.every((cell, column) => !isFilled(cell) || isFilled(above[column]))

/**
 * Points for a row to be a heading over the rows below it; at most 1. The nearest rows tell what stands in a column.
 */
const headingScore = (
  cells: readonly Cell[],
  near: readonly Kinds[],
  below: readonly Kinds[],
  above: readonly Cell[] | undefined,
): number => {
  const under = standsUnder(cells, above)
  const years = yearsInARow(cells)
  let contrast = 0
  let against = 0
  let again = 0
  let filled = 0
  for (const [column, kinds] of near.entries()) {
    const cell = cells[column]
    if (!isFilled(cell)) continue
    filled += 1
    const text = cellText(cell).trim()
    const kind = kindOfCell(cell)
    const pure = kinds.values === 0 ? 0 : kinds.values / (kinds.values + kinds.words)
    const odd = kind === 'text' && under && isOddValue(text)
    if (kind === 'text' && !odd && pure > 0.5) contrast += pure
    // Days and years that head columns of figures.
    const dayHeading = kind === 'date' && kinds.dates === 0 && kinds.values > 0
    const yearHeading = dayHeading || (isYear(text) && (years || kinds.years < kinds.values / 2))
    if (yearHeading && pure > 0.5) contrast += 0.8 * pure
    if (((kind === 'number' || kind === 'date') && !yearHeading) || odd) against += pure > 0.5 ? 1 : 0.5
    if (below[column]?.seen.has(text)) again += 1
  }
  if (filled === 0) return -1
  return (contrast - 2 * against - 1.5 * again) / filled
}

/** Whether the row under a heading already holds values where its columns do. */
const beginsData = (cells: readonly Cell[], near: readonly Kinds[]): boolean => {
  const valued = near.flatMap(({ values, words }, column) =>
    values > words && isFilled(cells[column]) ? [column] : [],
  )
  const words = valued.filter((column) => kindOfCell(cells[column]) === 'text')
  return words.length * 2 <= valued.length
}

/** "A | B | 1 | 2 | 3" or "(1) | (2)": numbers of columns. Plain numbers alone are so only over words, else they may be data. */
export const isNumbering = (cells: readonly Cell[], below: readonly SourceRow[]): boolean => {
  const columns = cells.flatMap((cell, column) => (isFilled(cell) ? [column] : []))
  if (columns.length < 2) return false
  let next = 1
  let letters = 0
  let marked = 0
  for (const column of columns) {
    const text = cellText(cells[column]).trim()
    if (/^[A-F]$/.test(text) && next === 1) {
      letters += 1
      continue
    }
    const found = /^([[(]?)(\d{1,3})[)\]]?(\s*=.*)?$/.exec(text)
    if (!found || Number(found[2]) !== next) return false
    if (found[1] !== '') marked += 1
    next += 1
  }
  if (next === 1) return false
  // A column of single letters goes on with them: then "A | 1" is its first record.
  const goesOn = below.slice(0, 3).some(({ cells: row }) => /^[A-Z]$/.test(cellText(row[columns[0] ?? 0]).trim()))
  if (letters > 0) return !goesOn
  if (marked === next - 1) return true
  const words = columns.filter((column) => {
    const kinds = below.slice(0, 6).map((row) => kindOfCell(row.cells[column]))
    return kinds.includes('text') && !kinds.includes('number')
  })
  return columns.length >= 3 && words.length > 0
}

/** The upper rows of a heading hold for the empty places to their right. */
const carried = (cells: readonly Cell[], from: number, to: number, isLast: boolean): string[] => {
  let held = ''
  return Array.from({ length: to - from }, (_, index) => {
    const text = cellText(cells[from + index])
      .replace(/\s+/g, ' ')
      .trim()
    if (isLast) return text
    if (text !== '') held = text
    return held
  })
}

export const headingNames = (
  rows: readonly SourceRow[],
  below: readonly SourceRow[],
  from: number,
  to: number,
): string[] => {
  const parts = rows
    .filter(({ cells }, index) => index === 0 || !isNumbering(cells, below))
    .map(({ cells }, index, all) => ({ texts: carried(cells, from, to, index === all.length - 1), cells }))
  return Array.from({ length: to - from }, (_, index) => {
    const words: string[] = []
    for (const [level, { texts, cells }] of parts.entries()) {
      const own = isFilled(cells[from + index])
      // A carried text only names a column that a lower row parts further.
      const lower = parts.slice(level + 1).some((part) => isFilled(part.cells[from + index]))
      const text = own || lower ? (texts[index] ?? '') : ''
      if (text !== '' && words.at(-1) !== text) words.push(text)
    }
    return words.join(' - ').normalize('NFC')
  })
}

/** No two alike, none empty: the place stands for what has no name. */
export const uniqueNames = (names: readonly string[]): string[] => {
  const taken = new Set(
    names.filter((name, index) => name !== '' && names.indexOf(name) === index).map((n) => n.toLowerCase()),
  )
  const seen = new Set<string>()
  return names.map((name, index) => {
    const base = name === '' ? `column_${index + 1}` : name
    if (!seen.has(base.toLowerCase())) {
      seen.add(base.toLowerCase())
      return base
    }
    for (let n = 2; ; n += 1) {
      const made = `${base}_${n}`
      if (taken.has(made.toLowerCase()) || seen.has(made.toLowerCase())) continue
      seen.add(made.toLowerCase())
      return made
    }
  })
}

const columnsUsed = (rows: readonly SourceRow[]): { from: number; to: number } => {
  let from = Number.POSITIVE_INFINITY
  let to = 0
  for (const { cells } of rows) {
    const width = widthOf(cells)
    to = Math.max(to, width)
    const first = cells.findIndex(isFilled)
    if (first >= 0) from = Math.min(from, first)
  }
  return { from: Number.isFinite(from) ? from : 0, to }
}

/** A row that only tells the unit of measure, or that the table goes on. */
const isUnitRow = (cells: readonly Cell[]): boolean => {
  const texts = cells.filter(isFilled).map((cell) => cellText(cell).trim())
  return texts.length === 1 && /^\(?(đơn vị( tính)?|đvt|dvt|unit)\b/i.test(texts[0] ?? '')
}

/** Above a row of column numbers stands the heading, whatever its words look like. */
const headingOverNumbers = (rows: readonly SourceRow[]): Heading | null => {
  const numbers = rows
    .slice(0, 25)
    .findIndex(
      (row, index) =>
        index > 0 &&
        isNumbering(row.cells, rows.slice(index + 1)) &&
        /^[([]?[A1][)\]]?$/.test(cellText(row.cells.find(isFilled)).trim()),
    )
  if (numbers < 1 || numbers + 1 >= rows.length) return null
  const bottom = numbers - 1
  if (filledCount(rows[bottom]?.cells ?? []) === 0 || isUnitRow(rows[bottom]?.cells ?? [])) return null
  let top = bottom
  while (top > 0 && isUpperHeading(rows, top - 1, bottom)) top -= 1
  return headingAt(rows, top, bottom, columnsUsed(rows.slice(top)), 0.9, 'contrast')
}

export const findHeading = (rows: readonly SourceRow[]): Heading => {
  const numbered = headingOverNumbers(rows)
  if (numbered) return numbered
  const widths = rows.map(({ cells }) => widthOf(cells))
  const counts = rows.map(({ cells }) => filledCount(cells))
  // The usual width of the data: rows of a title are narrower.
  const usual = [...counts].sort((a, b) => a - b)[Math.floor(counts.length * 0.6)] ?? 1
  const enough = Math.max(1, Math.ceil(usual * 0.5))
  let first = counts.findIndex((count) => count >= enough)
  if (first < 0) first = 0
  const width = Math.max(1, ...widths.slice(first))
  let best = { row: -1, score: 0 }
  const last = Math.min(rows.length - 1, first + 15)
  for (let row = first; row < last; row += 1) {
    if ((counts[row] ?? 0) < enough || isUnitRow(rows[row]?.cells ?? [])) continue
    const near = kindsOf(rows.slice(row + 1, row + 12), width)
    const follows = beginsData(rows[row + 1]?.cells ?? [], near) ? 1 : 0.5
    const cells = rows[row]?.cells ?? []
    // The same names again, further down: the first of them is the heading.
    if (best.row >= 0 && textsOf(cells) === textsOf(rows[best.row]?.cells ?? [])) continue
    const far = kindsOf(rows.slice(row + 1, row + 60), width)
    const again = rows.slice(row + 1, row + 60).some((later) => textsOf(later.cells) === textsOf(cells))
    // Names that come again below are names all the more, where they are the whole row.
    const below = again ? far.map((kinds) => ({ ...kinds, seen: new Map<string, number>() })) : far
    const score = follows * headingScore(cells, near, below, row > first ? rows[row - 1]?.cells : undefined)
    // Later rows must be clearly better: what stands first is the heading when both could be.
    if (score > best.score + (best.row < 0 ? 0 : 0.05)) best = { row, score }
    if (best.row >= 0 && row > best.row + 5) break
  }
  const body = rows.slice(first)
  const used = columnsUsed(body)
  const all = (row: number): boolean =>
    (rows[row]?.cells ?? []).every((cell) => !isFilled(cell) || kindOfCell(cell) === 'text')
  if (best.row < 0) {
    // Only words everywhere: the first row names the columns when none of its words comes again below it.
    const cells = rows[first]?.cells ?? []
    const below = kindsOf(rows.slice(first + 1), width)
    const again = below.filter(
      (kinds, column) => isFilled(cells[column]) && kinds.seen.has(cellText(cells[column]).trim()),
    )
    const distinct = new Set(cells.filter(isFilled).map((cell) => cellText(cell).trim().toLowerCase()))
    if (all(first) && again.length === 0 && distinct.size === filledCount(cells) && rows.length > first + 1)
      return headingAt(rows, first, first, used, 0.6, 'names')
    if (rows.length === 1 && all(0)) return headingAt(rows, 0, 0, used, 0.5, 'names')
    return {
      first: -1,
      rows: 0,
      data: first,
      ...used,
      names: Array.from({ length: used.to - used.from }, (_, index) => `column_${index + 1}`),
      confidence: 0.7,
      reason: 'no_heading',
    }
  }
  // Rows above that belong to the heading: words over parts of it, directly above.
  let top = best.row
  while (top > 0 && isUpperHeading(rows, top - 1, best.row)) top -= 1
  return headingAt(rows, top, best.row, used, Math.min(1, 0.6 + best.score * 0.4), 'contrast')
}

/** A row above the lowest heading row that parts into several groups, or names columns the lower row leaves empty. */
const isUpperHeading = (rows: readonly SourceRow[], row: number, lowest: number): boolean => {
  const above = rows[row]
  const below = rows[row + 1]
  if (!above || !below || lowest - row > 4 || isUnitRow(above.cells)) return false
  if (below.line - above.line > 1) return false
  const cells = above.cells
  const filled = cells.flatMap((cell, column) => (isFilled(cell) ? [column] : []))
  if (filled.length < 2) return false
  const texts = new Set(filled.map((column) => cellText(cells[column]).trim()))
  const words = filled.every((column) => kindOfCell(cells[column]) === 'text' || isYear(cellText(cells[column]).trim()))
  return texts.size >= 2 && words && !namesTwice(cells, below.cells, filled)
}

/**
 * Words over words, one by one: lines about the table rather than groups of its columns, unless the lower names alone
 * would not do.
 */
const namesTwice = (above: readonly Cell[], below: readonly Cell[], filled: readonly number[]): boolean => {
  const twice = filled.filter(
    (column) =>
      isFilled(below[column]) &&
      cellText(below[column]) !== cellText(above[column]) &&
      (isFilled(above[column + 1]) || !isFilled(below[column + 1])),
  )
  const names = below.filter(isFilled).map((cell) => cellText(cell).trim().toLowerCase())
  return twice.length * 2 > filled.length && new Set(names).size === names.length
}

const headingAt = (
  rows: readonly SourceRow[],
  top: number,
  bottom: number,
  used: { from: number; to: number },
  confidence: number,
  reason: Heading['reason'],
): Heading => {
  let end = bottom + 1
  const next = rows[end]
  if (next && rows.length > end + 1 && isNumbering(next.cells, rows.slice(end + 1))) end += 1
  return {
    first: top,
    rows: end - top,
    data: end,
    ...used,
    names: uniqueNames(headingNames(rows.slice(top, end), rows.slice(end), used.from, used.to)),
    confidence,
    reason,
  }
}

/** The heading that the user or a layout names. */
export const givenHeading = (rows: readonly SourceRow[], firstLine: number, count: number): Heading | null => {
  if (count === 0) {
    const used = columnsUsed(rows)
    const data = rows.findIndex((row) => row.line >= firstLine)
    return data < 0
      ? null
      : {
          first: -1,
          rows: 0,
          data,
          ...used,
          names: Array.from({ length: used.to - used.from }, (_, i) => `column_${i + 1}`),
          confidence: 1,
          reason: 'given',
        }
  }
  const first = rows.findIndex((row) => row.line >= firstLine)
  if (first < 0) return null
  const used = columnsUsed(rows.slice(first))
  const part = rows.slice(first, first + count)
  return {
    first,
    rows: part.length,
    data: first + part.length,
    ...used,
    names: uniqueNames(headingNames(part, rows.slice(first + count), used.from, used.to)),
    confidence: 1,
    reason: 'given',
  }
}
