// The careful reader: every record of a file the fast reader refused, one by one, with what is wrong with it.
// In: a scanned file. Out: batches of records in order. Slow and exact; never drops a line silently (blank lines hold no record).
import { createReadStream } from 'node:fs'
import { fail } from '#shared/model/failure.ts'
import { splitRecord } from './csvRecord.ts'
import type { FileRecord } from './fileRecord.ts'
import { lineLimit } from './scanFile.ts'
import type { FileScan } from './scanFile.ts'

const batchRecords = 2000

/** Lines as they end at LF; the CR of a CRLF is still there, for it is text when the line ends inside quotes. */
async function* linesOf(path: string): AsyncGenerator<string> {
  const stream = createReadStream(path, { encoding: 'utf8', highWaterMark: 1_048_576 })
  let rest = ''
  let first = true
  for await (const chunk of stream) {
    let text = rest + String(chunk)
    if (first) {
      if (text.startsWith('\ufeff')) text = text.slice(1)
      first = false
    }
    let start = 0
    for (let end = text.indexOf('\n', start); end >= 0; end = text.indexOf('\n', start)) {
      yield text.slice(start, end)
      start = end + 1
    }
    rest = text.slice(start)
  }
  if (rest !== '') yield rest
}

/**
 * A field in quotes may run over lines. A quote that is never closed within the line limit, or not before the file ends,
 * was no opening quote: its first line is a record with problem QUOTE and reading resumes at the next line.
 */
export async function* readRecords(scan: FileScan): AsyncGenerator<FileRecord[]> {
  const columns = scan.header.length
  let batch: FileRecord[] = []
  /** Lines of a record whose quote is open. */
  let held: string[] = []
  let heldLength = 0
  let headerPending = true
  const give = (text: string, misplacedAnyway: boolean): void => {
    const { fields, misplaced } = splitRecord(text)
    batch.push({
      fields,
      problem: misplaced || misplacedAnyway ? 'QUOTE' : fields.length === columns ? null : 'COLUMN_COUNT',
    })
  }
  const withoutReturn = (text: string): string => (text.endsWith('\r') ? text.slice(0, -1) : text)
  const take = (rawLine: string): void => {
    const line = withoutReturn(rawLine)
    if (held.length === 0) {
      if (line === '' && columns > 1) return
      const { open } = splitRecord(line)
      if (!open) {
        if (headerPending) headerPending = false
        else give(line, false)
        return
      }
    }
    held.push(rawLine)
    heldLength += rawLine.length + 1
    // Only a line with a quote can close one.
    if (held.length > 1 && line.includes('"')) {
      const text = withoutReturn(held.join('\n'))
      if (!splitRecord(text).open) {
        held = []
        heldLength = 0
        if (headerPending) headerPending = false
        else give(text, false)
        return
      }
    }
    if (heldLength > lineLimit) release()
  }
  /** The quote opened in the first held line was not one: that line is bad, the others are read again. */
  const release = (): void => {
    const [bad, ...again] = held
    held = []
    heldLength = 0
    give(withoutReturn(bad ?? ''), true)
    for (const line of again) take(line)
  }
  for await (const line of linesOf(scan.path)) {
    take(line)
    if (batch.length >= batchRecords) {
      yield batch
      batch = []
    }
  }
  if (held.length === 1) fail('FILE_TRUNCATED', { path: scan.path, line: scan.lines })
  while (held.length > 0) release()
  if (batch.length > 0) yield batch
}
