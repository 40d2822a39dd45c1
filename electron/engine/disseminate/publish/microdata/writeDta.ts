// A table as Stata .dta, format 118 (Stata 14 and later): UTF-8, variable and value labels, notes, extended missing
// values. In: a table. Out: the file, rows streamed. Texts beyond 2,045 bytes and more than 32,767 columns are refused,
// never cut.
import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { fail } from '#shared/model/failure.ts'
import type { Pace } from '../pace.ts'
import { cleanText, cutText, shortenedNotes } from './statTable.ts'
import type { StatColumn, StatTable } from './statTable.ts'

export const dtaLimits = {
  columns: 32_767,
  textBytes: 2045,
  label: [320, 80] as [number, number],
  valueLabel: 32_000,
  note: 67_000,
}

const doubleType = 65526
const longType = 65528
/** Day 0 of Stata is 1960-01-01. */
const epochDays = 3653
const epochPeriods = { year: 0, quarter: 1960 * 4, month: 1960 * 12 } as const
const largestLong = 2_147_483_620

type Slot = { column: StatColumn; type: number; width: number; format: string }

const slotOf = (column: StatColumn): Slot => {
  switch (column.kind) {
    case 'text': {
      const width = Math.max(1, column.bytes ?? 1)
      if (width > dtaLimits.textBytes)
        return fail('PUBLISH_TEXT_TOO_LONG', {
          column: column.source,
          bytes: width,
          limit: dtaLimits.textBytes,
          format: 'Stata',
        })
      return { column, type: width, width, format: `%-${Math.min(width, 30)}s` }
    }
    case 'integer':
      return { column, type: longType, width: 4, format: '%12.0g' }
    case 'date':
      return { column, type: longType, width: 4, format: '%td' }
    case 'year':
      return { column, type: longType, width: 4, format: '%ty' }
    case 'quarter':
      return { column, type: longType, width: 4, format: '%tq' }
    case 'month':
      return { column, type: longType, width: 4, format: '%tm' }
    case 'number':
      return {
        column,
        type: doubleType,
        width: 8,
        format: (column.decimals ?? 0) > 0 ? `%18.${column.decimals}f` : '%18.0f',
      }
    default:
      return column.kind satisfies never
  }
}

/** 0 for ".", 1 for ".a" … 26 for ".z". */
const missingRank = (value: string | null): number => (value === null ? 0 : value.charCodeAt(0) - 96)

const fixed = (text: string, bytes: number): Buffer => {
  const buffer = Buffer.alloc(bytes)
  buffer.write(text, 0, bytes - 1, 'utf8')
  return buffer
}
const u16 = (n: number): Buffer => {
  const b = Buffer.alloc(2)
  b.writeUInt16LE(n)
  return b
}
const u32 = (n: number): Buffer => {
  const b = Buffer.alloc(4)
  b.writeUInt32LE(n)
  return b
}
const u64 = (n: number): Buffer => {
  const b = Buffer.alloc(8)
  b.writeBigUInt64LE(BigInt(n))
  return b
}
const tagged = (tag: string, ...parts: Buffer[]): Buffer =>
  Buffer.concat([Buffer.from(`<${tag}>`), ...parts, Buffer.from(`</${tag}>`)])

/** The notes of the file, and what the format cut or renamed. */
export const fileNotes = (table: StatTable): string[] =>
  [...table.notes, ...shortenedNotes(table.columns, dtaLimits)].map((text) => cutText(text, dtaLimits.note))

const noteOf = (name: string, text: string): Buffer => {
  const content = Buffer.from(`${text}\0`)
  return tagged('ch', u32(258 + content.length), fixed('_dta', 129), fixed(name, 129), content)
}

const labelTable = (name: string, labels: { value: number; label: string }[]): Buffer => {
  const sorted = labels.toSorted((a, b) => a.value - b.value)
  const texts = sorted.map((l) => Buffer.from(`${cutText(l.label, dtaLimits.valueLabel)}\0`))
  const offsets = Buffer.alloc(4 * sorted.length)
  const values = Buffer.alloc(4 * sorted.length)
  let at = 0
  sorted.forEach(({ value }, i) => {
    offsets.writeUInt32LE(at, i * 4)
    values.writeInt32LE(value, i * 4)
    at += texts[i]?.length ?? 0
  })
  const table = Buffer.concat([u32(sorted.length), u32(at), offsets, values, ...texts])
  return tagged('lbl', u32(table.length), fixed(name, 129), Buffer.alloc(3), table)
}

/** The number Stata keeps for a value of a column; null and letters are its missing values. */
const stored = (kind: StatColumn['kind'], value: number): number =>
  kind === 'date'
    ? value + epochDays
    : kind === 'year' || kind === 'quarter' || kind === 'month'
      ? value - epochPeriods[kind]
      : value

const missingDouble = (rank: number): bigint => 0x7fe0_0000_0000_0000n + (BigInt(rank) << 40n)

export const writeDta = async (path: string, table: StatTable, pace: Pace): Promise<number> => {
  if (table.columns.length > dtaLimits.columns)
    return fail('PUBLISH_TOO_MANY_COLUMNS', {
      columns: table.columns.length,
      limit: dtaLimits.columns,
      format: 'Stata',
    })
  const slots = table.columns.map(slotOf)
  const file = await open(path, 'w')
  try {
    return await writeParts(file, table, slots, pace)
  } finally {
    await file.close()
  }
}

const writeParts = async (file: FileHandle, table: StatTable, slots: Slot[], pace: Pace): Promise<number> => {
  const label = Buffer.from(cutText(table.label, 320, 80))
  // Rows are known when all are written: their number is put in afterwards.
  const header = Buffer.concat([
    Buffer.from('<stata_dta><header><release>118</release><byteorder>LSF</byteorder>'),
    tagged('K', u16(slots.length)),
    tagged('N', u64(0)),
    tagged('label', u16(label.length), label),
    tagged('timestamp', Buffer.from([0])),
    Buffer.from('</header>'),
  ])
  const rowsAt = header.indexOf('<N>') + 3
  const mapAt = header.length
  const offsets = [0, mapAt]
  let at = mapAt + '<map></map>'.length + 14 * 8
  const parts: Buffer[] = []
  const part = (buffer: Buffer): void => {
    offsets.push(at)
    parts.push(buffer)
    at += buffer.length
  }
  const labelled = slots.map(({ column }, i) => ((column.valueLabels ?? []).length > 0 ? `labels_${i + 1}` : ''))
  const notes = fileNotes(table)
  part(tagged('variable_types', ...slots.map((s) => u16(s.type))))
  part(tagged('varnames', ...slots.map((s) => fixed(s.column.name, 129))))
  part(tagged('sortlist', Buffer.alloc(2 * (slots.length + 1))))
  part(tagged('formats', ...slots.map((s) => fixed(s.format, 57))))
  part(tagged('value_label_names', ...labelled.map((name) => fixed(name, 129))))
  part(tagged('variable_labels', ...slots.map((s) => fixed(cutText(s.column.label, ...dtaLimits.label), 321))))
  part(
    tagged(
      'characteristics',
      ...(notes.length === 0 ? [] : [noteOf('note0', String(notes.length))]),
      ...notes.map((text, i) => noteOf(`note${i + 1}`, text)),
    ),
  )
  offsets.push(at)
  await file.write(header)
  await file.write(Buffer.alloc('<map></map>'.length + 14 * 8))
  for (const buffer of parts) await file.write(buffer)
  await file.write('<data>')
  at += '<data>'.length

  const width = slots.reduce((n, s) => n + s.width, 0)
  let rows = 0
  for await (const chunk of table.chunks()) {
    const data = Buffer.alloc(width * chunk.rows)
    let offset = 0
    slots.forEach((slot, c) => {
      const values = chunk.columns[c] ?? []
      for (let r = 0; r < chunk.rows; r += 1) put(data, r * width + offset, slot, values[r] ?? null)
      offset += slot.width
    })
    await file.write(data)
    rows += chunk.rows
    at += data.length
    await pace()
  }

  await file.write('</data>')
  at += '</data>'.length
  const end: Buffer[] = []
  const last = (buffer: Buffer): void => {
    offsets.push(at)
    end.push(buffer)
    at += buffer.length
  }
  last(tagged('strls'))
  last(
    tagged(
      'value_labels',
      ...slots.flatMap(({ column }, i) =>
        labelled[i] === '' ? [] : [labelTable(labelled[i] ?? '', column.valueLabels ?? [])],
      ),
    ),
  )
  last(Buffer.from('</stata_dta>'))
  offsets.push(at)
  await file.write(Buffer.concat(end))
  await file.write(tagged('map', ...offsets.map(u64)), 0, undefined, mapAt)
  await file.write(u64(rows), 0, undefined, rowsAt)
  return rows
}

const put = (data: Buffer, at: number, { column, type, width }: Slot, value: number | string | null): void => {
  if (column.kind === 'text') {
    if (typeof value === 'string') data.write(cleanText(value), at, width, 'utf8')
  } else if (typeof value === 'number') {
    const number = stored(column.kind, value)
    if (type === doubleType) data.writeDoubleLE(number, at)
    else data.writeInt32LE(number, at)
  } else if (type === doubleType) data.writeBigUInt64LE(missingDouble(missingRank(value)), at)
  else data.writeInt32LE(largestLong + 1 + missingRank(value), at)
}
