// What a variable holds: records, missing, distinct and top values, histogram, extremes, mean and median, all from
// records. In: a view, a variable. Out: a VariableProfile, kept until the data change. Never a value of an identifier
// masked in the view.
import type { VariableProfile } from '#shared/contract/responses.ts'
import { periodVariableId } from '#shared/model/dataset.ts'
import type { Variable } from '#shared/model/dataset.ts'
import { exactToDecimal, exactToNumber } from '#shared/model/exact.ts'
import { fail } from '#shared/model/failure.ts'
import { isInColumnSet } from '#engine/workspace/columns/columnSet.ts'
import { periodVariable } from '#engine/workspace/columns/recordSource.ts'
import type { SourceColumn } from '#engine/workspace/columns/source.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { datasetRepository } from '#engine/workspace/files/catalogDatasets.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { dateBins, numberBins } from './histogramBins.ts'
import { profileRecords } from './profileRecords.ts'
import { recordsOfView, rowsOfView, withSelection } from './selection.ts'
import type { Selection } from './selection.ts'
import { topOfValues } from './topOfValues.ts'
import { codeLabeller, mergeCounted } from './valueLabels.ts'
import { findView } from './viewRegistry.ts'

const topValues = 20
/** Dictionaries up to this size are read whole, so that one unit under two versions of a list is one line. */
const wholeDictionary = 20_000

type Partial = Pick<
  VariableProfile,
  'records' | 'missing' | 'distinct' | 'top' | 'histogram' | 'minimum' | 'maximum' | 'mean' | 'median'
>
const nothing = { top: [], histogram: null, minimum: null, maximum: null, mean: null, median: null }

const codeProfile = async (
  workspace: Workspace,
  { database, from, where }: Selection,
  { sql, dataset, variable }: SourceColumn,
): Promise<Partial> => {
  const counted = `counted AS MATERIALIZED (SELECT ${sql} AS id, count(*)::BIGINT AS n FROM ${from}${where} GROUP BY 1)`
  const [sums] = await database.all<{ records: bigint; missing: bigint; ids: bigint }>(
    `WITH ${counted} SELECT coalesce(sum(n), 0)::BIGINT AS records, coalesce(sum(n) FILTER (id IS NULL), 0)::BIGINT AS missing, count(id) AS ids FROM counted`,
  )
  const ids = Number(sums?.ids ?? 0)
  const rows = await database.all<{ code: string; version: string | null; n: bigint }>(
    `WITH ${counted} SELECT d.code, d.version, c.n FROM counted c JOIN dictionary d ON d.id = c.id AND d.dataset = ? AND d.variable = ? ORDER BY c.n DESC, d.code, d.version${ids <= wholeDictionary ? '' : ` LIMIT ${topValues}`}`,
    [dataset, variable.id],
  )
  const label = codeLabeller(workspace, variable)
  const merged = mergeCounted(
    rows.map(({ code, version, n }) => ({ code, label: label(code, version), records: Number(n) })),
  )
  const top = merged.sort((a, b) => b.records - a.records || (a.code < b.code ? -1 : 1)).slice(0, topValues)
  return {
    ...nothing,
    records: Number(sums?.records ?? 0),
    missing: Number(sums?.missing ?? 0),
    distinct: ids <= wholeDictionary ? merged.length : ids,
    top,
  }
}

const histogramOf = async (
  { database, from, where }: Selection,
  sql: string,
  bins: ReturnType<typeof numberBins>,
): Promise<VariableProfile['histogram']> => {
  const counts = await database.all<{ bin: number; n: bigint }>(
    `SELECT (${bins.indexSql(sql)})::INTEGER AS bin, count(*)::BIGINT AS n FROM ${from}${where}${where ? ' AND' : ' WHERE'} ${sql} IS NOT NULL GROUP BY 1`,
  )
  const byBin = new Map(counts.map((c) => [c.bin, Number(c.n)]))
  return bins.edges
    .slice(0, -1)
    .map((edge, i) => ({ from: edge, to: bins.edges[i + 1] ?? edge, records: byBin.get(i) ?? 0 }))
}

const numberProfile = async (selection: Selection, { sql, variable }: SourceColumn): Promise<Partial> => {
  const { database, from, where } = selection
  const [row] = await database.all<{
    records: bigint
    known: bigint
    low: bigint | null
    high: bigint | null
    total: bigint | null
    median: number | null
  }>(
    `SELECT count(*) AS records, count(${sql}) AS known, min(${sql})::BIGINT AS low, max(${sql})::BIGINT AS high, sum(${sql})::HUGEINT AS total, quantile_cont(${sql}, 0.5)::DOUBLE AS median FROM ${from}${where}`,
  )
  const records = Number(row?.records ?? 0)
  const known = Number(row?.known ?? 0)
  const base = { ...nothing, records, missing: records - known, distinct: 0 }
  if (!row || row.low === null || row.high === null || row.total === null) return base
  const scale = variable.type === 'decimal' ? variable.scale : 0
  const text = (value: bigint): string => exactToDecimal(value, scale)
  return {
    ...base,
    ...(await topOfValues(selection, sql, (value) => text(BigInt(value)))),
    histogram: await histogramOf(selection, sql, numberBins(BigInt(row.low), BigInt(row.high), text)),
    minimum: text(BigInt(row.low)),
    maximum: text(BigInt(row.high)),
    mean: exactToNumber(BigInt(row.total), scale) / known,
    median: row.median === null ? null : row.median / 10 ** scale,
  }
}

const dateProfile = async (selection: Selection, { sql }: SourceColumn): Promise<Partial> => {
  const { database, from, where } = selection
  const [row] = await database.all<{ records: bigint; known: bigint; low: string | null; high: string | null }>(
    `SELECT count(*) AS records, count(${sql}) AS known, min(${sql}) AS low, max(${sql}) AS high FROM ${from}${where}`,
  )
  const records = Number(row?.records ?? 0)
  const base = { ...nothing, records, missing: records - Number(row?.known ?? 0), distinct: 0 }
  if (!row || row.low === null || row.high === null) return base
  return {
    ...base,
    ...(await topOfValues(selection, sql, String)),
    histogram: await histogramOf(selection, sql, dateBins(row.low, row.high)),
    minimum: row.low,
    maximum: row.high,
  }
}

/** Person codes: how many, never which. */
const hashProfile = async ({ database, from, where }: Selection, { sql }: SourceColumn): Promise<Partial> => {
  const [row] = await database.all<{ records: bigint; known: bigint; distinct_values: bigint }>(
    `SELECT count(*) AS records, count(${sql}) AS known, count(DISTINCT ${sql}) AS distinct_values FROM ${from}${where}`,
  )
  const records = Number(row?.records ?? 0)
  return {
    ...nothing,
    records,
    missing: records - Number(row?.known ?? 0),
    distinct: Number(row?.distinct_values ?? 0),
  }
}

const profilers = {
  dictionary: codeProfile,
  integer: (_w: Workspace, s: Selection, c: SourceColumn) => numberProfile(s, c),
  date: (_w: Workspace, s: Selection, c: SourceColumn) => dateProfile(s, c),
  hash: (_w: Workspace, s: Selection, c: SourceColumn) => hashProfile(s, c),
}

const keptProfiles = 200
const cache = new WeakMap<Workspace, Map<string, VariableProfile>>()

/** Bases are told apart by being the same list. */
const baseNumbers = new WeakMap<Int32Array, number>()
let lastBase = 0
const baseNumber = (base: Int32Array | null): number => {
  if (base === null) return 0
  const known = baseNumbers.get(base) ?? (lastBase += 1)
  baseNumbers.set(base, known)
  return known
}

export const profileVariable = async (
  context: EngineContext,
  { view: viewId, variable: name }: { view: string; variable: string },
  job: JobContext,
): Promise<VariableProfile> => {
  const workspace = context.workspace()
  const { dataset, base, filter, revealed } = recordsOfView(context, viewId)
  const id = dataset.id
  const variable: Variable =
    name === periodVariableId
      ? periodVariable
      : (dataset.variables.find((v) => v.id === name) ?? fail('VARIABLE_UNKNOWN', { variable: name, dataset: id }))
  const masked = variable.role === 'identifier' && !revealed.has(name)
  const kept = cache.get(workspace) ?? new Map<string, VariableProfile>()
  cache.set(workspace, kept)
  const key = JSON.stringify([
    id,
    name,
    masked,
    baseNumber(base),
    findView(context, viewId).condition,
    datasetRepository(workspace.catalog).dataVersion(id),
  ])
  // A linked dataset may change without this one: not kept.
  const linked = (filter?.links ?? []).length > 0
  const known = linked ? undefined : kept.get(key)
  if (known) return known
  const found = isInColumnSet(variable)
    ? await withSelection(workspace, { dataset, base, filter }, job, (selection) => {
        const column = selection.source.column(name)
        return profilers[column.physical as keyof typeof profilers](workspace, selection, column as SourceColumn)
      })
    : await profileRecords(
        workspace,
        linked ? { dataset, base: rowsOfView(context, viewId), filter: null } : { dataset, base, filter },
        variable,
        masked,
        job,
      )
  const profile: VariableProfile = { dataset: id, variable: name, ...found, masked }
  if (kept.size >= keptProfiles) kept.clear()
  kept.set(key, profile)
  return profile
}
