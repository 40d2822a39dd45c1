// The raw fields of a few records of a regular file, read again by their numbers: rows whose content is sound but whose
// key another row has. In: a path that scanFile called regular (a record is a line), row numbers. Out: fields, in order
// of the file.
import { open } from 'node:fs/promises'
import { fail } from '#shared/model/failure.ts'
import { splitRecord } from './csvRecord.ts'
import { lineLimit } from './decodeText.ts'
import type { FileScan } from './scanFile.ts'

const blockBytes = 4 * 1_048_576
const newline = 0x0a

export const rejectedLines = async (
  scan: Pick<FileScan, 'path' | 'dialect'>,
  wanted: { has(rowNumber: number): boolean; size: number },
  onRecord: (rowNumber: number, fields: string[]) => void,
  throwIfCancelled: () => void,
): Promise<void> => {
  const { path, dialect } = scan
  const file = await open(path, 'r')
  try {
    const buffer = Buffer.allocUnsafe(blockBytes + lineLimit + 1)
    let carried = 0
    // The header is line 0, so a line's number is its record's.
    let line = -dialect.linesBefore
    let found = 0
    const take = (bytes: Buffer): void => {
      if (line > 0 && wanted.has(line)) {
        onRecord(line, splitRecord(bytes.toString('utf8').replace(/\r$/, ''), dialect.delimiter).fields)
        found += 1
      }
      line += 1
    }
    while (found < wanted.size) {
      throwIfCancelled()
      const { bytesRead } = await file.read(buffer, carried, blockBytes, null)
      const filled = buffer.subarray(0, carried + bytesRead)
      let start = 0
      for (let end = filled.indexOf(newline); end >= 0 && found < wanted.size; end = filled.indexOf(newline, start)) {
        take(filled.subarray(start, end))
        start = end + 1
      }
      if (bytesRead === 0) {
        if (start < filled.length) take(filled.subarray(start))
        break
      }
      carried = filled.length - start
      filled.copy(buffer, 0, start)
      // The scan found no such line: the file is another one by now.
      if (carried > lineLimit) break
    }
    if (found < wanted.size) fail('FILE_UNREADABLE', { path, reason: `${found} / ${wanted.size}` })
  } finally {
    await file.close()
  }
}
