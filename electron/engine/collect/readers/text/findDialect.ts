// How the fields of a text are parted: the delimiter and quote under which its records agree and its cells read as
// values. In: the beginning of a text. Out: a dialect with a confidence, or none. Never looks beyond the sample.
import { kindOfText } from './cellKinds.ts'
import { recordParser } from './delimitedRecords.ts'
import type { Dialect } from './delimitedRecords.ts'

export type FoundDialect = Dialect & { confidence: number; width: number; sepLine: boolean }

const candidates = [',', ';', '\t', '|', '^', '~', '\u0001', '\u001f', '¦', '§', '#', ':']
const sampleRecords = 400

const records = (text: string, dialect: Dialect): { cells: string[]; quoted: boolean }[] => {
  const parse = recordParser(dialect)
  const rows: { cells: string[]; quoted: boolean }[] = []
  let at = 0
  while (at < text.length && rows.length < sampleRecords) {
    const quoteAt = dialect.quote === '' ? -1 : text.indexOf(dialect.quote, at)
    const record = parse(text, at, true, quoteAt < 0 ? Number.POSITIVE_INFINITY : quoteAt)
    if (!record) break
    const quoted = dialect.quote !== '' && text.slice(at, record.next).includes(dialect.quote)
    if (record.cells.some((cell) => cell.trim() !== '')) rows.push({ cells: record.cells, quoted })
    at = record.next
  }
  return rows
}

/** 1: the cell is a value or words; less where other delimiters stand in it, so that it looks like several. */
const purity = (cell: string, delimiter: string, quoted: boolean): number => {
  const kind = kindOfText(cell)
  if (kind !== 'text') return 1
  if (quoted) return 0.9
  for (const other of [';', '\t', '|', '^', '~', '\u0001']) if (other !== delimiter && cell.includes(other)) return 0.2
  if (delimiter !== ',' && /,(?! )/.test(cell)) return 0.5
  return 0.95
}

const judge = (text: string, dialect: Dialect): { score: number; width: number; share: number } => {
  const rows = records(text, dialect)
  const widths = new Map<number, number>()
  for (const { cells } of rows) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1)
  const [most] = [...widths].filter(([width]) => width > 1).sort((a, b) => b[1] - a[1] || b[0] - a[0])
  if (!most || rows.length === 0) return { score: 0, width: 1, share: 0 }
  const [width, count] = most
  const share = count / rows.length
  let pure = 0
  let cellCount = 0
  for (const { cells, quoted } of rows) {
    if (cells.length !== width) continue
    for (const cell of cells) pure += purity(cell, dialect.delimiter, quoted)
    cellCount += cells.length
  }
  const rare = dialect.delimiter === '#' || dialect.delimiter === ':' || dialect.delimiter === '~' ? 0.7 : 1
  return { score: share * (pure / cellCount) ** 2 * (1 - 1 / (width + 1)) * rare, width, share }
}

export const findDialect = (sample: string): FoundDialect | null => {
  const sep = /^sep=(.)\r?\n/i.exec(sample)
  const text = sep ? sample.slice(sep[0].length) : sample
  const newlines = (text.match(/\n/g) ?? []).length
  const lone = (text.match(/\r(?!\n)/g) ?? []).length
  const loneReturn = lone > 0 && (newlines === 0 || loneEnds(text))
  const backslash = /[^\\]\\"[^,;\t|\r\n]/.test(text)
  const singleQuotes = !text.includes('"') && /(^|[,;\t|])'[^'\r\n]*'([,;\t|]|\r?$)/m.test(text)
  const dialectOf = (delimiter: string): Dialect => ({
    delimiter,
    quote: singleQuotes ? "'" : '"',
    backslash,
    loneReturn,
  })
  if (sep) {
    const found = dialectOf(sep[1] ?? ',')
    return { ...found, confidence: 1, width: judge(text, found).width, sepLine: true }
  }
  const judged = candidates
    .filter((delimiter) => text.includes(delimiter))
    .map((delimiter) => ({ delimiter, ...judge(text, dialectOf(delimiter)) }))
    .sort((a, b) => b.score - a.score)
  const [best, second] = judged
  if (!best || best.score < 0.15) return null
  const distance = second && second.score > 0 ? 1 - second.score / best.score : 1
  return {
    ...dialectOf(best.delimiter),
    confidence: Math.min(1, 0.5 * best.share + 0.5 * Math.min(1, distance + 0.3)),
    width: best.width,
    sepLine: false,
  }
}

/** Whether lone returns end records: the lines on both sides of them have as many separators as the others. */
const loneEnds = (text: string): boolean => {
  const count = (line: string): number => (line.match(/[,;\t|]/g) ?? []).length
  const usual = new Map<number, number>()
  for (const line of text.split(/\r\n|\n|\r/).slice(0, 500)) usual.set(count(line), (usual.get(count(line)) ?? 0) + 1)
  const [most] = [...usual].sort((a, b) => b[1] - a[1])
  return most !== undefined && most[0] > 0 && most[1] / [...usual.values()].reduce((a, b) => a + b, 0) > 0.8
}

/** Runs of blanks part the fields of every line alike; the first line may have one name fewer. */
export const findWhitespace = (sample: string): number | null => {
  const rows = records(sample, { delimiter: 'whitespace', quote: '"', backslash: false, loneReturn: false })
  const body = rows.length > 3 ? rows.slice(1) : rows
  const widths = new Map<number, number>()
  for (const { cells } of body) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1)
  const [most] = [...widths].sort((a, b) => b[1] - a[1])
  if (!most || most[0] < 2 || most[1] < body.length * 0.95) return null
  return most[0]
}

export type FixedField = { name: string; start: number; length: number }

/**
 * Fields of fixed width: places that are blank in every line part them. Null when the lines do not stand in columns.
 */
export const findFixed = (sample: string): FixedField[] | null => {
  const lines = sample
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, sampleRecords)
  if (lines.length < 3) return null
  const longest = lines.reduce((n, line) => Math.max(n, line.trimEnd().length), 0)
  const filled = Array.from({ length: longest }, () => 0)
  for (const line of lines)
    for (let at = 0; at < line.length && at < longest; at += 1) if (line[at] !== ' ') filled[at] = (filled[at] ?? 0) + 1
  const fields: FixedField[] = []
  let start = -1
  for (let at = 0; at <= longest; at += 1) {
    const inside = at < longest && (filled[at] ?? 0) > 0
    if (inside && start < 0) start = at
    if (!inside && start >= 0) {
      fields.push({ name: '', start, length: at - start })
      start = -1
    }
  }
  if (fields.length < 2) return null
  // A gap belongs to the field that would grow into it: numbers grow to the left, words to the right.
  const growsLeft = ({ start, length }: FixedField): boolean => (filled[start + length - 1] ?? 0) > (filled[start] ?? 0)
  const starts = fields.map((field, index) => {
    const before = fields[index - 1]
    if (!before) return 0
    return growsLeft(field) ? before.start + before.length : field.start
  })
  return fields.map((field, index) => {
    const start = starts[index] ?? field.start
    const next = starts[index + 1]
    return { ...field, start, length: next === undefined ? Math.max(field.length, 1000) : next - start }
  })
}
