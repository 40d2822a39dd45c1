// The one place where engines differ in SQL: how a key is grouped, how sums stay exact, how the conditions of a sum are
// said. In: column expressions made of quoted names. Out: SQL text. Never a value from a user, never a query run here.
import type { RecordSource } from '#engine/workspace/columns/source.ts'
import type { Accumulator, Factor, PlannedDimension } from '../types.ts'

/** Compiled filters of measures, by their text. */
export type FilterSql = ReadonlyMap<string, string>

type Dialect = {
  /** Raw grouping key of a dimension: one expression, NULL where missing or not linked. */
  key(dimension: PlannedDimension, sql: string): string
}

/**
 * Expression of the year, year-month, … of a date as whole numbers: yyyy, yyyyq, yyyymm; days keep the engine's own
 * form.
 */
export const duckdbDialect: Dialect = {
  key: ({ grouping }, sql) => {
    if (grouping.kind !== 'date' || grouping.level === 'day') return sql
    if (grouping.level === 'year') return `year(${sql})::INTEGER`
    if (grouping.level === 'quarter') return `(year(${sql}) * 10 + quarter(${sql}))::INTEGER`
    return `(year(${sql}) * 100 + month(${sql}))::INTEGER`
  },
}

export const sqliteDialect: Dialect = {
  key: ({ grouping }, sql) => {
    // The driver reads integers as doubles: as text they keep every digit.
    if (grouping.kind === 'number') return `CAST(${sql} AS TEXT)`
    if (grouping.kind !== 'date' || grouping.level === 'day') return sql
    if (grouping.level === 'year') return `CAST(substr(${sql}, 1, 4) AS INTEGER)`
    const month = `CAST(substr(${sql}, 6, 2) AS INTEGER)`
    const year = `CAST(substr(${sql}, 1, 4) AS INTEGER)`
    return grouping.level === 'quarter' ? `(${year} * 10 + (${month} + 2) / 3)` : `(${year} * 100 + ${month})`
  },
}

/**
 * The condition under which a record enters a sum; null when every record does. `always` are factors that the aggregate
 * skips by itself when NULL.
 */
export const conditionOf = (filter: string | null, present: readonly string[], filters: FilterSql): string | null => {
  const parts = [
    ...(filter === null ? [] : [`(${filters.get(filter) ?? 'false'})`]),
    ...present.map((sql) => `${sql} IS NOT NULL`),
  ]
  return parts.length === 0 ? null : parts.join(' AND ')
}

export const filtered = (aggregate: string, condition: string | null): string =>
  condition === null ? aggregate : `${aggregate} FILTER (WHERE ${condition})`

/** What a sum needs beside the column it skips when NULL. */
export const presentSql = ({ factors, present }: Accumulator, sqlOf: (factor: Factor) => string): string[] =>
  present.filter((p) => factors.length !== 1 || p.identity !== factors[0]?.identity).map(sqlOf)

/** The dimensions that need a raw key of their own, each key once. */
export const rawKeysOf = ({ dimensions }: { dimensions: PlannedDimension[] }): PlannedDimension[] => [
  ...new Map(dimensions.map((d) => [d.rawKey, d])).values(),
]

/** "2024-07", "2024-Q3", "2024" from the whole number a dialect groups dates by. */
export const dateKeyText = (level: 'month' | 'quarter' | 'year', key: number): string => {
  if (level === 'year') return String(key).padStart(4, '0')
  if (level === 'quarter') return `${String(Math.floor(key / 10)).padStart(4, '0')}-Q${key % 10}`
  return `${String(Math.floor(key / 100)).padStart(4, '0')}-${String(key % 100).padStart(2, '0')}`
}

/** FROM and WHERE of the records of a table. */
export const fromWhere = (source: Pick<RecordSource, 'from'>, conditions: (string | null)[]): string => {
  const where = conditions.filter((c): c is string => c !== null && c !== '')
  return `FROM ${source.from}${where.length > 0 ? ` WHERE ${where.map((c) => `(${c})`).join(' AND ')}` : ''}`
}
