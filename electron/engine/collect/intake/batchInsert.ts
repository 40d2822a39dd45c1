// Many records a statement, with each value that a batch has in common bound once: files repeat a school's fields on
// every pupil, and binding is what an insert costs. In: columns of values. Out: rows in SQLite with consecutive row
// ids. Nothing is reordered.
import type { Database, Statement } from 'better-sqlite3'
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'
import type { SqliteValue } from './decodeColumn.ts'
import { openProfileTable, profileTable } from './profileTable.ts'
import type { ProfileTable } from './profileTable.ts'

/** Rows of one statement: measured on 20 columns, more gains nothing. */
const rowsPerInsert = 20
/** With combinations little is left to bind: longer batches, as far as they still have a school in common. */
const rowsPerProfiledInsert = 64
/** How often a pattern of common columns must come before it gets a statement of its own, and how many there may be. */
const worthPreparing = 24
const mostStatements = 24

type Pattern = {
  words: Int32Array
  size: number
  statement: Statement
  common: number[]
  own: number[]
  values: SqliteValue[]
}
type Columns = readonly (readonly SqliteValue[])[]

export type BatchInsert = {
  /** Inserts `rows` records from the columns, the first as row `firstRow`. The first column must be the row number. */
  insert(columns: Columns, rows: number, firstRow: number): void
  /** Drops what was made for the time of the load. */
  finish(): void
}

/** SQL of each table column, given the SQL of each column that is bound; and tables these expressions need. */
type Shape = {
  width: number
  sqlOf(bound: (index: number) => string): string[]
  joins(bound: (index: number) => string): string
}

/**
 * Inserts whole batches of the columns that are bound. Column 0 counts as common when it rises by one, as row numbers
 * mostly do.
 */
const patternInsert = (database: Database, into: string, { width, sqlOf, joins }: Shape, rowsPerInsert: number) => {
  const words = Math.ceil(width / 32)

  const prepare = (mask: Int32Array): Pattern => {
    const all = Array.from({ length: width }, (_, index) => index)
    const isCommon = (index: number): boolean => ((mask[index >>> 5] ?? 0) & (1 << (index & 31))) !== 0
    const common = all.filter(isCommon)
    const own = all.filter((index) => !isCommon(index))
    const place = new Map(own.map((index, k) => [index, k + 2]))
    const source = (index: number): string =>
      isCommon(index) ? (index === 0 ? 's.c0 + v.column1' : `s.c${index}`) : `v.column${place.get(index) ?? 0}`
    const values = Array.from({ length: rowsPerInsert }, (_, k) => `(${[String(k), ...own.map(() => '?')].join(',')})`)
    // CROSS JOIN: records are written in their order, whatever else is looked up for them.
    const sql = `${into} SELECT s.b + v.column1, ${sqlOf(source).join(', ')}
      FROM (SELECT ? AS b${common.map((index) => `, ? AS c${index}`).join('')}) AS s CROSS JOIN (VALUES ${values.join(',')}) AS v${joins(source)}`
    return {
      words: mask,
      size: common.length,
      statement: database.prepare(sql),
      common,
      own,
      values: Array.from({ length: 1 + common.length + rowsPerInsert * own.length }, () => null),
    }
  }
  const patterns: Pattern[] = [prepare(new Int32Array(words))]
  const exact = new Map<string, Pattern>()
  const seen = new Map<string, number>()
  const mask = new Int32Array(words)

  const includes = (pattern: Int32Array): boolean => {
    for (let w = 0; w < words; w += 1) if (((pattern[w] ?? 0) & ~(mask[w] ?? 0)) !== 0) return false
    return true
  }
  const choose = (): Pattern => {
    const key = words === 1 ? String(mask[0]) : mask.join()
    const known = exact.get(key)
    if (known) return known
    let best = patterns[0]
    for (const pattern of patterns)
      if (best === undefined || (pattern.size > best.size && includes(pattern.words))) best = pattern
    if (best === undefined) throw new Error('the general pattern is always there')
    if (patterns.length < mostStatements) {
      const times = (seen.get(key) ?? 0) + 1
      seen.set(key, times)
      if (times >= worthPreparing) {
        const made = prepare(mask.slice())
        patterns.push(made)
        exact.set(key, made)
        return made
      }
      // Patterns that never repeat must not pile up.
      if (seen.size > 4096) seen.clear()
    }
    return best
  }

  const insertBatch = (columns: Columns, from: number, firstRow: number): void => {
    mask.fill(0)
    for (let index = 0; index < width; index += 1) {
      const column = columns[index] ?? []
      const first = column[from]
      let same = true
      if (index === 0) for (let k = 1; same && k < rowsPerInsert; k += 1) same = column[from + k] === Number(first) + k
      else for (let k = 1; same && k < rowsPerInsert; k += 1) same = column[from + k] === first
      if (same) mask[index >>> 5] = (mask[index >>> 5] ?? 0) | (1 << (index & 31))
    }
    const { statement, common, own, values } = choose()
    values[0] = firstRow + from
    let at = 1
    for (const index of common) {
      values[at] = columns[index]?.[from] ?? null
      at += 1
    }
    for (let k = 0; k < rowsPerInsert; k += 1) {
      for (const index of own) {
        values[at] = columns[index]?.[from + k] ?? null
        at += 1
      }
    }
    statement.run(values)
  }
  /** Inserts the rows that fill whole batches; says how many. */
  return (columns: Columns, rows: number, firstRow: number): number => {
    let from = 0
    for (; rows - from >= rowsPerInsert; from += rowsPerInsert) insertBatch(columns, from, firstRow)
    return from
  }
}

/** Statements of many records have a bound on what can be bound, and on the columns of a list of values. */
const widestBatch = 800

/** Loads shorter than this end before combinations of values repay being looked for. */
const fewestRows = 20_000

/** `names`: the table's columns after row_id. */
export const batchInsert = (
  database: Database,
  table: string,
  names: readonly string[],
  expectedRows: number,
): BatchInsert => {
  const into = `INSERT INTO ${quoteName(table)} (row_id, ${names.map(quoteName).join(', ')})`
  const insertOne = database.prepare(`${into} VALUES (${['?', ...names.map(() => '?')].join(', ')})`)
  const every = names.map((_, index) => index)
  let plain: ReturnType<typeof patternInsert> | null = null
  const insertPlain = (columns: Columns, rows: number, firstRow: number): number => {
    if (names.length > widestBatch) return 0
    plain ??= patternInsert(
      database,
      into,
      { width: names.length, sqlOf: (bound) => every.map(bound), joins: () => '' },
      rowsPerInsert,
    )
    return plain(columns, rows, firstRow)
  }
  let profiles: ProfileTable | null | undefined =
    expectedRows < fewestRows || names.length > widestBatch ? null : undefined
  let profiled: { insert: ReturnType<typeof patternInsert>; kept: number[]; numbers: SqliteValue[] } | null = null

  const openProfiles = (columns: Columns, rows: number): void => {
    profiles = openProfileTable(database, columns, rows, 1)
    if (profiles === null) return
    const within = new Set(profiles.columns)
    const kept = every.filter((index) => !within.has(index))
    const place = new Map(kept.map((index, k) => [index, k]))
    const shape: Shape = {
      width: kept.length + 1,
      sqlOf: (bound) => every.map((index) => (within.has(index) ? `p.c${index}` : bound(place.get(index) ?? 0))),
      joins: (bound) => ` CROSS JOIN ${profileTable} AS p ON p.id = ${bound(kept.length)}`,
    }
    profiled = { insert: patternInsert(database, into, shape, rowsPerProfiledInsert), kept, numbers: [] }
  }

  return {
    insert: (columns, rows, firstRow) => {
      if (profiles === undefined) openProfiles(columns, rows)
      let from = 0
      if (profiles && profiled && profiles.number(columns, rows, profiled.numbers)) {
        from = profiled.insert(
          [...profiled.kept.map((index) => columns[index] ?? []), profiled.numbers],
          rows,
          firstRow,
        )
      } else from = insertPlain(columns, rows, firstRow)
      for (; from < rows; from += 1) insertOne.run([firstRow + from, ...columns.map((column) => column[from] ?? null)])
    },
    finish: () => profiles?.drop(),
  }
}
