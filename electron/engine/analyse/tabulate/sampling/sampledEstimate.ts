// One figure of a table with its sampling error, by linearisation: every figure is a function of totals, and each
// cluster's influence on it is carried along. In: a figure's tree, the sample, how places of the table are reached.
// Out: estimate, standard error, degrees; or null.
import { linearError } from '#engine/analyse/survey/linearEstimates.ts'
import { replicateStandardError } from '#engine/analyse/survey/replicateVariance.ts'
import type { ReplicateMethod } from '#engine/analyse/survey/replicateVariance.ts'
import { studentQuantile } from '#engine/analyse/survey/studentQuantile.ts'
import { exactSum } from '#engine/analyse/survey/exactSum.ts'
import { surveyQuantile } from '#engine/analyse/survey/surveyQuantile.ts'
import type { ReplicateWeights } from '#shared/model/survey.ts'
import type { CellSums, Sample } from './sample.ts'
import type { SampledFigure } from './samplingFigures.ts'

export type Place = ArrayLike<number>
/** Where the other figure of a part or a change stands; null where there is none. */
export type OtherPlace = (figure: Extract<SampledFigure, { kind: 'part' | 'change' }>, from: Place) => Place | null

export type Estimate = {
  estimate: number
  standardError: number
  degreesOfFreedom: number
  /** Of a quantile: the interval of the confidence asked for. */
  interval: { low: number; high: number } | null
}

type Linear = { estimate: number; clusters: number[]; values: number[] }

const nothing: Linear = { estimate: 0, clusters: [], values: [] }

/** a × first + b × second, cluster by cluster; both are in ascending order. */
const combined = (first: Linear, a: number, second: Linear, b: number, estimate: number): Linear => {
  const clusters: number[] = []
  const values: number[] = []
  let [i, j] = [0, 0]
  while (i < first.clusters.length || j < second.clusters.length) {
    const [left, right] = [first.clusters[i] ?? Infinity, second.clusters[j] ?? Infinity]
    const cluster = Math.min(left, right)
    let value = 0
    if (left === cluster) value += a * (first.values[i++] ?? 0)
    if (right === cluster) value += b * (second.values[j++] ?? 0)
    clusters.push(cluster)
    values.push(value)
  }
  return { estimate, clusters, values }
}

const ratioOf = (over: Linear, under: Linear, factor: number): Linear | null => {
  if (under.estimate === 0) return null
  const ratio = over.estimate / under.estimate
  return combined(over, factor / under.estimate, under, (-factor * ratio) / under.estimate, factor * ratio)
}

const totalOf = (cell: CellSums | null, figure: Extract<SampledFigure, { kind: 'total' }>): Linear => {
  if (cell === null) return nothing
  const [sums, domain] = [cell.sums(figure.sum), cell.sums(figure.domain)]
  const unit = 10 ** figure.scale
  const clusters: number[] = []
  const values: number[] = []
  for (let i = 0; i < cell.clusters.length; i++) {
    if ((domain[i] ?? 0) <= 0) continue
    clusters.push(cell.clusters[i] ?? 0)
    values.push((sums[i] ?? 0) / unit)
  }
  return { estimate: exactSum(values), clusters, values }
}

const linearOf = (figure: SampledFigure, place: Place, sample: Sample, other: OtherPlace): Linear | null => {
  const inner = (of: SampledFigure, at: Place): Linear | null => linearOf(of, at, sample, other)
  switch (figure.kind) {
    case 'total':
      return totalOf(sample.cell(place), figure)
    case 'ratio': {
      const [over, under] = [inner(figure.over, place), inner(figure.under, place)]
      return over && under ? ratioOf(over, under, figure.factor) : null
    }
    case 'part': {
      const base = other(figure, place)
      const [over, under] = [inner(figure.of, place), base && inner(figure.of, base)]
      return over && under ? ratioOf(over, under, figure.factor) : null
    }
    case 'change': {
      const base = other(figure, place)
      const [now, before] = [inner(figure.of, place), base && inner(figure.of, base)]
      if (!now || !before) return null
      if (figure.measure.statistic === 'difference') return combined(now, 1, before, -1, now.estimate - before.estimate)
      const ratio = before.estimate <= 0 ? null : ratioOf(now, before, 100)
      return ratio && figure.measure.statistic === 'growth' ? { ...ratio, estimate: ratio.estimate - 100 } : ratio
    }
    default:
      return null
  }
}

/** The same function of totals, of one replicate's (0: the full sample's). */
const plainOf = (
  figure: SampledFigure,
  place: Place,
  sample: Sample,
  other: OtherPlace,
  replicate: number,
): number | null => {
  const inner = (of: SampledFigure, at: Place): number | null => plainOf(of, at, sample, other, replicate)
  const divided = (over: number | null, under: number | null, factor: number): number | null =>
    over === null || under === null || under === 0 ? null : (over / under) * factor
  switch (figure.kind) {
    case 'total':
      return (sample.replicates?.(place, figure.sum)?.[replicate] ?? 0) / 10 ** figure.scale
    case 'ratio':
      return divided(inner(figure.over, place), inner(figure.under, place), figure.factor)
    case 'part': {
      const base = other(figure, place)
      return base && divided(inner(figure.of, place), inner(figure.of, base), figure.factor)
    }
    case 'change': {
      const base = other(figure, place)
      const [now, before] = [inner(figure.of, place), base && inner(figure.of, base)]
      if (now === null || before === null) return null
      if (figure.measure.statistic === 'difference') return now - before
      const ratio = before <= 0 ? null : divided(now, before, 100)
      return ratio !== null && figure.measure.statistic === 'growth' ? ratio - 100 : ratio
    }
    default:
      return null
  }
}

const methodOf = ({ method, scale, rho, weights }: ReplicateWeights): ReplicateMethod => {
  switch (method) {
    case 'jackknife':
      return { kind: 'jackknife', scale: scale ?? (weights.length - 1) / weights.length }
    case 'fay':
      return { kind: 'fay', rho: rho ?? 0 }
    case 'balanced_repeated':
      return { kind: 'balanced_repeated' }
    case 'bootstrap':
      return { kind: 'bootstrap' }
    default:
      return method satisfies never
  }
}

const byReplicates = (
  figure: SampledFigure,
  place: Place,
  sample: Sample,
  other: OtherPlace,
  design: ReplicateWeights,
): Estimate | null => {
  const estimate = plainOf(figure, place, sample, other, 0)
  if (estimate === null) return null
  const found = design.weights.map((_, r) => plainOf(figure, place, sample, other, r + 1))
  const replicates = found.filter((value) => value !== null)
  // A replicate without a figure would make the error of the others look like the whole.
  if (replicates.length < found.length) return null
  const standardError = replicateStandardError(estimate, replicates, methodOf(design), design.centre)
  const degreesOfFreedom = design.degreesOfFreedom ?? design.weights.length - 1
  return standardError === null ? null : { estimate, standardError, degreesOfFreedom, interval: null }
}

/** Clusters less strata, of those that have records of the figure. */
const domainDegrees = (clusters: readonly number[], sample: Sample): number =>
  clusters.length - new Set(clusters.map((cluster) => sample.stratumOf(cluster))).size

const quantileOf = (
  figure: Extract<SampledFigure, { kind: 'quantile' }>,
  place: Place,
  sample: Sample,
  confidence: number,
): Estimate | null => {
  const values = sample.values(place, figure.pass)
  if (values === null) return null
  const degrees = domainDegrees([...new Set(Array.from(values.cluster))], sample)
  const p = Number(figure.pass.fraction.numerator) / Number(figure.pass.fraction.denominator)
  const design = { strata: sample.strata, loneCluster: sample.loneCluster, degreesOfFreedom: degrees }
  const usual = surveyQuantile(values, p, design)
  if (usual === null) return null
  const asked = confidence === 95 ? usual : surveyQuantile(values, p, design, confidence / 100)
  return { ...usual, interval: asked === null ? null : { low: asked.low, high: asked.high } }
}

export const sampledEstimate = (
  figure: SampledFigure,
  place: Place,
  sample: Sample,
  other: OtherPlace,
  replicates: ReplicateWeights | undefined,
  confidence: number,
): Estimate | null => {
  if (figure.kind === 'quantile') return quantileOf(figure, place, sample, confidence)
  if (replicates !== undefined) return byReplicates(figure, place, sample, other, replicates)
  const linear = linearOf(figure, place, sample, other)
  if (linear === null) return null
  const stratum = linear.clusters.map((cluster) => sample.stratumOf(cluster))
  const error = linearError(linear.estimate, linear.values, stratum, sample)
  return error === null ? null : { ...error, degreesOfFreedom: domainDegrees(linear.clusters, sample), interval: null }
}

/**
 * Ends of the interval: as the quantile has them, else the estimate with Student's quantile of the degrees to each
 * side.
 */
export const intervalOf = (
  { estimate, standardError, degreesOfFreedom, interval }: Estimate,
  confidence: number,
  quantile: boolean,
): { low: number; high: number } | null => {
  if (quantile) return interval
  if (degreesOfFreedom < 1) return null
  const reach = studentQuantile(0.5 + confidence / 200, degreesOfFreedom) * standardError
  return { low: estimate - reach, high: estimate + reach }
}
