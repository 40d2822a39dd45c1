// The look at a delivered file before anything is read from it: one pass over its bytes. In: a path. Out: hash, size,
// header, shape. Fails for a file that is missing, empty, binary, in no known encoding, cut off or with a line beyond
// the limit. Never interprets rows.
import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import type { Hash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { fail } from '#shared/model/failure.ts'
import { splitRecord, withoutEndSigns } from './csvRecord.ts'
import { lineLimit, linesOf, textOf } from './decodeText.ts'
import { legacyEncoding } from './legacyEncoding.ts'
import type { FileRecord } from './fileRecord.ts'
import type { TextTraits } from './normaliseSql.ts'
import { openDelivered } from './openDelivered.ts'
import type { FileIdentity } from './openDelivered.ts'
import { quotesAreRegular } from './quoteCheck.ts'
import { recordScanner } from './recordScanner.ts'
import { allTraits, lookForTraits, noTraits } from './scanTraits.ts'
import { textDialect, wideEncoding } from './textDialect.ts'
import type { TextDialect, TextEncoding } from './textDialect.ts'

export { lineLimit }
const blockBytes = 4 * 1_048_576
const headBytes = 65_536
const newline = 0x0a
const carriageReturn = 0x0d
const quote = 0x22
const bom = Buffer.from([0xef, 0xbb, 0xbf])

export type FileScan = {
  path: string
  fileName: string
  bytes: number
  sha256: string
  identity: FileIdentity
  dialect: TextDialect
  /** Lines of the file, those before the header among them. */
  lines: number
  header: string[]
  /**
   * UTF-8 in which each line after the header is a record of its own and ends the same way: the fast reader may have
   * it.
   */
  regular: boolean
  /** What kinds of characters may be in it. */
  traits: TextTraits
  /**
   * Records of a file that is no agreed CSV, already told apart by its layout: numbers and dates are in the agreed
   * forms.
   */
  /** What the file itself calls the fields of `header`, where a layout names them otherwise. */
  names?: readonly string[]
  records?: () => AsyncGenerator<FileRecord[]>
  /** What the layout's reader has to say of them, by reason, after they are read. */
  notes?: () => ReadonlyMap<string, number>
}

export type ScanOptions = { onProgress?: (done: number, total: number) => void; throwIfCancelled?: () => void }

type Shape = { lines: number; header: string[]; regular: boolean; traits: TextTraits }
type Pass = { file: FileHandle; path: string; total: number; hash: Hash; dialect: TextDialect } & Required<ScanOptions>

/** The bytes are not UTF-8 after all. */
class NotUtf8 extends Error {
  readonly line: number
  constructor(line: number) {
    super()
    this.line = line
  }
}

const headerNames = (fields: readonly string[]): string[] =>
  fields.map((field) =>
    field
      .replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, '')
      .trim()
      .normalize('NFC'),
  )

export const scanFile = async (
  given: string,
  { onProgress = () => undefined, throwIfCancelled = () => undefined }: ScanOptions = {},
): Promise<FileScan> => {
  const path = resolve(given)
  const { file, identity, bytes: total } = await openDelivered(path)
  try {
    if (total === 0) return fail('FILE_EMPTY', { path })
    const head = Buffer.alloc(Math.min(headBytes, total))
    await file.read(head, 0, head.length, 0)
    const wide = wideEncoding(head)
    const options = { onProgress, throwIfCancelled }
    const passOf = async (encoding: TextEncoding): Promise<Pass> => ({
      file,
      path,
      total,
      hash: createHash('sha256'),
      dialect: textDialect(await headText(file, encoding), encoding),
      ...options,
    })
    let pass = await passOf(wide ?? 'utf-8')
    let shape: Shape
    try {
      shape = wide || pass.dialect.loneReturns ? await decodedShape(pass) : await utf8Shape(pass)
    } catch (thrown) {
      if (!(thrown instanceof NotUtf8)) throw thrown
      const encoding = await legacyEncoding(file)
      if (encoding === null) return fail('FILE_ENCODING', { path, line: thrown.line })
      pass = await passOf(encoding)
      shape = await decodedShape(pass)
    }
    if (shape.header.every((name) => name === '')) return fail('FILE_EMPTY', { path })
    return {
      path,
      fileName: basename(path),
      bytes: total,
      sha256: pass.hash.digest('hex'),
      identity,
      dialect: pass.dialect,
      ...shape,
    }
  } finally {
    await file.close()
  }
}

const headText = async (file: FileHandle, encoding: TextEncoding): Promise<string> => {
  for await (const piece of textOf(file, encoding)) return piece.slice(0, headBytes)
  return ''
}

/** Files that are decoded as a whole: lines are counted as the careful reader will see them. */
const decodedShape = async (pass: Pass): Promise<Shape> => {
  const { file, path, dialect, hash, total } = pass
  let done = 0
  let lines = 0
  let rows = 0
  let header: string[] | null = null
  const scanner = recordScanner(
    { delimiter: dialect.delimiter, heldLimit: lineLimit, columns: () => header?.length ?? null },
    (record) => {
      if (header === null) header = headerNames(record.fields)
      else rows += 1
    },
  )
  const onBytes = (block: Buffer): void => {
    hash.update(block)
    done += block.length
    pass.onProgress(done, total)
    pass.throwIfCancelled()
  }
  for await (const found of linesOf(textOf(file, dialect.encoding, onBytes), dialect, path)) {
    for (const { text } of found) {
      lines += 1
      if (text.includes('\0')) fail('FILE_BINARY', { path, line: lines })
      if (dialect.encoding === 'utf-8' && text.includes('\ufffd')) throw new NotUtf8(lines)
      if (lines > dialect.linesBefore) scanner.line(text)
    }
  }
  scanner.end()
  if (header === null) return fail('FILE_EMPTY', { path })
  if (rows === 0) return fail('FILE_NO_ROWS', { path })
  return { lines, header, regular: false, traits: allTraits() }
}

/** Number of the first line of the block that is not UTF-8, counted from 1 within the block. */
const badLine = (block: Buffer): number => {
  let line = 1
  for (let start = 0; start < block.length; line += 1) {
    const end = block.indexOf(newline, start)
    const stop = end < 0 ? block.length : end + 1
    if (!isUtf8(block.subarray(start, stop))) return line
    start = stop
  }
  return line
}

const utf8Shape = async (pass: Pass): Promise<Shape> => {
  const { file, path, total, hash, dialect } = pass
  const delimiter = dialect.delimiter.charCodeAt(0)
  // Two buffers: the disk fills one while the other is looked at. Each keeps room for the unfinished line before it.
  const buffers = [
    Buffer.allocUnsafe(blockBytes + lineLimit + 1),
    Buffer.allocUnsafe(blockBytes + lineLimit + 1),
  ] as const
  let active = 0
  let carried = 0
  let done = 0
  let lines = 0
  let regular = delimiter < 0x80
  let crlf: boolean | null = null
  let header: string[] | null = null
  let headerEnd = 0
  let lastLine = Buffer.alloc(0)
  let lineLength = 0
  const traits = noTraits()

  const takeHeader = (first: Buffer): void => {
    const text = (first.subarray(0, 3).equals(bom) ? first.subarray(3) : first).toString('utf8').replace(/\r+$/, '')
    const record = splitRecord(text, dialect.delimiter)
    if (record.open) regular = false
    header = headerNames(record.fields)
  }
  const look = (block: Buffer): void => {
    const nul = block.indexOf(0)
    if (nul >= 0) fail('FILE_BINARY', { path, line: lines + countLines(block.subarray(0, nul)) + 1 })
    if (!isUtf8(block)) throw new NotUtf8(lines + badLine(block))
    const from = lines === 0 && block.subarray(0, 3).equals(bom) ? 3 : 0
    lookForTraits(block, from, traits)
    headerEnd = 0
    let start = 0
    while (start < block.length) {
      const found = block.indexOf(newline, start)
      const end = found < 0 ? block.length : found
      lineLength = end - start
      if (lineLength > lineLimit)
        fail('FILE_LINE_TOO_LONG', { path, line: lines + 1, bytes: lineLength, limit: lineLimit })
      lines += 1
      const endsCrlf = end > start && block[end - 1] === carriageReturn
      if (found >= 0) {
        crlf ??= endsCrlf
        if (endsCrlf !== crlf || lineLength === (crlf ? 1 : 0)) regular = false
      }
      // A carriage return within a line would be a line end to some readers and text to others.
      if (regular && crlf && block.subarray(start, end - (endsCrlf ? 1 : 0)).includes(carriageReturn)) regular = false
      if (header === null && lines > dialect.linesBefore) {
        takeHeader(block.subarray(start, end))
        headerEnd = end + 1
      }
      start = end + 1
    }
    if (crlf === false && block.includes(carriageReturn)) regular = false
    // The end-of-file sign of DOS is no row.
    if (block.length > 0 && block[block.length - 1] === 0x1a) regular = false
    if (regular && block.includes(quote) && !quotesAreRegular(block, delimiter, headerEnd)) regular = false
  }

  let pending = file.read(buffers[0], 0, blockBytes, 0)
  for (;;) {
    const { bytesRead } = await pending
    const buffer = buffers[active === 0 ? 0 : 1]
    const filled = buffer.subarray(0, carried + bytesRead)
    hash.update(filled.subarray(carried))
    done += bytesRead
    const atEnd = bytesRead === 0 || done >= total
    // Whole lines only; the rest goes in front of the next block.
    const cut = atEnd ? filled.length : filled.lastIndexOf(newline) + 1
    const rest = filled.subarray(cut)
    if (rest.length > lineLimit)
      return await longLine(file, path, done, lines + countLines(filled.subarray(0, cut)) + 1, rest.length)
    active = 1 - active
    const other = buffers[active === 0 ? 0 : 1]
    rest.copy(other, 0)
    carried = rest.length
    if (!atEnd) pending = file.read(other, carried, blockBytes, done)
    look(filled.subarray(0, cut))
    if (atEnd) {
      const endsWithNewline = filled.length > 0 && filled[filled.length - 1] === newline
      if (!endsWithNewline) lastLine = Buffer.from(filled.subarray(filled.length - lineLength))
      break
    }
    pass.onProgress(done, total)
    pass.throwIfCancelled()
  }

  const columns: string[] = header ?? []
  if (lines < dialect.linesBefore + 2) return fail('FILE_NO_ROWS', { path })
  // Cut off: no line end after the last line and fewer columns than the header, or a quote left open in it.
  const last = withoutEndSigns(lastLine.toString('utf8'))
  if (last.trim() !== '') {
    const record = splitRecord(last, dialect.delimiter)
    if (record.fields.length < columns.length || (record.open && record.fields.length <= columns.length))
      return fail('FILE_TRUNCATED', { path, line: lines })
  }
  return { lines, header: columns, regular, traits }
}

const countLines = (block: Buffer): number => {
  let count = 0
  for (let at = block.indexOf(newline); at >= 0; at = block.indexOf(newline, at + 1)) count += 1
  return count
}

/** How long the over-long line really is, for the message; the file is read no further than its end. */
const longLine = async (file: FileHandle, path: string, from: number, line: number, soFar: number): Promise<never> => {
  const buffer = Buffer.allocUnsafe(blockBytes)
  let bytes = soFar
  for (let at = from; ;) {
    const { bytesRead } = await file.read(buffer, 0, blockBytes, at)
    const end = buffer.subarray(0, bytesRead).indexOf(newline)
    bytes += end >= 0 ? end : bytesRead
    if (end >= 0 || bytesRead === 0) break
    at += bytesRead
  }
  return fail('FILE_LINE_TOO_LONG', { path, line, bytes, limit: lineLimit })
}
