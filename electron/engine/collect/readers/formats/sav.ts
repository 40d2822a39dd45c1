// Cases of an SPSS system file, plain, packed by codes or in zlib blocks (.zsav). In: bytes. Out: one table that
// streams. Dates as dates; values that the file declares to be no answer are left as they are: the column names them.
import { inflate } from 'node:zlib'
import { promisify } from 'node:util'
import { fail } from '#shared/model/failure.ts'
import { cursor } from '../bytes.ts'
import type { Bytes } from '../bytes.ts'
import { textDecoder } from '../text/encodings.ts'
import { clockText, instantText, numberText } from '../text/numberText.ts'
import type { Cell, ColumnType, OpenedSource, ReadOptions, ReaderNote, SourceColumn, SourceRow } from '../types.ts'
import { batchRows } from '../types.ts'
import { readSavHead } from './savHead.ts'
import type { SavHead, SavVariable } from './savHead.ts'

const unpack = promisify(inflate)
const epoch = 12_219_379_200
const dateFormats = new Set([20, 23, 24, 30, 38, 39])
const instantFormats = new Set([22, 41])
const clockFormats = new Set([21, 25, 40])

const typeOf = ({ bytes, format }: SavVariable): ColumnType => {
  if (bytes > 0) return 'text'
  if (dateFormats.has(format)) return 'date'
  if (instantFormats.has(format)) return 'datetime'
  if (clockFormats.has(format)) return 'time'
  return format === 28 || format === 29 ? 'text' : 'number'
}

const numberCell = (value: number, { format }: SavVariable): Cell => {
  if (dateFormats.has(format)) return instantText(value - epoch) ?? { type: 'error', text: numberText(value) }
  if (instantFormats.has(format)) return instantText(value - epoch) ?? { type: 'error', text: numberText(value) }
  if (clockFormats.has(format))
    return value < 0 ? { type: 'error', text: numberText(value) } : { type: 'time', text: clockText(value) }
  if (format === 28 || format === 29) {
    const day = instantText(value - epoch)?.text
    if (day === undefined) return { type: 'error', text: numberText(value) }
    return format === 28 ? day.slice(0, 7) : `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`
  }
  return { type: 'number', text: numberText(value) }
}

/** The bytes of the cases, whatever packs them as blocks. */
const blocksOf = async (bytes: Bytes, head: SavHead): Promise<Bytes> => {
  if (head.compression !== 2) return bytes
  const big = head.big
  const wide = (b: Buffer, at: number): number => Number(big ? b.readBigInt64BE(at) : b.readBigInt64LE(at))
  const int = (b: Buffer, at: number): number => (big ? b.readInt32BE(at) : b.readInt32LE(at))
  const damaged = (reason: string): never => fail('FILE_DAMAGED', { path: bytes.name, reason })
  const first = await bytes.read(head.dataAt, 24)
  if (first.length < 24) damaged('zlib header')
  const trailer = await bytes.read(wide(first, 8), wide(first, 16))
  if (trailer.length < 24) damaged('zlib trailer')
  const count = int(trailer, 20)
  if (count < 0 || trailer.length < 24 + count * 24) damaged('zlib trailer')
  const blocks = Array.from({ length: count }, (_, i) => ({
    at: wide(trailer, 24 + i * 24 + 8),
    size: int(trailer, 24 + i * 24 + 16),
    packed: int(trailer, 24 + i * 24 + 20),
  }))
  const starts: number[] = []
  let total = 0
  for (const { size } of blocks) {
    if (size < 0 || size > 64 * 1_048_576) damaged(`block of ${size}`)
    starts.push(total)
    total += size
  }
  let held = { index: -1, data: Buffer.alloc(0) }
  const block = async (index: number): Promise<Buffer> => {
    if (held.index === index) return held.data
    const { at, size, packed } = blocks[index] ?? damaged('block')
    const data = await unpack(await bytes.read(at, packed), { maxOutputLength: size + 1 }).catch((error: unknown) =>
      damaged(error instanceof Error ? error.message : 'zlib'),
    )
    held = { index, data }
    return data
  }
  return {
    ...bytes,
    size: total,
    read: async (position, length) => {
      const found: Buffer[] = []
      let at = position
      const end = Math.min(total, position + length)
      let index = starts.findLastIndex((start) => start <= at)
      while (at < end && index < blocks.length) {
        const data = await block(index)
        const from = at - (starts[index] ?? 0)
        const part = data.subarray(from, Math.min(data.length, from + end - at))
        if (part.length === 0 && from >= data.length) index += 1
        else {
          found.push(part)
          at += part.length
          index += 1
        }
      }
      return found.length === 1 && found[0] ? found[0] : Buffer.concat(found)
    },
  }
}

async function* savRows(bytes: Bytes, head: SavHead): AsyncGenerator<SourceRow[]> {
  const data = await blocksOf(bytes, head)
  const from = cursor(data, head.compression === 2 ? 0 : head.dataAt)
  const decode = textDecoder(head.encoding)
  const packed = head.compression !== 0
  const damaged = (reason: string): never => fail('FILE_DAMAGED', { path: bytes.name, reason })
  let commands: Buffer = Buffer.alloc(0)
  let next = 8
  let ended = false
  const eight = (): Buffer | number | 'blank' | 'missing' | 'end' => {
    if (!packed) return from.ready(8) ?? 'end'
    for (;;) {
      if (next === 8) {
        const more = from.ready(8)
        if (more === null) return 'end'
        commands = Buffer.from(more)
        next = 0
      }
      const code = commands[next] ?? 0
      next += 1
      if (code === 0) continue
      if (code === 252) return 'end'
      if (code === 253) return from.ready(8) ?? damaged('a case ends early')
      if (code === 254) return 'blank'
      return code === 255 ? 'missing' : code - head.bias
    }
  }
  const slots = head.variables.reduce(
    (n, v) => n + v.segments.reduce((m, s) => m + Math.max(1, Math.ceil(s / 8)), 0),
    0,
  )
  const most = slots * 9 + 16 + slots
  const widest = head.variables.reduce((n, v) => Math.max(n, v.segments.length * 256), 256)
  const scratch = Buffer.alloc(widest + 8)
  /** A text: null at the end of the cases. */
  const text = (variable: SavVariable): string | null => {
    let length = 0
    for (const stored of variable.segments) {
      const start = length
      for (let at = 0; at < Math.ceil(stored / 8) * 8; at += 8) {
        const value = eight()
        if (value === 'end') return null
        if (value === 'blank' || value === 'missing') scratch.fill(0x20, start + at, start + at + 8)
        else if (typeof value === 'number') damaged('a number in a text')
        else value.copy(scratch, start + at)
      }
      length = start + Math.min(stored, 255)
    }
    let end = Math.min(length, variable.bytes)
    while (end > 0 && (scratch[end - 1] === 0x20 || scratch[end - 1] === 0)) end -= 1
    return decode(scratch.subarray(0, end))
  }
  const number = (): number | null | 'end' => {
    const value = eight()
    if (value === 'end') return 'end'
    if (value === 'missing' || value === 'blank') return null
    const n = typeof value === 'number' ? value : head.big ? value.readDoubleBE() : value.readDoubleLE()
    return n === -Number.MAX_VALUE || Number.isNaN(n) ? null : n
  }
  let read = 0
  while (!ended && (head.cases < 0 || read < head.cases)) {
    const batch: SourceRow[] = []
    while (batch.length < batchRows && (head.cases < 0 || read < head.cases)) {
      if (from.left() < most) await from.fill(most)
      const cells: Cell[] = []
      for (const variable of head.variables) {
        if (variable.bytes > 0) {
          const value = text(variable)
          if (value === null) ended = true
          cells.push(value === '' ? null : value)
        } else {
          const value = number()
          if (value === 'end') ended = true
          else cells.push(value === null ? null : numberCell(value, variable))
        }
        if (ended) break
      }
      if (ended) {
        if (cells.length > 1 || head.cases >= 0) damaged(`${read} / ${head.cases}`)
        break
      }
      read += 1
      batch.push({ line: read, cells, problem: null })
    }
    if (batch.length > 0) yield batch
  }
}

export const openSav = async (bytes: Bytes, options: ReadOptions): Promise<OpenedSource> => {
  const head = await readSavHead(bytes, options.encoding)
  if (head.variables.length === 0) fail('FILE_NO_ROWS', { path: bytes.name })
  const notes: ReaderNote[] = []
  const columns = head.variables.map((variable): SourceColumn => ({
    name: variable.name,
    label: variable.label,
    type: typeOf(variable),
    decimals: variable.bytes > 0 ? null : variable.decimals,
    valueLabels: variable.valueLabels,
    missing: variable.missing,
  }))
  return {
    format: 'sav',
    encoding: head.encoding,
    encodingConfidence: head.encodingConfidence,
    delimiter: null,
    quote: null,
    member: null,
    members: [],
    tables: [
      {
        name: bytes.name,
        columns,
        rows: () => savRows(bytes, head),
        expectedRows: head.cases < 0 ? null : head.cases,
        notes,
      },
    ],
    notes: [],
    close: () => bytes.close(),
  }
}
