// Dimensions in a pass that goes through the records once, in an order of its own: each record's category of every
// dimension. In: a plan, raw values and categories of the groups. Out: an expression over the records named q, and what
// its values mean.
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'
import type { ColumnDatabase } from '#engine/workspace/columns/columnDatabase.ts'
import type { CategoryMap } from '#engine/process/categories/types.ts'
import type { BaseGroups, Plan } from '../types.ts'
import { isDictionary, missingId, missingInMatchId } from './duckdbKeys.ts'

/** A dimension in the pass: its expression, and the categories of what that expression gives. */
export type CategoryColumn = {
  sql: string
  join: string
  categories(data: ArrayLike<unknown>, rows: number, into: Int32Array): void
}

const dictionaryColumn = (d: number, ids: (string | null)[], map: Int32Array): CategoryColumn => {
  const byId = new Map<number, number>(
    ids.map((sql, i) => [sql === null ? missingId : Number.parseInt(sql, 10), map[i] ?? -1]),
  )
  const known = [...byId.keys()].filter((id) => id < missingInMatchId)
  const dense = new Int32Array(known.reduce((most, id) => Math.max(most, id + 1), 1)).fill(-1)
  for (const id of known) dense[id] = byId.get(id) ?? -1
  return {
    sql: `coalesce(q.r${d}, ${missingId}::UINTEGER)`,
    join: '',
    categories: (data, rows, into) => {
      for (let row = 0; row < rows; row++) {
        const id = data[row] as number
        into[row] = id < dense.length ? (dense[id] ?? -1) : (byId.get(id) ?? -1)
      }
    },
  }
}

const joinedColumn = async (
  database: ColumnDatabase,
  d: number,
  values: (string | null)[],
  map: Int32Array,
): Promise<CategoryColumn> => {
  const name = quoteName(`statdesk_distinct_${d}`)
  await database.run(
    `CREATE OR REPLACE TEMP TABLE ${name} AS SELECT raw, cat::INTEGER AS cat FROM (VALUES ${Array.from(map, (category, i) => `(${values[i] ?? 'NULL'}, ${category})`).join(', ')}) t(raw, cat)`,
  )
  return {
    sql: `x${d}.cat`,
    join: ` JOIN ${name} x${d} ON x${d}.raw IS NOT DISTINCT FROM q.r${d}`,
    categories: (data, rows, into) => {
      for (let row = 0; row < rows; row++) into[row] = Number(data[row])
    },
  }
}

export const categoryColumns = async (
  database: ColumnDatabase,
  plan: Plan,
  groups: BaseGroups,
  maps: CategoryMap[],
): Promise<CategoryColumn[]> => {
  const columns: CategoryColumn[] = []
  for (const [d, dimension] of plan.dimensions.entries()) {
    const raw = groups.keys.get(dimension.rawKey)
    const map = maps[d]?.map ?? new Int32Array()
    columns.push(
      isDictionary(dimension)
        ? dictionaryColumn(d, raw?.sql ?? [], map)
        : await joinedColumn(database, d, raw?.sql ?? [], map),
    )
  }
  return columns
}
