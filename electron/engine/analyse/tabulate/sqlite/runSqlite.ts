// Base groups by SQLite, the second opinion. In: a plan, its source, compiled filters. Out: as DuckDB's.
// SQLite cannot be interrupted, so the records are read by row id ranges with the partial groups merged in between.
import type { Database } from 'better-sqlite3'
import type { RecordSource } from '#engine/workspace/columns/source.ts'
import { conditionOf, filtered, fromWhere, presentSql, rawKeysOf } from '../scan/dialect.ts'
import type { FilterSql } from '../scan/dialect.ts'
import { limbsOf } from '../scan/rollup.ts'
import { pacedRanges } from '#engine/workspace/records/pacedRanges.ts'
import { keyColumns, keyRegister } from './sqliteKeys.ts'
import type { SqliteCell } from './sqliteKeys.ts'
import type { Accumulator, BaseGroups, ExtremeColumn, Factor, Plan, SumColumn } from '../types.ts'

/** Rows of one partition: small enough to cancel within a second and for sums of limbs to stay below 2^53. */
const partitionRows = 200_000

export type Partition = { first: number; last: number }
export const partitionsOf = (ranges: { first: number; count: number }[]): Partition[] =>
  ranges.flatMap(({ first, count }) =>
    Array.from({ length: Math.ceil(count / partitionRows) }, (_, i) => ({
      first: first + i * partitionRows,
      last: Math.min(first + (i + 1) * partitionRows, first + count) - 1,
    })),
  )

export const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

export const inPartition = (source: RecordSource): string => `${source.rowId} BETWEEN ? AND ?`

/**
 * SQLite has no integers beyond 64 bits: sums of products are made by a function of ours, in whole numbers of any size.
 */
const registered = new WeakSet<Database>()
const registerProducts = (database: Database): void => {
  if (registered.has(database)) return
  database.aggregate<bigint>('statdesk_products', {
    varargs: true,
    deterministic: true,
    safeIntegers: true,
    start: 0n,
    step: (sum, ...factors: unknown[]) =>
      factors.every((f): f is bigint => typeof f === 'bigint')
        ? sum + factors.reduce((product, f) => product * f, 1n)
        : sum,
    result: (sum) => sum.toString(),
  })
  registered.add(database)
}

type Part = { count: number; sum: bigint }

/** Columns of one sum, and how a row of them adds to a part. */
const sumColumns = (
  accumulator: Accumulator,
  sqlOf: (factor: Factor) => string,
  filters: FilterSql,
): { sql: string[]; add(part: Part, row: SqliteCell[], at: number): void } => {
  const { filter, factors } = accumulator
  const condition = conditionOf(filter, presentSql(accumulator, sqlOf), filters)
  const [first] = factors
  if (first === undefined)
    return {
      sql: [filtered('count(*)', condition)],
      add: (part, row, at) => {
        part.count += Number(row[at])
      },
    }
  if (factors.length > 1) {
    return {
      sql: [
        filtered('count(*)', condition),
        filtered(`statdesk_products(${factors.map(sqlOf).join(', ')})`, condition),
      ],
      add: (part, row, at) => {
        part.count += Number(row[at])
        part.sum += BigInt(row[at + 1] ?? 0)
      },
    }
  }
  const sql = sqlOf(first)
  return {
    sql: [
      filtered(`count(${sql})`, condition),
      filtered(`sum(${sql} / 1000000000)`, condition),
      filtered(`sum(${sql} % 1000000000)`, condition),
    ],
    add: (part, row, at) => {
      part.count += Number(row[at])
      part.sum += BigInt(row[at + 1] ?? 0) * 1_000_000_000n + BigInt(row[at + 2] ?? 0)
    },
  }
}

const sumColumn = (accumulator: Accumulator, parts: Part[]): SumColumn => {
  const limbs = accumulator.factors.length === 0 ? 0 : accumulator.factors.length === 1 ? 2 : 6
  const split = parts.map((p) => limbsOf(p.sum, limbs))
  return {
    count: Float64Array.from(parts, (p) => p.count),
    limbs: Array.from({ length: limbs }, (_, l) => Float64Array.from(split, (s) => s[l] ?? 0)),
  }
}

export const baseGroupsSqlite = async (
  database: Database,
  source: RecordSource,
  plan: Plan,
  where: (string | null)[],
  filters: FilterSql,
  partitions: Partition[],
  between: (done: number) => void,
): Promise<BaseGroups> => {
  registerProducts(database)
  const keys = rawKeysOf(plan)
  const sqlOf = (factor: Factor): string => source.column(factor.ref).sql
  const keySql = keys.flatMap((key) => keyColumns(source, key))
  const sums = plan.accumulators.map((a) => sumColumns(a, sqlOf, filters))
  const extremes = plan.extremes.map(
    ({ factor, filter, which }) =>
      `CAST(${filtered(`${which === 'minimum' ? 'min' : 'max'}(${sqlOf(factor)})`, conditionOf(filter, [], filters))} AS TEXT)`,
  )
  const statement = database
    .prepare(
      `SELECT ${[...keySql, 'count(*)', ...sums.flatMap((s) => s.sql), ...extremes].join(', ')} ${fromWhere(source, [inPartition(source), ...where])}${
        keySql.length > 0 ? ` GROUP BY ${keySql.map((_, i) => i + 1).join(', ')}` : ''
      }`,
    )
    .raw()
  const register = keyRegister(keys)
  const records: number[] = []
  const parts: Part[][] = plan.accumulators.map(() => [])
  const found: (bigint | null)[][] = plan.extremes.map(() => [])
  for (const { first, last, partition } of pacedRanges(partitions)) {
    between(partition)
    for (const row of statement.iterate(first, last) as IterableIterator<SqliteCell[]>) {
      const n = Number(row[keySql.length])
      if (n === 0) continue
      const group = register.at(row)
      records[group] = (records[group] ?? 0) + n
      let at = keySql.length + 1
      sums.forEach((sum, i) => {
        const column = (parts[i] ??= [])
        sum.add((column[group] ??= { count: 0, sum: 0n }), row, at)
        at += sum.sql.length
      })
      plan.extremes.forEach(({ which }, i) => {
        const column = (found[i] ??= [])
        const text = row[at++] ?? null
        const known = column[group] ?? null
        const value = text === null ? null : BigInt(text)
        column[group] =
          value === null || (known !== null && (which === 'minimum' ? known <= value : known >= value)) ? known : value
      })
    }
    await pause()
  }
  return {
    rows: register.size(),
    keys: register.keys(),
    records: Float64Array.from(records),
    sums: new Map(plan.accumulators.map((a, i) => [a.key, sumColumn(a, parts[i] ?? [])])),
    extremes: new Map(
      plan.extremes.map(({ key }, i): [string, ExtremeColumn] => {
        const values = found[i] ?? []
        return [
          key,
          {
            held: Uint8Array.from(values, (v) => (v === null ? 0 : 1)),
            values: BigInt64Array.from(values, (v) => v ?? 0n),
          },
        ]
      }),
    ),
  }
}
