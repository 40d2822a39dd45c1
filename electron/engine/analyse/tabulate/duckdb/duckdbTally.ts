// Records counted by cell and value, by DuckDB in one grouped scan. In: keys, the variable measured, its weight,
// conditions. Out: a tally, or null where values are so many that sorting or selecting them is cheaper. Never a figure.
import type { ColumnDatabase } from '#engine/workspace/columns/columnDatabase.ts'
import type { RecordSource } from '#engine/workspace/columns/source.ts'
import { sampleFrom, sampleSql } from '../scan/sample.ts'
import type { Tally } from '../scan/tally.ts'
import { doubles } from './duckdbDecode.ts'
import { keySql } from './duckdbKeys.ts'
import { passGroupsAcross, passLeft, passRecords } from './passKeys.ts'
import type { PassColumns, PassKey } from './passKeys.ts'

/** More groups than this are neither quickly made nor small in memory. */
const mostGroups = 3_000_000
/** More records than this are not sorted here. */
const mostRecords = 6_000_000
/** Where most records are a group of their own, grouping them is work for nothing. */
const worthwhileShare = 0.4

type Few = 'few' | 'few before the link' | 'many'

const countedFew = async (
  database: ColumnDatabase,
  parts: string[],
  from: string,
  records: number,
): Promise<boolean> => {
  const [seen] = await database.all<{ n: number | bigint; d: number | bigint }>(
    `SELECT count(*) AS n, approx_count_distinct((${[...parts, '0'].join(', ')})) AS d ${from}`,
  )
  const share = Number(seen?.d ?? 0) / Math.max(1, Number(seen?.n ?? 0))
  return share <= worthwhileShare && share * records <= mostGroups
}

const groups = async (
  database: ColumnDatabase,
  source: RecordSource,
  keys: PassKey[],
  columns: PassColumns,
  records: number,
): Promise<Few> => {
  const sample = { ...columns, conditions: [...columns.conditions, sampleSql(source.rowId)] }
  const left = passLeft(source, keys, sample)
  if (
    left &&
    (records <= sampleFrom ||
      (await countedFew(
        database,
        [...left.own.map((k) => keySql(source, k.dimension)), ...left.keys, columns.value],
        left.from,
        records,
      )))
  )
    return 'few before the link'
  return records <= sampleFrom ||
    (await countedFew(database, [...keys.map((k) => k.sql), 'q.v'], passRecords(source, keys, sample), records))
    ? 'few'
    : 'many'
}

/**
 * `records` are those of the dataset; of a small one groups are always few. Where they are many, a percentile without
 * weights is selected faster than sorted; one with weights must be sorted, here while the records fit.
 */
export const tallyDuckdb = async (
  database: ColumnDatabase,
  source: RecordSource,
  keys: PassKey[],
  columns: PassColumns,
  records: number,
): Promise<Tally | null> => {
  const few = await groups(database, source, keys, columns, records)
  if (few === 'many' && (columns.weight === null || records > mostRecords)) return null
  const across = few === 'few before the link' ? passGroupsAcross(source, keys, columns) : null
  const number = few === 'many' ? 'q.w' : across === null && columns.weight === null ? 'count(*)' : 'sum(q.w)'
  const { rows, data } = await database.columns(
    `SELECT ${[...keys.map((k, i) => `${k.readSql} AS k${i}`), 'q.v AS v', `${number}::DOUBLE AS n`].join(', ')} ${across ?? passRecords(source, keys, columns)}${few === 'many' ? '' : ' GROUP BY ALL'} ORDER BY v`,
  )
  const weights = doubles(data[keys.length + 1], rows)
  // Beyond whole doubles sums of weights are left to an engine of 128 bits.
  if (weights.reduce((sum, w) => sum + w, 0) > Number.MAX_SAFE_INTEGER) return null
  const values = data[keys.length] ?? []
  const first = new Int32Array(rows)
  for (let row = 1; row < rows; row++) first[row] = values[row] === values[row - 1] ? (first[row - 1] as number) : row
  const categories: Int32Array[] = []
  for (const [i, key] of keys.entries()) categories[key.d] = await key.categories(source, data[i] ?? [], rows)
  return { rows, categories, first, values, weights }
}
