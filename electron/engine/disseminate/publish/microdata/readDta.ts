// Stata .dta of format 118 read by the map of its parts, apart from the writer. In: a path. Out: columns with labels,
// notes, rows in chunks. Reads what the format says, numeric types of every width among it; never a value changed.
import { open } from 'node:fs/promises'

export type DtaColumn = { name: string; label: string; format: string; type: number; valueLabels: Map<number, string> }
export type DtaFile = {
  label: string
  rows: number
  columns: DtaColumn[]
  notes: string[]
  /** Numbers as stored, letters for extended missing values, null for ".". */
  chunks: () => AsyncGenerator<{ rows: number; columns: (number | string | null)[][] }>
}

const problem = (what: string): never => {
  throw new Error(`Stata file: ${what}`)
}
const textAt = (buffer: Buffer, at: number, bytes: number): string => {
  const end = buffer.indexOf(0, at)
  return buffer.toString('utf8', at, end < 0 || end > at + bytes ? at + bytes : end)
}
/** Bytes of double, float, long, int and byte. */
const numberWidths: Readonly<Record<number, number>> = { 65526: 8, 65527: 4, 65528: 4, 65529: 2, 65530: 1 }
const widthOf = (type: number): number => (type <= 2045 ? type : (numberWidths[type] ?? problem(`type ${type}`)))
const letter = (rank: number): string | null => (rank === 0 ? null : String.fromCharCode(96 + rank))
const whole = (value: number, largest: number): number | string | null =>
  value > largest ? letter(value - largest - 1) : value

const valueAt = (row: Buffer, at: number, type: number): number | string | null => {
  if (type <= 2045) return textAt(row, at, type)
  if (type === 65530) return whole(row.readInt8(at), 100)
  if (type === 65529) return whole(row.readInt16LE(at), 32_740)
  if (type === 65528) return whole(row.readInt32LE(at), 2_147_483_620)
  if (type === 65527) return row.readFloatLE(at)
  const bits = row.readBigUInt64LE(at)
  return bits >= 0x7fe0_0000_0000_0000n && bits <= 0x7fe0_1a00_0000_0000n
    ? letter(Number((bits >> 40n) & 0x1fn))
    : row.readDoubleLE(at)
}

const chunkRows = 4096

export const readDta = async (path: string): Promise<DtaFile> => {
  const file = await open(path, 'r')
  const read = async (from: number, to: number): Promise<Buffer> => {
    const buffer = Buffer.alloc(to - from)
    const { bytesRead } = await file.read(buffer, 0, buffer.length, from)
    return bytesRead === buffer.length ? buffer : problem('it ends early')
  }
  try {
    const { size } = await file.stat()
    const head = await read(0, Math.min(size, 2000))
    const start = head.toString('latin1')
    if (!start.startsWith('<stata_dta><header><release>118</release><byteorder>LSF</byteorder><K>'))
      problem('it is not of format 118')
    const k = head.readUInt16LE(start.indexOf('<K>') + 3)
    const rows = Number(head.readBigUInt64LE(start.indexOf('<N>') + 3))
    const labelAt = start.indexOf('<label>') + 7
    const label = head.toString('utf8', labelAt + 2, labelAt + 2 + head.readUInt16LE(labelAt))
    const mapAt = start.indexOf('<map>')
    const map = Array.from({ length: 14 }, (_, i) => Number(head.readBigUInt64LE(mapAt + 5 + i * 8)))
    const [
      ,
      atMap,
      atTypes,
      atNames,
      atSort,
      atFormats,
      atLabelNames,
      atLabels,
      atNotes,
      atData,
      atStrls,
      atValueLabels,
      atEnd,
      atAll,
    ] = map as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ]
    if (atMap !== mapAt || atAll !== size) problem('its map does not fit')
    const part = async (tag: string, from: number, to: number): Promise<Buffer> => {
      const buffer = await read(from, to)
      if (
        !buffer.subarray(0, tag.length + 2).equals(Buffer.from(`<${tag}>`)) ||
        !buffer.subarray(-tag.length - 3).equals(Buffer.from(`</${tag}>`))
      )
        problem(`<${tag}> is not where the map says`)
      return buffer.subarray(tag.length + 2, -tag.length - 3)
    }
    const types = await part('variable_types', atTypes, atNames)
    const names = await part('varnames', atNames, atSort)
    await part('sortlist', atSort, atFormats)
    const formats = await part('formats', atFormats, atLabelNames)
    const labelNames = await part('value_label_names', atLabelNames, atLabels)
    const labels = await part('variable_labels', atLabels, atNotes)
    const characteristics = await part('characteristics', atNotes, atData)
    await part('strls', atStrls, atValueLabels)
    const tables = readLabels(await part('value_labels', atValueLabels, atEnd))
    const columns = Array.from({ length: k }, (_, i): DtaColumn => ({
      name: textAt(names, i * 129, 129),
      label: textAt(labels, i * 321, 321),
      format: textAt(formats, i * 57, 57),
      type: types.readUInt16LE(i * 2),
      valueLabels: tables.get(textAt(labelNames, i * 129, 129)) ?? new Map<number, string>(),
    }))
    const width = columns.reduce((n, c) => n + widthOf(c.type), 0)
    if (atStrls - atData !== width * rows + '<data></data>'.length) problem('its rows do not fill <data>')
    return {
      label,
      rows,
      columns,
      notes: readNotes(characteristics),
      async *chunks() {
        const data = await open(path, 'r')
        try {
          for (let first = 0; first < rows; first += chunkRows) {
            const count = Math.min(chunkRows, rows - first)
            const buffer = Buffer.alloc(count * width)
            await data.read(buffer, 0, buffer.length, atData + '<data>'.length + first * width)
            let offset = 0
            const values = columns.map(({ type }) => {
              const column: (number | string | null)[] = []
              for (let r = 0; r < count; r += 1) column.push(valueAt(buffer, r * width + offset, type))
              offset += widthOf(type)
              return column
            })
            yield { rows: count, columns: values }
          }
        } finally {
          await data.close()
        }
      },
    }
  } finally {
    await file.close()
  }
}

const readLabels = (buffer: Buffer): Map<string, Map<number, string>> => {
  const tables = new Map<string, Map<number, string>>()
  for (let at = 0; at < buffer.length;) {
    const name = textAt(buffer, at + 9, 129)
    const table = at + 5 + 4 + 129 + 3
    const count = buffer.readUInt32LE(table)
    const texts = table + 8 + count * 8
    tables.set(
      name,
      new Map(
        Array.from({ length: count }, (_, i) => {
          const from = texts + buffer.readUInt32LE(table + 8 + i * 4)
          return [buffer.readInt32LE(table + 8 + count * 4 + i * 4), textAt(buffer, from, buffer.length - from)]
        }),
      ),
    )
    at = table + buffer.readUInt32LE(at + 5) + '</lbl>'.length
  }
  return tables
}

const readNotes = (buffer: Buffer): string[] => {
  const notes: string[] = []
  for (let at = 0; at < buffer.length;) {
    const length = buffer.readUInt32LE(at + 4)
    const name = textAt(buffer, at + 8 + 129, 129)
    if (/^note[1-9]/.test(name)) notes.push(textAt(buffer, at + 8 + 258, length - 258))
    at += 8 + length + '</ch>'.length
  }
  return notes
}
