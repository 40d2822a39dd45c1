// Percentiles and distinct counts by DuckDB, from records. Where values are few, one grouped scan serves every
// statistic of the variable and every set of totals (duckdbTally.ts); else distinct counts sort the records once
// (distinctDuckdb.ts), percentiles select from them for as many sets at a time as memory holds. In: a plan, the
// statistic, the sets. Out: one result per set.
import { toExact } from '#shared/model/exact.ts'
import type { ColumnDatabase } from '#engine/workspace/columns/columnDatabase.ts'
import type { RecordSource } from '#engine/workspace/columns/source.ts'
import type { FilterSql } from '../scan/dialect.ts'
import { tallied } from '../scan/tally.ts'
import type { Tally } from '../scan/tally.ts'
import { distinctDuckdb } from './distinctDuckdb.ts'
import { tallyDuckdb } from './duckdbTally.ts'
import { passKeys, passRecords } from './passKeys.ts'
import type { PassKey } from './passKeys.ts'
import type { CategoryMap } from '#engine/process/categories/types.ts'
import type { BaseGroups, Fraction, NonAdditive, PassResult, Plan } from '../types.ts'

/** A fraction as a decimal of 24 places: those of percents end far before. */
const decimalText = ({ numerator, denominator }: Fraction, more: bigint): string =>
  `0.${((numerator * 10n ** 24n) / denominator + more).toString().padStart(24, '0')}::DECIMAL(38, 24)`

/**
 * The sum of the value the fraction reaches and the next one, equal unless the cumulated number meets the fraction
 * exactly: quantile_disc with a decimal counts in whole numbers, and 10^−18 above the fraction reaches the next value
 * below 10^9 records.
 */
const percentileSql = (fraction: Fraction): string =>
  `list_sum(quantile_disc(q.v, [${decimalText(fraction, 0n)}, ${decimalText(fraction, 1_000_000n)}]))`

/** Values held at once while percentiles are selected: each set of totals holds all of them. */
const valuesHeld = 64_000_000

/** Sets of kept dimensions and the keys of all of them; keys that none keeps are read only for what they hide. */
type Sets = { keys: PassKey[]; sets: number[][]; from: string }

const keptIn = (keys: PassKey[], sets: number[][]): PassKey[] =>
  keys.filter((k) => sets.some((kept) => kept.includes(k.d)))
/** Which keys a row was not grouped by, one bit each, the last key lowest. */
const idOf = (keys: PassKey[], kept: number[]): number =>
  keys.reduce((id, k) => id * 2 + (kept.includes(k.d) ? 0 : 1), 0)

const plainQuery = ({ keys, sets, from }: Sets, fraction: Fraction): string => {
  const id = keys.length === 0 ? '0' : `grouping_id(${keys.map((k) => k.sql).join(', ')})::INTEGER`
  const by = sets.map(
    (kept) =>
      `(${keys
        .filter((k) => kept.includes(k.d))
        .map((k) => k.sql)
        .join(', ')})`,
  )
  return `SELECT ${[`${id} AS g`, ...keys.map((k) => `${k.readSql} AS k${k.d}`), `${percentileSql(fraction)} AS v`].join(', ')} ${from}${keys.length === 0 ? '' : ` GROUP BY GROUPING SETS (${by.join(', ')})`}`
}

/**
 * Weights are added up by value, cumulated, and met by whole-number comparison: cumulated × denominator against
 * numerator × whole.
 */
const weightedQuery = ({ keys, from }: Sets, { numerator, denominator }: Fraction): string => {
  const names = keys.map((k) => `k${k.d}`)
  const partition = keys.length === 0 ? '' : `PARTITION BY ${names.join(', ')}`
  return `WITH g AS (SELECT ${[...keys.map((k) => `${k.readSql} AS k${k.d}`), 'q.v AS v', 'sum(q.w) AS w'].join(', ')} ${from} GROUP BY ALL),
    c AS (SELECT *, sum(w) OVER (${partition} ORDER BY v) AS cumulated, sum(w) OVER (${partition}) AS whole FROM g)
    SELECT ${['0 AS g', ...names, `min(v) FILTER (WHERE cumulated * ${denominator} >= whole * ${numerator})::HUGEINT + min(v) FILTER (WHERE cumulated * ${denominator} > whole * ${numerator}) AS v`].join(', ')} FROM c${
      keys.length === 0 ? '' : ` GROUP BY ${names.join(', ')}`
    }`
}

const percentiles = async (
  database: ColumnDatabase,
  source: RecordSource,
  of: Sets,
  statistic: Extract<NonAdditive, { statistic: 'percentile' }>,
): Promise<PassResult[]> => {
  const { rows, data } = await database.columns(
    (statistic.weight === null ? plainQuery : weightedQuery)(of, statistic.fraction),
  )
  const rowsOf = Map.groupBy(
    Array.from({ length: rows }, (_, row) => row),
    (row) => Number(data[0]?.[row]),
  )
  const results: PassResult[] = []
  for (const kept of of.sets) {
    const own = rowsOf.get(idOf(of.keys, kept)) ?? []
    const pick = (column: number): unknown[] => own.map((row) => data[column]?.[row])
    const keys: Int32Array[] = []
    for (const d of kept) {
      const at = of.keys.findIndex((k) => k.d === d)
      keys.push(await (of.keys[at]?.categories(source, pick(at + 1), own.length) ?? new Int32Array(own.length)))
    }
    const values = pick(of.keys.length + 1).map((value) =>
      typeof value === 'number' ? value : typeof value === 'bigint' ? toExact(value) : null,
    )
    results.push({ kept, rows: own.length, keys, values })
  }
  return results
}

export type DuckdbPasses = (
  plan: Plan,
  statistic: NonAdditive,
  sets: number[][],
  groups: BaseGroups,
  maps: CategoryMap[],
) => Promise<PassResult[]>

/**
 * Statistics of one variable under one condition share a tally, kept for the plan it was made for. `records` are those
 * of the dataset, or of its sample.
 */
export const passesDuckdb = (
  database: ColumnDatabase,
  source: RecordSource,
  where: (string | null)[],
  filters: FilterSql,
  records: number,
  between: () => void,
): DuckdbPasses => {
  const tallies = new WeakMap<Plan, Map<string, Tally | null>>()
  return async (plan, statistic, sets, groups, maps) => {
    const weight = statistic.statistic === 'percentile' && statistic.weight !== null ? statistic.weight : null
    const [valueSql, weightSql] = [source.column(statistic.factor.ref).sql, weight && source.column(weight.ref).sql]
    const conditions = [...where, statistic.filter === null ? null : (filters.get(statistic.filter) ?? 'false')]
    const columns = {
      value: valueSql,
      weight: weightSql,
      conditions: [...conditions, `${valueSql} IS NOT NULL`, weightSql === null ? null : `${weightSql} > 0`],
    }
    const keys = await passKeys(database, plan, groups, maps)
    const known = tallies.get(plan) ?? new Map<string, Tally | null>()
    tallies.set(plan, known)
    const name = JSON.stringify([statistic.filter, statistic.factor.identity, weight?.identity ?? null])
    let tally = known.get(name)
    between()
    if (tally === undefined) known.set(name, (tally = await tallyDuckdb(database, source, keys, columns, records)))
    const results: PassResult[] = []
    if (tally !== null) {
      for (const kept of sets) {
        await new Promise(setImmediate)
        between()
        results.push(tallied(tally, statistic, kept, maps))
      }
      return results
    }
    if (statistic.statistic === 'distinct')
      return distinctDuckdb(database, source, plan, valueSql, sets, groups, maps, conditions, between)
    const from = passRecords(source, keys, columns)
    const together = weightSql === null ? Math.max(1, Math.floor(valuesHeld / records)) : 1
    for (let at = 0; at < sets.length; at += together) {
      between()
      const some = sets.slice(at, at + together)
      results.push(...(await percentiles(database, source, { keys: keptIn(keys, some), sets: some, from }, statistic)))
    }
    return results
  }
}
