// Base groups and non-additive passes by SQLite, the second opinion. In: a plan, its source, a compiled filter. Out: as DuckDB's.
// SQLite cannot be interrupted, so the records are read by row id ranges with the partial groups merged in between.
import type { Database } from 'better-sqlite3'
import { exactToDecimal } from '#shared/model/exact.ts'
import type { RecordSource } from '../columns/source.ts'
import { dateKeyText, fromWhere, rawKeysOf, sqliteDialect } from './dialect.ts'
import { limbBase } from './types.ts'
import type { BaseGroups, CategoryMap, NonAdditive, PassResult, Plan, PlannedDimension, RawKey, RawValue } from './types.ts'

/** Rows of one partition: small enough to cancel within a second and for whole-number limbs to stay below 2^53. */
const partitionRows = 200_000

export type Partition = { first: number; last: number }
export const partitionsOf = (ranges: { first: number; count: number }[]): Partition[] =>
  ranges.flatMap(({ first, count }) =>
    Array.from({ length: Math.ceil(count / partitionRows) }, (_, i) => ({ first: first + i * partitionRows, last: Math.min(first + (i + 1) * partitionRows, first + count) - 1 })))

const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Key expressions of a dimension: the value, its code-list version, and whether the record is linked. */
const keyColumns = (source: RecordSource, dimension: PlannedDimension): string[] => [
  sqliteDialect.key(dimension, source.column(dimension.ref)),
  source.versionSql(dimension.ref) ?? 'NULL',
  dimension.linked && source.matchedSql !== null ? `(${source.matchedSql})` : '1',
]

type Cell = string | number | bigint | null
const rawValue = (dimension: PlannedDimension, value: Cell, version: Cell, matched: Cell): RawValue => {
  if (!matched) return { state: 'not_linked' }
  if (value === null) return dimension.linked && dimension.grouping.kind !== 'code' && dimension.grouping.kind !== 'period' ? { state: 'not_linked' } : { state: 'missing' }
  const { grouping } = dimension
  if (grouping.kind === 'number') return { state: 'value', code: exactToDecimal(typeof value === 'string' ? BigInt(value) : value, grouping.scale), version: null }
  if (grouping.kind === 'date' && grouping.level !== 'day') return { state: 'value', code: dateKeyText(grouping.level, Number(value)), version: null }
  return { state: 'value', code: String(value), version: version === null ? null : String(version) }
}

/** Gives each distinct key tuple a number, and remembers its raw values. */
const keyRegister = (keys: PlannedDimension[]) => {
  const tuples = new Map<string, number>()
  const perKey = keys.map(() => ({ seen: new Map<string, number>(), values: [] as RawValue[], index: [] as number[] }))
  return {
    size: () => tuples.size,
    at: (row: Cell[]): number => {
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
    keys: (): Map<string, RawKey> => new Map(keys.map((key, k) => [key.rawKey, { index: Int32Array.from(perKey[k]?.index ?? []), values: perKey[k]?.values ?? [], sql: [] }])),
  }
}

const inPartition = (source: RecordSource): string => `${source.rowId} BETWEEN ? AND ?`

export const baseGroupsSqlite = async (
  database: Database, source: RecordSource, plan: Plan, where: (string | null)[], partitions: Partition[], between: (done: number) => void,
): Promise<BaseGroups> => {
  const keys = rawKeysOf(plan)
  const columns = keys.flatMap((key) => keyColumns(source, key))
  const sums = plan.sums.flatMap((ref) => {
    const { sql } = source.column(ref)
    const { high, low } = sqliteDialect.sumLimbs(sql)
    return [`count(${sql})`, `coalesce(${high}, 0)`, `coalesce(${low}, 0)`]
  })
  const statement = database.prepare(`SELECT ${[...columns, 'count(*)', ...sums].join(', ')} ${fromWhere(source, [inPartition(source), ...where])}${
    columns.length > 0 ? ` GROUP BY ${columns.map((_, i) => i + 1).join(', ')}` : ''}`).raw()
  const register = keyRegister(keys)
  const records: number[] = []
  const parts: { count: number; high: number; low: number }[][] = plan.sums.map(() => [])
  for (const [done, { first, last }] of partitions.entries()) {
    between(done)
    for (const row of statement.iterate(first, last) as IterableIterator<Cell[]>) {
      const n = Number(row[columns.length])
      if (n === 0) continue
      const group = register.at(row)
      records[group] = (records[group] ?? 0) + n
      plan.sums.forEach((_, i) => {
        const at = columns.length + 1 + i * 3
        const part = (parts[i] ??= [])
        const sum = (part[group] ??= { count: 0, high: 0, low: 0 })
        const high = Number(row[at + 1])
        // From limbs of 10^9 to limbs of 10^12: exact, as both stay far below 2^53.
        const whole = Math.trunc(high / 1000)
        sum.count += Number(row[at])
        sum.high += whole
        sum.low += (high - whole * 1000) * 1e9 + Number(row[at + 2])
        const limbs = Math.trunc(sum.low / limbBase)
        sum.high += limbs
        sum.low -= limbs * limbBase
      })
    }
    await pause()
  }
  return {
    rows: register.size(), keys: register.keys(), records: Float64Array.from(records),
    sums: new Map(plan.sums.map((ref, i) => [ref, {
      count: Float64Array.from(parts[i] ?? [], (s) => s.count), high: Float64Array.from(parts[i] ?? [], (s) => s.high), low: Float64Array.from(parts[i] ?? [], (s) => s.low),
    }])),
  }
}

/** Values of one group: different ones, or all of them, eight bytes each. */
type ValueList = Set<string> | Integers

class Integers {
  count = 0
  data = new BigInt64Array(16)
  add(value: bigint): void {
    if (this.count === this.data.length) {
      const wider = new BigInt64Array(this.count * 2)
      wider.set(this.data)
      this.data = wider
    }
    this.data[this.count++] = value
  }
}

/** SQLite groups no medians: the values of every group are read and ordered here, once for each set of kept dimensions. */
export const passesSqlite = async (
  database: Database, source: RecordSource, plan: Plan, statistic: NonAdditive, sets: number[][],
  groups: BaseGroups, maps: CategoryMap[], where: (string | null)[], partitions: Partition[], between: (done: number) => void,
): Promise<PassResult[]> => {
  const keys = rawKeysOf(plan)
  const columns = keys.flatMap((key) => keyColumns(source, key))
  const column = source.column(statistic.ref)
  const version = statistic.statistic === 'distinct' ? (source.versionSql(statistic.ref) ?? 'NULL') : 'NULL'
  const statement = database.prepare(`SELECT ${[...columns, version, column.sql].join(', ')} ${fromWhere(source, [inPartition(source), `${column.sql} IS NOT NULL`, ...where])}`).raw().safeIntegers()
  const categoryOf = plan.dimensions.map((dimension, d) => new Map(groups.keys.get(dimension.rawKey)?.values.map((value, i) => [JSON.stringify(value), maps[d]?.map[i] ?? -1]) ?? []))
  const register = keyRegister(keys)
  const lists: ValueList[] = []
  for (const [done, { first, last }] of partitions.entries()) {
    between(done)
    for (const row of statement.iterate(first, last) as IterableIterator<Cell[]>) {
      const group = register.at(row)
      const value = row[columns.length + 1] ?? null
      const list = (lists[group] ??= statistic.statistic === 'distinct' ? new Set<string>() : new Integers())
      if (list instanceof Set) list.add(`${String(row[columns.length] ?? '')}|${String(value)}`)
      else list.add(BigInt(value ?? 0))
    }
    await pause()
  }
  const rawKeys = register.keys()
  const groupCategories = plan.dimensions.map((dimension, d) => {
    const raw = rawKeys.get(dimension.rawKey)
    return Int32Array.from(raw?.index ?? [], (i) => categoryOf[d]?.get(JSON.stringify(raw?.values[i])) ?? -1)
  })
  const results: PassResult[] = []
  for (const [done, kept] of sets.entries()) {
    between(partitions.length + done)
    results.push(mergePass(kept, groupCategories, lists))
    await pause()
  }
  return results
}

const mergePass = (kept: number[], groupCategories: Int32Array[], lists: ValueList[]): PassResult => {
  const cells = new Map<string, { key: number[]; parts: ValueList[] }>()
  for (const [group, list] of lists.entries()) {
    if (groupCategories.some((c) => (c[group] ?? -1) < 0)) continue
    const key = kept.map((d) => groupCategories[d]?.[group] ?? -1)
    const cell = cells.get(key.join(' '))
    if (cell) cell.parts.push(list)
    else cells.set(key.join(' '), { key, parts: [list] })
  }
  const all = [...cells.values()]
  return { kept, rows: all.length, keys: kept.map((_, i) => Int32Array.from(all, (c) => c.key[i] ?? -1)), values: all.map(({ parts }) => finish(parts)) }
}

/** Distinct: how many. Median: the sum of the two middle values. */
const finish = (parts: ValueList[]): number | bigint | null => {
  if (parts[0] instanceof Set) {
    const union = new Set<string>()
    for (const part of parts) if (part instanceof Set) for (const value of part) union.add(value)
    return union.size
  }
  const ordered = new BigInt64Array(parts.reduce((n, part) => n + (part instanceof Integers ? part.count : 0), 0))
  let filled = 0
  for (const part of parts) {
    if (part instanceof Set) continue
    ordered.set(part.data.subarray(0, part.count), filled)
    filled += part.count
  }
  ordered.sort()
  if (ordered.length === 0) return null
  const low = ordered[Math.floor((ordered.length - 1) / 2)] ?? 0n
  const high = ordered[Math.floor(ordered.length / 2)] ?? 0n
  const sum = low + high
  return sum >= BigInt(Number.MIN_SAFE_INTEGER) && sum <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(sum) : sum
}
