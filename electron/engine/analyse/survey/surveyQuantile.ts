// A weighted quantile of a sample with its interval (Woodruff 1952): the sampling error of the share below it, turned
// back through the distribution. In: values of the cell's records with weight, stratum, cluster. Out: quantile,
// interval, standard error.
import type { SamplingError } from './design.ts'
import { estimatedRatio } from './linearEstimates.ts'
import type { DesignContext } from './linearEstimates.ts'
import { studentQuantile } from './studentQuantile.ts'

export type SampledValues = {
  values: ArrayLike<number>
  weights: ArrayLike<number>
  stratum: ArrayLike<number>
  /** Cluster of each record, numbered over the whole sample. */
  cluster: ArrayLike<number>
}

export type QuantileEstimate = SamplingError & { low: number; high: number }

type Distribution = { values: number[]; cumulated: number[]; whole: number }

const distributionOf = ({ values, weights }: SampledValues): Distribution => {
  const order = Array.from({ length: values.length }, (_, i) => i)
    .filter((i) => (weights[i] as number) > 0)
    .sort((a, b) => (values[a] as number) - (values[b] as number))
  const sorted: number[] = []
  const cumulated: number[] = []
  let whole = 0
  for (const i of order) {
    whole += weights[i] as number
    if (sorted.at(-1) === values[i]) cumulated[cumulated.length - 1] = whole
    else {
      sorted.push(values[i] as number)
      cumulated.push(whole)
    }
  }
  return { values: sorted, cumulated, whole }
}

/**
 * The first value at which the cumulated share reaches p; with the next one averaged where it is met exactly (as the
 * tables do).
 */
const quantileAt = ({ values, cumulated, whole }: Distribution, p: number): number => {
  const wanted = p * whole
  const slack = whole * 1e-12
  const place = cumulated.findIndex((sum) => sum >= wanted - slack)
  const at = place < 0 ? values.length - 1 : place
  const value = values[at] as number
  const exactly = Math.abs((cumulated[at] as number) - wanted) <= slack && at + 1 < values.length
  return exactly ? (value + (values[at + 1] as number)) / 2 : value
}

/** Cluster sums of the indicator "at most x" and of the weights. */
const sharesBelow = ({ values, weights, stratum, cluster }: SampledValues, x: number) => {
  const places = new Map<number, number>()
  const strata: number[] = []
  const below: number[] = []
  const all: number[] = []
  for (let i = 0; i < values.length; i++) {
    let place = places.get(cluster[i] as number)
    if (place === undefined) {
      place = strata.length
      places.set(cluster[i] as number, place)
      strata.push(stratum[i] as number)
      below.push(0)
      all.push(0)
    }
    const weight = weights[i] as number
    all[place] = (all[place] as number) + weight
    if ((values[i] as number) <= x) below[place] = (below[place] as number) + weight
  }
  return { stratum: strata, columns: [below, all] }
}

/**
 * Quantile of order p (0 < p < 1) of the weighted sample with its interval of the given coverage (0.95).
 * The standard error is the interval's width over twice the t quantile. Null: no records, the error is not available,
 * or the interval reaches beyond the sample.
 */
export const surveyQuantile = (
  sample: SampledValues,
  p: number,
  design: DesignContext,
  coverage = 0.95,
): QuantileEstimate | null => {
  const distribution = distributionOf(sample)
  if (distribution.values.length === 0) return null
  const estimate = quantileAt(distribution, p)
  const share = estimatedRatio(sharesBelow(sample, estimate), design)
  if (share === null) return null
  const t = studentQuantile(1 - (1 - coverage) / 2, share.degreesOfFreedom)
  const lowShare = share.estimate - t * share.standardError
  const highShare = share.estimate + t * share.standardError
  // The sample does not reach that far: the interval has no end there, and the largest value would be a guess.
  if (lowShare < 0 || highShare > 1) return null
  const low = quantileAt(distribution, lowShare)
  const high = quantileAt(distribution, highShare)
  return { estimate, low, high, standardError: (high - low) / (2 * t), degreesOfFreedom: share.degreesOfFreedom }
}
