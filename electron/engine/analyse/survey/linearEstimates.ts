// Totals, means, ratios and their differences with sampling errors, by Taylor linearisation.
// In: cluster sums of the variables they are made of. Out: estimate, standard error, degrees of freedom; null where it is not available.
// Never a figure from records: the table builder sums, this only knows the design.
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

/** Σ w·y of the cell, in the unit of y. */
export const estimatedTotal = ({ stratum, columns: [total] }: ClusterSums, design: DesignContext) =>
  total === undefined ? null : linearError(exactSum(total), total, stratum, design)

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

/** The cluster sums of two cells side by side, so that their shared clusters give the covariance. */
export type PairedSums = { stratum: ArrayLike<number>; first: ClusterSums['columns']; second: ClusterSums['columns'] }

/** Second ratio less the first over the same clusters: a change between periods or groups of one sample. */
export const ratioDifference = ({ stratum, first, second }: PairedSums, design: DesignContext) => {
  const [overA, underA] = first
  const [overB, underB] = second
  if (overA === undefined || underA === undefined || overB === undefined || underB === undefined) return null
  const wholeA = exactSum(underA)
  const wholeB = exactSum(underB)
  if (wholeA === 0 || wholeB === 0) return null
  const ratioA = exactSum(overA) / wholeA
  const ratioB = exactSum(overB) / wholeB
  const linearised = Float64Array.from({ length: stratum.length }, (_, i) => {
    const a = ((overA[i] as number) - ratioA * (underA[i] as number)) / wholeA
    const b = ((overB[i] as number) - ratioB * (underB[i] as number)) / wholeB
    return b - a
  })
  return linearError(ratioB - ratioA, linearised, stratum, design)
}
