// Values far from the others, by a rule that is told. In: records, a measure, a rule, perhaps a grouping variable. Out:
// fences and counts per group, or the records outside them. Fences are exact and the same for any number of threads:
// quartiles are values that occur (the smallest that a quarter of the records does not exceed), logarithms are summed
// as whole millionths.
import type { OutlierGroup, OutlierReport } from '#shared/contract/explore.ts'
import type { MethodRequest } from '#shared/contract/methods.ts'
import { exactToDecimal } from '#shared/model/exact.ts'
import type { Variable } from '#shared/model/dataset.ts'
import { fail } from '#shared/model/failure.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { columnCategories } from './columnCategories.ts'
import type { Category } from './columnCategories.ts'
import { countable, outsideOf } from './countValues.ts'
import { recordsOfView, withSelection } from './selection.ts'
import type { Selection, SelectionRequest } from './selection.ts'
import { revealedIn } from './viewRegistry.ts'

type Rule = Omit<MethodRequest<'explore.outliers'>, 'view'>
type Fence = { low: bigint | null; high: bigint | null }

/** Fewer records than this say nothing of what is usual among them. */
export const smallestGroup = 8
const listedGroups = 200
const million = 1e6

/** Floor of a / b, b > 0. */
const floorDivide = (a: bigint, b: bigint): bigint => a / b - (a % b < 0n ? 1n : 0n)
const largest = 9_223_372_036_854_775_807n
const clamp = (value: bigint): bigint => (value > largest ? largest : value < -largest ? -largest : value)

/** The smallest and the largest whole number that is no outlier. */
export const quartileFence = (q1: bigint, q3: bigint, factor: number): Fence => {
  const tenths = BigInt(Math.round(factor * 10))
  const reach = tenths * (q3 - q1)
  return { low: clamp(-floorDivide(-(10n * q1 - reach), 10n)), high: clamp(floorDivide(10n * q3 + reach, 10n)) }
}

/** From the number of values and the sums of their logarithms and of the squares of these, in millionths. */
export const logarithmFence = (n: number, sum: bigint, squares: bigint, factor: number): Fence => {
  // n·Σl² − (Σl)² is exact; only its root is not.
  const spread = BigInt(n) * squares - sum * sum
  const deviation = Math.sqrt(Number(spread) / (n * (n - 1)))
  const mean = Number(sum) / n
  const bound = (at: number): number => Math.exp(at / million)
  const [low, high] = [bound(mean - factor * deviation), bound(mean + factor * deviation)]
  return {
    low: Number.isFinite(low) ? BigInt(Math.ceil(low)) : null,
    high: high < 9.2e18 ? BigInt(Math.floor(high)) : null,
  }
}

type Found = { group: Category | null; raw: bigint | number | string | null; records: number; fence: Fence }

const fencesOf = async (
  selection: Selection,
  sql: string,
  group: { sql: string; of(raw: bigint | number | string): Category } | null,
  { rule, factor }: Rule,
): Promise<Found[]> => {
  const { database, from, where } = selection
  const kept = `${where}${where ? ' AND' : ' WHERE'} ${sql} ${rule === 'logarithms' ? '> 0' : 'IS NOT NULL'}`
  const by = group ? `${group.sql} AS raw` : 'NULL AS raw'
  const found = (raw: Found['raw'], n: bigint, fence: () => Fence): Found => ({
    group: raw === null || !group ? null : group.of(raw),
    raw,
    records: Number(n),
    fence: Number(n) < smallestGroup ? { low: null, high: null } : fence(),
  })
  if (rule === 'quartiles') {
    const rows = await database.all<{ raw: Found['raw']; n: bigint; q1: bigint; q3: bigint }>(
      `SELECT ${by}, count(*) AS n, quantile_disc(${sql}, 0.25)::BIGINT AS q1, quantile_disc(${sql}, 0.75)::BIGINT AS q3 FROM ${from}${kept} GROUP BY 1`,
    )
    return rows
      .filter((r) => Number(r.n) > 0)
      .map((r) => found(r.raw, r.n, () => quartileFence(BigInt(r.q1), BigInt(r.q3), factor)))
  }
  const rows = await database.all<{ raw: Found['raw']; n: bigint; total: bigint; squares: bigint }>(
    `SELECT raw, count(*) AS n, sum(l)::HUGEINT AS total, sum(l * l)::HUGEINT AS squares FROM (SELECT ${by}, round(ln(${sql}) * ${million})::BIGINT AS l FROM ${from}${kept}) GROUP BY 1`,
  )
  return rows
    .filter((r) => Number(r.n) > 0)
    .map((r) => found(r.raw, r.n, () => logarithmFence(Number(r.n), BigInt(r.total), BigInt(r.squares), factor)))
}

const sqlOf = (raw: Found['raw']): string =>
  raw === null ? 'NULL' : typeof raw === 'string' ? `DATE '${raw}'` : String(raw)

type Judged = {
  found: Found[]
  /** SQL: -1 below, 1 above, 0 between or not judged. */ verdict: string
  from: string
  groupSql: string
}

/** Works out the fences, then hands on SQL that judges each record by the fence of its group. */
const judge = async <T>(
  selection: Selection,
  rule: Rule,
  workspace: ReturnType<EngineContext['workspace']>,
  job: JobContext,
  work: (judged: Judged) => Promise<T>,
): Promise<T> => {
  const { sql } = selection.column(rule.variable)
  const group = rule.group === null ? null : await columnCategories(workspace, selection, rule.group)
  const found = await fencesOf(selection, sql, group, rule)
  job.throwIfCancelled()
  const usable = found.filter((f) => f.fence.low !== null || f.fence.high !== null)
  const words = (f: Found): string =>
    `(${sqlOf(f.raw)}, ${f.fence.low ?? 'NULL'}::BIGINT, ${f.fence.high ?? 'NULL'}::BIGINT)`
  const outOf = (low: string, high: string): string =>
    `(CASE WHEN ${rule.rule === 'logarithms' ? `${sql} > 0 AND ` : ''}${sql} < ${low} THEN -1 WHEN ${sql} > ${high} THEN 1 ELSE 0 END)`
  if (!group) {
    const only = usable[0]?.fence
    return work({
      found,
      from: selection.from,
      groupSql: 'NULL',
      verdict: only ? outOf(`${only.low ?? 'NULL'}::BIGINT`, `${only.high ?? 'NULL'}::BIGINT`) : '0',
    })
  }
  const fences =
    usable.length === 0
      ? '(SELECT NULL AS raw, NULL::BIGINT AS low, NULL::BIGINT AS high WHERE false)'
      : `(VALUES ${usable.map(words).join(', ')})`
  return work({
    found,
    groupSql: group.sql,
    from: `${selection.from} JOIN ${fences} fence(raw, low, high) ON fence.raw IS NOT DISTINCT FROM ${group.sql}`,
    verdict: outOf('fence.low', 'fence.high'),
  })
}

const measureOf = (variable: Variable): Variable =>
  variable.type === 'integer' || variable.type === 'decimal'
    ? variable
    : fail('VARIABLE_NOT_NUMBER', { variable: variable.id })

export const findOutliers = async (
  context: EngineContext,
  { view, ...rule }: MethodRequest<'explore.outliers'>,
  job: JobContext,
): Promise<OutlierReport> => {
  const records = recordsOfView(context, view)
  const variable = measureOf(countable(records.dataset, rule.variable, records.revealed))
  const grouping = rule.group === null ? [] : [countable(records.dataset, rule.group, records.revealed)]
  const workspace = context.workspace()
  job.progress({ phase: 'counting', done: 0, total: 0 })
  return withSelection(workspace, { ...records, outside: outsideOf([variable, ...grouping]) }, job, (selection) =>
    judge(selection, rule, workspace, job, async ({ found, from, groupSql, verdict }) => {
      const counts = await selection.database.all<{ raw: Found['raw']; below: bigint; above: bigint }>(
        `SELECT ${groupSql} AS raw, count(*) FILTER (${verdict} = -1) AS below, count(*) FILTER (${verdict} = 1) AS above FROM ${from}${selection.where} GROUP BY 1`,
      )
      const byRaw = new Map(counts.map((c) => [c.raw, c]))
      const scale = variable.type === 'decimal' ? variable.scale : 0
      const text = (value: bigint | null): string | null => (value === null ? null : exactToDecimal(value, scale))
      const groups = found
        .filter((f) => f.records >= smallestGroup)
        .map((f): OutlierGroup => ({
          code: f.group?.code ?? null,
          label: f.group?.label ?? null,
          records: f.records,
          low: text(f.fence.low),
          high: text(f.fence.high),
          below: Number(byRaw.get(f.raw)?.below ?? 0),
          above: Number(byRaw.get(f.raw)?.above ?? 0),
        }))
      return {
        variable: rule.variable,
        records: found.reduce((sum, f) => sum + f.records, 0),
        below: groups.reduce((sum, g) => sum + g.below, 0),
        above: groups.reduce((sum, g) => sum + g.above, 0),
        groups: groups
          .filter((g) => rule.group === null || g.below + g.above > 0)
          .toSorted((a, b) => b.below + b.above - a.below - a.above || ((a.code ?? '') < (b.code ?? '') ? -1 : 1))
          .slice(0, listedGroups),
        skipped: found.length - groups.length,
        smallestGroup,
      }
    }),
  )
}

export const outlierRows = async (
  context: EngineContext,
  records: SelectionRequest,
  rule: Rule,
  job: JobContext,
): Promise<Int32Array> => {
  const revealed = revealedIn(context, records.dataset.id)
  const variable = measureOf(countable(records.dataset, rule.variable, revealed))
  const grouping = rule.group === null ? [] : [countable(records.dataset, rule.group, revealed)]
  const workspace = context.workspace()
  return withSelection(workspace, { ...records, outside: outsideOf([variable, ...grouping]) }, job, (selection) =>
    judge(selection, rule, workspace, job, async ({ from, verdict }) => {
      const { data, rows } = await selection.database.columns(
        `SELECT ${selection.rowId} FROM ${from}${selection.where}${selection.where ? ' AND' : ' WHERE'} ${verdict} <> 0`,
      )
      return Int32Array.from({ length: rows }, (_, i) => Number(data[0]?.[i])).sort()
    }),
  )
}
