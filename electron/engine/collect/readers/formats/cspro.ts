// CSPro data of fixed places, read by its dictionary. In: bytes of the data and of the dictionary. Out: one table for
// each record type, with the identifiers of the case on every row. Implied decimals get their point; blank is no
// answer.
import { fail } from '#shared/model/failure.ts'
import type { Bytes } from '../bytes.ts'
import { findEncoding, textOf } from '../text/encodings.ts'
import type { Cell, OpenedSource, ReadOptions, ReaderNote, SourceRow, SourceTable } from '../types.ts'
import { batchRows, plainColumn } from '../types.ts'
import { parseDictionary } from './csproDictionary.ts'
import type { CsproDictionary, CsproItem, CsproRecord } from './csproDictionary.ts'

const wholeText = async (bytes: Bytes): Promise<string> => {
  const { encoding } = await findEncoding(bytes)
  let text = ''
  for await (const piece of textOf(bytes, encoding)) text += piece
  return text
}

const cellOf = (line: string, item: CsproItem, occurrence: number): Cell => {
  const start = item.start + occurrence * item.length
  const raw = line.slice(start, start + item.length)
  const text = raw.trim()
  if (text === '') return null
  if (!item.numeric) return raw.trimEnd().normalize('NFC')
  // Not answered, as the program fills it.
  if (/^[*?]+$/.test(text)) return null
  if (item.decimals === 0 || item.decimalChar || text.includes('.'))
    return item.valueLabels.length > 0 || item.zeroFill ? text : numeric(text)
  const digits = /^(-?)(\d+)$/.exec(text)
  if (!digits) return text
  const whole = (digits[2] ?? '').padStart(item.decimals + 1, '0')
  return numeric(`${digits[1] ?? ''}${whole.slice(0, -item.decimals)}.${whole.slice(-item.decimals)}`)
}
const numeric = (text: string): Cell => (/^-?\d+(\.\d+)?$/.test(text) ? { type: 'number', text: plain(text) } : text)
/** Zeros that only fill the width say nothing. */
const plain = (text: string): string => text.replace(/^(-?)0+(?=\d)/, '$1')

const tableOf = (bytes: Bytes, encoding: string, dictionary: CsproDictionary, record: CsproRecord): SourceTable => {
  const places = [...dictionary.ids, ...record.items].flatMap((item) =>
    Array.from({ length: Math.max(1, item.occurrences) }, (_, occurrence) => ({ item, occurrence })),
  )
  const { recordTypeStart, recordTypeLength } = dictionary
  const notes: ReaderNote[] = []
  async function* rows(): AsyncGenerator<SourceRow[]> {
    let rest = ''
    let line = 0
    let unknown = 0
    let batch: SourceRow[] = []
    const types = new Set(dictionary.records.map((r) => r.type))
    const take = (raw: string): void => {
      line += 1
      const text = raw.endsWith('\r') ? raw.slice(0, -1) : raw
      if (text.trim() === '' || text.startsWith('~')) return
      const type =
        recordTypeLength === 0 ? record.type : text.slice(recordTypeStart - 1, recordTypeStart - 1 + recordTypeLength)
      if (recordTypeLength > 0 && !types.has(type)) unknown += 1
      if (recordTypeLength > 0 && type !== record.type) return
      batch.push({
        line,
        cells: places.map(({ item, occurrence }) => cellOf(text, item, occurrence)),
        problem: text.includes('\ufffd') ? 'ENCODING' : null,
      })
    }
    for await (const piece of textOf(bytes, encoding)) {
      const lines = (rest + piece).split('\n')
      rest = lines.pop() ?? ''
      for (const text of lines) take(text)
      if (batch.length >= batchRows) {
        yield batch
        batch = []
      }
    }
    if (rest !== '') take(rest)
    if (batch.length > 0) yield batch
    notes.length = 0
    if (unknown > 0) notes.push({ code: 'UNKNOWN_RECORD_TYPE', facts: { count: unknown } })
  }
  return {
    name: record.name,
    columns: places.map(({ item, occurrence }) =>
      plainColumn(item.occurrences > 1 ? `${item.name}_${occurrence + 1}` : item.name, {
        label: item.label,
        type: item.numeric && item.valueLabels.length === 0 && !item.zeroFill ? 'number' : null,
        decimals: item.numeric ? item.decimals : null,
        valueLabels: item.valueLabels,
        missing: item.missing,
      }),
    ),
    rows,
    expectedRows: null,
    notes,
  }
}

export const openCspro = async (bytes: Bytes, dictionaryBytes: Bytes, options: ReadOptions): Promise<OpenedSource> => {
  const dictionary = parseDictionary(await wholeText(dictionaryBytes), dictionaryBytes.name)
  const found = await findEncoding(bytes)
  const encoding = options.encoding ?? found.encoding
  const tables = dictionary.records.map((record) => tableOf(bytes, encoding, dictionary, record))
  if (tables.length === 0) fail('FILE_NO_ROWS', { path: bytes.name })
  return {
    format: 'cspro',
    encoding,
    encodingConfidence: found.confidence,
    delimiter: null,
    quote: null,
    member: null,
    members: [],
    tables,
    notes: [],
    close: async () => {
      await bytes.close()
      await dictionaryBytes.close()
    },
  }
}
