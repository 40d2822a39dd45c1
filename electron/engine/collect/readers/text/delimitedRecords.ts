// Records of delimited text as it streams: any delimiter, any quote, quotes that stand astray. In: pieces of text, a
// dialect. Out: batches of rows with their first line. Time grows with the size of the text, whatever its quotes do;
// nothing is dropped silently.
import { fail } from '#shared/model/failure.ts'
import type { RowProblem, SourceRow } from '../types.ts'
import { batchRows } from '../types.ts'

export type Dialect = {
  /** One letter, or "whitespace": runs of blanks and tabs. */
  delimiter: string
  /** Empty: fields are never quoted. */
  quote: string
  /** A backslash before a quote makes it a letter. */
  backslash: boolean
  /** A carriage return alone ends a record. */
  loneReturn: boolean
}

export const fieldLimit = 1_048_576
/**
 * A quote that does not close within so many letters was none; halved each time that happens, so that reading stays
 * linear.
 */
const firstQuoteLimit = 16 * 1_048_576
const leastQuoteLimit = 4096
const recordLimit = 64 * 1_048_576

type Parsed = { cells: string[]; next: number; problem: RowProblem | null }
type Field = { value: string; next: number; misplaced: boolean }

export const recordParser = ({ delimiter, quote, backslash, loneReturn }: Dialect) => {
  let quoteLimit = firstQuoteLimit
  const blanks = delimiter === 'whitespace'

  const lineEnd = (text: string, from: number): number => {
    const newline = text.indexOf('\n', from)
    if (!loneReturn) return newline
    const ret = text.indexOf('\r', from)
    if (ret < 0) return newline
    return newline < 0 || ret < newline ? ret : newline
  }
  const afterEnd = (text: string, end: number): number =>
    text[end] === '\r' && text[end + 1] === '\n' ? end + 2 : end + 1
  const closes = (text: string, at: number): boolean => {
    const next = text[at]
    return (
      next === undefined ||
      next === delimiter ||
      next === '\n' ||
      next === '\r' ||
      (blanks && (next === ' ' || next === '\t'))
    )
  }

  /** The quoted field at `from`; null: not closed in the text at hand; 'never': not closed within the limit. */
  const quotedField = (text: string, from: number, whole: boolean): Field | null | 'never' => {
    let value = ''
    let start = from + 1
    let search = start
    let misplaced = false
    const last = from + quoteLimit
    for (;;) {
      const at = text.indexOf(quote, search)
      if (at < 0 || at > last) {
        if (at < 0 && !whole && text.length - from <= quoteLimit) return null
        return 'never'
      }
      if (backslash && text[at - 1] === '\\' && text[at - 2] !== '\\') {
        value += `${text.slice(start, at - 1)}${quote}`
        start = search = at + 1
        continue
      }
      if (text[at + 1] === quote) {
        value += text.slice(start, at + 1)
        start = search = at + 2
        continue
      }
      if (at + 1 >= text.length && !whole) return null
      if (closes(text, at + 1)) return { value: value + text.slice(start, at), next: at + 1, misplaced }
      // Blanks between the closing quote and the delimiter are no text.
      let after = at + 1
      while (text[after] === ' ') after += 1
      if (after >= text.length && !whole) return null
      if (closes(text, after)) return { value: value + text.slice(start, at), next: after, misplaced }
      misplaced = true
      search = at + 1
    }
  }

  const quotedRecord = (text: string, from: number, whole: boolean): Parsed | null => {
    const cells: string[] = []
    let at = from
    let problem: RowProblem | null = null
    for (;;) {
      at = afterBlanks(text, at)
      let start = at
      // A blank before an opening quote belongs to nothing.
      if (!blanks) start = afterSpaces(text, start)
      if (text[start] === quote) {
        const field = quotedField(text, start, whole)
        if (field === null) return null
        if (field !== 'never') {
          if (field.misplaced) problem = 'QUOTE'
          cells.push(field.value)
          at = field.next
        } else {
          quoteLimit = Math.max(leastQuoteLimit, quoteLimit >> 1)
          problem = 'QUOTE'
          const end = fieldEnd(text, start)
          if (end < 0 && !whole) return null
          cells.push(withoutReturn(text.slice(at, end < 0 ? text.length : end)))
          at = end < 0 ? text.length : end
        }
      } else {
        const end = fieldEnd(text, at)
        if (end < 0 && !whole) return null
        const stop = end < 0 ? text.length : end
        const value = text.slice(at, stop)
        cells.push(text[stop] === '\n' || end < 0 ? withoutReturn(value) : value)
        at = stop
      }
      at = afterBlanks(text, at)
      const next = text[at]
      if (next === undefined) return whole ? { cells, next: at, problem } : null
      if (next === '\n') return { cells, next: at + 1, problem }
      if (next === '\r') {
        if (at + 1 >= text.length && !whole) return null
        if (text[at + 1] === '\n') return { cells, next: at + 2, problem }
        return { cells, next: at + 1, problem }
      }
      if (!blanks) at += 1
    }
  }
  const afterBlanks = (text: string, from: number): number => {
    if (!blanks) return from
    let at = from
    while (text[at] === ' ' || text[at] === '\t') at += 1
    return at
  }
  const afterSpaces = (text: string, from: number): number => {
    let at = from
    while (text[at] === ' ') at += 1
    return at
  }
  const fieldEnd = (text: string, from: number): number => {
    const end = lineEnd(text, from)
    if (blanks) {
      const found = /[ \t\n\r]/g
      found.lastIndex = from
      return found.exec(text)?.index ?? -1
    }
    const comma = text.indexOf(delimiter, from)
    if (comma < 0) return end
    return end < 0 || comma < end ? comma : end
  }
  const withoutReturn = (value: string): string => (value.endsWith('\r') ? value.slice(0, -1) : value)

  /** The record at `from`; null: it may go on beyond the text at hand. `firstQuote`: no quote stands before it. */
  return (text: string, from: number, whole: boolean, firstQuote: number): Parsed | null => {
    const end = lineEnd(text, from)
    if (end < 0 && !whole) return null
    if (end >= 0 && text[end] === '\r' && end + 1 >= text.length && !whole) return null
    const stop = end < 0 ? text.length : end
    if (quote !== '' && firstQuote < stop) return quotedRecord(text, from, whole)
    const line = withoutReturn(text.slice(from, stop))
    const cells = blanks ? line.trim().split(/[ \t]+/) : line.split(delimiter)
    return { cells, next: end < 0 ? text.length : afterEnd(text, end), problem: null }
  }
}

const isBlank = (cells: readonly string[]): boolean =>
  cells.length === 1 && (cells[0] ?? '').replaceAll('\u001a', '').trim() === ''

const countLines = (text: string, from: number, to: number, loneReturn: boolean): number => {
  let lines = 0
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) lines += 1
  if (!loneReturn) return lines
  for (let at = text.indexOf('\r', from); at >= 0 && at < to; at = text.indexOf('\r', at + 1))
    if (text[at + 1] !== '\n') lines += 1
  return lines
}

export async function* delimitedRecords(
  pieces: AsyncIterable<string>,
  dialect: Dialect,
  name: string,
): AsyncGenerator<SourceRow[]> {
  const parse = recordParser(dialect)
  let text = ''
  let at = 0
  let line = 1
  let batch: SourceRow[] = []
  let quoteAt = -2
  const take = (whole: boolean): boolean => {
    // Also an empty text ends: nothing is left.
    while (at < text.length) {
      if (dialect.quote !== '' && quoteAt !== -1 && quoteAt < at) quoteAt = text.indexOf(dialect.quote, at)
      const record = parse(text, at, whole, quoteAt < 0 ? Number.POSITIVE_INFINITY : quoteAt)
      if (record === null) return false
      const { cells, next } = record
      let { problem } = record
      if (next - at > fieldLimit && cells.some((cell) => cell.length > fieldLimit)) problem = 'FIELD_TOO_LONG'
      else if (problem === null && text.slice(at, next).includes('\ufffd')) problem = 'ENCODING'
      const kept = problem === 'FIELD_TOO_LONG' ? cells.map((cell) => cell.slice(0, 1000)) : cells
      if (!isBlank(cells)) batch.push({ line, cells: kept.map(composed), problem })
      line += countLines(text, at, next, dialect.loneReturn)
      at = next
      if (batch.length >= batchRows) return true
    }
    return false
  }
  for await (const part of pieces) {
    // A zero byte is no letter: its row is rejected as one with broken letters.
    const piece = part.includes('\u0000') ? part.replaceAll('\u0000', '\ufffd') : part
    text = at < text.length ? text.slice(at) + piece : piece
    at = 0
    quoteAt = -2
    if (text.length > recordLimit)
      fail('FILE_LINE_TOO_LONG', { path: name, line, bytes: text.length, limit: recordLimit })
    while (take(false)) {
      yield batch
      batch = []
    }
  }
  quoteAt = -2
  while (take(true)) {
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** ="007" is how a text is kept a text in a spreadsheet: no formula but those letters. */
const constant = /^="([^"]*)"$/

const composed = (written: string): string => {
  const cell = written.startsWith('="') ? (constant.exec(written)?.[1] ?? written) : written
  for (let at = 0; at < cell.length; at += 1) if (cell.charCodeAt(at) > 127) return cell.normalize('NFC')
  return cell
}
