// Which figures of a table have a sampling error, and what each is made of. In: a definition, its planned measures, the
// design. Out: a tree of totals, ratios, parts and changes for each measure, or the reason there is none. Pure; never a
// figure.
import { fail } from '#shared/model/failure.ts'
import { isRecordMeasure, isSamplingMeasure } from '#shared/model/measure.ts'
import type { DerivedMeasure, Measure } from '#shared/model/measure.ts'
import { calibratedWeights } from '#shared/model/survey.ts'
import type { SurveyDesign } from '#shared/model/survey.ts'
import { accumulatorOf } from '../plan/planSums.ts'
import type { Accumulator, Factor, NonAdditive, Plan } from '../types.ts'

type PartMeasure = Extract<DerivedMeasure, { statistic: 'percent' | 'share' }>
export type ChangeMeasure = Extract<DerivedMeasure, { statistic: 'difference' | 'growth' | 'index' }>
export type Percentile = Extract<NonAdditive, { statistic: 'percentile' }>

export type SampledFigure =
  /** Σ weight × value; `domain` is Σ weight over the same records, which tells the clusters that have any. */
  | { kind: 'total'; sum: Accumulator; domain: Accumulator; scale: number }
  | { kind: 'ratio'; over: SampledFigure; under: SampledFigure; factor: number }
  /** Of another place of the table: the total a percentage is taken of. */
  | { kind: 'part'; of: SampledFigure; measure: PartMeasure; factor: number }
  | { kind: 'change'; of: SampledFigure; measure: ChangeMeasure }
  | { kind: 'quantile'; pass: Percentile; scale: number; weightScale: number }

export type SampledMeasures = { figures: Map<string, SampledFigure>; accumulators: Accumulator[]; weight: Factor }

const noError = (measure: Measure, index: number, reason: { vi: string; en: string }): never =>
  fail('DEFINITION_INVALID', {
    field: `measures.${index}.of`,
    reason: `${'of' in measure ? measure.of : measure.id}: ${reason.vi} / ${reason.en}`,
    reason_vi: `${'of' in measure ? measure.of : measure.id}: ${reason.vi}`,
    reason_en: `${'of' in measure ? measure.of : measure.id}: ${reason.en}`,
  })

const noErrorOf = {
  vi: 'không có sai số mẫu: cần số lượng, tổng, bình quân, tỷ lệ, phân vị hoặc chênh lệch có quyền số của cuộc điều tra',
  en: 'has no sampling error: a count, sum, mean, ratio, percentage, percentile or change weighted by the weight of the survey is needed',
}

/**
 * Weighted by the weight of the design as calibrated; the replicate weights that were delivered are of the weight
 * before.
 */
export const isCalibrated = (measure: Measure, design: SurveyDesign): boolean =>
  'weight' in measure &&
  measure.weight !== undefined &&
  design.replicates === undefined &&
  calibratedWeights(design).has(measure.weight)

/** The figure of a measure; null where it has no sampling error. */
const figureOf = (id: string, measures: readonly Measure[], plan: Plan, design: SurveyDesign): SampledFigure | null => {
  const measure = measures.find((m) => m.id === id)
  const inner = (of: string): SampledFigure | null => figureOf(of, measures, plan, design)
  if (measure === undefined || isSamplingMeasure(measure)) return null
  if (isRecordMeasure(measure)) {
    const planned = plan.measures.find((m) => m.measure.id === id)
    if (!planned || !('weight' in measure) || planned.weight === null) return null
    if (measure.weight !== design.weight && !isCalibrated(measure, design)) return null
    const sumOf = (key: string | undefined): Accumulator | undefined => plan.accumulators.find((a) => a.key === key)
    const domain = accumulatorOf(measure.filter ?? null, [planned.weight])
    const weightScale = planned.weight.scale
    const total = (sum: Accumulator | undefined, scale: number): SampledFigure | null =>
      sum === undefined ? null : { kind: 'total', sum, domain, scale }
    const sum = total(sumOf(planned.reads.sum), weightScale + (planned.column?.scale ?? 0))
    switch (measure.statistic) {
      case 'count':
      case 'sum':
        return sum
      case 'mean': {
        const weights = total(sumOf(planned.reads.weights), weightScale)
        return sum && weights ? { kind: 'ratio', over: sum, under: weights, factor: 1 } : null
      }
      case 'median':
      case 'percentile': {
        const pass = plan.passes.find((p) => p.key === planned.reads.pass)
        return pass?.statistic === 'percentile' && design.replicates === undefined
          ? { kind: 'quantile', pass, scale: planned.column?.scale ?? 0, weightScale }
          : null
      }
      default:
        return null
    }
  }
  switch (measure.statistic) {
    case 'ratio': {
      const [over, under] = [inner(measure.numerator), inner(measure.denominator)]
      return over && under && over.kind !== 'quantile' && under.kind !== 'quantile'
        ? { kind: 'ratio', over, under, factor: measure.factor }
        : null
    }
    case 'percent':
    case 'share': {
      const of = inner(measure.of)
      return of && of.kind !== 'quantile'
        ? { kind: 'part', of, measure, factor: measure.statistic === 'percent' ? 100 : 1 }
        : null
    }
    case 'difference':
    case 'growth':
    case 'index': {
      const of = inner(measure.of)
      return of && of.kind !== 'quantile' ? { kind: 'change', of, measure } : null
    }
    default:
      return null
  }
}

const accumulatorsIn = (figure: SampledFigure): Accumulator[] => {
  switch (figure.kind) {
    case 'total':
      return [figure.sum, figure.domain]
    case 'ratio':
      return [...accumulatorsIn(figure.over), ...accumulatorsIn(figure.under)]
    case 'part':
    case 'change':
      return accumulatorsIn(figure.of)
    case 'quantile':
      return []
    default:
      return figure satisfies never
  }
}

/** Figures of every measure that has one; fails where a sampling error was asked of one that has none. */
export const sampledMeasures = (
  measures: readonly Measure[],
  plan: Plan,
  design: SurveyDesign,
  weight: Factor,
): SampledMeasures => {
  const figures = new Map(
    measures.flatMap(({ id }) => {
      const figure = figureOf(id, measures, plan, design)
      return figure ? [[id, figure] as const] : []
    }),
  )
  measures.forEach((measure, i) => {
    if (isSamplingMeasure(measure) && !figures.has(measure.of)) noError(measure, i, noErrorOf)
  })
  const accumulators = [...figures.values()].flatMap(accumulatorsIn)
  return { figures, weight, accumulators: [...new Map(accumulators.map((a) => [a.key, a])).values()] }
}
