// The raw grouping keys of dimensions in SQLite: a value, its code-list version, and whether the record is linked.
// In: rows of such columns. Out: a number for each distinct key tuple, and RawKeys. SQL text of quoted names only.
import { exactToDecimal } from '#shared/model/exact.ts'
import type { RecordSource } from '#engine/workspace/columns/source.ts'
import { dateKeyText, sqliteDialect } from '../scan/dialect.ts'
import { isDictionary } from '../duckdb/duckdbKeys.ts'
import type { RawValue } from '#engine/process/categories/types.ts'
import type { PlannedDimension, RawKey } from '../types.ts'

export type SqliteCell = string | number | bigint | null

export const keyColumns = (source: RecordSource, dimension: PlannedDimension): string[] => [
  sqliteDialect.key(dimension, source.column(dimension.base).sql),
  source.versionSql(dimension.base) ?? 'NULL',
  dimension.path === null ? '1' : (source.matched.get(dimension.path) ?? '1'),
]

const rawValue = (
  dimension: PlannedDimension,
  value: SqliteCell,
  version: SqliteCell,
  matched: SqliteCell,
): RawValue => {
  const { grouping } = dimension
  // Numbers, dates and computed values across a link cannot tell an empty field from a missing match.
  if (value === null)
    return dimension.linked && (!matched || !isDictionary(dimension)) ? { state: 'not_linked' } : { state: 'missing' }
  if (!matched && isDictionary(dimension)) return { state: 'not_linked' }
  if (grouping.kind === 'number')
    return {
      state: 'value',
      code: exactToDecimal(typeof value === 'string' ? BigInt(value) : value, grouping.scale),
      version: null,
    }
  if (grouping.kind === 'date' && grouping.level !== 'day')
    return { state: 'value', code: dateKeyText(grouping.level, Number(value)), version: null }
  return { state: 'value', code: String(value), version: version === null ? null : String(version) }
}

/** Gives each distinct key tuple a number, and remembers its raw values. */
export const keyRegister = (keys: PlannedDimension[]) => {
  const tuples = new Map<string, number>()
  const perKey = keys.map(() => ({ seen: new Map<string, number>(), values: [] as RawValue[], index: [] as number[] }))
  return {
    size: () => tuples.size,
    at: (row: SqliteCell[]): number => {
      let text = ''
      for (let i = 0; i < keys.length * 3; i++) text += `${row[i] ?? '\u0000'}\u0001`
      const known = tuples.get(text)
      if (known !== undefined) return known
      const group = tuples.size
      tuples.set(text, group)
      keys.forEach((key, k) => {
        const value = rawValue(key, row[k * 3] ?? null, row[k * 3 + 1] ?? null, row[k * 3 + 2] ?? null)
        const identity = JSON.stringify(value)
        const register = perKey[k]
        if (!register) return
        let at = register.seen.get(identity)
        if (at === undefined) {
          register.seen.set(identity, (at = register.values.length))
          register.values.push(value)
        }
        register.index.push(at)
      })
      return group
    },
    keys: (): Map<string, RawKey> =>
      new Map(
        keys.map((key, k) => [
          key.rawKey,
          { index: Int32Array.from(perKey[k]?.index ?? []), values: perKey[k]?.values ?? [], sql: [] },
        ]),
      ),
  }
}
