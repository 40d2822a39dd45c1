// A table definition over a model → a cube: plan, base groups of one scan (or of the cache), categories, roll-up, passes, assembly.
// Never computes a total from displayed cells; never changes anything.
import { fail } from '#shared/model/failure.ts'
import type { Cube, Provenance } from '#shared/model/cube.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import type { JobContext } from '../context.ts'
import type { RecordSource } from '../columns/source.ts'
import { assembleCube, measureValues, nonAdditiveKey, sortsByValue } from './assemble.ts'
import { cacheScope, findGroups, keepGroups } from './cache.ts'
import type { CachedGroups } from './cache.ts'
import { mapCategories } from './categories.ts'
import { fromWhere, rawKeysOf } from './dialect.ts'
import { isDictionary } from './duckdbKeys.ts'
import { evaluatedTable } from './evaluatedTable.ts'
import { prepareFilter } from './filter.ts'
import type { Filter } from './filter.ts'
import { interruptible } from './model.ts'
import type { TableModel } from './model.ts'
import { dimensionIdentity, passSets } from './passes.ts'
import { planTable } from './plan.ts'
import { rollUp } from './rollup.ts'
import { baseGroupsDuckdb, countGroupsDuckdb, passesDuckdb } from './runDuckdb.ts'
import { baseGroupsSqlite, partitionsOf, passesSqlite } from './runSqlite.ts'
import type { BaseGroups, CategoryMap, PassResult, Plan } from './types.ts'

/** More cells than this are not for a screen. */
export const screenLimit = 2_000_000
/** More than this fit no file anyone opens. */
export const fileLimit = 20_000_000
/** A sample reads every sixteenth record of a dataset above this size. */
const sampleFrom = 200_000
const sampleStep = 16

export type TabulateOptions = { engine: 'duckdb' | 'sqlite' | 'evaluator'; sample?: boolean; limit?: number }

type Run = { model: TableModel; plan: Plan; filter: Filter | null; job: JobContext; sampled: boolean; limit: number }

/** Categories of every dimension, from the raw values its groups have. */
const mapsOf = ({ model, plan }: Run, { groups }: CachedGroups): CategoryMap[] => plan.dimensions.map((d) =>
  mapCategories(model.lists, d.grouping, plan.definition.classification, plan.definition.missing, groups.keys.get(d.rawKey)?.values ?? []))

type Engine = {
  version: string
  groups(): Promise<Pick<CachedGroups, 'groups' | 'match'>>
  passes(statistic: Plan['nonAdditive'][number], sets: number[][], cached: CachedGroups, maps: CategoryMap[]): Promise<PassResult[]>
}

const conditions = (run: Run, source: RecordSource, filterSql: string | null): (string | null)[] =>
  [filterSql, run.sampled ? `${source.rowId} % ${sampleStep} = 0` : null]

/** A filter on a linked variable leaves every unmatched record out: the match rate is then told of the whole dataset. */
export const filtersAcrossLink = ({ filter }: { filter: Filter | null }): boolean => filter?.variables.some((ref) => ref.includes('.')) ?? false

const mostOfDate = { year: 200, quarter: 800, month: 2400, day: 73_000 } as const

/** More base groups than this there cannot be; counting them costs a scan, so it is done only when this bound is too high. */
const mostGroups = async (source: RecordSource, plan: Plan): Promise<number> => {
  let most = 1
  for (const { ref, grouping } of plan.dimensions) {
    most *= grouping.kind === 'number' ? Infinity : grouping.kind === 'date' ? mostOfDate[grouping.level] : (await source.dictionary(ref)).length + 2
  }
  return most
}

/** How many records were linked, where the groups tell it already: by a code across the link, which is "not linked" or is not. */
const matchOfGroups = (plan: Plan, groups: BaseGroups): { matched: number; records: number } | null => {
  const across = rawKeysOf(plan).find((key) => key.linked && isDictionary(key))
  const key = across && groups.keys.get(across.rawKey)
  if (!key) return null
  let matched = 0
  let records = 0
  for (let row = 0; row < groups.rows; row += 1) {
    const count = groups.records[row] ?? 0
    records += count
    if (key.values[key.index[row] ?? 0]?.state !== 'not_linked') matched += count
  }
  return { matched, records }
}

const duckdbEngine = async (run: Run, work: (engine: Engine) => Promise<Cube>): Promise<Cube> => {
  const { model, plan, job } = run
  const database = await (await model.columns()).connection()
  try {
    const source = await model.source('duckdb', plan.link)
    const where = conditions(run, source, run.filter ? await run.filter.sql(source) : null)
    return await interruptible(job.signal, database, () => work({
      version: `DuckDB ${database.version}`,
      groups: async () => {
        if (model.rows > run.limit && (await mostGroups(source, plan)) > run.limit) {
          const groups = await countGroupsDuckdb(database, source, plan, where)
          if (groups > run.limit) return fail('TABLE_TOO_LARGE', { cells: groups, limit: run.limit })
        }
        const groups = await baseGroupsDuckdb(database, source, plan, where)
        if (source.matchedSql === null) return { groups, match: null }
        const told = filtersAcrossLink(run) ? null : matchOfGroups(plan, groups)
        if (told) return { groups, match: told }
        const [row] = await database.all<{ matched: number | bigint; records: number | bigint }>(
          `SELECT count(*) FILTER (WHERE ${source.matchedSql}) AS matched, count(*) AS records ${fromWhere(source, filtersAcrossLink(run) ? [] : where)}`)
        return { groups, match: { matched: Number(row?.matched ?? 0), records: Number(row?.records ?? 0) } }
      },
      passes: (statistic, sets, cached, maps) => passesDuckdb(database, source, plan, statistic, sets, cached.groups, maps, where, () => job.throwIfCancelled()),
    }))
  } finally {
    await database.close()
  }
}

const sqliteEngine = async (run: Run, work: (engine: Engine) => Promise<Cube>): Promise<Cube> => {
  const { model, plan, job } = run
  const source = await model.source('sqlite', plan.link)
  const where = conditions(run, source, run.filter ? await run.filter.sql(source) : null)
  const partitions = partitionsOf(model.ranges)
  const step = (done: number) => {
    job.throwIfCancelled()
    job.progress({ done, total: partitions.length })
  }
  return work({
    version: `SQLite ${model.sqliteVersion}`,
    groups: async () => {
      const groups = await baseGroupsSqlite(model.sqlite(plan.link), source, plan, where, partitions, step)
      if (source.matchedSql === null) return { groups, match: null }
      const records = filtersAcrossLink(run) ? [] : where
      const count = async (conditions: (string | null)[]): Promise<number> =>
        (await baseGroupsSqlite(model.sqlite(plan.link), source, { ...plan, dimensions: [], sums: [] }, conditions, partitions, step)).records[0] ?? 0
      return { groups, match: { matched: await count([...records, source.matchedSql]), records: await count(records) } }
    },
    passes: (statistic, sets, cached, maps) => passesSqlite(model.sqlite(plan.link), source, plan, statistic, sets, cached.groups, maps, where, partitions, step),
  })
}

/** Passes known from an earlier run of the same records, and those that must be run now. */
const passesOf = async (run: Run, engine: Engine, cached: CachedGroups, maps: CategoryMap[]): Promise<Map<string, PassResult[]>> => {
  const { plan, job } = run
  const identities = plan.dimensions.map(dimensionIdentity)
  const shared = JSON.stringify([plan.definition.classification, plan.definition.missing === 'hide' ? identities.toSorted() : null])
  const sets = passSets(plan)
  const results = new Map<string, PassResult[]>()
  for (const statistic of plan.nonAdditive) {
    const keyOf = (set: number[]): string => JSON.stringify([nonAdditiveKey(statistic), shared, set.map((d) => identities[d] ?? '').sort()])
    const missing = sets.filter((set) => !cached.passes.has(keyOf(set)))
    if (missing.length > 0) {
      job.progress({ phase: 'tabulating' })
      const ran = await engine.passes(statistic, missing, cached, maps)
      for (const pass of ran) cached.passes.set(keyOf(pass.kept), { ...pass, identities: pass.kept.map((d) => identities[d] ?? '') })
    }
    results.set(nonAdditiveKey(statistic), sets.flatMap((set) => {
      const pass = cached.passes.get(keyOf(set))
      return pass ? [{ ...pass, kept: set, keys: set.map((d) => pass.keys[pass.identities.indexOf(identities[d] ?? '')] ?? new Int32Array(pass.rows)) }] : []
    }))
  }
  return results
}

const unmappedRecords = ({ groups }: CachedGroups, plan: Plan, maps: CategoryMap[]): { used: number; unmapped: number } => {
  const columns = plan.dimensions.map((d, i) => ({ index: groups.keys.get(d.rawKey)?.index ?? new Int32Array(), map: maps[i]?.map ?? new Int32Array(), unmapped: maps[i]?.categories.findIndex((c) => c.kind === 'unmapped') ?? -1 }))
  let used = 0
  let unmapped = 0
  if (columns.every((c) => c.unmapped < 0 && !c.map.includes(-1))) return { used: groups.records.subarray(0, groups.rows).reduce((n, records) => n + records, 0), unmapped }
  for (let g = 0; g < groups.rows; g++) {
    let hidden = false
    let lost = false
    for (const { index, map, unmapped: at } of columns) {
      const category = map[index[g] ?? 0] ?? -1
      if (category < 0) hidden = true
      else if (category === at) lost = true
    }
    if (hidden) continue
    used += groups.records[g] ?? 0
    if (lost) unmapped += groups.records[g] ?? 0
  }
  return { used, unmapped }
}

const cubeFrom = async (run: Run, engine: Engine, scope: string, name: 'duckdb' | 'sqlite', started: number): Promise<Cube> => {
  const { model, plan, job } = run
  job.progress({ phase: 'tabulating', done: 0, total: model.rows })
  let cached = findGroups(model.cacheOwner, scope, plan)
  if (!cached) {
    cached = { ...(await engine.groups()), passes: new Map() }
    keepGroups(model.cacheOwner, scope, cached)
  }
  job.throwIfCancelled()
  const maps = mapsOf(run, cached)
  const counted = unmappedRecords(cached, plan, maps)
  if (counted.used === 0) return fail('TABLE_EMPTY')
  const marginals = sortsByValue(plan)
  const needed = { ...cached.groups, sums: new Map([...cached.groups.sums].filter(([ref]) => plan.sums.includes(ref))) }
  const cells = rollUp(needed, plan.dimensions.map((d, i) => ({
    rawKey: d.rawKey, size: maps[i]?.categories.length ?? 0, map: maps[i]?.map ?? new Int32Array(), total: marginals || d.dimension.total !== 'none',
  })), run.limit)
  const passes = await passesOf(run, engine, cached, maps)
  return assembleCube(model, plan, maps, cells, measureValues(plan, cells, passes),
    provenanceOf(run, { engine: name, engineVersion: engine.version, started, match: cached.match, ...counted }))
}

const provenanceOf = ({ model, plan, sampled }: Run, facts: { engine: Provenance['engine']; engineVersion: string; started: number; match: CachedGroups['match']; used: number; unmapped: number }): Provenance => {
  const link = plan.link === null ? null : model.link(plan.link)
  return {
    definition: plan.definition, deliveries: model.deliveries(plan.link), engine: facts.engine, engineVersion: facts.engineVersion, program: model.program,
    seconds: (performance.now() - facts.started) / 1000, ranAt: new Date().toISOString(), recordsRead: sampled ? Math.ceil(model.rows / sampleStep) : model.rows, recordsUsed: facts.used,
    ...(link ? { link: { id: link.id, matchedRecords: facts.match?.matched ?? 0, unmatchedRecords: (facts.match?.records ?? 0) - (facts.match?.matched ?? 0), stale: link.stale } } : {}),
    unmappedRecords: facts.unmapped,
  }
}

const sampleNote = { vi: `Mẫu: cứ ${sampleStep} bản ghi lấy một; không dùng để công bố.`, en: `Sample: every ${sampleStep}th record; not for publication.` }

/** Reads records once for all that adds up, and once more for each set of totals of a median or distinct count. */
export const tabulateModel = async (model: TableModel, definition: TableDefinition, options: TabulateOptions, job: JobContext): Promise<Cube> => {
  const started = performance.now()
  const filter = prepareFilter(model, definition.filter)
  const plan = planTable(model, definition, filter?.variables ?? [])
  if (model.rows === 0) return fail('DATASET_EMPTY', { dataset: definition.dataset })
  const sampled = (options.sample ?? false) && model.rows > sampleFrom
  const run: Run = { model, plan, filter, job, sampled, limit: options.limit ?? screenLimit }
  if (options.engine === 'evaluator') {
    const { cells, maps, values, used, unmapped, match } = await evaluatedTable(model, plan, filter, job)
    if (used === 0) return fail('TABLE_EMPTY')
    return assembleCube(model, plan, maps, cells, values, provenanceOf(run, { engine: 'evaluator', engineVersion: `Node ${process.version}`, started, match, used, unmapped }))
  }
  const engine = options.engine
  const scope = cacheScope({ engine, dataVersion: model.dataVersion(plan.link), dataset: definition.dataset, link: plan.link, filter: filter?.text ?? null, sample: sampled })
  const cube = await (engine === 'duckdb' ? duckdbEngine : sqliteEngine)(run, (ready) => cubeFrom(run, ready, scope, engine, started))
  return sampled ? { ...cube, notes: [...cube.notes, sampleNote] } : cube
}
