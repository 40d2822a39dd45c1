// A table as SPSS .sav (system file, UTF-8, bytecode compression): long names, variable and value labels, missing
// values, measurement level, notes as document. In: a table. Out: the file, rows streamed. Texts beyond 255 bytes are
// refused, never cut.
import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { fail } from '#shared/model/failure.ts'
import type { Pace } from '../pace.ts'
import { cleanText, cutText, shortenedNotes } from './statTable.ts'
import type { StatColumn, StatTable, StatValue } from './statTable.ts'

export const savLimits = { columns: 32_767, textBytes: 255, label: [255, 255] as [number, number], valueLabel: 120 }

/** Days from 1582-10-14, where SPSS counts seconds from, to 1970-01-01. */
const epochDays = 141_428
const daySeconds = 86_400
const systemMissing = -Number.MAX_VALUE
const bias = 100
/**
 * Months and quarters are the date of their first day: formats of their own (MOYR, QYR) other programs show as seconds.
 */
const formats = { text: 1, number: 5, integer: 5, year: 5, date: 39, month: 39, quarter: 39 } as const

type Slot = { column: StatColumn; bytes: number; segments: number; short: string; format: number }

const firstDay = (kind: 'quarter' | 'month', serial: number): number => {
  const per = kind === 'quarter' ? 4 : 12
  return Date.UTC(Math.floor(serial / per), (serial % per) * (12 / per), 1) / 86_400_000
}

/** The number SPSS keeps. */
const stored = (kind: StatColumn['kind'], value: number): number =>
  kind === 'date'
    ? (value + epochDays) * daySeconds
    : kind === 'quarter' || kind === 'month'
      ? (firstDay(kind, value) + epochDays) * daySeconds
      : value

const slotOf = (column: StatColumn, index: number): Slot => {
  const bytes = column.kind === 'text' ? Math.max(1, column.bytes ?? 1) : 0
  if (bytes > savLimits.textBytes)
    return fail('PUBLISH_TEXT_TOO_LONG', { column: column.source, bytes, limit: savLimits.textBytes, format: 'SPSS' })
  const decimals = column.kind === 'number' ? (column.decimals ?? 0) : 0
  const width =
    column.kind === 'text' ? bytes : { number: 20, integer: 12, year: 4, date: 10, month: 10, quarter: 10 }[column.kind]
  return {
    column,
    bytes,
    segments: Math.max(1, Math.ceil(bytes / 8)),
    short: `V${index + 1}`,
    format: (formats[column.kind] << 16) | (width << 8) | decimals,
  }
}

const int = (...numbers: number[]): Buffer => {
  const buffer = Buffer.alloc(numbers.length * 4)
  numbers.forEach((n, i) => buffer.writeInt32LE(n, i * 4))
  return buffer
}
const double = (...numbers: number[]): Buffer => {
  const buffer = Buffer.alloc(numbers.length * 8)
  numbers.forEach((n, i) => buffer.writeDoubleLE(n, i * 8))
  return buffer
}
const padded = (text: string, bytes: number): Buffer => {
  const buffer = Buffer.alloc(bytes, 0x20)
  buffer.write(text, 0, bytes, 'utf8')
  return buffer
}
const extension = (subtype: number, size: number, data: Buffer): Buffer =>
  Buffer.concat([int(7, subtype, size, data.length / size), data])

const variableRecords = ({ column, bytes, segments, short, format }: Slot): Buffer => {
  const label = Buffer.from(cutText(column.label, ...savLimits.label))
  const missing = column.userMissing ?? []
  const parts = [
    int(2, bytes, label.length > 0 ? 1 : 0, missing.length, format, format),
    padded(short, 8),
    ...(label.length > 0 ? [int(label.length), label, Buffer.alloc((4 - (label.length % 4)) % 4, 0x20)] : []),
    double(...missing),
  ]
  for (let s = 1; s < segments; s += 1) parts.push(int(2, -1, 0, 0, 0, 0), padded('', 8))
  return Buffer.concat(parts)
}

const valueLabelRecords = ({ column }: Slot, position: number): Buffer[] => {
  const labels = column.valueLabels ?? []
  if (labels.length === 0) return []
  const entries = labels.map(({ value, label }) => {
    const text = Buffer.from(cutText(label, savLimits.valueLabel))
    return Buffer.concat([
      double(value),
      Buffer.from([text.length]),
      text,
      Buffer.alloc((8 - ((text.length + 1) % 8)) % 8, 0x20),
    ])
  })
  return [int(3, labels.length), ...entries, int(4, 1, position)]
}

/** Lines of 80 bytes, broken between letters. */
const linesOf = (notes: string[]): string[] =>
  notes.flatMap((note) => {
    const lines: string[] = []
    let line = ''
    for (const letter of cleanText(note)) {
      if (Buffer.byteLength(line) + Buffer.byteLength(letter) > 80) {
        lines.push(line)
        line = ''
      }
      line += letter
    }
    return [...lines, line]
  })

/** The document of the file: the notes, and what the format cut or renamed. */
export const documentLines = (table: StatTable): string[] =>
  linesOf([...table.notes, ...shortenedNotes(table.columns, savLimits)])

const dictionary = (table: StatTable, slots: Slot[]): Buffer => {
  const positions: number[] = []
  let position = 1
  for (const slot of slots) {
    positions.push(position)
    position += slot.segments
  }
  const head = Buffer.concat([
    Buffer.from('$FL2'),
    padded('@(#) SPSS DATA FILE - StatDesk', 60),
    int(2, position - 1, 1, 0, -1),
    double(bias),
    Buffer.from('01 Jan 7000:00:00'),
    padded(cutText(table.label, 64), 64),
    Buffer.alloc(3, 0x20),
  ])
  const lines = documentLines(table)
  const levels = { nominal: 1, ordinal: 2, scale: 3 } as const
  return Buffer.concat([
    head,
    ...slots.map(variableRecords),
    ...slots.flatMap((slot, i) => valueLabelRecords(slot, positions[i] ?? 0)),
    ...(lines.length === 0 ? [] : [int(6, lines.length), ...lines.map((line) => padded(line, 80))]),
    extension(3, 4, int(1, 0, 0, -1, 1, 1, 2, 65001)),
    extension(4, 8, Buffer.concat([double(systemMissing, Number.MAX_VALUE), Buffer.from('feffffffffffefff', 'hex')])),
    extension(
      11,
      4,
      int(
        ...slots.flatMap(({ column, bytes }) => [
          levels[column.level],
          column.kind === 'text' ? Math.min(40, bytes) : 12,
          column.kind === 'text' ? 0 : 1,
        ]),
      ),
    ),
    extension(13, 1, Buffer.from(slots.map((s) => `${s.short}=${s.column.name}`).join('\t'))),
    extension(20, 1, Buffer.from('UTF-8')),
    int(999, 0),
  ])
}

/** Values in eights: a byte for each says what it is, small whole numbers are in the byte itself. */
const packer = (file: FileHandle) => {
  let buffer = Buffer.alloc(1 << 20)
  const scratch = Buffer.alloc(Math.ceil(savLimits.textBytes / 8) * 8)
  let end = 0
  let commandAt = 0
  let commands = 8
  const command = (code: number): void => {
    if (commands === 8) {
      commandAt = end
      buffer.fill(0, end, end + 8)
      end += 8
      commands = 0
    }
    buffer[commandAt + commands] = code
    commands += 1
  }
  return {
    number(value: number | null): void {
      if (value === null) command(255)
      else if (Number.isInteger(value) && value > -bias && value <= 251 - bias && !Object.is(value, -0))
        command(value + bias)
      else {
        command(253)
        buffer.writeDoubleLE(value, end)
        end += 8
      }
    },
    text(value: string, segments: number): void {
      const bytes = value === '' ? 0 : scratch.write(value, 0, segments * 8, 'utf8')
      scratch.fill(0x20, bytes, segments * 8)
      for (let s = 0; s < segments; s += 1) {
        // A segment past the text is blank; one inside it never counts as such, which reads the same.
        if (s * 8 >= bytes) command(254)
        else {
          command(253)
          scratch.copy(buffer, end, s * 8, s * 8 + 8)
          end += 8
        }
      }
    },
    /** Between rows: a full group of eight is whole, so what was packed can go. */
    async settle(rowBytes: number): Promise<void> {
      if (end + rowBytes + 64 < buffer.length) return
      // A group under way stays: its commands are not all known yet.
      const whole = commands === 8 ? end : commandAt
      const rest = Buffer.from(buffer.subarray(whole, end))
      await file.write(buffer, 0, whole)
      if (rowBytes + rest.length + 64 > buffer.length) buffer = Buffer.alloc(2 * (rowBytes + rest.length + 64))
      rest.copy(buffer)
      end = rest.length
      commandAt = 0
    },
    async finish(): Promise<void> {
      await file.write(buffer, 0, end)
    },
  }
}

const numberOf = (kind: StatColumn['kind'], value: StatValue): number | null =>
  typeof value === 'number' ? stored(kind, value) : null

export const writeSav = async (path: string, table: StatTable, pace: Pace): Promise<number> => {
  if (table.columns.length > savLimits.columns)
    return fail('PUBLISH_TOO_MANY_COLUMNS', { columns: table.columns.length, limit: savLimits.columns, format: 'SPSS' })
  const slots = table.columns.map(slotOf)
  const file = await open(path, 'w')
  try {
    await file.write(dictionary(table, slots))
    const pack = packer(file)
    const rowBytes = slots.reduce((n, s) => n + s.segments * 9, 0) + 8
    let rows = 0
    for await (const chunk of table.chunks()) {
      for (let r = 0; r < chunk.rows; r += 1) {
        await pack.settle(rowBytes)
        for (const [c, slot] of slots.entries()) {
          const value = chunk.columns[c]?.[r] ?? null
          if (slot.column.kind === 'text') pack.text(typeof value === 'string' ? cleanText(value) : '', slot.segments)
          else pack.number(numberOf(slot.column.kind, value))
        }
      }
      rows += chunk.rows
      await pace()
    }
    await pack.finish()
    // The number of cases was not known when the header was written.
    await file.write(int(rows), 0, 4, 80)
    return rows
  } finally {
    await file.close()
  }
}
