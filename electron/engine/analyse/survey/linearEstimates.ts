// The sampling error of any smooth function of totals, by Taylor linearisation. In: an estimate, what each cluster adds
// to its linear part. Out: estimate, standard error, degrees of freedom; null where not available. Never a figure from
// records: the table builder sums and linearises, this only knows the design.
import type { ClusterSums, LoneClusterRule, SamplingError, Stratum } from './design.ts'
import { exactSum } from './exactSum.ts'
import { designDegrees, designVariance } from './designVariance.ts'

export type DesignContext = {
  strata: readonly Stratum[]
  loneCluster: LoneClusterRule
  /** Of a part of the sample; absent: clusters less strata of the whole. */
  degreesOfFreedom?: number
}

/** The sampling error of Σ coefficient × linearised column, all of one value a cluster. */
export const linearError = (
  estimate: number,
  linearised: ArrayLike<number>,
  stratum: ArrayLike<number>,
  { strata, loneCluster, degreesOfFreedom }: DesignContext,
): SamplingError | null => {
  const variance = designVariance({ stratum, columns: [linearised] }, strata, loneCluster)?.[0]?.[0]
  if (variance === undefined) return null
  return {
    estimate,
    standardError: Math.sqrt(Math.max(0, variance)),
    degreesOfFreedom: degreesOfFreedom ?? designDegrees(strata),
  }
}

/**
 * Σ w·y / Σ w·x of the cell; a mean with x = 1, a proportion with y 0 or 1.
 * Linearised value of a cluster: (y − R·x) / X. Null where the denominator is zero.
 */
export const estimatedRatio = ({ stratum, columns: [over, under] }: ClusterSums, design: DesignContext) => {
  if (over === undefined || under === undefined) return null
  const whole = exactSum(under)
  if (whole === 0) return null
  const ratio = exactSum(over) / whole
  const linearised = Float64Array.from(
    { length: over.length },
    (_, i) => ((over[i] as number) - ratio * (under[i] as number)) / whole,
  )
  return linearError(ratio, linearised, stratum, design)
}
