// The two engines behind one interface: base groups and passes of a plan, by DuckDB or by SQLite, cancellable.
// In: what was prepared, the filter of records. Out: an Engine for the time of `work`. Never a cube, never a cache.
import { isLinked } from '#shared/model/variableRef.ts'
import { fail } from '#shared/model/failure.ts'
import type { JobContext } from '#engine/workspace/context.ts'
import type { ColumnDatabase } from '#engine/workspace/columns/columnDatabase.ts'
import type { RecordSource } from '#engine/workspace/columns/source.ts'
import { quantileCuts, withVariables } from '#engine/process/variables/index.ts'
import type { CutReader, Cuts } from '#engine/process/variables/types.ts'
import type { Match } from './cache.ts'
import { fromWhere, rawKeysOf } from '../scan/dialect.ts'
import type { FilterSql } from '../scan/dialect.ts'
import { contributionsDuckdb } from '../duckdb/contributionsDuckdb.ts'
import { baseGroupsDuckdb, countGroupsDuckdb } from '../duckdb/duckdbGroups.ts'
import { isDictionary } from '../duckdb/duckdbKeys.ts'
import { passesDuckdb } from '../duckdb/duckdbPasses.ts'
import { interruptible } from '../plan/model.ts'
import type { Prepared } from '../plan/prepare.ts'
import { storedRefs } from '../plan/storedRefs.ts'
import { contributionsSqlite } from '../sqlite/contributionsSqlite.ts'
import { baseGroupsSqlite, partitionsOf } from '../sqlite/runSqlite.ts'
import { withRowNumber } from '../sampling/sample.ts'
import { sampleSql } from '../scan/sample.ts'
import { passesSqlite } from '../sqlite/sqlitePasses.ts'
import type { CategoryMap } from '#engine/process/categories/types.ts'
import type {
  BaseGroups,
  ContributionPass,
  Contributions,
  NonAdditive,
  PassResult,
  Plan,
  PlannedDimension,
} from '../types.ts'

export type Engine = {
  name: 'duckdb' | 'sqlite'
  version: string
  cuts: Cuts
  /** More different values than this a grouping key cannot have. */
  sizeOf(dimension: PlannedDimension): number
  groups(plan: Plan, limit: number): Promise<BaseGroups>
  /** Of all records of the dataset, whatever the table keeps. */
  wholeGroups(plan: Plan): Promise<BaseGroups>
  match(plan: Plan, groups: BaseGroups): Promise<Match | null>
  passes(
    plan: Plan,
    statistic: NonAdditive,
    sets: number[][],
    groups: BaseGroups,
    maps: CategoryMap[],
  ): Promise<PassResult[]>
  contributions(
    plan: Plan,
    asked: Contributions,
    sets: number[][],
    groups: BaseGroups,
    maps: CategoryMap[],
  ): Promise<ContributionPass[]>
}

/**
 * A filter on a linked variable leaves every unmatched record out: the match rate is then told of the whole dataset.
 */
export const filtersAcrossLink = ({ filter }: Pick<Prepared, 'filter'>): boolean =>
  filter?.variables.some(isLinked) ?? false

const mostOfDate = { year: 200, quarter: 800, month: 2400, day: 73_000 } as const

const keySize = async (source: RecordSource, dimension: PlannedDimension): Promise<number> => {
  const { grouping, physical, derived, base } = dimension
  const bands = derived?.base.computed && derived.transforms.length === 0 ? derived.declared?.length : undefined
  if (bands !== undefined) return bands + 1
  if (physical === 'dictionary') return (await source.dictionary(base)).length + 2
  return grouping.kind === 'date' ? mostOfDate[grouping.level] : Infinity
}

const keySizes = async (source: RecordSource, plan: Plan): Promise<(dimension: PlannedDimension) => number> => {
  const sizes = new Map<string, number>()
  for (const dimension of plan.dimensions) sizes.set(dimension.rawKey, await keySize(source, dimension))
  return ({ rawKey }) => sizes.get(rawKey) ?? Infinity
}

/**
 * How many records were linked by a path, where the groups tell it already: by a code across it, which is "not linked"
 * or is not.
 */
const matchOfGroups = (plan: Plan, groups: BaseGroups, path: string): number | null => {
  const across = rawKeysOf(plan).find((key) => key.path === path && isDictionary(key))
  const key = across && groups.keys.get(across.rawKey)
  if (!key) return null
  let matched = 0
  for (let row = 0; row < groups.rows; row += 1)
    if (key.values[key.index[row] ?? 0]?.state !== 'not_linked') matched += groups.records[row] ?? 0
  return matched
}

type Ready = {
  source: RecordSource
  where: (string | null)[]
  filters: FilterSql
  cuts: Cuts
  sizeOf(dimension: PlannedDimension): number
}

/** Each dictionary read once: steps of one table ask for it again and again. */
const withDictionaries = (source: RecordSource): RecordSource => {
  const known = new Map<string, ReturnType<RecordSource['dictionary']>>()
  return {
    ...source,
    dictionary: (ref) => {
      const entries = known.get(ref) ?? source.dictionary(ref)
      known.set(ref, entries)
      return entries
    },
  }
}

/** Cuts are those of all records whatever the table keeps of them; of a sample, those of the sample. */
const readySource = async (
  prepared: Prepared,
  reader: Exclude<CutReader, { engine: 'evaluator' }>,
  sampled: boolean,
  between: () => void,
): Promise<Ready> => {
  const plain = withDictionaries(reader.source)
  const { model, plan, variables } = prepared
  const filters = new Map<string, string>()
  for (const [text, filter] of prepared.measureFilters) filters.set(text, await filter.sql(plain))
  const sample = sampled ? sampleSql(plain.rowId) : null
  const cuts = await quantileCuts(variables, { ...reader, where: sample }, between, {
    owner: model.cacheOwner,
    scope: `${model.dataset.id} ${model.dataVersion(plan.links)}`,
  })
  const source = withRowNumber(await withVariables(plain, variables, cuts))
  return {
    source,
    filters,
    cuts,
    where: [prepared.filter ? await prepared.filter.sql(plain) : null, sample],
    sizeOf: await keySizes(source, plan),
  }
}

/** How the records are read by DuckDB: the source with variables made on the spot, and its conditions. */
export const readyDuckdb = async (
  prepared: Prepared,
  database: ColumnDatabase,
  sampled: boolean,
  between: () => void,
): Promise<Ready> => {
  const plain = await prepared.model.source('duckdb', prepared.plan.links, storedRefs(prepared), between)
  return readySource(
    prepared,
    { engine: 'duckdb', database, source: plain, sample: sampleSql(plain.rowId) },
    sampled,
    between,
  )
}

const productOf = ({ dimensions }: Plan, sizeOf: (dimension: PlannedDimension) => number): number =>
  [...new Map(dimensions.map((d) => [d.rawKey, sizeOf(d)])).values()].reduce((n, size) => n * size, 1)

const duckdbEngine = async <T>(
  prepared: Prepared,
  job: JobContext,
  sampled: boolean,
  work: (engine: Engine) => Promise<T>,
): Promise<T> => {
  const { model } = prepared
  const database = await (await model.columns()).connection()
  const between = () => job.throwIfCancelled()
  try {
    return await interruptible(job.signal, database, async () => {
      const { source, where, filters, cuts, sizeOf } = await readyDuckdb(prepared, database, sampled, between)
      return work({
        name: 'duckdb',
        version: `DuckDB ${database.version}`,
        cuts,
        sizeOf,
        groups: async (plan, limit) => {
          // Counting groups costs a scan, so it is done only where the most there can be are too many.
          if (model.rows > limit && productOf(plan, sizeOf) > limit) {
            const groups = await countGroupsDuckdb(database, source, plan, where)
            if (groups > limit) return fail('TABLE_TOO_LARGE', { cells: groups, limit })
          }
          return baseGroupsDuckdb(database, source, plan, where, filters)
        },
        wholeGroups: (plan) => baseGroupsDuckdb(database, source, plan, [], filters),
        match: async (plan, groups) => {
          if (source.links.length === 0) return null
          const whole = filtersAcrossLink(prepared)
          const told = new Map(source.links.map((path) => [path, whole ? null : matchOfGroups(plan, groups, path)]))
          const asked = source.links.filter((path) => told.get(path) === null)
          const sums = asked.map(
            (path, i) => `, count(*) FILTER (WHERE ${source.matched.get(path) ?? 'false'}) AS m${i}`,
          )
          const [row] =
            asked.length === 0
              ? [{ records: groups.records.reduce((n, own) => n + own, 0) }]
              : await database.all<Record<string, number | bigint>>(
                  `SELECT count(*) AS records${sums.join('')} ${fromWhere(source, whole ? [] : where)}`,
                )
          asked.forEach((path, i) => told.set(path, Number((row as Record<string, number | bigint>)[`m${i}`] ?? 0)))
          return {
            records: Number(row?.records ?? 0),
            matched: Object.fromEntries(source.links.map((path) => [path, told.get(path) ?? 0])),
          }
        },
        passes: passesDuckdb(database, source, where, filters, sampled ? 0 : model.rows, between),
        contributions: (plan, asked, sets, groups, maps) =>
          contributionsDuckdb(database, source, plan, asked, sets, groups, maps, where, filters, between),
      })
    })
  } finally {
    await database.close()
  }
}

const sqliteEngine = async <T>(
  prepared: Prepared,
  job: JobContext,
  sampled: boolean,
  work: (engine: Engine) => Promise<T>,
): Promise<T> => {
  const { model, plan: whole } = prepared
  const plain = await model.source('sqlite', whole.links)
  const database = model.sqlite(whole.links)
  const { source, where, filters, cuts, sizeOf } = await readySource(
    prepared,
    { engine: 'sqlite', database, source: plain, ranges: model.ranges },
    sampled,
    () => job.throwIfCancelled(),
  )
  const partitions = partitionsOf(model.ranges)
  const step = (done: number) => {
    job.throwIfCancelled()
    job.progress({ done, total: partitions.length })
  }
  const count = async (conditions: (string | null)[]): Promise<number> =>
    (
      await baseGroupsSqlite(
        database,
        source,
        { ...whole, dimensions: [], accumulators: [], extremes: [] },
        conditions,
        filters,
        partitions,
        step,
      )
    ).records[0] ?? 0
  return work({
    name: 'sqlite',
    version: `SQLite ${model.sqliteVersion}`,
    cuts,
    sizeOf,
    groups: (plan) => baseGroupsSqlite(database, source, plan, where, filters, partitions, step),
    wholeGroups: (plan) => baseGroupsSqlite(database, source, plan, [], filters, partitions, step),
    match: async () => {
      if (source.links.length === 0) return null
      const records = filtersAcrossLink(prepared) ? [] : where
      const matched: Record<string, number> = {}
      for (const path of source.links) matched[path] = await count([...records, source.matched.get(path) ?? '0'])
      return { matched, records: await count(records) }
    },
    passes: (plan, statistic, sets, groups, maps) =>
      passesSqlite(database, source, plan, statistic, sets, groups, maps, where, filters, partitions, step),
    contributions: (plan, asked, sets, groups, maps) =>
      contributionsSqlite(database, source, plan, asked, sets, groups, maps, where, filters, partitions, step),
  })
}

export const withEngine = <T>(
  name: 'duckdb' | 'sqlite',
  prepared: Prepared,
  job: JobContext,
  sampled: boolean,
  work: (engine: Engine) => Promise<T>,
): Promise<T> => (name === 'duckdb' ? duckdbEngine : sqliteEngine)(prepared, job, sampled, work)
