// Lines to records, in one pass whatever the quotes do: each line is looked at twice at most. In: lines, the number of
// columns. Out: records with what is wrong and how many lines they took. A stray quote costs its own line, never the
// lines behind it.
import { isBlankLine, splitRecord } from './csvRecord.ts'

export type LineRecord = { fields: string[]; problem: 'COLUMN_COUNT' | 'QUOTE' | null; lines: number }

/** Fields so far, and the beginning of the one whose quote is open. */
type OpenField = { fields: string[]; field: string }
type Step = { fields: string[]; open: OpenField | null } | 'misplaced'

const withoutReturns = (text: string): string => {
  let end = text.length
  while (end > 0 && text.charCodeAt(end - 1) === 13) end -= 1
  return end === text.length ? text : text.slice(0, end)
}
const onlyReturns = (text: string, from: number): boolean => {
  for (let at = from; at < text.length; at += 1) if (text.charCodeAt(at) !== 13) return false
  return true
}

/**
 * Reads one line, from the beginning of a record or from inside quotes; strict, so that a stray quote shows itself at
 * once.
 */
const readLine = (open: OpenField | null, line: string, delimiter: string): Step => {
  const fields = open === null ? [] : open.fields
  let field = open === null ? '' : open.field
  let inside = open !== null
  let at = 0
  for (;;) {
    if (!inside && line[at] === '"') {
      inside = true
      at += 1
      field = ''
    }
    if (inside) {
      const close = line.indexOf('"', at)
      if (close < 0) return { fields, open: { fields, field: `${field}${line.slice(at)}\n` } }
      field += line.slice(at, close)
      if (line[close + 1] === '"') {
        field += '"'
        at = close + 2
        continue
      }
      inside = false
      fields.push(field)
      at = close + 1
      if (line[at] === delimiter) {
        at += 1
        continue
      }
      return onlyReturns(line, at) ? { fields, open: null } : 'misplaced'
    }
    const end = line.indexOf(delimiter, at)
    const text = end < 0 ? withoutReturns(line.slice(at)) : line.slice(at, end)
    if (text.includes('"')) return 'misplaced'
    fields.push(text)
    if (end < 0) return { fields, open: null }
    at = end + 1
  }
}

const delimitersIn = (line: string, delimiter: string): number => {
  let count = 0
  for (let at = line.indexOf(delimiter); at >= 0; at = line.indexOf(delimiter, at + 1)) count += 1
  return count
}

/** Fewer columns than this, and text with a line break may by chance look like rows. */
const fewestColumns = 4

export type RecordScanner = {
  /** Takes the next line, without its line feed. */
  line(text: string): void
  /** No more lines come. True: the last line of the file ended inside quotes and nothing was held before it. */
  end(): { openLastLine: boolean }
  /** Lines that hold no record. */
  empty(): number
}

/**
 * `columns`: null while the first record, the header, is still to come. `heldLimit`: letters after which an open quote
 * was none.
 */
export const recordScanner = (
  { delimiter, heldLimit, columns }: { delimiter: string; heldLimit: number; columns: () => number | null },
  give: (record: LineRecord) => void,
): RecordScanner => {
  /** Lines from `start`, the first of the record under way, on; those before `at` were looked at. */
  let queue: string[] = []
  let start = 0
  let at = 0
  let open: OpenField | null = null
  let held = 0
  let empty = 0

  const bad = (raw: string): LineRecord => {
    const line = withoutReturns(raw)
    const lenient = splitRecord(line, delimiter)
    return { fields: lenient.open ? line.split(delimiter) : lenient.fields, problem: 'QUOTE', lines: 1 }
  }
  const begin = (from: number): void => {
    start = from
    at = from
    open = null
    held = 0
    if (from >= queue.length) {
      queue = []
      start = at = 0
    }
  }
  /** The quote opened in the first held line was not one: that line is bad, the others are read again. */
  const release = (): void => {
    const first = queue[start] ?? ''
    begin(start + 1)
    give(bad(first))
  }
  /** Two stray quotes may enclose whole rows so that the fields add up: then the lines look like rows themselves. */
  const enclosesRows = (wanted: number): boolean => {
    if (wanted < fewestColumns) return false
    let alike = 0
    for (let line = start; line < at; line += 1)
      if (delimitersIn(queue[line] ?? '', delimiter) === wanted - 1) alike += 1
    return alike > 1
  }
  const isEmpty = (raw: string): boolean =>
    raw === '' || (raw.charCodeAt(0) <= 32 && isBlankLine(raw) && !raw.includes(delimiter))

  /** Looks at the line at `at`. */
  const one = (): void => {
    const raw = queue[at] ?? ''
    at += 1
    const wanted = columns()
    if (open === null && wanted !== 1 && isEmpty(raw)) {
      empty += 1
      begin(at)
      return
    }
    const step = readLine(open, raw, delimiter)
    if (step === 'misplaced') {
      release()
      return
    }
    if (step.open !== null) {
      open = step.open
      held += raw.length + 1
      if (held > heldLimit) release()
      return
    }
    const lines = at - start
    const sound = wanted === null || step.fields.length === wanted
    if (lines > 1 && wanted !== null && (!sound || enclosesRows(wanted))) {
      release()
      return
    }
    begin(at)
    give({ fields: step.fields, problem: sound ? null : 'COLUMN_COUNT', lines })
  }
  const drain = (): void => {
    while (at < queue.length) one()
  }
  return {
    line: (text) => {
      queue.push(text)
      drain()
    },
    end: () => {
      const openLastLine = open !== null && queue.length - start === 1
      const isOpen = (): boolean => open !== null
      while (isOpen()) {
        release()
        drain()
      }
      return { openLastLine }
    },
    empty: () => empty,
  }
}
