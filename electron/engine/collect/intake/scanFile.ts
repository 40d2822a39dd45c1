// The look at a delivered file before anything is read from it: one pass over its bytes. In: a path. Out: hash, size, header, shape.
// Fails for a file that is missing, empty, binary, not UTF-8, cut off or with a line beyond the limit. Never interprets rows.
import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { basename } from 'node:path'
import { fail } from '#shared/model/failure.ts'
import { splitRecord } from './csvRecord.ts'
import type { TextTraits } from './normaliseSql.ts'
import type { FileRecord } from './fileRecord.ts'

export const lineLimit = 1_048_576
const blockBytes = 4 * 1_048_576
const newline = 0x0a
const carriageReturn = 0x0d
const noBreakSpace = Buffer.from('\u00a0')
const narrowNoBreakSpace = Buffer.from('\u202f')
/** Ohm, Kelvin and Angstrom signs: the only letters of their block that normal form C replaces. */
const letterlike = Buffer.from('\u2126').subarray(0, 2)

const oghamSpace = Buffer.from('\u1680')

/** Single bytes first: they are found at the speed of memory, and most files have none of them. */
const lookForTraits = (block: Buffer, traits: TextTraits): void => {
  const mayBeSign = block.includes(0xe2)
  traits.oddSpaces ||=
    block.includes(0x09) ||
    (block.includes(0xc2) && block.includes(noBreakSpace)) ||
    (mayBeSign && block.includes(narrowNoBreakSpace))
  traits.maybeRareSpaces ||= mayBeSign || block.includes(0xe3) || block.includes(oghamSpace)
  // 0xcc and 0xcd begin the combining marks and nothing else that Vietnamese or English text has.
  traits.maybeDecomposed ||= block.includes(0xcc) || block.includes(0xcd) || (mayBeSign && block.includes(letterlike))
}
const bom = Buffer.from([0xef, 0xbb, 0xbf])

export type FileScan = {
  path: string
  fileName: string
  bytes: number
  sha256: string
  /** Lines of the file; equals records + 1 when no field holds a line break. */
  lines: number
  header: string[]
  /** Every line ends the same way, none is blank and the header is one line: the fast reader may try it. */
  regular: boolean
  /** What kinds of characters may be in it. */
  traits: TextTraits
  /** Records of a file that is no agreed CSV, already told apart by its layout. */
  records?: () => AsyncGenerator<FileRecord[]>
}

export type ScanOptions = { onProgress?: (done: number, total: number) => void; throwIfCancelled?: () => void }

const openForReading = async (path: string): Promise<FileHandle> => {
  try {
    const file = await open(path, 'r')
    if ((await file.stat()).isFile()) return file
    await file.close()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (code !== 'ENOENT' && code !== 'ENOTDIR' && code !== 'EISDIR')
      return fail('FILE_UNREADABLE', { path, reason: code }, undefined, error)
  }
  return fail('FILE_NOT_FOUND', { path })
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

export const scanFile = async (path: string, { onProgress, throwIfCancelled }: ScanOptions = {}): Promise<FileScan> => {
  const file = await openForReading(path)
  try {
    const total = (await file.stat()).size
    if (total === 0) return fail('FILE_EMPTY', { path })
    const hash = createHash('sha256')
    // Two buffers: the disk fills one while the other is looked at. Each keeps room for the unfinished line before it.
    const buffers = [
      Buffer.allocUnsafe(blockBytes + lineLimit + 1),
      Buffer.allocUnsafe(blockBytes + lineLimit + 1),
    ] as const
    let active = 0
    let carried = 0
    let done = 0
    let lines = 0
    let regular = true
    let crlf: boolean | null = null
    let header: string[] | null = null
    let lastLine = Buffer.alloc(0)
    let lineLength = 0
    const traits: TextTraits = { oddSpaces: false, maybeDecomposed: false, maybeRareSpaces: false }

    const look = (block: Buffer): void => {
      const nul = block.indexOf(0)
      if (nul >= 0) fail('FILE_BINARY', { path, line: lines + countLines(block.subarray(0, nul)) + 1 })
      if (!isUtf8(block)) fail('FILE_ENCODING', { path, line: lines + badLine(block) })
      lookForTraits(block, traits)
      let start = 0
      while (start < block.length) {
        const found = block.indexOf(newline, start)
        const end = found < 0 ? block.length : found
        lineLength = end - start
        if (lineLength > lineLimit)
          fail('FILE_LINE_TOO_LONG', { path, line: lines + 1, bytes: lineLength, limit: lineLimit })
        lines += 1
        if (found >= 0) {
          const endsCrlf = end > start && block[end - 1] === carriageReturn
          crlf ??= endsCrlf
          if (endsCrlf !== crlf || lineLength === (crlf ? 1 : 0)) regular = false
        }
        if (header === null) {
          const first = block.subarray(start, end)
          const text = (first.subarray(0, 3).equals(bom) ? first.subarray(3) : first)
            .toString('utf8')
            .replace(/\r$/, '')
          const record = splitRecord(text)
          if (record.open) regular = false
          header = record.fields.map((field) => field.trim().normalize('NFC'))
        }
        start = end + 1
      }
      // A lone carriage return inside LF lines would be read as a line end by some readers and as text by others.
      if (crlf === false && block.includes(carriageReturn)) regular = false
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
      const block = filled.subarray(0, cut)
      look(block)
      if (atEnd) {
        const endsWithNewline = filled.length > 0 && filled[filled.length - 1] === newline
        if (!endsWithNewline) lastLine = Buffer.from(filled.subarray(filled.length - lineLength))
        break
      }
      onProgress?.(done, total)
      throwIfCancelled?.()
    }

    const columns = header ?? []
    if (columns.every((name) => name === '')) return fail('FILE_EMPTY', { path })
    if (lines < 2) return fail('FILE_NO_ROWS', { path })
    // Cut off: no line end after the last line and fewer columns than the header, or a quote left open in it.
    if (lastLine.length > 0) {
      const record = splitRecord(lastLine.toString('utf8').replace(/\r$/, ''))
      if (record.fields.length < columns.length || (record.open && record.fields.length <= columns.length))
        return fail('FILE_TRUNCATED', { path, line: lines })
    }
    return {
      path,
      fileName: basename(path),
      bytes: total,
      sha256: hash.digest('hex'),
      lines,
      header: columns,
      regular,
      traits,
    }
  } finally {
    await file.close()
  }
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
