// Contributions from SQLite's records, read once and put together for each set of kept dimensions: the second opinion.
// In: a plan with contributions, the sets. Out: one result per set. Never an aggregate asked of SQLite.
import type { Database } from 'better-sqlite3'
import { pacedRanges } from '#engine/workspace/records/pacedRanges.ts'
import type { RecordSource } from '#engine/workspace/columns/source.ts'
import type { CategoryMap } from '#engine/process/categories/types.ts'
import { emptyColumns, enterContribution } from '../scan/contributionCells.ts'
import { conditionOf, fromWhere, rawKeysOf } from '../scan/dialect.ts'
import type { FilterSql } from '../scan/dialect.ts'
import type { BaseGroups, ContributionPass, Contributions, Plan } from '../types.ts'
import { inPartition, pause } from './runSqlite.ts'
import type { Partition } from './runSqlite.ts'
import { keyColumns, keyRegister } from './sqliteKeys.ts'
import type { SqliteCell } from './sqliteKeys.ts'

/** What each respondent gives, by his number. */
type Given = Map<number, Float64Array>

const addTo = (into: Given, respondent: number, given: ArrayLike<number>): void => {
  const known = into.get(respondent)
  if (known === undefined) into.set(respondent, Float64Array.from(given))
  else for (let s = 0; s < known.length; s += 1) known[s] = (known[s] as number) + Number(given[s])
}

export const contributionsSqlite = async (
  database: Database,
  source: RecordSource,
  plan: Plan,
  { respondent, of }: Contributions,
  sets: number[][],
  groups: BaseGroups,
  maps: CategoryMap[],
  where: (string | null)[],
  filters: FilterSql,
  partitions: Partition[],
  between: (done: number) => void,
): Promise<ContributionPass[]> => {
  const keys = rawKeysOf(plan)
  const columns = keys.flatMap((key) => keyColumns(source, key))
  const sqlOf = (ref: string): string => source.column(ref).sql
  const given = of.map(({ filter, factors, present }) => {
    const product = factors.length === 0 ? '1' : factors.map((f) => `CAST(${sqlOf(f.ref)} AS REAL)`).join(' * ')
    const condition = conditionOf(
      filter,
      present.map((f) => sqlOf(f.ref)),
      filters,
    )
    return condition === null ? product : `CASE WHEN ${condition} THEN ${product} ELSE 0 END`
  })
  const who = respondent === null ? 'NULL' : `CAST(${sqlOf(respondent.ref)} AS TEXT)`
  const version = respondent === null ? 'NULL' : (source.versionSql(respondent.ref) ?? 'NULL')
  const statement = database
    .prepare(
      `SELECT ${[...columns, version, who, ...given].join(', ')} ${fromWhere(source, [inPartition(source), ...where])}`,
    )
    .raw()
  const register = keyRegister(keys)
  const numbers = new Map<string, number>()
  const lists: Given[] = []
  let alone = 0
  for (const { first, last, partition } of pacedRanges(partitions)) {
    between(partition)
    for (const row of statement.iterate(first, last) as IterableIterator<SqliteCell[]>) {
      const group = register.at(row)
      const name = row[columns.length + 1] ?? null
      alone += 1
      const identity = name === null ? `alone ${alone}` : `is ${String(row[columns.length] ?? '')} ${String(name)}`
      let number = numbers.get(identity)
      if (number === undefined) numbers.set(identity, (number = numbers.size))
      addTo((lists[group] ??= new Map()), number, row.slice(columns.length + 2).map(Number))
    }
    await pause()
  }
  const rawKeys = register.keys()
  const categories = plan.dimensions.map((dimension, d) => {
    const known = new Map(
      groups.keys.get(dimension.rawKey)?.values.map((v, i) => [JSON.stringify(v), maps[d]?.map[i] ?? -1]) ?? [],
    )
    const raw = rawKeys.get(dimension.rawKey)
    return Int32Array.from(raw?.index ?? [], (i) => known.get(JSON.stringify(raw?.values[i])) ?? -1)
  })
  const results: ContributionPass[] = []
  for (const kept of sets) {
    between(partitions.length)
    const cells = new Map<string, { key: number[]; given: Given }>()
    for (const [group, list] of lists.entries()) {
      if (categories.some((c) => (c[group] ?? -1) < 0)) continue
      const key = kept.map((d) => categories[d]?.[group] ?? -1)
      const cell = cells.get(key.join(' ')) ?? { key, given: new Map() }
      cells.set(key.join(' '), cell)
      for (const [number, own] of list) addTo(cell.given, number, own)
    }
    const all = [...cells.values()]
    const facts = of.map(() => emptyColumns(all.length))
    all.forEach((cell, c) => {
      for (const [number, own] of cell.given)
        facts.forEach((columns_, s) => enterContribution(columns_, c, number, own[s] ?? 0))
    })
    results.push({
      kept,
      rows: all.length,
      keys: kept.map((_, i) => Int32Array.from(all, (c) => c.key[i] ?? -1)),
      of: facts,
    })
    await pause()
  }
  return results
}
