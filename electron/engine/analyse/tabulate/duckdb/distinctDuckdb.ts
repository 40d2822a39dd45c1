// Distinct counts for every set of totals in one ordered pass: records sorted by the counted value, each cell remembers
// the last value it saw. In: a plan, the expression counted, the sets. Out: one result per set. One sort instead of a
// hash set per cell and set.
import type { ColumnDatabase } from '#engine/workspace/columns/columnDatabase.ts'
import type { RecordSource } from '#engine/workspace/columns/source.ts'
import { fromWhere } from '../scan/dialect.ts'
import { categoryColumns } from './categoryColumns.ts'
import { keySql } from './duckdbKeys.ts'
import type { CategoryMap } from '#engine/process/categories/types.ts'
import type { BaseGroups, PassResult, Plan } from '../types.ts'

/** Rows of a chunk of DuckDB at most. */
const chunkRows = 2048
/** Where duplicates abound, removing them first saves more sorting than it costs. */
const worthwhileShare = 0.4
/** Above this many places the cells are found by a hash map, below by a plain array. */
const densePlaces = 8_000_000

type Counter = {
  /**
   * Counts the rows of a chunk: the categories of every dimension (any negative: left out) and the number of each row's
   * value.
   */
  see(categories: Int32Array[], hidden: Uint8Array, numbers: Int32Array, rows: number): void
  result(): PassResult
}

/** Distinct values seen by the cells of one set of kept dimensions. */
const counterOf = (kept: number[], maps: CategoryMap[]): Counter => {
  const sizes = kept.map((d) => maps[d]?.categories.length ?? 1)
  const strides = sizes.map((_, i) => sizes.slice(i + 1).reduce((n, size) => n * size, 1))
  const places = sizes.reduce((n, size) => n * size, 1)
  const at = new Float64Array(chunkRows)
  const dense = places <= densePlaces
  const last = new Int32Array(dense ? places : 0)
  const counts = new Float64Array(dense ? places : 0)
  const sparse = new Map<number, { last: number; count: number }>()
  return {
    see: (categories, hidden, numbers, rows) => {
      at.fill(0, 0, rows)
      for (const [i, d] of kept.entries()) {
        const column = categories[d] ?? new Int32Array()
        const stride = strides[i] ?? 1
        for (let row = 0; row < rows; row++) at[row] = (at[row] as number) + (column[row] as number) * stride
      }
      for (let row = 0; row < rows; row++) {
        if (hidden[row] === 1) continue
        const place = at[row] as number
        const number = numbers[row] as number
        if (dense) {
          if (last[place] === number) continue
          last[place] = number
          counts[place] = (counts[place] as number) + 1
          continue
        }
        const cell = sparse.get(place)
        if (!cell) sparse.set(place, { last: number, count: 1 })
        else if (cell.last !== number) {
          cell.last = number
          cell.count++
        }
      }
    },
    result: () => {
      const found: number[] = []
      if (dense)
        counts.forEach((count, place) => {
          if (count > 0) found.push(place)
        })
      else found.push(...sparse.keys())
      return {
        kept,
        rows: found.length,
        keys: kept.map((_, i) =>
          Int32Array.from(found, (place) => Math.floor(place / (strides[i] ?? 1)) % (sizes[i] ?? 1)),
        ),
        values: found.map((place) => (dense ? (counts[place] ?? 0) : (sparse.get(place)?.count ?? 0))),
      }
    },
  }
}

export const distinctDuckdb = async (
  database: ColumnDatabase,
  source: RecordSource,
  plan: Plan,
  counted: string,
  sets: number[][],
  groups: BaseGroups,
  maps: CategoryMap[],
  where: (string | null)[],
  between: (done: number) => void,
): Promise<PassResult[]> => {
  const columns = await categoryColumns(database, plan, groups, maps)
  const inner = `SELECT ${[...plan.dimensions.map((dimension, d) => `${keySql(source, dimension)} AS r${d}`), `${counted} AS v`].join(', ')} ${fromWhere(source, [...where, `${counted} IS NOT NULL`])}`
  const keys = [...columns.map((c) => c.sql), 'q.v']
  const from = `FROM (${inner}) q${columns.map((c) => c.join).join('')}`
  const [seen] = await database.all<{ n: number | bigint; d: number | bigint }>(
    `SELECT count(*) AS n, approx_count_distinct((${[...plan.dimensions.map((_, d) => `q.r${d}`), 'q.v', '0'].join(', ')})) AS d FROM (${inner}) q`,
  )
  const share = Number(seen?.d ?? 0) / Math.max(1, Number(seen?.n ?? 0))
  const sql = `SELECT ${keys.map((k, i) => `${k} AS c${i}`).join(', ')} ${from} ${share < worthwhileShare ? 'GROUP BY ALL ' : ''}ORDER BY c${columns.length}`

  const counters = sets.map((kept) => counterOf(kept, maps))
  const categories = columns.map(() => new Int32Array(chunkRows))
  const numbers = new Int32Array(chunkRows)
  const hidden = new Uint8Array(chunkRows)
  let value: unknown
  let number = 0
  let chunks = 0
  await database.stream(sql, (data, rows) => {
    if (chunks++ % 64 === 0) between(0)
    const values = data[columns.length] ?? []
    hidden.fill(0, 0, rows)
    for (const [d, column] of columns.entries()) {
      const into = categories[d] ?? new Int32Array(rows)
      column.categories(data[d] ?? [], rows, into)
      for (let row = 0; row < rows; row++) if ((into[row] as number) < 0) hidden[row] = 1
    }
    for (let row = 0; row < rows; row++) {
      if (values[row] !== value) {
        value = values[row]
        number++
      }
      numbers[row] = number
    }
    for (const counter of counters) counter.see(categories, hidden, numbers, rows)
    return true
  })
  return counters.map((counter) => counter.result())
}
