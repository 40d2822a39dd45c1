// Rows of a Stata file. In: bytes. Out: one table; values of dates as dates, missing values of every kind as none,
// counted by their letter. The rows stream; of the long texts only their places are kept.
import { fail } from '#shared/model/failure.ts'
import { cursor } from '../bytes.ts'
import type { Bytes } from '../bytes.ts'
import { textDecoder } from '../text/encodings.ts'
import { instantText, numberText, singleText } from '../text/numberText.ts'
import type { Cell, ColumnType, OpenedSource, ReadOptions, ReaderNote, SourceColumn, SourceRow } from '../types.ts'
import { batchRows } from '../types.ts'
import { readDtaHead } from './dtaHead.ts'
import type { DtaHead, DtaVariable } from './dtaHead.ts'

type TimeForm = 'day' | 'milli' | 'week' | 'month' | 'quarter' | 'half' | 'year' | null

const timeForm = (format: string): TimeForm => {
  const letter = /^%-?t([cCdwmqhy])/.exec(format)?.[1] ?? (/^%-?d/.test(format) ? 'd' : undefined)
  const forms: Record<string, TimeForm> = {
    c: 'milli',
    C: 'milli',
    d: 'day',
    w: 'week',
    m: 'month',
    q: 'quarter',
    h: 'half',
    y: 'year',
  }
  return letter === undefined ? null : (forms[letter] ?? null)
}

const epoch = 315_619_200
const yearPart = (value: number, parts: number): { year: number; part: number } => ({
  year: 1960 + Math.floor(value / parts),
  part: (((value % parts) + parts) % parts) + 1,
})

const timeCell = (value: number, form: TimeForm): Cell => {
  switch (form) {
    case 'day':
      return instantText(Math.floor(value) * 86_400 - epoch) ?? { type: 'error', text: numberText(value) }
    case 'milli':
      return instantText(value / 1000 - epoch) ?? { type: 'error', text: numberText(value) }
    case 'month': {
      const { year, part } = yearPart(value, 12)
      return `${year}-${String(part).padStart(2, '0')}`
    }
    case 'quarter': {
      const { year, part } = yearPart(value, 4)
      return `${year}-Q${part}`
    }
    case 'half': {
      const { year, part } = yearPart(value, 2)
      return `${year}-H${part}`
    }
    case 'week': {
      const { year, part } = yearPart(value, 52)
      return `${year}-W${String(part).padStart(2, '0')}`
    }
    default:
      return { type: 'number', text: numberText(value) }
  }
}

type Reader = (row: Buffer, at: number) => Cell

const missingLetter = (rank: number): string => (rank === 0 ? '.' : `.${String.fromCharCode(96 + rank)}`)

const readerOf = (
  variable: DtaVariable,
  head: DtaHead,
  decode: (bytes: Buffer) => string,
  missed: (kind: string) => void,
): Reader => {
  const { type, width } = variable
  const form = timeForm(variable.format)
  const cell = (value: number, text: string): Cell => (form === null ? { type: 'number', text } : timeCell(value, form))
  if (typeof type === 'number')
    return (row, at) => {
      const part = row.subarray(at, at + width)
      const end = part.indexOf(0)
      const text = decode(end < 0 ? part : part.subarray(0, end))
      return text === '' ? null : text
    }
  const big = head.big
  const tagged = head.version >= 113
  const whole =
    (read: (row: Buffer, at: number) => number, largest: number, old: number): Reader =>
    (row, at) => {
      const value = read(row, at)
      if (tagged ? value > largest : value === old) {
        missed(tagged ? missingLetter(value - largest - 1) : '.')
        return null
      }
      return cell(value, String(value))
    }
  switch (type) {
    case 'byte':
      return whole((row, at) => row.readInt8(at), 100, 127)
    case 'int':
      return whole((row, at) => (big ? row.readInt16BE(at) : row.readInt16LE(at)), 32_740, 32_767)
    case 'long':
      return whole((row, at) => (big ? row.readInt32BE(at) : row.readInt32LE(at)), 2_147_483_620, 2_147_483_647)
    case 'float':
      return (row, at) => {
        const bits = big ? row.readUInt32BE(at) : row.readUInt32LE(at)
        if (bits >= 0x7f000000 && bits < 0x80000000) {
          missed(missingLetter(Math.min(26, (bits >>> 11) & 0x1f)))
          return null
        }
        const value = big ? row.readFloatBE(at) : row.readFloatLE(at)
        return cell(value, singleText(value))
      }
    case 'double':
      return (row, at) => {
        const high = big ? row.readUInt32BE(at) : row.readUInt32LE(at + 4)
        if (high >= 0x7fe00000 && high < 0x80000000) {
          missed(missingLetter(Math.min(26, (high >>> 8) & 0x1f)))
          return null
        }
        const value = big ? row.readDoubleBE(at) : row.readDoubleLE(at)
        return cell(value, numberText(value))
      }
    case 'strl':
      return () => null
    default:
      return type satisfies never
  }
}

/** Where each long text lies: by variable and observation. */
const longTexts = async (
  bytes: Bytes,
  head: DtaHead,
): Promise<Map<string, { at: number; length: number; binary: boolean }>> => {
  const places = new Map<string, { at: number; length: number; binary: boolean }>()
  if (head.longAt === null || !head.variables.some((v) => v.type === 'strl')) return places
  const at = cursor(bytes, head.longAt)
  const int = (b: Buffer): number => (head.big ? b.readUInt32BE() : b.readUInt32LE())
  for (;;) {
    if ((await at.take(3)).toString('latin1') !== 'GSO') break
    const variable = int(await at.take(4))
    const wide = await at.take(head.version === 117 ? 4 : 8)
    const observation =
      head.version === 117 ? int(wide) : Number(head.big ? wide.readBigUInt64BE() : wide.readBigUInt64LE())
    const binary = (await at.take(1))[0] === 129
    const length = int(await at.take(4))
    places.set(`${variable} ${observation}`, { at: at.position(), length, binary })
    let left = length
    while (left > 0) {
      const part = Math.min(left, 1 << 20)
      await at.take(part)
      left -= part
    }
  }
  return places
}

const longKey = (row: Buffer, at: number, { version, big }: DtaHead): string => {
  if (version === 117)
    return big
      ? `${row.readUInt32BE(at)} ${row.readUInt32BE(at + 4)}`
      : `${row.readUInt32LE(at)} ${row.readUInt32LE(at + 4)}`
  const variableBytes = version === 118 ? 2 : 3
  return big
    ? `${row.readUIntBE(at, variableBytes)} ${row.readUIntBE(at + variableBytes, 8 - variableBytes)}`
    : `${row.readUIntLE(at, variableBytes)} ${row.readUIntLE(at + variableBytes, 8 - variableBytes)}`
}

const longLimit = 1_048_576

async function* dtaRows(bytes: Bytes, head: DtaHead, notes: ReaderNote[]): AsyncGenerator<SourceRow[]> {
  const decode = textDecoder(head.encoding)
  const missed = new Map<string, number>()
  const places = await longTexts(bytes, head)
  let at = 0
  const columns = head.variables.map((variable) => {
    const kinds = (kind: string): void => {
      if (kind !== '.') missed.set(`${variable.name} ${kind}`, (missed.get(`${variable.name} ${kind}`) ?? 0) + 1)
    }
    const column = { at, long: variable.type === 'strl', read: readerOf(variable, head, decode, kinds) }
    at += variable.width
    return column
  })
  const from = cursor(bytes, head.dataAt)
  for (let first = 0; first < head.rows; first += batchRows) {
    const count = Math.min(batchRows, head.rows - first)
    const block = await from.take(count * head.rowBytes)
    const batch: SourceRow[] = []
    for (let r = 0; r < count; r += 1) {
      const row = block.subarray(r * head.rowBytes, (r + 1) * head.rowBytes)
      const cells: Cell[] = []
      for (const column of columns) {
        if (!column.long) {
          cells.push(column.read(row, column.at))
          continue
        }
        const place = places.get(longKey(row, column.at, head))
        if (!place) cells.push(null)
        else {
          const text = await bytes.read(place.at, Math.min(place.length, longLimit))
          const end = place.binary ? -1 : text.indexOf(0)
          const value = decode(end < 0 ? text : text.subarray(0, end))
          cells.push(value === '' ? null : value)
        }
      }
      batch.push({ line: first + r + 1, cells, problem: null })
    }
    yield batch
  }
  notes.length = 0
  for (const [key, count] of missed) {
    const [variable = '', kind = ''] = key.split(' ')
    notes.push({ code: 'MISSING_KIND', facts: { column: variable, kind, count } })
  }
}

const columnOf = (variable: DtaVariable, head: DtaHead): SourceColumn => {
  const form = timeForm(variable.format)
  const words = typeof variable.type === 'number' || variable.type === 'strl'
  const whole = variable.type === 'byte' || variable.type === 'int' || variable.type === 'long'
  const labels = head.labels.get(variable.labels)
  const times: Record<string, ColumnType> = { day: 'date', milli: 'datetime', year: 'number' }
  const type: ColumnType = words ? 'text' : form === null ? 'number' : (times[form] ?? 'text')
  return {
    name: variable.name,
    label: variable.label,
    type,
    decimals: whole && form === null ? 0 : null,
    valueLabels: labels
      ? [...labels]
          .filter(([value]) => value <= 2_147_483_620)
          .map(([value, label]) => ({ value: String(value), label }))
      : [],
    missing: [],
  }
}

export const openDta = async (bytes: Bytes, options: ReadOptions): Promise<OpenedSource> => {
  const head = await readDtaHead(bytes, options.encoding)
  if (head.variables.length === 0) fail('FILE_NO_ROWS', { path: bytes.name })
  const notes: ReaderNote[] = []
  return {
    format: 'dta',
    encoding: head.encoding,
    encodingConfidence: head.encodingConfidence,
    delimiter: null,
    quote: null,
    member: null,
    members: [],
    tables: [
      {
        name: bytes.name,
        columns: head.variables.map((variable) => columnOf(variable, head)),
        rows: () => dtaRows(bytes, head, notes),
        expectedRows: head.rows,
        notes,
      },
    ],
    notes: [{ code: 'FORMAT_VERSION', facts: { version: head.version } }],
    close: () => bytes.close(),
  }
}
