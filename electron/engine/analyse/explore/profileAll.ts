// All variables of a view at once: missing, different values, extremes, mean, median and a small distribution of each.
// In: a view. Out: a DatasetProfile. One pass for the figures, then one over each column for its distribution;
// cancelled in between and within. Texts are read from evenly spread records. Never a value of an identifier masked in
// the view.
import type { DatasetProfile, VariableSummary } from '#shared/contract/explore.ts'
import { periodVariableId } from '#shared/model/dataset.ts'
import { exactToDecimal, exactToNumber } from '#shared/model/exact.ts'
import { isInColumnSet } from '#engine/workspace/columns/columnSet.ts'
import { periodVariable } from '#engine/workspace/columns/recordSource.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { columnCategories } from './columnCategories.ts'
import { dateBins, numberBins } from './histogramBins.ts'
import { profileRecords } from './profileRecords.ts'
import { recordsOfView, rowsOfView, withSelection } from './selection.ts'
import type { Selection, SelectionColumn } from './selection.ts'
import { mergeCounted, plainValue } from './valueLabels.ts'

const shownBars = 8
/** Values of a number or date up to this many are all held: then median and number of values are exact. */
const heldValues = 5000

const nothing = { distinct: null, approximate: false, minimum: null, maximum: null, mean: null, median: null, bars: [] }
type Figures = {
  known: number
  low: bigint | string | null
  high: bigint | string | null
  total: bigint | null
  about: number
}

/** One pass over the records for what needs no grouping. */
const figuresOf = async (
  { database, from, where }: Selection,
  columns: readonly SelectionColumn[],
): Promise<{ records: number; figures: Figures[] }> => {
  const parts = columns.flatMap(({ sql, physical }, i) => [
    `count(${sql}) AS known${i}`,
    ...(physical === 'dictionary' ? [] : [`approx_count_distinct(${sql}) AS about${i}`]),
    ...(physical === 'integer' || physical === 'date' ? [`min(${sql}) AS low${i}`, `max(${sql}) AS high${i}`] : []),
    ...(physical === 'integer' ? [`sum(${sql})::HUGEINT AS total${i}`] : []),
  ])
  const [row] = await database.all<Record<string, bigint | string | null>>(
    `SELECT count(*) AS records, ${parts.join(', ')} FROM ${from}${where}`,
  )
  return {
    records: Number(row?.['records'] ?? 0),
    figures: columns.map((_, i) => ({
      known: Number(row?.[`known${i}`] ?? 0),
      about: Number(row?.[`about${i}`] ?? 0),
      low: row?.[`low${i}`] ?? null,
      high: row?.[`high${i}`] ?? null,
      total: row?.[`total${i}`] === null || row?.[`total${i}`] === undefined ? null : BigInt(row[`total${i}`] ?? 0),
    })),
  }
}

type Part = Omit<VariableSummary, 'variable' | 'masked' | 'missing'>

const codePart = async (
  workspace: ReturnType<EngineContext['workspace']>,
  selection: Selection,
  column: SelectionColumn,
): Promise<Part> => {
  const { database, from, where } = selection
  const rows = await database.all<{ id: number; n: bigint; ids: bigint }>(
    `WITH counted AS (SELECT ${column.sql} AS id, count(*)::BIGINT AS n FROM ${from}${where} GROUP BY 1)
     SELECT id, n, (SELECT count(id) FROM counted)::BIGINT AS ids FROM counted WHERE id IS NOT NULL ORDER BY n DESC, id LIMIT ${heldValues}`,
  )
  const ids = Number(rows[0]?.ids ?? 0)
  const { of } = await columnCategories(workspace, selection, column.variable.id)
  const merged = mergeCounted(rows.map((r) => ({ ...of(r.id), records: Number(r.n) }))).sort(
    (a, b) => b.records - a.records || (a.code < b.code ? -1 : 1),
  )
  return {
    ...nothing,
    distinct: ids <= heldValues ? merged.length : ids,
    bars: merged.slice(0, shownBars).map((v) => ({ ...v, to: null })),
  }
}

const orderedPart = async (
  { database, from, where }: Selection,
  { sql, physical, variable }: SelectionColumn,
  { known, low, high, total, about }: Figures,
): Promise<Part> => {
  if (low === null || high === null) return { ...nothing, distinct: 0 }
  const text = (value: bigint | string): string => plainValue(variable, value)
  const scale = variable.type === 'decimal' ? variable.scale : 0
  const basic = {
    minimum: text(low),
    maximum: text(high),
    mean: total === null ? null : exactToNumber(total, scale) / known,
  }
  const bins =
    physical === 'date'
      ? dateBins(String(low), String(high))
      : numberBins(BigInt(low), BigInt(high), (value) => exactToDecimal(value, scale))
  const present = `${where}${where ? ' AND' : ' WHERE'} ${sql} IS NOT NULL`
  const counts = await database.all<{ bin: number; n: bigint }>(
    `SELECT (${bins.indexSql(sql)})::INTEGER AS bin, count(*)::BIGINT AS n FROM ${from}${present} GROUP BY 1`,
  )
  const byBin = new Map(counts.map((c) => [c.bin, Number(c.n)]))
  const bars = bins.edges
    .slice(0, -1)
    .map((code, i) => ({ label: null, code, to: bins.edges[i + 1] ?? code, records: byBin.get(i) ?? 0 }))
  if (about > heldValues) {
    if (physical === 'date') return { ...nothing, ...basic, approximate: true, distinct: about, bars }
    const [row] = await database.all<{ median: number | bigint | null }>(
      `SELECT approx_quantile(${sql}, 0.5) AS median FROM ${from}${present}`,
    )
    return {
      ...nothing,
      ...basic,
      approximate: true,
      distinct: about,
      median: row?.median === null || row?.median === undefined ? null : Number(row.median) / 10 ** scale,
      bars,
    }
  }
  const values = await database.all<{ value: bigint | string; n: bigint }>(
    `SELECT ${sql} AS value, count(*)::BIGINT AS n FROM ${from}${present} GROUP BY 1 ORDER BY 1`,
  )
  const at = (place: number): number => {
    let before = 0
    for (const { value, n } of values) if ((before += Number(n)) > place) return Number(value)
    return Number.NaN
  }
  const median =
    physical === 'date' ? null : (at(Math.floor((known - 1) / 2)) + at(Math.floor(known / 2))) / 2 / 10 ** scale
  return { ...nothing, ...basic, distinct: values.length, median, bars }
}

export const profileAll = async (
  context: EngineContext,
  { view }: { view: string },
  job: JobContext,
): Promise<DatasetProfile> => {
  const started = performance.now()
  const workspace = context.workspace()
  const { revealed, ...request } = recordsOfView(context, view)
  const { dataset } = request
  const variables = [periodVariable, ...dataset.variables]
  const found = new Map<string, VariableSummary>()
  const total = variables.length + 1
  const told = (): void => job.progress({ phase: 'counting', done: found.size + 1, total })
  job.progress({ phase: 'counting', done: 0, total })
  const records = await withSelection(workspace, request, job, async (selection) => {
    const columns = variables
      .filter((v) => v.id === periodVariableId || isInColumnSet(v))
      .map((v) => selection.column(v.id))
    const { records: count, figures } = await figuresOf(selection, columns)
    for (const [i, column] of columns.entries()) {
      job.throwIfCancelled()
      const own = figures[i]
      if (!own) continue
      const part =
        column.physical === 'dictionary'
          ? await codePart(workspace, selection, column)
          : // Person codes: how many, never which.
            column.physical === 'hash'
            ? { ...nothing, distinct: own.about, approximate: true }
            : await orderedPart(selection, column, own)
      found.set(column.variable.id, {
        variable: column.variable.id,
        masked: false,
        missing: count - own.known,
        ...part,
      })
      told()
    }
    return count
  })
  // SQLite does not know the linked records: it is given the rows.
  const inRecords =
    (request.filter?.links ?? []).length > 0 ? { dataset, base: rowsOfView(context, view), filter: null } : request
  for (const variable of dataset.variables.filter((v) => !found.has(v.id))) {
    const masked = variable.role === 'identifier' && !revealed.has(variable.id)
    const read = await profileRecords(workspace, inRecords, variable, masked, job)
    // Counts of evenly spread records stand for all.
    const scaleUp = read.sampledFrom === undefined || read.records === 0 ? 1 : records / read.records
    found.set(variable.id, {
      ...nothing,
      variable: variable.id,
      masked,
      missing: Math.round(read.missing * scaleUp),
      distinct: read.distinct,
      approximate: read.sampledFrom !== undefined,
      bars: read.top.slice(0, shownBars).map((v) => ({ ...v, to: null, records: Math.round(v.records * scaleUp) })),
    })
    told()
  }
  return {
    dataset: dataset.id,
    records,
    variables: variables.flatMap((v) => found.get(v.id) ?? []),
    seconds: Math.round(performance.now() - started) / 1000,
  }
}
