// The careful reader: every record of a file the fast reader is not given, one by one, with what is wrong with it. In:
// a scanned file. Out: batches of records in order, and where each line of the file went. Slow and exact; never drops a
// line silently.
import { createHash } from 'node:crypto'
import { fail } from '#shared/model/failure.ts'
import { isBlankLine } from './csvRecord.ts'
import { lineLimit, linesOf, textOf } from './decodeText.ts'
import { openDelivered } from './openDelivered.ts'
import { recordScanner } from './recordScanner.ts'
import type { LineRecord } from './recordScanner.ts'
import type { FileScan } from './scanFile.ts'

const batchRecords = 2000

export type LineAccount = {
  /** Lines of the header and before it. */
  header: number
  /** Lines that hold no record. */
  empty: number
  /** Further lines of records that run over several. */
  continued: number
}

export type RecordReading = { batches: AsyncGenerator<LineRecord[]>; lines: LineAccount }

export const readRecords = (scan: FileScan): RecordReading => {
  const lines: LineAccount = { header: scan.dialect.linesBefore, empty: 0, continued: 0 }
  return { batches: read(scan, lines), lines }
}

async function* read(scan: FileScan, account: LineAccount): AsyncGenerator<LineRecord[]> {
  const { path, dialect } = scan
  const { file, identity } = await openDelivered(path)
  try {
    if (identity !== scan.identity) fail('FILE_CHANGED', { path })
    const columns = scan.header.length
    let batch: LineRecord[] = []
    let headerPending = true
    let last: LineRecord | null = null
    const scanner = recordScanner(
      { delimiter: dialect.delimiter, heldLimit: lineLimit, columns: () => (headerPending ? null : columns) },
      (record) => {
        if (headerPending) {
          headerPending = false
          account.header += record.lines
          return
        }
        account.continued += record.lines - 1
        last = record
        batch.push(record)
      },
    )
    const hash = createHash('sha256')
    let before = dialect.linesBefore
    let ended = true
    for await (const lines of linesOf(
      textOf(file, dialect.encoding, (block) => hash.update(block)),
      dialect,
      path,
    )) {
      for (const line of lines) {
        if (before > 0) before -= 1
        else scanner.line(line.text)
        ended = line.ended || isBlankLine(line.text)
      }
      if (batch.length >= batchRecords) {
        yield batch
        batch = []
      }
    }
    const { openLastLine } = scanner.end()
    const short = last as LineRecord | null
    const cut = openLastLine || (short !== null && short.problem === 'COLUMN_COUNT' && short.fields.length < columns)
    if (!ended && cut) fail('FILE_TRUNCATED', { path, line: scan.lines })
    account.empty = scanner.empty()
    if (batch.length > 0) yield batch
    // What was hashed by the scan is what was read here.
    if (hash.digest('hex') !== scan.sha256) fail('FILE_CHANGED', { path })
  } finally {
    await file.close()
  }
}
