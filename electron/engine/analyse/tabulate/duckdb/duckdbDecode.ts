// Grouping keys as DuckDB gave them → an index per row into the raw values seen. In: a column of keys. Out: a RawKey.
// Never a query but for the dictionary; never a category (categories.ts).
import { sqlText } from '#shared/format/sqlText.ts'
import { exactToDecimal } from '#shared/model/exact.ts'
import type { RecordSource } from '#engine/workspace/columns/source.ts'
import { dateKeyText } from '../scan/dialect.ts'
import { isDictionary, missingId, missingInMatchId } from './duckdbKeys.ts'
import type { RawValue } from '#engine/process/categories/types.ts'
import type { PlannedDimension, RawKey } from '../types.ts'

export const doubles = (data: ArrayLike<unknown> | undefined, rows: number): Float64Array => {
  if (data instanceof Float64Array) return data
  const out = new Float64Array(rows)
  for (let i = 0; i < rows; i++) out[i] = Number(data?.[i] ?? 0)
  return out
}

const encode = <K>(
  data: ArrayLike<unknown>,
  rows: number,
  keyOf: (value: unknown) => K,
  valueOf: (key: K) => RawValue,
  sqlOf: (key: K) => string | null,
): RawKey => {
  const index = new Int32Array(rows)
  const seen = new Map<K, number>()
  const values: RawValue[] = []
  const sql: (string | null)[] = []
  for (let i = 0; i < rows; i++) {
    const key = keyOf(data[i])
    let at = seen.get(key)
    if (at === undefined) {
      seen.set(key, (at = values.length))
      values.push(valueOf(key))
      sql.push(sqlOf(key))
    }
    index[i] = at
  }
  return { index, values, sql }
}

/** Dictionary ids are small: their indexes stand in a plain array. */
const encodeIds = (data: Uint32Array, rows: number, valueOf: (id: number) => RawValue): RawKey => {
  const index = new Int32Array(rows)
  let known = new Int32Array(1024)
  const special = new Map<number, number>()
  const values: RawValue[] = []
  const sql: (string | null)[] = []
  const add = (id: number): number => {
    sql.push(id === missingId ? null : `${id}::UINTEGER`)
    return values.push(valueOf(id))
  }
  for (let i = 0; i < rows; i++) {
    const id = data[i] as number
    if (id >= missingInMatchId) {
      if (!special.has(id)) special.set(id, add(id))
      index[i] = (special.get(id) ?? 1) - 1
      continue
    }
    if (id >= known.length) {
      const wider = new Int32Array(Math.max(id + 1, known.length * 2))
      wider.set(known)
      known = wider
    }
    if (known[id] === 0) known[id] = add(id)
    index[i] = (known[id] as number) - 1
  }
  return { index, values, sql }
}

const isNull = (value: unknown): value is null | undefined => value === null || value === undefined

export const decodeKey = async (
  source: RecordSource,
  dimension: PlannedDimension,
  data: ArrayLike<unknown>,
  rows: number,
): Promise<RawKey> => {
  const absent: RawValue = dimension.linked ? { state: 'not_linked' } : { state: 'missing' }
  const value = (code: string): RawValue => ({ state: 'value', code, version: null })
  if (isDictionary(dimension)) {
    const entries = new Map((await source.dictionary(dimension.base)).map((e) => [e.id, e]))
    const valueOf = (id: number): RawValue => {
      if (id === missingId) return absent
      if (id === missingInMatchId) return { state: 'missing' }
      const entry = entries.get(id)
      return { state: 'value', code: entry?.code ?? String(id), version: entry?.version ?? null }
    }
    return data instanceof Uint32Array
      ? encodeIds(data, rows, valueOf)
      : encode(
          data,
          rows,
          (v) => (isNull(v) ? missingId : Number(v)),
          valueOf,
          (id) => (id === missingId ? null : `${id}::UINTEGER`),
        )
  }
  const { grouping, physical } = dimension
  if (physical === 'text')
    return encode(
      data,
      rows,
      (v) => (isNull(v) ? null : String(v)),
      (k) => (k === null ? absent : value(k)),
      (k) => (k === null ? null : sqlText(k)),
    )
  if (grouping.kind === 'date' && grouping.level !== 'day') {
    const { level } = grouping
    return encode(
      data,
      rows,
      (v) => (isNull(v) ? null : Number(v)),
      (k) => (k === null ? absent : value(dateKeyText(level, k))),
      (k) => (k === null ? null : String(k)),
    )
  }
  if (grouping.kind === 'date')
    return encode(
      data,
      rows,
      (v) => (typeof v === 'string' ? v : null),
      (k) => (k === null ? absent : value(k)),
      (k) => (k === null ? null : `DATE '${k}'`),
    )
  const scale = grouping.kind === 'number' ? grouping.scale : 0
  return encode(
    data,
    rows,
    (v) => (isNull(v) ? null : BigInt(v as bigint)),
    (k) => (k === null ? absent : value(exactToDecimal(k, scale))),
    (k) => (k === null ? null : `${k}::BIGINT`),
  )
}
