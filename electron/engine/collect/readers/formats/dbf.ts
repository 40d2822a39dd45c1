// dBase and FoxPro tables. In: bytes, with the memo file and code page file beside them where there are. Out: one table
// that streams. Rows marked as deleted are left out and counted.
import { fail } from '#shared/model/failure.ts'
import { fileBytes } from '../bytes.ts'
import type { Bytes } from '../bytes.ts'
import { encodingOfTexts, isKnownEncoding, textDecoder } from '../text/encodings.ts'
import { clockText, instantText, numberText } from '../text/numberText.ts'
import type { Cell, ColumnType, OpenedSource, ReadOptions, ReaderNote, SourceColumn, SourceRow } from '../types.ts'
import { batchRows, plainColumn } from '../types.ts'

const pages: Record<number, string> = {
  0x01: 'cp437',
  0x02: 'cp850',
  0x03: 'windows-1252',
  0x08: 'cp865',
  0x0b: 'cp437',
  0x13: 'shift_jis',
  0x26: 'cp866',
  0x4d: 'gbk',
  0x4e: 'euc-kr',
  0x4f: 'big5',
  0x58: 'windows-1252',
  0x59: 'windows-1252',
  0x64: 'cp852',
  0x65: 'cp866',
  0x7a: 'gbk',
  0x7b: 'shift_jis',
  0x78: 'big5',
  0x79: 'euc-kr',
  0x7c: 'windows-874',
  0x7d: 'windows-1255',
  0x7e: 'windows-1256',
  0xc8: 'windows-1250',
  0xc9: 'windows-1251',
  0xca: 'windows-1254',
  0xcb: 'windows-1253',
  0xcc: 'windows-1257',
}

type Field = { name: Buffer; type: string; length: number; decimals: number; at: number }

const typeOf = ({ type }: Field): ColumnType => {
  if ('NFIBOY+'.includes(type)) return 'number'
  if (type === 'D') return 'date'
  if (type === 'T' || type === '@') return 'datetime'
  return type === 'L' ? 'boolean' : 'text'
}

const beside = async (bytes: Bytes, ends: string[]): Promise<Bytes | null> => {
  if (bytes.path === null) return null
  for (const end of ends) {
    const opened = await fileBytes(bytes.path.replace(/\.[^.]*$/, end)).catch(() => null)
    if (opened) return opened
  }
  return null
}

const declaredPage = async (bytes: Bytes): Promise<string | null> => {
  const file = await beside(bytes, ['.cpg', '.CPG', '.cst'])
  if (!file) return null
  const text = (await file.read(0, 64)).toString('latin1').trim().toLowerCase()
  await file.close()
  const name = /^\d+$/.test(text) ? (text === '65001' ? 'utf-8' : `windows-${text}`) : text.replace('ansi ', 'windows-')
  const plain = name === 'utf8' ? 'utf-8' : name
  return isKnownEncoding(plain) ? plain : null
}

type Memo = { text: (block: number) => Promise<Buffer | null>; close: () => Promise<void> }

const openMemo = async (bytes: Bytes): Promise<Memo | null> => {
  const file = await beside(bytes, ['.fpt', '.FPT', '.dbt', '.DBT'])
  if (!file) return null
  const fox = /\.fpt$/i.test(file.path ?? '')
  const head = await file.read(0, 24)
  const size = fox ? head.readUInt16BE(6) || 512 : head.readUInt16LE(20) || 512
  return {
    close: () => file.close(),
    text: async (block) => {
      if (block <= 0) return null
      const first = await file.read(block * size, 8)
      if (first.length < 8) return null
      if (fox) return file.read(block * size + 8, Math.min(first.readUInt32BE(4), 1_048_576))
      if (first.readUInt32LE(0) === 0x0008ffff)
        return file.read(block * size + 8, Math.min(first.readUInt32LE(4) - 8, 1_048_576))
      const text = await file.read(block * size, 1_048_576)
      const end = text.indexOf(0x1a)
      return end < 0 ? text : text.subarray(0, end)
    },
  }
}

const cellOf = (raw: Buffer, field: Field, decode: (bytes: Buffer) => string): Cell => {
  const plain = (): string => raw.toString('latin1').replaceAll('\0', ' ').trim()
  switch (field.type) {
    case 'N':
    case 'F': {
      const text = plain()
      if (text === '' || /^[*.]+$/.test(text)) return null
      return /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/.test(text)
        ? {
            type: 'number',
            text: /[eE]/.test(text)
              ? numberText(Number(text))
              : text
                  .replace(/^\+/, '')
                  .replace(/\.$/, '')
                  .replace(/^(-?)\./, '$10.'),
          }
        : { type: 'error', text }
    }
    case 'D': {
      const text = plain()
      if (text === '' || text === '00000000') return null
      return /^\d{8}$/.test(text)
        ? { type: 'date', text: `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}` }
        : { type: 'error', text }
    }
    case 'L': {
      const text = plain().toUpperCase()
      if (text === '' || text === '?') return null
      return { type: 'boolean', text: text === 'T' || text === 'Y' ? 'true' : 'false' }
    }
    case 'I':
    case '+':
      return raw.length >= 4 ? { type: 'number', text: String(raw.readInt32LE()) } : null
    case 'Y': {
      const units = raw.readBigInt64LE()
      const digits = (units < 0n ? -units : units).toString().padStart(5, '0')
      return { type: 'number', text: `${units < 0n ? '-' : ''}${digits.slice(0, -4)}.${digits.slice(-4)}` }
    }
    case 'B':
    case 'O':
      return raw.length === 8 ? { type: 'number', text: numberText(raw.readDoubleLE()) } : null
    case 'T':
    case '@': {
      const day = raw.readInt32LE(0)
      if (day === 0) return null
      const instant = instantText((day - 2_440_588) * 86_400 + raw.readInt32LE(4) / 1000)
      return instant ?? { type: 'error', text: clockText(0) }
    }
    default: {
      const end = raw.indexOf(0)
      const text = decode(end < 0 ? raw : raw.subarray(0, end)).trimEnd()
      return text === '' ? null : text
    }
  }
}

export const openDbf = async (bytes: Bytes, options: ReadOptions): Promise<OpenedSource> => {
  const head = await bytes.read(0, 32)
  const headerBytes = head.length >= 32 ? head.readUInt16LE(8) : 0
  const rowBytes = head.length >= 32 ? head.readUInt16LE(10) : 0
  const count = head.length >= 32 ? head.readUInt32LE(4) : 0
  const table = await bytes.read(32, Math.max(0, headerBytes - 32))
  const fields: Field[] = []
  let place = 1
  for (let at = 0; at + 32 <= table.length && table[at] !== 0x0d; at += 32) {
    const end = table.indexOf(0, at)
    const type = String.fromCharCode(table[at + 11] ?? 0)
    const wide = type === 'C' ? (table[at + 16] ?? 0) + 256 * (table[at + 17] ?? 0) : (table[at + 16] ?? 0)
    fields.push({
      name: Buffer.from(table.subarray(at, Math.min(end < 0 ? at + 11 : end, at + 11))),
      type,
      length: wide,
      decimals: type === 'C' ? 0 : (table[at + 17] ?? 0),
      at: place,
    })
    place += wide
  }
  if (fields.length === 0 || place > rowBytes) return fail('FILE_DAMAGED', { path: bytes.name, reason: 'fields' })
  let encoding = options.encoding ?? (await declaredPage(bytes)) ?? pages[head[29] ?? 0]
  let confidence = 1
  const texts = fields.filter((field) => field.type === 'C')
  if (options.encoding === undefined) {
    const rows = await bytes.read(headerBytes, Math.min(count, 3000) * rowBytes)
    const sample: Buffer[] = []
    for (let row = 0; row * rowBytes < rows.length; row += 1)
      for (const field of texts)
        sample.push(
          rows.subarray(row * rowBytes + field.at, row * rowBytes + field.at + field.length),
          Buffer.from('\n'),
        )
    const guessed = encodingOfTexts(Buffer.concat(sample).subarray(0, 400_000))
    // Programs of old wrote Vietnamese under a Latin code page: the words tell more than the mark.
    const vietnamese = guessed.encoding === 'tcvn3' || guessed.encoding === 'vni' || guessed.encoding === 'windows-1258'
    if (encoding === undefined || (vietnamese && encoding.startsWith('windows-125'))) {
      encoding = guessed.encoding
      confidence = guessed.confidence
    }
  }
  const chosen = encoding ?? 'windows-1252'
  const decode = textDecoder(chosen)
  const notes: ReaderNote[] = []
  const columns = fields.map((field): SourceColumn =>
    plainColumn(decode(field.name).trim(), {
      type: typeOf(field),
      decimals: 'NF'.includes(field.type) ? field.decimals : field.type === 'I' ? 0 : null,
    }),
  )
  async function* rows(): AsyncGenerator<SourceRow[]> {
    const memo = fields.some((field) => 'MG'.includes(field.type)) ? await openMemo(bytes) : null
    let deleted = 0
    let memoless = 0
    try {
      for (let first = 0; first < count; first += batchRows) {
        const block = await bytes.read(headerBytes + first * rowBytes, Math.min(batchRows, count - first) * rowBytes)
        const batch: SourceRow[] = []
        for (let row = 0; (row + 1) * rowBytes <= block.length; row += 1) {
          const raw = block.subarray(row * rowBytes, (row + 1) * rowBytes)
          if (raw[0] === 0x2a) {
            deleted += 1
            continue
          }
          const cells: Cell[] = []
          for (const field of fields) {
            const part = raw.subarray(field.at, field.at + field.length)
            if (!'MG'.includes(field.type)) {
              cells.push(cellOf(part, field, decode))
              continue
            }
            const block = part.length === 4 ? part.readUInt32LE() : Number(part.toString('latin1').trim() || 0)
            const text = memo ? await memo.text(block) : null
            if (block > 0 && text === null) memoless += 1
            cells.push(text === null || text.length === 0 ? null : decode(text).trimEnd())
          }
          batch.push({ line: first + row + 1, cells, problem: null })
        }
        if (batch.length > 0) yield batch
        if (block.length < Math.min(batchRows, count - first) * rowBytes)
          fail('FILE_DAMAGED', { path: bytes.name, reason: `${first} / ${count}` })
      }
    } finally {
      await memo?.close()
    }
    notes.length = 0
    if (deleted > 0) notes.push({ code: 'DELETED_ROWS', facts: { count: deleted } })
    if (memoless > 0) notes.push({ code: 'MEMO_MISSING', facts: { count: memoless } })
  }
  return {
    format: 'dbf',
    encoding: chosen,
    encodingConfidence: confidence,
    delimiter: null,
    quote: null,
    member: null,
    members: [],
    tables: [{ name: bytes.name, columns, rows, expectedRows: count, notes }],
    notes: [],
    close: () => bytes.close(),
  }
}
