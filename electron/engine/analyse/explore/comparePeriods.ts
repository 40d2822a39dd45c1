// A variable in two periods side by side. In: a view, a variable, two periods. Out: counts per category, or per bin
// common to both. Other conditions of the view stay; shares and their change follow from these counts. Never an
// identifier masked in the view.
import type { PeriodDistribution } from '#shared/contract/explore.ts'
import type { MethodRequest } from '#shared/contract/methods.ts'
import { periodVariableId } from '#shared/model/dataset.ts'
import { exactToDecimal, exactToNumber } from '#shared/model/exact.ts'
import { fail } from '#shared/model/failure.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { columnCategories } from './columnCategories.ts'
import type { Category } from './columnCategories.ts'
import { byCode, countable, outsideOf } from './countValues.ts'
import { dateBins, numberBins } from './histogramBins.ts'
import { recordsOfView, withSelection } from './selection.ts'
import type { Selection } from './selection.ts'

const mostCategories = 100
/** Numbers with no more different values than this are shown one by one. */
const fewNumbers = 40

type Part = Pick<PeriodDistribution, 'bars' | 'others'>
type Raw = bigint | number | string | null

const byCategory = async (
  selection: Selection,
  sql: string,
  period: string,
  of: (raw: bigint | number | string) => Category,
): Promise<Part> => {
  const rows = await selection.database.all<{ value: Raw; now: boolean; n: bigint }>(
    `SELECT ${sql} AS value, ${period} AS now, count(*)::BIGINT AS n FROM ${selection.from}${selection.where}${selection.where ? ' AND' : ' WHERE'} ${period} IS NOT NULL AND ${sql} IS NOT NULL GROUP BY 1, 2`,
  )
  const counts = new Map<Category, { from: number; now: number }>()
  for (const { value, now, n } of rows) {
    if (value === null) continue
    const category = of(value)
    const known = counts.get(category) ?? { from: 0, now: 0 }
    counts.set(category, known)
    known[now ? 'now' : 'from'] += Number(n)
  }
  const largest = [...counts].toSorted((a, b) => b[1].from + b[1].now - a[1].from - a[1].now || byCode(a[0], b[0]))
  const rest = largest.slice(mostCategories)
  return {
    bars: largest
      .slice(0, mostCategories)
      .toSorted((a, b) => byCode(a[0], b[0]))
      .map(([category, n]) => ({ ...category, to: null, ...n })),
    others:
      rest.length === 0
        ? null
        : {
            categories: rest.length,
            from: rest.reduce((s, [, n]) => s + n.from, 0),
            now: rest.reduce((s, [, n]) => s + n.now, 0),
          },
  }
}

const byBin = async (
  selection: Selection,
  sql: string,
  period: string,
  bins: ReturnType<typeof numberBins>,
): Promise<Part> => {
  const rows = await selection.database.all<{ bin: number; now: boolean; n: bigint }>(
    `SELECT ${bins.indexSql(sql)} AS bin, ${period} AS now, count(*)::BIGINT AS n FROM ${selection.from}${selection.where}${selection.where ? ' AND' : ' WHERE'} ${period} IS NOT NULL AND ${sql} IS NOT NULL GROUP BY 1, 2`,
  )
  const bars = bins.edges
    .slice(0, -1)
    .map((edge, i) => ({ code: edge, to: bins.edges[i + 1] ?? edge, label: null, from: 0, now: 0 }))
  for (const { bin, now, n } of rows) {
    const bar = bars[Number(bin)]
    if (bar) bar[now ? 'now' : 'from'] += Number(n)
  }
  return { bars, others: null }
}

export const comparePeriods = async (
  context: EngineContext,
  { view, variable: name, from, to }: MethodRequest<'explore.comparePeriods'>,
  job: JobContext,
): Promise<PeriodDistribution> => {
  const records = recordsOfView(context, view)
  const variable = countable(records.dataset, name, records.revealed)
  if (variable.type === 'hash') return fail('VARIABLE_NOT_LISTABLE', { variable: name })
  const workspace = context.workspace()
  job.progress({ phase: 'counting', done: 0, total: 0 })
  return withSelection(workspace, { ...records, outside: outsideOf([variable]) }, job, async (selection) => {
    const { database, source, where } = selection
    const entries = await source.dictionary(periodVariableId)
    const ids = (code: string): string =>
      entries
        .filter((e) => e.code === code)
        .map((e) => e.id)
        .join(', ') || '4294967295'
    const periodSql = source.column(periodVariableId).sql
    // true: now; false: before; null: neither.
    const period = `(CASE WHEN ${periodSql} IN (${ids(to)}) THEN true WHEN ${periodSql} IN (${ids(from)}) THEN false END)`
    const { sql, physical } = selection.column(name)
    const number = physical === 'integer'
    const ordered = number || physical === 'date'
    const totals = await database.all<{
      now: boolean
      records: bigint
      known: bigint
      low: bigint | string | null
      high: bigint | string | null
      total: bigint | null
      about: bigint
    }>(
      `SELECT ${period} AS now, count(*) AS records, count(${sql}) AS known, ${ordered ? `min(${sql}) AS low, max(${sql}) AS high` : 'NULL AS low, NULL AS high'}, ${number ? `sum(${sql})::HUGEINT` : 'NULL'} AS total, approx_count_distinct(${sql}) AS about
       FROM ${selection.from}${where}${where ? ' AND' : ' WHERE'} ${period} IS NOT NULL GROUP BY 1`,
    )
    job.throwIfCancelled()
    const scale = variable.type === 'decimal' ? variable.scale : 0
    const side = (now: boolean, code: string): PeriodDistribution['from'] => {
      const row = totals.find((t) => t.now === now)
      const known = Number(row?.known ?? 0)
      return {
        period: code,
        records: Number(row?.records ?? 0),
        missing: Number(row?.records ?? 0) - known,
        mean:
          row?.total === null || row?.total === undefined || known === 0
            ? null
            : exactToNumber(BigInt(row.total), scale) / known,
      }
    }
    const extremes = totals.flatMap((t) => [t.low, t.high]).filter((v) => v !== null)
    const binned = ordered && extremes.length > 0 && totals.some((t) => Number(t.about) > fewNumbers)
    const lowest = extremes.reduce((a, b) => (b < a ? b : a), extremes[0] ?? 0n)
    const highest = extremes.reduce((a, b) => (b > a ? b : a), extremes[0] ?? 0n)
    const part = binned
      ? await byBin(
          selection,
          sql,
          period,
          number
            ? numberBins(BigInt(lowest), BigInt(highest), (value) => exactToDecimal(value, scale))
            : dateBins(String(lowest), String(highest)),
        )
      : await columnCategories(workspace, selection, name).then((categories) =>
          byCategory(selection, categories.sql, period, categories.of),
        )
    return { variable: name, from: side(false, from), to: side(true, to), ...part }
  })
}
