// Percentiles and distinct counts by SQLite's records: the values of every group are read once and put together for
// each set of kept dimensions. In: a plan, the statistic, the sets. Out: one result per set. Never an aggregate asked
// of SQLite.
import { pacedRanges } from '#engine/workspace/records/pacedRanges.ts'
import type { Database } from 'better-sqlite3'
import { toExact } from '#shared/model/exact.ts'
import type { RecordSource } from '#engine/workspace/columns/source.ts'
import { fromWhere, rawKeysOf } from '../scan/dialect.ts'
import type { FilterSql } from '../scan/dialect.ts'
import { inPartition, pause } from './runSqlite.ts'
import type { Partition } from './runSqlite.ts'
import { keyColumns, keyRegister } from './sqliteKeys.ts'
import type { SqliteCell } from './sqliteKeys.ts'
import type { CategoryMap } from '#engine/process/categories/types.ts'
import type { BaseGroups, Fraction, NonAdditive, PassResult, Plan } from '../types.ts'

/** Values of one group: different ones, all of them at eight bytes each, or all with their weights. */
type ValueList = Set<string> | Integers | Map<bigint, bigint>

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

export const passesSqlite = async (
  database: Database,
  source: RecordSource,
  plan: Plan,
  statistic: NonAdditive,
  sets: number[][],
  groups: BaseGroups,
  maps: CategoryMap[],
  where: (string | null)[],
  filters: FilterSql,
  partitions: Partition[],
  between: (done: number) => void,
): Promise<PassResult[]> => {
  const keys = rawKeysOf(plan)
  const columns = keys.flatMap((key) => keyColumns(source, key))
  const value = source.column(statistic.factor.ref).sql
  const version = statistic.statistic === 'distinct' ? (source.versionSql(statistic.factor.ref) ?? 'NULL') : 'NULL'
  const weight =
    statistic.statistic === 'percentile' && statistic.weight !== null ? source.column(statistic.weight.ref).sql : null
  const conditions = [
    inPartition(source),
    `${value} IS NOT NULL`,
    weight === null ? null : `${weight} > 0`,
    statistic.filter === null ? null : (filters.get(statistic.filter) ?? 'false'),
    ...where,
  ]
  const statement = database
    .prepare(`SELECT ${[...columns, version, value, weight ?? '1'].join(', ')} ${fromWhere(source, conditions)}`)
    .raw()
    .safeIntegers()
  const categoryOf = plan.dimensions.map(
    (dimension, d) =>
      new Map(
        groups.keys.get(dimension.rawKey)?.values.map((v, i) => [JSON.stringify(v), maps[d]?.map[i] ?? -1]) ?? [],
      ),
  )
  const register = keyRegister(keys)
  const lists: ValueList[] = []
  const fresh = (): ValueList => {
    if (statistic.statistic === 'distinct') return new Set<string>()
    return weight === null ? new Integers() : new Map<bigint, bigint>()
  }
  for (const { first, last, partition } of pacedRanges(partitions)) {
    between(partition)
    for (const row of statement.iterate(first, last) as IterableIterator<SqliteCell[]>) {
      const group = register.at(row)
      const held = row[columns.length + 1] ?? 0
      const list = (lists[group] ??= fresh())
      if (list instanceof Set) list.add(`${String(row[columns.length] ?? '')}|${String(held)}`)
      else if (list instanceof Integers) list.add(BigInt(held))
      else list.set(BigInt(held), (list.get(BigInt(held)) ?? 0n) + BigInt(row[columns.length + 2] ?? 0))
    }
    await pause()
  }
  const rawKeys = register.keys()
  const groupCategories = plan.dimensions.map((dimension, d) => {
    const raw = rawKeys.get(dimension.rawKey)
    return Int32Array.from(raw?.index ?? [], (i) => categoryOf[d]?.get(JSON.stringify(raw?.values[i])) ?? -1)
  })
  const percentile = weight === null ? plainPercentile : weightedPercentile
  const finish = statistic.statistic === 'distinct' ? different : percentile(statistic.fraction)
  const results: PassResult[] = []
  for (const [done, kept] of sets.entries()) {
    between(partitions.length + done)
    results.push(mergePass(kept, groupCategories, lists, finish))
    await pause()
  }
  return results
}

type Finish = (parts: ValueList[]) => number | bigint | null

const mergePass = (kept: number[], groupCategories: Int32Array[], lists: ValueList[], finish: Finish): PassResult => {
  const cells = new Map<string, { key: number[]; parts: ValueList[] }>()
  for (const [group, list] of lists.entries()) {
    if (groupCategories.some((c) => (c[group] ?? -1) < 0)) continue
    const key = kept.map((d) => groupCategories[d]?.[group] ?? -1)
    const cell = cells.get(key.join(' '))
    if (cell) cell.parts.push(list)
    else cells.set(key.join(' '), { key, parts: [list] })
  }
  const all = [...cells.values()]
  return {
    kept,
    rows: all.length,
    keys: kept.map((_, i) => Int32Array.from(all, (c) => c.key[i] ?? -1)),
    values: all.map(({ parts }) => finish(parts)),
  }
}

const different: Finish = (parts) => {
  const union = new Set<string>()
  for (const part of parts) if (part instanceof Set) for (const value of part) union.add(value)
  return union.size
}

/** The sum of the value that n × fraction reaches and the one after it where it is met exactly. */
const plainPercentile =
  ({ numerator, denominator }: Fraction): Finish =>
  (parts) => {
    const ordered = new BigInt64Array(parts.reduce((n, part) => n + (part instanceof Integers ? part.count : 0), 0))
    let filled = 0
    for (const part of parts) {
      if (!(part instanceof Integers)) continue
      ordered.set(part.data.subarray(0, part.count), filled)
      filled += part.count
    }
    ordered.sort()
    if (ordered.length === 0) return null
    const reached = BigInt(ordered.length) * numerator
    const whole = Number(reached / denominator)
    const exact = BigInt(whole) * denominator === reached
    return toExact((ordered[exact ? whole - 1 : whole] ?? 0n) + (ordered[whole] ?? 0n))
  }

const weightedPercentile =
  ({ numerator, denominator }: Fraction): Finish =>
  (parts) => {
    const weights = new Map<bigint, bigint>()
    for (const part of parts)
      if (part instanceof Map)
        for (const [value, weight] of part) weights.set(value, (weights.get(value) ?? 0n) + weight)
    const ordered = [...weights].sort(([a], [b]) => (a < b ? -1 : 1))
    const wanted = ordered.reduce((sum, [, weight]) => sum + weight, 0n) * numerator
    let cumulated = 0n
    let low: bigint | null = null
    for (const [value, weight] of ordered) {
      cumulated += weight * denominator
      if (low === null && cumulated >= wanted) low = value
      if (cumulated > wanted) return toExact((low ?? value) + value)
    }
    return null
  }
