// Reading DuckDB vectors without a JavaScript object per value. In: a data chunk. Out: its columns as arrays, or as raw
// parts. The driver keeps typed arrays inside its vectors but only offers one-value access; this file is the one place
// that reaches them. Never a copy kept beyond the chunk unless the function says so: the memory belongs to DuckDB.
import type { DuckDBDataChunk } from '@duckdb/node-api'

type Items =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | Float32Array
  | Float64Array
  | BigInt64Array
  | BigUint64Array
type Innards = {
  items?: Items
  dataView?: DataView
  validity?: { data: BigUint64Array | null; offset: number; itemCount: number }
  getItem(index: number): unknown
}

export type RawColumn = {
  /** Typed array of the vector, or null for text and nested types. */
  items: Items | null
  /** The 16-byte string headers of a text vector: length, then 12 bytes inline or 4 bytes prefix and a pointer. */
  text: Uint32Array | null
  /** One bit a row, 1 = present; null when no value is missing. */
  validity: Uint32Array | null
  getItem(index: number): unknown
}

const asWords = (view: ArrayBufferView): Uint32Array =>
  new Uint32Array(view.buffer, view.byteOffset, view.byteLength >>> 2)

export const rawColumn = (chunk: DuckDBDataChunk, index: number): RawColumn => {
  const vector = chunk.getColumnVector(index) as unknown as Innards
  const bits = vector.validity?.data ?? null
  return {
    items: vector.items ?? null,
    text: vector.dataView ? asWords(vector.dataView) : null,
    validity: bits === null ? null : asWords(bits),
    getItem: (row) => vector.getItem(row),
  }
}

export const isPresent = (validity: Uint32Array | null, row: number): boolean =>
  validity === null || ((validity[row >>> 5] ?? 0) & (1 << (row & 31))) !== 0

const dayMs = 86_400_000
/** ISO text of a day number counted from 1970-01-01. */
export const isoDay = (days: number): string => new Date(days * dayMs).toISOString().slice(0, 10)

const dateTypeId = 13
/** TINYINT … DOUBLE: what a typed array says is what the value is. */
const isNumeric = (typeId: number): boolean => typeId >= 2 && typeId <= 11

/** One column of a chunk, copied: a typed array when nothing is missing and the type has one, else values with null. */
export const copyColumn = (chunk: DuckDBDataChunk, index: number): ArrayLike<unknown> => {
  const vector = chunk.getColumnVector(index)
  const typeId = vector.type.typeId as number
  const rows = chunk.rowCount
  const raw = rawColumn(chunk, index)
  if (raw.items && isNumeric(typeId) && raw.items.length === rows && allPresent(raw.validity, rows))
    return raw.items.slice()
  const values: unknown[] = Array.from({ length: rows })
  for (let row = 0; row < rows; row += 1) values[row] = plainValue(typeId, vector.getItem(row))
  return values
}

/** A DuckDB value as the contract of ColumnDatabase promises it: DATE as ISO text, DECIMAL as text, the rest as is. */
const plainValue = (typeId: number, value: unknown): unknown => {
  if (value === null || value === undefined) return null
  if (typeId === dateTypeId && typeof value === 'object' && 'days' in value && typeof value.days === 'number')
    return isoDay(value.days)
  if (typeof value === 'object' && !Array.isArray(value)) return String(value)
  return value
}

const allPresent = (validity: Uint32Array | null, rows: number): boolean => {
  if (validity === null) return true
  for (let row = 0; row < rows; row += 1) if (!isPresent(validity, row)) return false
  return true
}

type Writable = {
  items: { set(values: ArrayLike<unknown>): void }
  validity: { data: BigUint64Array | null }
  flush(): void
}

/** Fills one vector of a chunk made for writing. `present`: one bit a row, or null when nothing is missing. */
export const writeVector = (
  chunk: DuckDBDataChunk,
  index: number,
  items: Uint32Array | Int32Array | BigInt64Array,
  present: Uint32Array | null,
  rows: number,
): void => {
  const vector = chunk.getColumnVector(index) as unknown as Writable
  vector.items.set(items.subarray(0, rows))
  if (present) {
    const words = new Uint32Array(Math.ceil(rows / 64) * 2)
    words.set(present.subarray(0, words.length))
    vector.validity.data = new BigUint64Array(words.buffer)
  }
  vector.flush()
}
