// Base groups by DuckDB: records, sums and extremes for every combination of raw keys, in one scan. In: a plan, its
// source, compiled filters. Out: typed arrays. Never a total asked of the engine that can be added up here.
import { Failure } from '#shared/model/failure.ts'
import type { ColumnDatabase } from '#engine/workspace/columns/columnDatabase.ts'
import { readsLinked } from '#engine/workspace/columns/source.ts'
import type { RecordSource } from '#engine/workspace/columns/source.ts'
import { conditionOf, filtered, fromWhere, presentSql, rawKeysOf } from '../scan/dialect.ts'
import type { FilterSql } from '../scan/dialect.ts'
import { decodeKey, doubles } from './duckdbDecode.ts'
import { isDictionary, keySql, missingId } from './duckdbKeys.ts'
import { limbsOf } from '../scan/rollup.ts'
import type {
  Accumulator,
  BaseGroups,
  ExtremeColumn,
  Factor,
  Plan,
  PlannedDimension,
  RawKey,
  SumColumn,
} from '../types.ts'

/** Aggregates by name, the query's inner half, and what the outer half makes of them. */
type Piece = { inner: [name: string, sql: string][]; merge: Record<string, 'sum' | 'min' | 'max'>; outer: string[] }

/**
 * Digits of a product in base 10^10, each small enough to be added up in 128 bits. Only where the product itself was
 * not.
 */
const digitBase = 10_000_000_000n
const digitsSql = (factors: string[]): string[] => {
  const digits = (sql: string): string[] => [`(${sql} % ${digitBase})::HUGEINT`, `(${sql} // ${digitBase})::HUGEINT`]
  return factors
    .map(digits)
    .reduce<string[][]>(
      (product, factor) => {
        const out: string[][] = Array.from({ length: product.length + factor.length - 1 }, () => [])
        product.forEach((terms, i) =>
          factor.forEach((by, j) => terms.forEach((term) => out[i + j]?.push(term === '' ? by : `${term} * ${by}`))),
        )
        return out
      },
      [['']],
    )
    .map((terms) => terms.join(' + '))
}

/** Limbs of a sum: two hold any sum of 64-bit integers, four any 128-bit one, six any sum of three factors. */
const limbCount = (factors: number, wide: boolean): number => (factors === 0 ? 0 : factors === 1 ? 2 : wide ? 6 : 4)

const limbSql = (total: string, limbs: number): string[] =>
  Array.from({ length: limbs }, (_, l) => {
    const above = l === 0 ? total : `(${total} // 1${'0'.repeat(12 * l)}::HUGEINT)`
    return `coalesce((${l + 1 < limbs ? `${above} % 1000000000000` : above})::DOUBLE, 0)`
  })

const sumPiece = (
  accumulator: Accumulator,
  i: number,
  sqlOf: (factor: Factor) => string,
  filters: FilterSql,
  wide: boolean,
): Piece => {
  const { filter, factors } = accumulator
  const present = presentSql(accumulator, sqlOf)
  const condition = conditionOf(filter, present, filters)
  const [first] = factors
  if (first === undefined)
    return {
      inner: [[`q${i}`, filtered('count(*)', condition)]],
      merge: { [`q${i}`]: 'sum' },
      outer: [`q${i}::DOUBLE`],
    }
  if (factors.length === 1) {
    const sql = sqlOf(first)
    return {
      inner: [
        [`q${i}`, filtered(`count(${sql})`, condition)],
        [`t${i}`, filtered(`sum(${sql})`, condition)],
      ],
      merge: { [`q${i}`]: 'sum', [`t${i}`]: 'sum' },
      outer: [`q${i}::DOUBLE`, ...limbSql(`t${i}`, 2)],
    }
  }
  const count: [string, string] = [`q${i}`, filtered('count(*)', condition)]
  if (wide) {
    const digits = digitsSql(factors.map(sqlOf))
    return {
      inner: [count, ...digits.map((sql, d): [string, string] => [`d${i}_${d}`, filtered(`sum(${sql})`, condition)])],
      merge: {},
      outer: [`q${i}::DOUBLE`, `concat_ws(' ', ${digits.map((_, d) => `coalesce(d${i}_${d}, 0)`).join(', ')})`],
    }
  }
  return {
    inner: [count, [`t${i}`, filtered(`sum(${factors.map((f) => `${sqlOf(f)}::HUGEINT`).join(' * ')})`, condition)]],
    merge: { [`q${i}`]: 'sum', [`t${i}`]: 'sum' },
    outer: [`q${i}::DOUBLE`, ...limbSql(`t${i}`, 4)],
  }
}

const piecesOf = (source: RecordSource, plan: Plan, filters: FilterSql, wide: boolean): Piece[] => {
  const sqlOf = (factor: Factor): string => source.column(factor.ref).sql
  return [
    ...plan.accumulators.map((accumulator, i) => sumPiece(accumulator, i, sqlOf, filters, wide)),
    ...plan.extremes.map(({ factor, filter, which }, i): Piece => {
      const by = which === 'minimum' ? 'min' : 'max'
      return {
        inner: [[`e${i}`, filtered(`${by}(${sqlOf(factor)})`, conditionOf(filter, [], filters))]],
        merge: { [`e${i}`]: by },
        outer: [`(e${i} IS NOT NULL)::UTINYINT`, `coalesce(e${i}, 0)::BIGINT`],
      }
    }),
  ]
}

/**
 * The groups of a table across a link, records first grouped with their right row, then joined: a hundred thousand
 * groups instead of twenty million records. Null where a filter or a sum needs the right side record by record.
 */
const groupsAcrossSql = (
  source: RecordSource,
  plan: Plan,
  keys: PlannedDimension[],
  pieces: Piece[],
  where: (string | null)[],
): string | null => {
  const { halves } = source
  const both = keys.some((k) => k.derived?.base.computed?.sides === 'both')
  const inner = pieces.flatMap((p) => p.inner)
  if (!halves || both || !keys.some((k) => k.linked)) return null
  if (
    plan.accumulators.some((a) => [...a.factors, ...a.present].some((f) => f.linked)) ||
    plan.extremes.some((e) => e.factor.linked)
  )
    return null
  if ([...where, ...inner.map(([, sql]) => sql)].some(readsLinked)) return null
  const own = keys.flatMap((k, i) => (k.linked ? [] : [{ sql: keySql(source, k), as: `a${i}` }]))
  const grouped = `SELECT ${[...own.map((k) => `${k.sql} AS ${k.as}`), ...halves.keys.map((key, i) => `${key} AS row${i}`), 'count(*) AS records', ...inner.map(([name, sql]) => `${sql} AS ${name}`)].join(', ')} ${fromWhere(
    { from: halves.left },
    where,
  )} GROUP BY ${[...own.map((k) => k.as), ...halves.keys.map((_, i) => `row${i}`)].join(', ')}`
  const merged = pieces.flatMap((p) => Object.entries(p.merge).map(([name, by]) => `${by}(g.${name}) AS ${name}`))
  return `SELECT ${[...keys.map((k, i) => `${k.linked ? keySql(source, k) : `g.a${i}`} AS k${i}`), 'sum(g.records) AS n', ...merged].join(', ')}
    FROM (${grouped}) g${halves.right(halves.keys.map((_, i) => `g.row${i}`))} GROUP BY ${keys.map((_, i) => `k${i}`).join(', ')}`
}

const groupsSql = (
  source: RecordSource,
  plan: Plan,
  keys: PlannedDimension[],
  where: (string | null)[],
  filters: FilterSql,
  wide: boolean,
): string => {
  const pieces = piecesOf(source, plan, filters, wide)
  const inner =
    (wide ? null : groupsAcrossSql(source, plan, keys, pieces, where)) ??
    `SELECT ${[...keys.map((k, i) => `${keySql(source, k)} AS k${i}`), 'count(*) AS n', ...pieces.flatMap((p) => p.inner).map(([name, sql]) => `${sql} AS ${name}`)].join(', ')} ${fromWhere(
      source,
      where,
    )}${keys.length > 0 ? ` GROUP BY ${keys.map((_, i) => `k${i}`).join(', ')}` : ''}`
  // Missing keys become a sentinel after grouping, so that the columns arrive as typed arrays.
  const outer = [
    ...keys.map((k, i) => (isDictionary(k) ? `coalesce(k${i}, ${missingId}::UINTEGER)` : `k${i}`)),
    'n::DOUBLE',
    ...pieces.flatMap((p) => p.outer),
  ]
  return `SELECT ${outer.map((sql, i) => `${sql} AS o${i}`).join(', ')} FROM (${inner})`
}

/** How many base groups there are, without fetching them. */
export const countGroupsDuckdb = async (
  database: ColumnDatabase,
  source: RecordSource,
  plan: Plan,
  where: (string | null)[],
): Promise<number> => {
  const keys = rawKeysOf(plan)
  if (keys.length === 0) return 1
  const rows = await database.all<{ n: number | bigint }>(
    `SELECT count(*) AS n FROM (SELECT DISTINCT ${keys.map((k, i) => `${keySql(source, k)} AS k${i}`).join(', ')} ${fromWhere(source, where)})`,
  )
  return Number(rows[0]?.n ?? 0)
}

const wideSum = (texts: ArrayLike<unknown>, rows: number, count: Float64Array): SumColumn => {
  const limbs = Array.from({ length: limbCount(2, true) }, () => new Float64Array(rows))
  for (let row = 0; row < rows; row++) {
    let value = 0n
    for (const digit of String(texts[row]).split(' ').toReversed()) value = value * digitBase + BigInt(digit)
    limbsOf(value, limbs.length).forEach((limb, l) => {
      ;(limbs[l] as Float64Array)[row] = limb
    })
  }
  return { count, limbs }
}

const baseGroups = async (
  database: ColumnDatabase,
  source: RecordSource,
  plan: Plan,
  where: (string | null)[],
  filters: FilterSql,
  wide: boolean,
): Promise<BaseGroups> => {
  const keys = rawKeysOf(plan)
  const { rows, data } = await database.columns(groupsSql(source, plan, keys, where, filters, wide))
  const encoded = new Map<string, RawKey>()
  for (const [i, key] of keys.entries()) {
    encoded.set(key.rawKey, await decodeKey(source, key, data[i] ?? [], rows))
    // A column of millions of keys is not needed beside its index.
    data[i] = []
  }
  const records = doubles(data[keys.length], rows)
  let at = keys.length + 1
  const sums = new Map(
    plan.accumulators.map((accumulator): [string, SumColumn] => {
      const count = doubles(data[at++], rows)
      const factors = accumulator.factors.length
      if (wide && factors > 1) return [accumulator.key, wideSum(data[at++] ?? [], rows, count)]
      return [
        accumulator.key,
        { count, limbs: Array.from({ length: limbCount(factors, false) }, () => doubles(data[at++], rows)) },
      ]
    }),
  )
  const extremes = new Map(
    plan.extremes.map(({ key }): [string, ExtremeColumn] => {
      const [held, values] = [data[at++] ?? [], data[at++] ?? []]
      return [
        key,
        {
          held: Uint8Array.from(held as ArrayLike<number>),
          values: BigInt64Array.from({ length: rows }, (_, row) => BigInt(values[row] as bigint)),
        },
      ]
    }),
  )
  // A table without dimensions over no records is one group of zero records: no group at all.
  const empty = keys.length === 0 && records[0] === 0
  return { rows: empty ? 0 : rows, keys: encoded, records, sums, extremes }
}

const isOverflow = (thrown: unknown): boolean =>
  /overflow|out of range/i.test(thrown instanceof Failure ? JSON.stringify(thrown.value) : String(thrown))

/** One scan; a second, slower one only where products of extreme values do not fit 128 bits. */
export const baseGroupsDuckdb = async (
  database: ColumnDatabase,
  source: RecordSource,
  plan: Plan,
  where: (string | null)[],
  filters: FilterSql,
): Promise<BaseGroups> => {
  try {
    return await baseGroups(database, source, plan, where, filters, false)
  } catch (thrown) {
    if (plan.accumulators.every((a) => a.factors.length < 2) || !isOverflow(thrown)) throw thrown
    return baseGroups(database, source, plan, where, filters, true)
  }
}
