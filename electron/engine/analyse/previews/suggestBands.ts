// Bounds to start from: of equal width, of equal numbers of records, or round numbers near the latter. In: a numeric
// variable, a count. Out: bounds with the records each band would hold. Never saved; fewer bands than asked where
// values or round numbers meet.
import { linkPathsOf } from '#shared/model/variableRef.ts'
import { sampleSql } from '#engine/analyse/tabulate/scan/sample.ts'
import type { BandSuggestion } from '#shared/contract/definitions.ts'
import { exactToDecimal } from '#shared/model/exact.ts'
import { fail } from '#shared/model/failure.ts'
import { derivedVariableSchema } from '#shared/model/variable.ts'
import type { DerivedVariable } from '#shared/model/variable.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { interruptible } from '#engine/analyse/tabulate/plan/model.ts'
import { tableModel } from '#engine/analyse/tabulate/plan/tableModel.ts'
import { bandLabels, bandThresholds, isYear } from '#engine/process/variables/bandThresholds.ts'
import { plainVariable } from '#engine/process/variables/plainInput.ts'
import { quantileCuts } from '#engine/process/variables/quantileCuts.ts'
import { resolveVariables } from '#engine/process/variables/resolveVariables.ts'
import { variableContext } from './workspaceVariables.ts'

type Request = {
  dataset: string
  variable: string
  variables: DerivedVariable[]
  method: 'equal' | 'quantile' | 'round'
  count: number
}

/** No name of a variable can be this: it only lives for one question. */
const probe = 'suggested_quantiles'

/** The nearest of 1, 2, 5 × a power of ten, in scaled integers; 0 stays 0. */
export const roundNumber = (value: bigint): bigint => {
  const size = value < 0n ? -value : value
  if (size === 0n) return 0n
  const power = 10n ** BigInt(String(size).length - 1)
  const candidates = [power, 2n * power, 5n * power, 10n * power]
  const nearest = candidates.reduce((best, c) =>
    (c > size ? c - size : size - c) < (best > size ? best - size : size - best) ? c : best,
  )
  return value < 0n ? -nearest : nearest
}

export const equalBounds = (minimum: bigint, maximum: bigint, count: number): bigint[] =>
  Array.from({ length: count - 1 }, (_, i) => minimum + ((maximum - minimum) * BigInt(i + 1)) / BigInt(count))

/** Ascending, each once, inside the values, and such as a definition may hold. */
const usable = (bounds: bigint[], scale: number, above: bigint, below: bigint): string[] =>
  [...new Set(bounds)]
    .filter((b) => b > above && b < below)
    .sort((a, b) => (a < b ? -1 : 1))
    .map((b) => exactToDecimal(b, scale))
    .filter((text) => /^-?\d{1,15}(\.\d{1,6})?$/.test(text))

export const suggestBands = async (
  context: EngineContext,
  request: Request,
  job: JobContext,
): Promise<BandSuggestion> => {
  const { dataset, variable: of, method, count } = request
  const model = tableModel(context, dataset)
  const quantiles = derivedVariableSchema.parse({
    kind: 'variable',
    id: probe,
    dataset,
    label: { vi: probe, en: probe },
    method: 'quantile_bands',
    of,
    count,
  })
  const variables = variableContext(context, dataset)
  const set = resolveVariables(variables, [...request.variables, quantiles], [probe])
  const [asked] = set.quantiles
  if (!asked) return fail('VARIABLE_UNKNOWN', { variable: of, dataset })
  const links = linkPathsOf(asked.reads)
  const database = await (await model.columns()).connection()
  try {
    return await interruptible(job.signal, database, async () => {
      const source = await model.source('duckdb', links)
      const value = await asked.value.sql(source)
      const records = `(SELECT ${value} AS v FROM ${source.from})`
      const [range] = await database.all<{ low: string | null; high: string | null; missing: string }>(
        `SELECT min(v)::VARCHAR AS low, max(v)::VARCHAR AS high, (count(*) - count(v))::VARCHAR AS missing FROM ${records}`,
      )
      job.throwIfCancelled()
      const missing = Number(range?.missing ?? 0)
      if (!range || range.low === null || range.high === null)
        return { bounds: [], closed: 'lower', labels: [], records: [], minimum: null, maximum: null, missing }
      const [low, high] = [BigInt(range.low), BigInt(range.high)]
      const cuts =
        method === 'equal'
          ? []
          : ((
              await quantileCuts(set, { engine: 'duckdb', database, source, sample: sampleSql(source.rowId) }, () =>
                job.throwIfCancelled(),
              )
            ).get(probe)?.cuts ?? [])
      const closed = method === 'quantile' ? 'upper' : 'lower'
      const bounds =
        method === 'equal'
          ? usable(equalBounds(low, high, count), asked.scale, low, high + 1n)
          : method === 'quantile'
            ? usable(cuts, asked.scale, low - 1n, high)
            : usable(cuts.map(roundNumber), asked.scale, low, high + 1n)
      if (bounds.length === 0)
        return {
          bounds,
          closed,
          labels: [],
          records: [],
          minimum: exactToDecimal(low, asked.scale),
          maximum: exactToDecimal(high, asked.scale),
          missing,
        }
      const thresholds = bandThresholds(bounds, closed, asked.scale)
      const [held] = await database.all<Record<string, string>>(
        `SELECT ${thresholds.map((t, i) => `(count(*) FILTER (WHERE v < ${t}))::VARCHAR AS b${i}`).join(', ')}, count(v)::VARCHAR AS whole FROM ${records}`,
      )
      const below = [...thresholds.map((_, i) => Number(held?.[`b${i}`] ?? 0)), Number(held?.['whole'] ?? 0)]
      return {
        bounds,
        closed,
        labels: bandLabels(bounds, closed, isYear(of, plainVariable(variables, of)?.label ?? { vi: '', en: '' })),
        records: below.map((n, i) => n - (below[i - 1] ?? 0)),
        minimum: exactToDecimal(low, asked.scale),
        maximum: exactToDecimal(high, asked.scale),
        missing,
      }
    })
  } finally {
    await database.close()
  }
}
