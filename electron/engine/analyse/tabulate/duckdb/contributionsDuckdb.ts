// Contributions by DuckDB: records added up by cell and respondent, read once ordered by respondent, for every set of
// totals. In: a plan with contributions, the sets. Out: one result per set. Never a respondent's name: numbers of this
// pass only.
import type { ColumnDatabase } from '#engine/workspace/columns/columnDatabase.ts'
import type { RecordSource } from '#engine/workspace/columns/source.ts'
import type { CategoryMap } from '#engine/process/categories/types.ts'
import { conditionOf, fromWhere } from '../scan/dialect.ts'
import type { FilterSql } from '../scan/dialect.ts'
import { contributionCells } from '../scan/contributionCells.ts'
import type { Accumulator, BaseGroups, ContributionPass, Contributions, Plan } from '../types.ts'
import { categoryColumns } from './categoryColumns.ts'
import { keySql } from './duckdbKeys.ts'

const chunkRows = 2048
/** Cells and sums held at once; tables with more are read again for the rest of their sets. */
const heldAtOnce = 4_000_000

/** What a record gives to a sum; nothing where the sum leaves it out. */
const givenSql = ({ filter, factors, present }: Accumulator, source: RecordSource, filters: FilterSql): string => {
  const sql = factors.map((f) => source.column(f.ref).sql)
  const product = sql.length === 0 ? '1' : sql.map((s, i) => (i === 0 ? `${s}::DOUBLE` : s)).join(' * ')
  const condition = conditionOf(
    filter,
    present.map((f) => source.column(f.ref).sql),
    filters,
  )
  return condition === null ? product : `CASE WHEN ${condition} THEN ${product} ELSE 0 END`
}

type Counter = {
  see(categories: Int32Array[], hidden: Uint8Array, numbers: Float64Array, given: Float64Array[], rows: number): void
  result(): ContributionPass
}

/** `slots`: where each cell stands, the same for every reading of a set. */
const counterOf = (kept: number[], maps: CategoryMap[], sums: number, slots: Map<number, number>): Counter => {
  const sizes = kept.map((d) => maps[d]?.categories.length ?? 1)
  const strides = sizes.map((_, i) => sizes.slice(i + 1).reduce((n, size) => n * size, 1))
  const cells = contributionCells(sums)
  const at = new Float64Array(chunkRows)
  return {
    see(categories, hidden, numbers, given, rows) {
      at.fill(0, 0, rows)
      for (const [i, d] of kept.entries()) {
        const column = categories[d] as Int32Array
        const stride = strides[i] as number
        for (let row = 0; row < rows; row += 1) at[row] = (at[row] as number) + (column[row] as number) * stride
      }
      for (let row = 0; row < rows; row += 1) {
        if (hidden[row] === 1) continue
        const place = at[row] as number
        let slot = slots.get(place)
        if (slot === undefined) slots.set(place, (slot = slots.size))
        cells.add(slot, numbers[row] as number, given, row)
      }
    },
    result() {
      const places = [...slots.keys()]
      return {
        kept,
        rows: places.length,
        keys: kept.map((_, i) =>
          Int32Array.from(places, (place) => Math.floor(place / (strides[i] ?? 1)) % (sizes[i] ?? 1)),
        ),
        of: cells.finish(places.length),
      }
    },
  }
}

/**
 * Sums read at once: every one of them is carried through a sort of all respondents, so a hundred together do not fit
 * anywhere.
 */
const sumsAtOnce = 24

const partsOf = (sums: readonly Accumulator[]): Accumulator[][] =>
  Array.from({ length: Math.max(1, Math.ceil(sums.length / sumsAtOnce)) }, (_, i) =>
    sums.slice(i * sumsAtOnce, (i + 1) * sumsAtOnce),
  )

/** Sets of which so few cells come together that they are held at once. */
const batchesOf = (sets: number[][], maps: CategoryMap[], groups: BaseGroups, sums: number): number[][][] => {
  const batches: number[][][] = []
  let held = Infinity
  for (const set of sets) {
    const most = set.reduce((n, d) => n * (maps[d]?.categories.length ?? 1), 1)
    const own = Math.min(most, groups.rows) * (sums + 1)
    if (held + own > heldAtOnce) {
      batches.push([])
      held = 0
    }
    batches.at(-1)?.push(set)
    held += own
  }
  return batches
}

export const contributionsDuckdb = async (
  database: ColumnDatabase,
  source: RecordSource,
  plan: Plan,
  { respondent, of }: Contributions,
  sets: number[][],
  groups: BaseGroups,
  maps: CategoryMap[],
  where: (string | null)[],
  filters: FilterSql,
  between: () => void,
): Promise<ContributionPass[]> => {
  const columns = await categoryColumns(database, plan, groups, maps)
  const who = respondent === null ? 'NULL' : source.column(respondent.ref).sql
  const keys = columns.map((c, i) => `${c.sql} AS c${i}`)
  /**
   * Respondents are numbered over all records, so that a number is the same in every reading; after that nothing is
   * nothing.
   */
  const sqlOf = (part: readonly Accumulator[], first: boolean): string => {
    const inner = `SELECT ${[
      ...plan.dimensions.map((dimension, d) => `${keySql(source, dimension)} AS r${d}`),
      `${who} AS v`,
      `CASE WHEN ${who} IS NULL THEN ${source.rowId} END AS u`,
      ...part.map((sum, i) => `${givenSql(sum, source, filters)} AS s${i}`),
    ].join(', ')} ${fromWhere(source, where)}`
    const all = `SELECT ${[...keys, 'dense_rank() OVER (ORDER BY q.v, q.u)::DOUBLE AS n', ...part.map((_, i) => `coalesce(sum(q.s${i}), 0)::DOUBLE AS t${i}`)].join(', ')}
    FROM (${inner}) q${columns.map((c) => c.join).join('')} GROUP BY ${[...keys.map((_, i) => `c${i}`), 'q.v', 'q.u'].join(', ')}`
    if (first || part.length === 0) return `${all} ORDER BY n`
    return `SELECT * FROM (${all}) WHERE ${part.map((_, i) => `t${i} <> 0`).join(' OR ')} ORDER BY n`
  }
  const read = async (
    batch: number[][],
    part: readonly Accumulator[],
    slots: Map<number, number>[],
    first: boolean,
  ) => {
    const counters = batch.map((kept, b) => counterOf(kept, maps, part.length, slots[b] ?? new Map<number, number>()))
    const categories = columns.map(() => new Int32Array(chunkRows))
    const hidden = new Uint8Array(chunkRows)
    let chunks = 0
    between()
    await database.stream(sqlOf(part, first), (data, rows) => {
      if (chunks % 64 === 0) between()
      chunks += 1
      hidden.fill(0, 0, rows)
      for (const [d, column] of columns.entries()) {
        const into = categories[d] as Int32Array
        column.categories(data[d] ?? [], rows, into)
        for (let row = 0; row < rows; row += 1) if ((into[row] as number) < 0) hidden[row] = 1
      }
      const numbers = data[columns.length] as Float64Array
      const given = part.map((_, i) => data[columns.length + 1 + i] as Float64Array)
      for (const counter of counters) counter.see(categories, hidden, numbers, given, rows)
      return true
    })
    return counters.map((counter) => counter.result())
  }
  const results: ContributionPass[] = []
  for (const batch of batchesOf(sets, maps, groups, of.length)) {
    const slots = batch.map(() => new Map<number, number>())
    const parts: ContributionPass[][] = []
    // The first reading meets every cell; the others find theirs again.
    for (const [i, part] of partsOf(of).entries()) parts.push(await read(batch, part, slots, i === 0))
    results.push(...(parts[0] ?? []).map((pass, b) => ({ ...pass, of: parts.flatMap((read) => read[b]?.of ?? []) })))
  }
  return results
}
