// Delimited and fixed-width text as a sheet of rows. In: bytes, options. Out: one table without names yet, and what was
// found out.
import type { Bytes } from '../bytes.ts'
import { countsFields } from '../grid/frame.ts'
import { findDialect, findFixed, findWhitespace } from '../text/findDialect.ts'
import type { FixedField } from '../text/findDialect.ts'
import { delimitedRecords } from '../text/delimitedRecords.ts'
import type { Dialect } from '../text/delimitedRecords.ts'
import { findEncoding, textOf } from '../text/encodings.ts'
import type { FoundEncoding } from '../text/encodings.ts'
import type { OpenedSource, ReadOptions, SourceRow, SourceTable } from '../types.ts'
import { batchRows } from '../types.ts'

export const sampleText = async (bytes: Bytes, encoding: string, letters = 262_144): Promise<string> => {
  let text = ''
  for await (const piece of textOf(bytes, encoding)) {
    text += piece
    if (text.length >= letters) break
  }
  if (text.length < letters) return text
  const cut = text.lastIndexOf('\n', letters)
  return cut > 0 ? text.slice(0, cut + 1) : text.slice(0, letters)
}

async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = ''
  for await (const piece of pieces) {
    const text = rest + piece
    let start = 0
    for (let end = text.indexOf('\n', start); end >= 0; end = text.indexOf('\n', start)) {
      yield text.slice(start, end > start && text[end - 1] === '\r' ? end - 1 : end)
      start = end + 1
    }
    rest = text.slice(start)
  }
  if (rest !== '') yield rest
}

export const fixedRows = (bytes: Bytes, encoding: string, fields: readonly FixedField[]) =>
  async function* (): AsyncGenerator<SourceRow[]> {
    let batch: SourceRow[] = []
    let line = 0
    for await (const text of linesOf(textOf(bytes, encoding))) {
      line += 1
      if (text.trim() === '' || text === '\u001a') continue
      const composed = text.normalize('NFC')
      batch.push({
        line,
        cells: fields.map(({ start, length }) => composed.slice(start, start + length).trim()),
        problem: composed.includes('\ufffd') ? 'ENCODING' : null,
      })
      if (batch.length >= batchRows) {
        yield batch
        batch = []
      }
    }
    if (batch.length > 0) yield batch
  }

const table = (name: string, rows: SourceTable['rows'], columns: SourceTable['columns']): SourceTable => ({
  name,
  columns,
  rows,
  expectedRows: null,
  notes: [],
})

const wholeLine = /^"((?:[^"]|"")*)"$/

/**
 * Each line is one field in quotes, and holds the separators of several: a file that was taken for one column and saved
 * again.
 */
const inQuotesWhole = (sample: string): boolean => {
  const lines = sample.split(/\r?\n/, 200).filter((line) => line.trim() !== '')
  const whole = lines.filter((line) => /[,;\t|]/.test(wholeLine.exec(line)?.[1] ?? ''))
  return lines.length > 1 && whole.length >= Math.max(2, lines.length * 0.9)
}

const unwrappedLine = (line: string): string => wholeLine.exec(line)?.[1]?.replaceAll('""', '"') ?? line

async function* unwrapped(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of linesOf(pieces)) yield `${unwrappedLine(line)}\n`
}

const inBlanks = (sample: string): boolean => {
  const lines = sample.split('\n', 200).filter((line) => line.trim() !== '')
  return lines.filter((line) => /\S {2,}\S/.test(line)).length > lines.length * 0.8
}

/** What a layout says holds unless the bytes prove another: letters must never be read in a code they are not in. */
const chosenEncoding = (given: string | undefined, found: FoundEncoding): string => {
  if (given === undefined) return found.encoding
  const proved = found.confidence === 1 && found.reason !== 'ascii'
  return proved || (given === 'utf-8' && found.encoding !== 'utf-8') ? found.encoding : given
}

export const openText = async (bytes: Bytes, options: ReadOptions): Promise<OpenedSource> => {
  const found = await findEncoding(bytes)
  const encoding = chosenEncoding(options.encoding, found)
  const written = await sampleText(bytes, encoding)
  const wrapped = inQuotesWhole(written)
  const pieces = (): AsyncIterable<string> =>
    wrapped ? unwrapped(textOf(bytes, encoding)) : skipSepLine(textOf(bytes, encoding))
  const sample = wrapped ? written.split(/\r?\n/).map(unwrappedLine).join('\n') : written
  const opened = (part: Partial<OpenedSource>): OpenedSource => ({
    format: 'delimited',
    encoding,
    encodingConfidence: encoding === found.encoding ? found.confidence : 1,
    delimiter: null,
    quote: null,
    member: null,
    members: [],
    tables: [],
    notes: [
      ...(found.reason === 'mostly_valid' ? [{ code: 'BAD_LETTERS', facts: { encoding } }] : []),
      ...(wrapped ? [{ code: 'LINES_IN_QUOTES', facts: {} }] : []),
    ],
    close: () => bytes.close(),
    ...part,
  })
  const delimitedBy = (dialect: Dialect): OpenedSource =>
    opened({
      delimiter: dialect.delimiter,
      quote: dialect.quote,
      tables: [countsFields(table(bytes.name, () => delimitedRecords(pieces(), dialect, bytes.name), null))],
    })
  if (options.fields !== undefined && options.fields.length > 0)
    return opened({
      format: 'fixed',
      fields: options.fields,
      tables: [table(bytes.name, fixedRows(bytes, encoding, options.fields), null)],
    })
  const judged = findDialect(sample)
  if (options.delimiter !== undefined)
    return delimitedBy({
      quote: options.quote ?? judged?.quote ?? '"',
      backslash: judged?.backslash ?? false,
      loneReturn: judged?.loneReturn ?? !sample.includes('\n'),
      delimiter: options.delimiter,
    })
  // Columns set by blanks, with a tab before the last of them: the blanks part more.
  const aligned = judged !== null && !judged.sepLine && inBlanks(sample) ? findWhitespace(sample) : null
  const more = aligned !== null && aligned > (judged?.width ?? 1) * 2
  if (judged !== null && judged.confidence >= 0.3 && !more) return delimitedBy(judged)
  const lines = { quote: '"', backslash: false, loneReturn: !sample.includes('\n') }
  const fixed = /[^\s] +[^\s]/.test(sample) ? findFixed(sample) : null
  const blanks = findWhitespace(sample)
  if (
    fixed !== null &&
    options.format !== 'delimited' &&
    (blanks === null || (fixed.length <= blanks && !/(^|\s)"/.test(sample)))
  )
    return opened({
      format: 'fixed',
      fields: fixed,
      tables: [table(bytes.name, fixedRows(bytes, encoding, fixed), null)],
    })
  if (blanks !== null) return delimitedBy({ ...lines, delimiter: 'whitespace' })
  return delimitedBy({ ...lines, delimiter: judged?.delimiter ?? ',' })
}

/** "sep=;" of a spreadsheet is no row. */
async function* skipSepLine(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let first = true
  for await (const piece of pieces) {
    // The line stays as an empty one, so that the lines keep their numbers.
    yield first ? piece.replace(/^sep=.(?=\r?\n)/i, '') : piece
    first = false
  }
}
