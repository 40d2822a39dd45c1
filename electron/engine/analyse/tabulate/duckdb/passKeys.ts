// How a pass groups the dimensions of a table: by the raw key where each category is one raw value, else through a
// joined mapping. In: a plan, raw values and categories of the groups. Out: expressions over the records named q, and
// category indexes of what they give.
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'
import type { ColumnDatabase } from '#engine/workspace/columns/columnDatabase.ts'
import { readsLinked } from '#engine/workspace/columns/source.ts'
import type { RecordSource } from '#engine/workspace/columns/source.ts'
import { fromWhere } from '../scan/dialect.ts'
import { decodeKey } from './duckdbDecode.ts'
import { isDictionary, keySql, missingId, missingInMatchId } from './duckdbKeys.ts'
import type { CategoryMap, RawValue } from '#engine/process/categories/types.ts'
import type { BaseGroups, Plan, PlannedDimension, RawKey } from '../types.ts'

export type PassKey = {
  d: number
  dimension: PlannedDimension
  /** What records are grouped by, and how it is read so that it arrives as a typed array. */
  sql: string
  readSql: string
  join: string
  /** Why a record is left out of the whole table; 'true': the join does it; '': none is. */
  hidden: string
  categories(source: RecordSource, data: ArrayLike<unknown>, rows: number): Promise<Int32Array>
}

const rawIdentity = (value: RawValue): string =>
  value.state === 'value' ? `v|${value.version ?? ''}|${value.code}` : value.state

const passKey = async (
  database: ColumnDatabase,
  d: number,
  dimension: PlannedDimension,
  raw: RawKey,
  { map }: CategoryMap,
): Promise<PassKey> => {
  const used = Array.from(map).filter((c) => c >= 0)
  const leavesOut = map.includes(-1)
  const sql = `q.r${d}`
  if (new Set(used).size === used.length && (!leavesOut || dimension.derived === null)) {
    const categoryOf = new Map(raw.values.map((value, i) => [rawIdentity(value), map[i] ?? -1]))
    return {
      d,
      dimension,
      sql,
      readSql: isDictionary(dimension) ? `coalesce(${sql}, ${missingId}::UINTEGER)` : sql,
      join: '',
      hidden: leavesOut
        ? `${sql} IS NOT NULL${dimension.linked && isDictionary(dimension) ? ` AND ${sql} <> ${missingInMatchId}` : ''}`
        : '',
      categories: async (source, data, rows) => {
        const key = await decodeKey(source, dimension, data, rows)
        const categories = key.values.map((value) => categoryOf.get(rawIdentity(value)) ?? -1)
        return key.index.map((i) => categories[i] ?? -1)
      },
    }
  }
  const name = quoteName(`statdesk_map_${d}`)
  const rows = Array.from(map, (category, i) => `(${raw.sql[i] ?? 'NULL'}, ${category})`)
  await database.run(
    `CREATE OR REPLACE TEMP TABLE ${name} AS SELECT raw, cat::INTEGER AS cat FROM (VALUES ${rows.join(', ')}) t(raw, cat) WHERE cat >= 0`,
  )
  return {
    d,
    dimension,
    sql: `m${d}.cat`,
    readSql: `coalesce(m${d}.cat, -1)`,
    join: ` JOIN ${name} m${d} ON m${d}.raw IS NOT DISTINCT FROM ${sql}`,
    // The inner join leaves out what the mapping does; a dimension read only for that hides nothing else.
    hidden: leavesOut ? 'true' : '',
    categories: (_source, data, count) =>
      Promise.resolve(Int32Array.from({ length: count }, (_, row) => Number(data[row]))),
  }
}

export const passKeys = async (
  database: ColumnDatabase,
  plan: Plan,
  groups: BaseGroups,
  maps: CategoryMap[],
): Promise<PassKey[]> => {
  const keys: PassKey[] = []
  for (const [d, dimension] of plan.dimensions.entries()) {
    const raw = groups.keys.get(dimension.rawKey)
    const map = maps[d]
    if (raw && map) keys.push(await passKey(database, d, dimension, raw, map))
  }
  return keys
}

/** What a pass reads of each record beside its keys, and on which conditions. */
export type PassColumns = { value: string; weight: string | null; conditions: (string | null)[] }

const joined = (keys: PassKey[], inner: string): string => {
  const hidden = keys.map((k) => k.hidden).filter((h) => h !== '' && h !== 'true')
  return `FROM (${inner}) q${keys.map((k) => k.join).join('')}${hidden.length > 0 ? ` WHERE ${hidden.join(' AND ')}` : ''}`
}

/** FROM and WHERE of the records of a pass, named q: keys as r0, r1, …, the value v and the weight w. */
export const passRecords = (
  source: RecordSource,
  keys: PassKey[],
  { value, weight, conditions }: PassColumns,
): string =>
  joined(
    keys,
    `SELECT ${[...keys.map((k) => `${keySql(source, k.dimension)} AS r${k.d}`), `${value} AS v`, ...(weight === null ? [] : [`${weight} AS w`])].join(', ')} ${fromWhere(source, conditions)}`,
  )

/**
 * Across a link, the records before they meet their right side: keys there give way to the right row. Null where the
 * value, the weight, a condition or a key needs the right side record by record.
 */
export const passLeft = (
  { halves }: RecordSource,
  keys: PassKey[],
  { value, weight, conditions }: PassColumns,
): { from: string; keys: readonly string[]; right: string; own: PassKey[] } | null => {
  if (
    halves === null ||
    !keys.some((k) => k.dimension.linked) ||
    keys.some((k) => k.dimension.derived?.base.computed?.sides === 'both')
  )
    return null
  if ([value, weight, ...conditions].some(readsLinked)) return null
  return {
    from: fromWhere({ from: halves.left }, conditions),
    keys: halves.keys,
    right: halves.right(halves.keys.map((_, i) => `g.row${i}`)),
    own: keys.filter((k) => !k.dimension.linked),
  }
}

/**
 * The same as passRecords, records counted (or their weights added up) before each group is joined to its right row.
 */
export const passGroupsAcross = (source: RecordSource, keys: PassKey[], columns: PassColumns): string | null => {
  const left = passLeft(source, keys, columns)
  if (left === null) return null
  const grouped = `SELECT ${[
    ...left.own.map((k) => `${keySql(source, k.dimension)} AS r${k.d}`),
    ...left.keys.map((key, i) => `${key} AS row${i}`),
    `${columns.value} AS v`,
    `${columns.weight === null ? 'count(*)' : `sum(${columns.weight})`} AS w`,
  ].join(', ')} ${left.from} GROUP BY ALL`
  return joined(
    keys,
    `SELECT ${[...keys.map((k) => `${k.dimension.linked ? keySql(source, k.dimension) : `g.r${k.d}`} AS r${k.d}`), 'g.v AS v', 'g.w AS w'].join(', ')}
    FROM (${grouped}) g${left.right}`,
  )
}
