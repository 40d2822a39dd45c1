// The weights of one period of a sample brought to known totals, kept as a variable of the workspace. In: a dataset
// with a design, margins. Out: how far the weights moved. Refused, with the reason: totals that disagree, that no
// weights meet, that need negative ones.
import type { CalibrationResult, calibrationSchema } from '#shared/contract/calibrate.ts'
import type { z } from 'zod'
import { fail } from '#shared/model/failure.ts'
import type { Dataset } from '#shared/model/dataset.ts'
import type { Period } from '#shared/model/period.ts'
import type { KeptCalibration, SurveyDesign } from '#shared/model/survey.ts'
import type { DerivedVariable } from '#shared/model/variable.ts'
import { appendAudit } from '#engine/workspace/audit/audit.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import { datasetRepository } from '#engine/workspace/files/catalogDatasets.ts'
import { definitionRepository } from '#engine/workspace/files/catalogDefinitions.ts'
import { knownDataset } from '#engine/collect/layouts/knownDatasets.ts'
import { calibrateWeights } from '#engine/analyse/survey/calibrateWeights.ts'
import { tableModel } from '#engine/analyse/tabulate/plan/tableModel.ts'
import { marginTotals } from './marginTotals.ts'
import type { MarginTotals } from './marginTotals.ts'
import { sampleGroups } from './sampleGroups.ts'
import type { SampleGroups } from './sampleGroups.ts'
import { weightExpression } from './weightExpression.ts'

type Request = z.output<typeof calibrationSchema>

const periodOf = (context: EngineContext, { dataset, period }: Request): Period => {
  const { periods } = tableModel(context, dataset)
  const only = period ?? (periods.length === 1 ? periods[0] : undefined)
  return only !== undefined && periods.includes(only)
    ? only
    : fail('CALIBRATION_PERIOD', { dataset, period: period ?? '—', known: periods.join(', ') })
}

const numberVariable = (dataset: Dataset, id: string): boolean => {
  const found =
    dataset.variables.find((v) => v.id === id) ?? fail('VARIABLE_UNKNOWN', { variable: id, dataset: dataset.id })
  return found.type === 'integer' || found.type === 'decimal'
}

/** Every category has a total and every total a record: else the weights could not meet them, or would meet others. */
const categoriesFit = (variable: string, inSample: ReadonlySet<string>, totals: Record<string, number>): void => {
  const without = [...inSample].filter((code) => totals[code] === undefined)
  const empty = Object.entries(totals).flatMap(([code, total]) => (total > 0 && !inSample.has(code) ? [code] : []))
  const zero = [...inSample].filter((code) => totals[code] === 0)
  const named = (codes: string[]): string => codes.slice(0, 10).join(', ') || '—'
  if (without.length + empty.length + zero.length > 0)
    fail('CALIBRATION_CATEGORIES', {
      variable,
      without: named([...without, ...zero]),
      empty: named(empty),
      count: without.length + empty.length + zero.length,
    })
}

const sumOf = (totals: Record<string, number>): number => Object.values(totals).reduce((sum, total) => sum + total, 0)

const totalsAgree = (margins: readonly { variable: string; of: MarginTotals }[]): void => {
  const sums = margins.flatMap(({ variable, of }) =>
    of.kind === 'categories' ? [{ variable, sum: sumOf(of.totals) }] : [],
  )
  const [first] = sums
  const other = sums.find(({ sum }) => Math.abs(sum - (first?.sum ?? sum)) > 1e-6 * Math.max(1, Math.abs(sum)))
  if (first && other)
    fail('CALIBRATION_TOTALS', { first: first.variable, sum: first.sum, other: other.variable, otherSum: other.sum })
}

/** One column an auxiliary. The first category of every margin but the first is told by the others and has none. */
type Auxiliary = { margin: number; code: string | null; values: Float64Array; total: number }

const auxiliariesOf = (groups: SampleGroups, margins: readonly MarginTotals[]): Auxiliary[] => {
  const firstOfCategories = margins.findIndex(({ kind }) => kind === 'categories')
  return margins.flatMap((of, margin): Auxiliary[] => {
    const codes = groups.codes[margin] ?? []
    if (of.kind === 'number') return [{ margin, code: null, values: Float64Array.from(codes, Number), total: of.sum }]
    const kept = [...new Set(codes)].sort().slice(margin === firstOfCategories ? 0 : 1)
    return kept.map((code) => ({
      margin,
      code,
      values: Float64Array.from(codes, (own) => (own === code ? 1 : 0)),
      total: of.totals[code] ?? 0,
    }))
  })
}

const solved = ({ method }: Request, groups: SampleGroups, auxiliaries: readonly Auxiliary[], names: string[]) => {
  const found = calibrateWeights(
    groups.weights,
    auxiliaries.map(({ values }) => values),
    auxiliaries.map(({ total }) => total),
    method,
  )
  if (!found.ok) {
    const worst = auxiliaries[found.worst.auxiliary]
    return fail('CALIBRATION_NOT_POSSIBLE', {
      reason: found.reason,
      variable: names[worst?.margin ?? 0] ?? '',
      category: worst?.code ?? '',
      off: Number((found.worst.relative * 100).toPrecision(4)),
    })
  }
  if (found.negative > 0) return fail('CALIBRATION_NEGATIVE', { groups: found.negative })
  return found
}

const keptOf = (
  { method, keepAs, margins }: Request,
  period: Period,
  auxiliaries: readonly Auxiliary[],
  multipliers: readonly number[],
  groups: SampleGroups,
  totals: readonly MarginTotals[],
): KeptCalibration => ({
  weight: keepAs.id,
  period,
  method,
  margins: margins.map(({ variable }, margin) => {
    const at = (code: string | null): number => {
      const index = auxiliaries.findIndex((a) => a.margin === margin && a.code === code)
      return index < 0 ? 0 : (multipliers[index] ?? 0)
    }
    const of = totals[margin]
    if (of?.kind !== 'categories') return { variable, slope: at(null), totals: { sum: of?.sum ?? 0 } }
    const codes = [...new Set(groups.codes[margin])].sort()
    const factor = (code: string): number => (method === 'raking' ? Math.exp(at(code)) : at(code))
    return { variable, factors: Object.fromEntries(codes.map((c) => [c, factor(c)])), totals: of.totals }
  }),
})

const variableOf = (
  request: Request,
  dataset: Dataset,
  weight: string,
  of: readonly KeptCalibration[],
): DerivedVariable => ({
  kind: 'variable',
  id: request.keepAs.id,
  dataset: dataset.id,
  label: request.keepAs.label,
  method: 'expression',
  expression: weightExpression(weight, of, (id) => numberVariable(dataset, id)),
  scale: 6,
})

/**
 * What will be kept is tabulated once: it must meet the totals, but for the rounding of each weight to six decimals.
 */
const verified = async (
  context: EngineContext,
  request: Request,
  dataset: Dataset,
  variable: DerivedVariable,
  kept: KeptCalibration,
  job: JobContext,
): Promise<void> => {
  const trial: DerivedVariable = { ...variable, id: 'calibration_trial' }
  const found = await sampleGroups(context, dataset, trial.id, kept.period, request.margins, job, [trial])
  for (const [margin, { variable: name, totals }] of kept.margins.entries())
    for (const [code, total] of Object.entries(totals)) {
      const codes = found.codes[margin] ?? []
      const value = (own: string): number =>
        kept.margins[margin]?.factors === undefined ? Number(own) : Number(own === code)
      const sum = codes.reduce((all, own, i) => all + (found.weights[i] ?? 0) * value(own), 0)
      const off = Math.abs(sum - total) / Math.max(1, Math.abs(total))
      if (off > 1e-6)
        fail('CALIBRATION_NOT_POSSIBLE', { reason: 'rounding', variable: name, category: code, off: off * 100 })
    }
}

const keep = (
  context: EngineContext,
  dataset: Dataset,
  design: SurveyDesign,
  variable: DerivedVariable,
  kept: KeptCalibration,
) => {
  const { catalog } = context.workspace()
  catalog
    .transaction(() => {
      const totals = JSON.stringify(kept.margins.map((m) => [m.variable, m.totals]))
      const subject = `${dataset.id} ${kept.period}: ${kept.method} ${totals} → ${variable.id}`
      appendAudit(context.workspace(), { user: context.user, action: 'calibrate', subject })
      definitionRepository(catalog).save(variable, context.user)
      datasetRepository(catalog).save({ ...dataset, design })
    })
    .immediate()
  context.emit('data.changed', { what: 'definitions' })
}

/** The name must be free, or be that of a weight calibrated before. */
const nameFree = (context: EngineContext, dataset: Dataset, design: SurveyDesign, id: string): void => {
  const saved = definitionRepository(context.workspace().catalog).find('variable', id)
  const own = (design.calibrations ?? []).some(({ weight }) => weight === id)
  if (dataset.variables.some((v) => v.id === id) || (saved !== null && !own)) fail('CALIBRATION_NAME', { name: id })
}

export const calibrateSample = async (
  context: EngineContext,
  request: Request,
  job: JobContext,
): Promise<CalibrationResult> => {
  const dataset = knownDataset(context.workspace(), request.dataset)
  const design = dataset.design ?? fail('SURVEY_DESIGN_NONE', { dataset: dataset.id })
  nameFree(context, dataset, design, request.keepAs.id)
  const period = periodOf(context, request)
  const totals: MarginTotals[] = []
  for (const margin of request.margins) {
    const isNumber = numberVariable(dataset, margin.variable)
    const of = await marginTotals(context, margin, isNumber, period, job)
    if (of.kind === 'number' && request.method === 'raking') fail('CALIBRATION_NUMBER', { variable: margin.variable })
    totals.push(of)
  }
  if (totals.every(({ kind }) => kind === 'number'))
    fail('CALIBRATION_NUMBER', { variable: request.margins[0]?.variable ?? '' })
  totalsAgree(request.margins.flatMap(({ variable }, i) => (totals[i] ? [{ variable, of: totals[i] }] : [])))
  job.progress({ phase: 'tabulating', done: 0, total: 2 })
  const groups = await sampleGroups(context, dataset, design.weight, period, request.margins, job)
  request.margins.forEach(({ variable }, i) => {
    const of = totals[i]
    if (of?.kind === 'categories') categoriesFit(variable, new Set(groups.codes[i]), of.totals)
  })
  job.throwIfCancelled()
  const auxiliaries = auxiliariesOf(groups, totals)
  const names = request.margins.map(({ variable }) => variable)
  const { ratios, iterations, multipliers } = solved(request, groups, auxiliaries, names)
  const kept = {
    ...keptOf(request, period, auxiliaries, multipliers, groups, totals),
    deliveries: deliveryRepository(context.workspace().catalog)
      .currentParts(dataset.id, period)
      .map(({ id }) => id)
      .toSorted((a, b) => a - b),
  }
  const others = (design.calibrations ?? []).filter((c) => c.weight !== kept.weight || c.period !== period)
  const calibrations = [...others, kept].toSorted((a, b) => (a.period < b.period ? -1 : 1))
  const own = calibrations.filter((c) => c.weight === kept.weight)
  const variable = variableOf(request, dataset, design.weight, own)
  job.progress({ phase: 'tabulating', done: 1, total: 2 })
  await verified(context, request, dataset, variable, kept, job)
  keep(context, dataset, { ...design, calibrations }, variable, kept)
  return {
    weight: request.keepAs.id,
    period,
    method: request.method,
    records: groups.records,
    iterations,
    smallest: Math.min(...ratios),
    largest: Math.max(...ratios),
    margins: request.margins.map(({ variable }, i) => ({
      variable,
      label: groups.labels[i]?.variable ?? { vi: variable, en: variable },
      lines: linesOf(groups, i, totals[i]),
    })),
  }
}

const linesOf = (groups: SampleGroups, margin: number, of: MarginTotals | undefined) => {
  const codes = groups.codes[margin] ?? []
  const weighted = (value: (code: string) => number): number =>
    codes.reduce((sum, code, i) => sum + (groups.weights[i] ?? 0) * value(code), 0)
  if (of?.kind !== 'categories')
    return [{ code: '', label: { vi: 'Tổng', en: 'Sum' }, before: weighted(Number), total: of?.sum ?? 0 }]
  return [...new Set(codes)].sort().map((code) => ({
    code,
    label: groups.labels[margin]?.categories.get(code) ?? { vi: code, en: code },
    before: weighted((own) => (own === code ? 1 : 0)),
    total: of.totals[code] ?? 0,
  }))
}
