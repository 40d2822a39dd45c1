// How the text of a delivered file is written: encoding, line ends, delimiter, a "sep=" line before the header. In: its
// first bytes. Out: a dialect. Looks at the beginning only; what the rest holds is the scan's.
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1258' | 'tcvn3' | 'vni'

export type TextDialect = {
  encoding: TextEncoding
  /** Carriage returns alone end the lines. */
  loneReturns: boolean
  delimiter: string
  /** Lines before the header: the "sep=" line that spreadsheets read. */
  linesBefore: number
}

export const delimiters = [',', ';', '\t', '|'] as const

/** UTF-16 by its mark, or because every other byte of mostly Latin text is zero; null: bytes that may be UTF-8. */
export const wideEncoding = (head: Buffer): 'utf-16le' | 'utf-16be' | null => {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  const pairs = Math.floor(Math.min(head.length, 4096) / 2)
  let even = 0
  let odd = 0
  for (let at = 0; at < pairs * 2; at += 2) {
    if (head[at] === 0) even += 1
    if (head[at + 1] === 0) odd += 1
  }
  if (pairs > 1 && odd > pairs * 0.4 && even === 0) return 'utf-16le'
  return pairs > 1 && even > pairs * 0.4 && odd === 0 ? 'utf-16be' : null
}

const outsideQuotes = (line: string): string => line.replace(/"(?:[^"]|"")*"?/g, '')

/** The sign that parts the fields of a header line: the one that parts it most often; the comma when none does. */
const delimiterOf = (line: string): string => {
  const bare = outsideQuotes(line)
  const counts = delimiters.map((delimiter) => ({ delimiter, count: bare.split(delimiter).length - 1 }))
  return counts.toSorted((a, b) => b.count - a.count).find(({ count }) => count > 0)?.delimiter ?? ','
}

const separatorLine = /^"?sep=(.)"?$/i

/** `head`: decoded text from the beginning of the file, without a byte order mark. */
export const textDialect = (head: string, encoding: TextEncoding): TextDialect => {
  const loneReturns = head.includes('\r') && !head.includes('\n')
  const lines = head.split(loneReturns ? '\r' : '\n').map((line) => line.replace(/\r+$/, ''))
  const given = separatorLine.exec(lines[0] ?? '')?.[1]
  if (given !== undefined) return { encoding, loneReturns, delimiter: given, linesBefore: 1 }
  return { encoding, loneReturns, delimiter: delimiterOf(lines[0] ?? ''), linesBefore: 0 }
}
