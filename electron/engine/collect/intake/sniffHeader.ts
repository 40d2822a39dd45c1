// The column names of a delivered text file, from its first bytes. In: a path. Out: names; fails where it cannot be
// opened. For ordering files before they are read: the scan decides what the header really is.
import { splitRecord } from './csvRecord.ts'
import { textOf } from './decodeText.ts'
import { openDelivered } from './openDelivered.ts'
import { textDialect, wideEncoding } from './textDialect.ts'

export const sniffHeader = async (path: string): Promise<string[]> => {
  const { file } = await openDelivered(path)
  try {
    const head = Buffer.alloc(4096)
    const { bytesRead } = await file.read(head, 0, head.length, 0)
    const encoding = wideEncoding(head.subarray(0, bytesRead)) ?? 'utf-8'
    for await (const text of textOf(file, encoding)) {
      const dialect = textDialect(text, encoding)
      const line = text.split(dialect.loneReturns ? '\r' : '\n')[dialect.linesBefore] ?? ''
      return splitRecord(line.replace(/\r+$/, ''), dialect.delimiter).fields.map((field) =>
        field.trim().normalize('NFC'),
      )
    }
    return []
  } finally {
    await file.close()
  }
}
