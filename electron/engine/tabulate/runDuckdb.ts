// Base groups and non-additive passes by DuckDB. In: a plan, its source, a compiled filter. Out: typed arrays.
// Additive figures come from one scan; never a total asked of the engine that can be added up here.
import { quoteName } from '../columns/columnDatabase.ts'
import type { ColumnDatabase } from '../columns/columnDatabase.ts'
import { exactToDecimal, toExact } from '#shared/model/exact.ts'
import type { RecordSource } from '../columns/source.ts'
import { dateKeyText, duckdbDialect, fromWhere, rawKeysOf } from './dialect.ts'
import { isDictionary, keySql, missingId, missingInMatchId } from './duckdbKeys.ts'
import { distinctDuckdb } from './distinctDuckdb.ts'
import type { BaseGroups, CategoryMap, NonAdditive, PassResult, Plan, PlannedDimension, RawKey, RawValue, SumColumn } from './types.ts'

const doubles = (data: ArrayLike<unknown> | undefined, rows: number): Float64Array => {
  if (data instanceof Float64Array) return data
  const out = new Float64Array(rows)
  for (let i = 0; i < rows; i++) out[i] = Number(data?.[i] ?? 0)
  return out
}

const numberText = (value: unknown, scale: number): string =>
  exactToDecimal(typeof value === 'bigint' || typeof value === 'number' ? value : 0, scale)

const encode = <K>(data: ArrayLike<unknown>, rows: number, keyOf: (value: unknown) => K, valueOf: (key: K) => RawValue, sqlOf: (key: K) => string | null): RawKey => {
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

const decodeKey = async (source: RecordSource, dimension: PlannedDimension, data: ArrayLike<unknown>, rows: number): Promise<RawKey> => {
  const absent: RawValue = dimension.linked && source.matchedSql !== null ? { state: 'not_linked' } : { state: 'missing' }
  if (isDictionary(dimension)) {
    const entries = new Map((await source.dictionary(dimension.ref)).map((e) => [e.id, e]))
    return encode(data, rows, (v) => (v === null || v === undefined ? missingId : Number(v)), (id): RawValue => {
      if (id === missingId) return absent
      if (id === missingInMatchId) return { state: 'missing' }
      const entry = entries.get(id)
      return { state: 'value', code: entry?.code ?? String(id), version: entry?.version ?? null }
    }, (id) => (id === missingId ? null : `${id}::UINTEGER`))
  }
  const { grouping } = dimension
  if (grouping.kind === 'date' && grouping.level !== 'day') {
    const { level } = grouping
    return encode(data, rows, (v) => (v === null || v === undefined ? null : Number(v)),
      (k): RawValue => (k === null ? absent : { state: 'value', code: dateKeyText(level, k), version: null }), (k) => (k === null ? null : String(k)))
  }
  if (grouping.kind === 'date') {
    return encode(data, rows, (v) => (typeof v === 'string' ? v : null),
      (k): RawValue => (k === null ? absent : { state: 'value', code: k, version: null }), (k) => (k === null ? null : `DATE '${k}'`))
  }
  const scale = grouping.kind === 'number' ? grouping.scale : 0
  return encode(data, rows, (v) => (v === null || v === undefined ? null : BigInt(v as bigint)),
    (k): RawValue => (k === null ? absent : { state: 'value', code: numberText(k, scale), version: null }), (k) => (k === null ? null : `${k}::BIGINT`))
}

const groupsSql = (source: RecordSource, plan: Plan, keys: PlannedDimension[], where: (string | null)[]): string => {
  const sums = plan.sums.flatMap((ref, i) => {
    const { sql } = source.column(ref)
    const { high, low } = duckdbDialect.sumLimbs(sql)
    return [`count(${sql})::DOUBLE AS c${i}`, `coalesce(${high}, 0) AS h${i}`, `coalesce(${low}, 0) AS l${i}`]
  })
  const inner = groupsAcrossSql(source, plan, keys, where) ?? `SELECT ${[...keys.map((k, i) => `${keySql(source, k)} AS k${i}`), 'count(*)::DOUBLE AS n', ...sums].join(', ')} ${fromWhere(source, where)}${
    keys.length > 0 ? ` GROUP BY ${keys.map((_, i) => `k${i}`).join(', ')}` : ''}`
  // Missing keys become a sentinel after grouping, so that the columns arrive as typed arrays.
  const outer = [...keys.map((k, i) => (isDictionary(k) ? `coalesce(k${i}, ${missingId}::UINTEGER) AS k${i}` : `k${i}`)), 'n', ...plan.sums.flatMap((_, i) => [`c${i}`, `h${i}`, `l${i}`])]
  return `SELECT ${outer.join(', ')} FROM (${inner})`
}

/**
 * The groups of a table across a link, records first grouped with their right row, then joined: a hundred thousand groups
 * instead of twenty million records. Null where a filter or a sum needs the right side record by record.
 */
const groupsAcrossSql = (source: RecordSource, plan: Plan, keys: PlannedDimension[], where: (string | null)[]): string | null => {
  const { halves, link } = source
  if (!halves || !keys.some((k) => k.linked) || plan.sums.some((ref) => ref.includes('.')) || where.some((c) => c?.includes(`"${link}.`))) return null
  const own = keys.flatMap((k, i) => (k.linked ? [] : [{ sql: keySql(source, k), as: `a${i}` }]))
  const totals = plan.sums.flatMap((ref, i) => [`count(${source.column(ref).sql}) AS q${i}`, `sum(${source.column(ref).sql}) AS t${i}`])
  const grouped = `SELECT ${[...own.map((k) => `${k.sql} AS ${k.as}`), `${halves.key} AS matched`, 'count(*) AS records', ...totals].join(', ')} ${
    fromWhere({ ...source, from: halves.left }, where)} GROUP BY ${[...own.map((k) => k.as), 'matched'].join(', ')}`
  const sums = plan.sums.flatMap((_, i) => {
    const { high, low } = duckdbDialect.sumLimbs(`g.t${i}`)
    return [`sum(g.q${i})::DOUBLE AS c${i}`, `coalesce(${high}, 0) AS h${i}`, `coalesce(${low}, 0) AS l${i}`]
  })
  return `SELECT ${[...keys.map((k, i) => `${k.linked ? keySql(source, k) : `g.a${i}`} AS k${i}`), 'sum(g.records)::DOUBLE AS n', ...sums].join(', ')}
    FROM (${grouped}) g LEFT JOIN ${halves.right} ON ${halves.key} = g.matched GROUP BY ${keys.map((_, i) => `k${i}`).join(', ')}`
}

/** How many base groups there are, without fetching them. */
export const countGroupsDuckdb = async (database: ColumnDatabase, source: RecordSource, plan: Plan, where: (string | null)[]): Promise<number> => {
  const keys = rawKeysOf(plan)
  if (keys.length === 0) return 1
  const rows = await database.all<{ n: number | bigint }>(`SELECT count(*) AS n FROM (SELECT DISTINCT ${keys.map((k, i) => `${keySql(source, k)} AS k${i}`).join(', ')} ${fromWhere(source, where)})`)
  return Number(rows[0]?.n ?? 0)
}

/** One scan: records and sums for every combination of raw keys. */
export const baseGroupsDuckdb = async (database: ColumnDatabase, source: RecordSource, plan: Plan, where: (string | null)[]): Promise<BaseGroups> => {
  const keys = rawKeysOf(plan)
  // Keys are small dictionary ids: a direct-addressed table is twice as fast as hashing while it fits the cache.
  await database.run('SET perfect_ht_threshold = 20')
  const { rows, data } = await database.columns(groupsSql(source, plan, keys, where))
  const encoded = new Map<string, RawKey>()
  for (const [i, key] of keys.entries()) encoded.set(key.rawKey, await decodeKey(source, key, data[i] ?? [], rows))
  const records = doubles(data[keys.length], rows)
  const sums = new Map<string, SumColumn>(plan.sums.map((ref, i) => {
    const at = keys.length + 1 + i * 3
    return [ref, { count: doubles(data[at], rows), high: doubles(data[at + 1], rows), low: doubles(data[at + 2], rows) }]
  }))
  // A table without dimensions over no records is one group of zero records: no group at all.
  const empty = keys.length === 0 && records[0] === 0
  return { rows: empty ? 0 : rows, keys: encoded, records, sums }
}

/** A median comes as the sum of the two middle values, equal for an odd count; 0.5 + 1e-9 reaches the upper one below 5 × 10^8 records. */
const medianSql = 'list_sum(quantile_disc(q.v, [0.5, 0.500000001]))'

export const rawIdentity = (value: RawValue): string => (value.state === 'value' ? `v|${value.version ?? ''}|${value.code}` : value.state)

/** How the pass groups a dimension: by its raw key where each category is one raw value, else through a joined mapping. */
type PassKey = { d: number; dimension: PlannedDimension; sql: string; join: string; hidden: string; toCategory: ((key: RawKey) => Int32Array) | null }

const passKey = async (database: ColumnDatabase, d: number, dimension: PlannedDimension, raw: RawKey, { map }: CategoryMap): Promise<PassKey> => {
  const hidden = map.includes(-1) ? `q.r${d} IS NOT NULL${dimension.linked && isDictionary(dimension) ? ` AND q.r${d} <> ${missingInMatchId}` : ''}` : ''
  const used = Array.from(map).filter((c) => c >= 0)
  if (new Set(used).size === used.length) {
    const categoryOf = new Map(raw.values.map((value, i) => [rawIdentity(value), map[i] ?? -1]))
    return { d, dimension, sql: `q.r${d}`, join: '', hidden, toCategory: (key) => Int32Array.from(key.index, (i) => categoryOf.get(rawIdentity(key.values[i] ?? { state: 'missing' })) ?? -1) }
  }
  const name = quoteName(`statdesk_map_${d}`)
  const rows = Array.from(map, (category, i) => `(${raw.sql[i] ?? 'NULL'}, ${category})`)
  await database.run(`CREATE OR REPLACE TEMP TABLE ${name} AS SELECT raw, cat::INTEGER AS cat FROM (VALUES ${rows.join(', ')}) t(raw, cat) WHERE cat >= 0`)
  return { d, dimension, sql: `m${d}.cat`, join: ` JOIN ${name} m${d} ON m${d}.raw IS NOT DISTINCT FROM q.r${d}`, hidden, toCategory: null }
}

/** One non-additive statistic for each set of kept dimensions. `between` is called before each pass. */
export const passesDuckdb = async (
  database: ColumnDatabase, source: RecordSource, plan: Plan, statistic: NonAdditive, sets: number[][],
  groups: BaseGroups, maps: CategoryMap[], where: (string | null)[], between: (done: number) => void,
): Promise<PassResult[]> => {
  if (statistic.statistic === 'distinct') return distinctDuckdb(database, source, plan, statistic.ref, sets, groups, maps, where, between)
  const keys: PassKey[] = []
  for (const [d, dimension] of plan.dimensions.entries()) {
    const raw = groups.keys.get(dimension.rawKey)
    const map = maps[d]
    if (raw && map) keys.push(await passKey(database, d, dimension, raw, map))
  }
  const results: PassResult[] = []
  for (const [done, kept] of sets.entries()) {
    between(done)
    const grouped = keys.filter((k) => kept.includes(k.d))
    const read = keys.filter((k) => kept.includes(k.d) || k.hidden !== '')
    const inner = `SELECT ${[...read.map((k) => `${keySql(source, k.dimension)} AS r${k.d}`), `${source.column(statistic.ref).sql} AS v`].join(', ')} ${fromWhere(source, where)}`
    const hidden = read.filter((k) => k.hidden !== '').map((k) => k.hidden)
    const sql = `SELECT ${[...grouped.map((k) => `${k.sql} AS k${k.d}`), `${medianSql} AS v`].join(', ')} FROM (${inner}) q${grouped.map((k) => k.join).join('')}${
      hidden.length > 0 ? ` WHERE ${hidden.join(' AND ')}` : ''}${grouped.length > 0 ? ` GROUP BY ${grouped.map((k) => k.sql).join(', ')}` : ''}`
    const { rows, data } = await database.columns(sql)
    const columns: Int32Array[] = []
    for (const [i, key] of grouped.entries()) {
      columns.push(key.toCategory
        ? key.toCategory(await decodeKey(source, key.dimension, data[i] ?? [], rows))
        : Int32Array.from({ length: rows }, (_, r) => Number(data[i]?.[r] ?? -1)))
    }
    const values = data[grouped.length]
    results.push({ kept: grouped.map((k) => k.d), rows, keys: columns, values: Array.from({ length: rows }, (_, r) => {
      const value = values?.[r]
      return typeof value === 'number' ? value : typeof value === 'bigint' ? toExact(value) : null
    }) })
  }
  return results
}
