// The one place where engines differ in SQL: how a key is grouped, how a sum keeps exact, how a median is taken.
// In: column expressions made of quoted names. Out: SQL text. Never a value from a user, never a query run here.
import type { RecordSource, SourceColumn } from '../columns/source.ts'
import type { Plan, PlannedDimension } from './types.ts'

export type Dialect = {
  /** Raw grouping key of a dimension: one expression, NULL where missing or not linked. */
  key(dimension: PlannedDimension, column: SourceColumn): string
  /** Two aggregate expressions whose values are the limbs of the exact sum, high × base + low. */
  sumLimbs(sql: string): { high: string; low: string; base: number }
}

/** Expression of the year, year-month, … of a date as whole numbers: yyyy, yyyyq, yyyymm; days keep the engine's own form. */
export const duckdbDialect: Dialect = {
  key: ({ grouping }, { sql }) => {
    if (grouping.kind !== 'date' || grouping.level === 'day') return sql
    if (grouping.level === 'year') return `year(${sql})::INTEGER`
    if (grouping.level === 'quarter') return `(year(${sql}) * 10 + quarter(${sql}))::INTEGER`
    return `(year(${sql}) * 100 + month(${sql}))::INTEGER`
  },
  sumLimbs: (sql) => ({ high: `(sum(${sql}) // 1000000000000)::DOUBLE`, low: `(sum(${sql}) % 1000000000000)::DOUBLE`, base: 1e12 }),
}

export const sqliteDialect: Dialect = {
  key: ({ grouping }, { sql }) => {
    // The driver reads integers as doubles: as text they keep every digit.
    if (grouping.kind === 'number') return `CAST(${sql} AS TEXT)`
    if (grouping.kind !== 'date' || grouping.level === 'day') return sql
    if (grouping.level === 'year') return `CAST(substr(${sql}, 1, 4) AS INTEGER)`
    const month = `CAST(substr(${sql}, 6, 2) AS INTEGER)`
    const year = `CAST(substr(${sql}, 1, 4) AS INTEGER)`
    return grouping.level === 'quarter' ? `(${year} * 10 + (${month} + 2) / 3)` : `(${year} * 100 + ${month})`
  },
  sumLimbs: (sql) => ({ high: `sum(${sql} / 1000000000)`, low: `sum(${sql} % 1000000000)`, base: 1e9 }),
}

/** The dimensions that need a raw key of their own, each key once. */
export const rawKeysOf = (plan: Plan): PlannedDimension[] => [...new Map(plan.dimensions.map((d) => [d.rawKey, d])).values()]

/** "2024-07", "2024-Q3", "2024" from the whole number a dialect groups dates by. */
export const dateKeyText = (level: 'month' | 'quarter' | 'year', key: number): string => {
  if (level === 'year') return String(key).padStart(4, '0')
  if (level === 'quarter') return `${String(Math.floor(key / 10)).padStart(4, '0')}-Q${key % 10}`
  return `${String(Math.floor(key / 100)).padStart(4, '0')}-${String(key % 100).padStart(2, '0')}`
}

/** FROM and WHERE of the records of a table. */
export const fromWhere = (source: RecordSource, conditions: (string | null)[]): string => {
  const where = conditions.filter((c): c is string => c !== null && c !== '')
  return `FROM ${source.from}${where.length > 0 ? ` WHERE ${where.map((c) => `(${c})`).join(' AND ')}` : ''}`
}
