// The text of a delivered file as it streams, whatever it is encoded in. In: an open file, a dialect. Out: lines
// without their line feed (carriage returns before it stay), in normal form C where the bytes were not Unicode. Never a
// letter lost: bad bytes fail by name.
import type { FileHandle } from 'node:fs/promises'
import iconv from 'iconv-lite'
import { fromTcvn3Bytes, fromVniBytes } from '#engine/collect/readers/text/legacyVietnamese.ts'
import { fail } from '#shared/model/failure.ts'
import type { TextDialect, TextEncoding } from './textDialect.ts'

export const lineLimit = 1_048_576
const blockBytes = 1_048_576

type Decoder = { write(block: Buffer): string; end(): string }

const wide = (name: string): Decoder => {
  const decoder = iconv.getDecoder(name, { stripBOM: true })
  return { write: (block) => decoder.write(block), end: () => decoder.end() ?? '' }
}

/** Eight-bit encodings hold letters in parts: what is decoded is composed line by line by the reader. */
const decoderFor = (encoding: TextEncoding): Decoder => {
  switch (encoding) {
    case 'utf-8': {
      const decoder = new TextDecoder('utf-8')
      return { write: (block) => decoder.decode(block, { stream: true }), end: () => decoder.decode() }
    }
    case 'utf-16le':
    case 'utf-16be':
      return wide(encoding)
    case 'windows-1258':
      return wide('windows1258')
    case 'tcvn3':
    case 'vni':
      // Bytes as letters for now; the letters of a line are converted together.
      return { write: (block) => block.toString('latin1'), end: () => '' }
    default:
      return encoding satisfies never
  }
}

/** Pieces of text from the beginning of the file; `onBytes` sees every block before it is decoded. */
export async function* textOf(
  file: FileHandle,
  encoding: TextEncoding,
  onBytes: (block: Buffer) => void = () => undefined,
): AsyncGenerator<string> {
  const decoder = decoderFor(encoding)
  const buffer = Buffer.allocUnsafe(blockBytes)
  for (let at = 0; ;) {
    const { bytesRead } = await file.read(buffer, 0, blockBytes, at)
    if (bytesRead === 0) break
    at += bytesRead
    const block = buffer.subarray(0, bytesRead)
    onBytes(block)
    const text = decoder.write(block)
    if (text !== '') yield text
  }
  const last = decoder.end()
  if (last !== '') yield last
}

const composed = (text: string): string => text.normalize('NFC')
const converters: Partial<Record<TextEncoding, (line: string) => string>> = {
  'utf-8': (line) => line,
  tcvn3: fromTcvn3Bytes,
  vni: fromVniBytes,
}

/** Lines, the last one marked when no line end follows it. */
export async function* linesOf(
  pieces: AsyncIterable<string>,
  { encoding, loneReturns }: TextDialect,
  path: string,
): AsyncGenerator<{ text: string; ended: boolean }[]> {
  const converted = converters[encoding] ?? composed
  let rest = ''
  let line = 1
  for await (const piece of pieces) {
    const text = rest + (loneReturns ? piece.replaceAll('\r', '\n') : piece)
    const lines: { text: string; ended: boolean }[] = []
    let start = 0
    for (let end = text.indexOf('\n', start); end >= 0; end = text.indexOf('\n', start)) {
      const found = text.slice(start, end)
      lines.push({ text: converted(found), ended: true })
      start = end + 1
    }
    rest = text.slice(start)
    line += lines.length
    if (rest.length > lineLimit) fail('FILE_LINE_TOO_LONG', { path, line, bytes: rest.length, limit: lineLimit })
    if (lines.length > 0) yield lines
  }
  if (rest !== '') yield [{ text: converted(rest), ended: false }]
}
