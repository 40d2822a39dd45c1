// JSON and JSON Lines as a table: each element of the array of records (or each root value) is a row, nested objects
// become columns with dots. In: bytes. Out: tables. Numbers keep all their digits; an array inside a record stays as
// its own JSON text.
import { Failure, fail } from '#shared/model/failure.ts'
import type { Bytes } from '../bytes.ts'
import { findEncoding, textOf } from '../text/encodings.ts'
import { jsonElements } from '../text/jsonElements.ts'
import { numberText } from '../text/numberText.ts'
import { tableOfObject } from './jsonObject.ts'
import type { Cell, OpenedSource, ReadOptions, SourceRow, SourceTable } from '../types.ts'
import { batchRows, plainColumn } from '../types.ts'

const columnLimit = 4000

/** A number as it is written, which may have more digits than a double. */
class Written {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}
type Parsed = string | boolean | null | Written | Parsed[] | { [key: string]: Parsed }

/** Some programs write NaN and Infinity where JSON has no word: no value. */
const withoutNaN = (text: string): string =>
  text.replace(/"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g, (found) => (found.startsWith('"') ? found : 'null'))

const parse = (text: string): Parsed => {
  try {
    return parseExact(text)
  } catch (error) {
    if (/NaN|Infinity/.test(text)) return parseExact(withoutNaN(text))
    throw error
  }
}

const parseExact = (text: string): Parsed =>
  (
    JSON.parse as (
      text: string,
      reviver: (key: string, value: unknown, context?: { source?: string }) => unknown,
    ) => Parsed
  )(text, (_key, value, context) => (typeof value === 'number' ? new Written(context?.source ?? String(value)) : value))

const plainNumber = (text: string): string => (/[eE]/.test(text) ? numberText(Number(text)) : text)

const jsonText = (value: Parsed): string => {
  if (value instanceof Written) return value.text
  if (Array.isArray(value)) return `[${value.map(jsonText).join(',')}]`
  if (value !== null && typeof value === 'object')
    return `{${Object.entries(value)
      .map(([key, inner]) => `${JSON.stringify(key)}:${jsonText(inner)}`)
      .join(',')}}`
  return JSON.stringify(value)
}

const cellOf = (value: Parsed): Cell => {
  if (value === null) return null
  if (typeof value === 'string') return value.normalize('NFC')
  if (typeof value === 'boolean') return { type: 'boolean', text: String(value) }
  if (value instanceof Written) return { type: 'number', text: plainNumber(value.text) }
  return jsonText(value).normalize('NFC')
}

const flatten = (value: { [key: string]: Parsed }, prefix: string, into: (name: string, cell: Cell) => void): void => {
  for (const [key, inner] of Object.entries(value)) {
    const name = prefix === '' ? key : `${prefix}.${key}`
    if (inner !== null && typeof inner === 'object' && !Array.isArray(inner) && !(inner instanceof Written)) {
      if (Object.keys(inner).length > 0) flatten(inner, name, into)
      else into(name, null)
    } else into(name, cellOf(inner))
  }
}

type Shape = { path: string; objects: number; arrays: number; scalars: number; letters: number }

const isPlainPath = (path: string): boolean => (path.match(/\[/g) ?? []).length <= 1

/** The arrays of the text, by what they hold. */
const shapesOf = async (pieces: AsyncIterable<string>, name: string): Promise<Shape[]> => {
  const shapes = new Map<string, Shape>()
  const note = (path: string, text: string): void => {
    const shape = shapes.get(path) ?? { path, objects: 0, arrays: 0, scalars: 0, letters: 0 }
    if (text.startsWith('{')) shape.objects += 1
    else if (text.startsWith('[')) shape.arrays += 1
    else shape.scalars += 1
    shape.letters += text.length
    shapes.set(path, shape)
  }
  const walk = (path: string, value: Parsed, depth: number): void => {
    if (depth > 6 || value === null || typeof value !== 'object' || value instanceof Written) return
    if (Array.isArray(value)) {
      for (const [index, inner] of value.entries()) {
        note(
          path,
          Array.isArray(inner)
            ? '['
            : inner !== null && typeof inner === 'object' && !(inner instanceof Written)
              ? '{'
              : '0',
        )
        if (index < 3) walk(`${path}[${index}]`, inner, depth + 1)
      }
    } else for (const [key, inner] of Object.entries(value)) walk(`${path}.${key}`, inner, depth + 1)
  }
  let seen = 0
  for await (const batch of jsonElements(pieces, (path) => path === '', name))
    for (const { path, text } of batch) {
      seen += 1
      note(path, text)
      if (seen <= 20) walk('$', parse(text), 0)
    }
  return [...shapes.values()]
}

/**
 * The first part of a large document, closed where it was cut, so that its shape can be seen without reading it whole.
 */
const largeShape = async (bytes: Bytes, encoding: string): Promise<Shape[]> => {
  const found = new Map<string, Shape>()
  const tried = async (path: string): Promise<void> => {
    const shape: Shape = { path, objects: 0, arrays: 0, scalars: 0, letters: 0 }
    let read = 0
    async function* head(): AsyncGenerator<string> {
      for await (const piece of textOf(bytes, encoding)) {
        read += piece.length
        yield piece
        if (read > 4_194_304) return
      }
    }
    try {
      for await (const batch of jsonElements(head(), (p) => p === path, bytes.name))
        for (const { text } of batch) {
          if (text.startsWith('{')) shape.objects += 1
          else if (text.startsWith('[')) shape.arrays += 1
          else shape.scalars += 1
          shape.letters += text.length
        }
    } catch {
      // Cut in the middle: what was seen before counts.
    }
    found.set(path, shape)
  }
  const head = (await bytes.read(0, 4096)).toString('utf8')
  const keys = [...head.matchAll(/"([^"\\]{1,60})"\s*:\s*\[/g)].map(([, key]) => `$.${key ?? ''}`)
  for (const path of ['', '$', '$[1]', ...new Set(keys)]) await tried(path)
  return [...found.values()].filter((shape) => shape.objects + shape.arrays + shape.scalars > 0)
}

const wholeLimit = 32 * 1_048_576

type Field = { name: string; index: number }

const objectTable = async (bytes: Bytes, encoding: string, path: string, name: string): Promise<SourceTable> => {
  const fields = new Map<string, Field>()
  let rowCount = 0
  const elements = () => jsonElements(textOf(bytes, encoding), (p) => p === path, bytes.name)
  const parsed = (text: string, line: number): Parsed => {
    try {
      return parse(text)
    } catch (error) {
      return fail(
        'FILE_DAMAGED',
        { path: bytes.name, reason: `${line}: ${error instanceof Error ? error.message : ''}` },
        undefined,
        error,
      )
    }
  }
  const cellsOf = (value: Parsed, into: (name: string, cell: Cell) => void): void => {
    if (value !== null && typeof value === 'object' && !Array.isArray(value) && !(value instanceof Written))
      flatten(value, '', into)
    else into('value', cellOf(value))
  }
  for await (const batch of elements())
    for (const { text, line } of batch) {
      rowCount += 1
      cellsOf(parsed(text, line), (field) => {
        if (!fields.has(field)) fields.set(field, { name: field, index: fields.size })
        if (fields.size > columnLimit)
          fail('TOO_MANY_COLUMNS', { path: bytes.name, columns: fields.size, limit: columnLimit })
      })
    }
  // A name that is once a value and once an object keeps both columns; their order is that of first sight.
  const columns = [...fields.values()].map((field) => plainColumn(field.name.normalize('NFC')))
  async function* rows(): AsyncGenerator<SourceRow[]> {
    let out: SourceRow[] = []
    let number = 0
    for await (const batch of elements())
      for (const { text, line } of batch) {
        number += 1
        const cells: Cell[] = columns.map(() => null)
        cellsOf(parsed(text, line), (field, cell) => {
          const index = fields.get(field)?.index
          if (index !== undefined) cells[index] = cell
        })
        out.push({ line: number, cells, problem: null })
        if (out.length >= batchRows) {
          yield out
          out = []
        }
      }
    if (out.length > 0) yield out
  }
  return { name, columns, rows, expectedRows: rowCount, notes: [] }
}

const arrayTable = (bytes: Bytes, encoding: string, path: string, name: string): SourceTable => ({
  name,
  columns: null,
  expectedRows: null,
  notes: [],
  rows: async function* () {
    let number = 0
    for await (const batch of jsonElements(textOf(bytes, encoding), (p) => p === path, bytes.name)) {
      const out: SourceRow[] = []
      for (const { text } of batch) {
        const value = parse(text)
        number += 1
        out.push({ line: number, cells: Array.isArray(value) ? value.map(cellOf) : [cellOf(value)], problem: null })
      }
      yield out
    }
  },
})

/** Elements of one kind; an array of mixed kinds is no table unless nothing else is. */
const weight = ({ objects, arrays, scalars }: Shape): number =>
  Math.max(objects, arrays) - Math.min(objects, arrays) * 2 - scalars

const isScalar = (value: unknown): value is Parsed =>
  value === null || typeof value === 'string' || typeof value === 'boolean' || value instanceof Written

/** A whole object that is a table by its shape; null where it is none. */
const shapedTable = async (bytes: Bytes, encoding: string): Promise<SourceTable | null> => {
  let text = ''
  for await (const piece of textOf(bytes, encoding)) text += piece
  const found = tableOfObject<Parsed>(parse(text.replace(/^\ufeff/, '')), isScalar, null)
  if (!found) return null
  return {
    name: bytes.name,
    columns: found.names.map((name) => plainColumn(name.normalize('NFC'))),
    rows: async function* () {
      for (let at = 0; at < found.rows.length; at += batchRows)
        yield found.rows
          .slice(at, at + batchRows)
          .map((row, index) => ({ line: at + index + 1, cells: row.map(cellOf), problem: null }))
    },
    expectedRows: found.rows.length,
    notes: [],
  }
}

export const openJson = async (bytes: Bytes, options: ReadOptions): Promise<OpenedSource> => {
  const found = await findEncoding(bytes)
  const encoding = options.encoding ?? found.encoding
  const shapes =
    bytes.size <= wholeLimit
      ? await shapesOf(textOf(bytes, encoding), bytes.name).catch((error: unknown) => {
          if (error instanceof Failure) throw error
          return fail(
            'FILE_DAMAGED',
            { path: bytes.name, reason: error instanceof Error ? error.message : '' },
            undefined,
            error,
          )
        })
      : await largeShape(bytes, encoding)
  const root = shapes.find((shape) => shape.path === '')
  const lines = (root?.objects ?? 0) + (root?.arrays ?? 0) > 1
  const usable = shapes
    .filter((shape) => (lines ? shape.path === '' : shape.path !== '' && isPlainPath(shape.path)))
    .filter((shape) => shape.objects + shape.arrays > 0)
    .sort((a, b) => weight(b) - weight(a) || a.path.length - b.path.length)
  const named = (shape: Shape): string =>
    shape.path === '' || (shape.path === '$' && usable.length === 1) ? bytes.name : shape.path
  // The root is called by its path among several, by the file where it is alone; a layout may know it by either.
  const wanted = options.table === undefined || options.table.startsWith('$') ? options.table : '$'
  const asked = usable.filter((shape) => shape.path === wanted)
  const chosen = wanted === undefined ? usable : asked
  // A single object is a table of one row.
  const list = chosen.length > 0 ? chosen : [{ path: '', objects: 1, arrays: 0, scalars: 0, letters: 0 }]
  const tables: SourceTable[] = []
  if (usable.length === 0 && options.table === undefined && bytes.size <= wholeLimit) {
    const shaped = await shapedTable(bytes, encoding).catch(() => null)
    if (shaped) tables.push(shaped)
  }
  for (const shape of tables.length > 0 ? [] : list.slice(0, 20)) {
    const name = options.table ?? named(shape)
    tables.push(
      shape.arrays > shape.objects
        ? arrayTable(bytes, encoding, shape.path, name)
        : await objectTable(bytes, encoding, shape.path, name),
    )
  }
  return {
    format: lines ? 'jsonlines' : 'json',
    encoding,
    encodingConfidence: found.confidence,
    delimiter: null,
    quote: null,
    member: null,
    members: [],
    tables,
    notes: [],
    close: () => bytes.close(),
  }
}
