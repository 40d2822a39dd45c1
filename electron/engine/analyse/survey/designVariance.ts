// Covariances of estimated totals under stratified sampling of clusters (with-replacement approximation, first stage).
// In: cluster sums of a cell, the strata of the whole sample. Out: a symmetric matrix, or null where a lone cluster
// forbids it. Clusters without a record in the cell count as zero; never as absent.
import type { ClusterSums, LoneClusterRule, Stratum } from './design.ts'

type StratumSums = { listed: number; sums: number[] }

const zeros = (size: number): number[] => Array.from({ length: size }, () => 0)

const sumsByStratum = ({ stratum, columns }: ClusterSums, strata: readonly Stratum[]): StratumSums[] => {
  const found = strata.map((): StratumSums => ({ listed: 0, sums: columns.map(() => 0) }))
  for (let row = 0; row < stratum.length; row++) {
    const of = found[stratum[row] as number]
    if (of === undefined) throw new RangeError('a cluster of a stratum that the design does not have')
    of.listed++
    columns.forEach((column, c) => {
      of.sums[c] = (of.sums[c] as number) + (column[row] as number)
    })
  }
  return found
}

/** Share of the variance that sampling without replacement leaves. */
const correction = ({ clusters, population }: Stratum): number =>
  population === null ? 1 : Math.max(0, (population - clusters) / population)

const addProduct = (matrix: number[][], left: readonly number[], factor: number): void => {
  for (let i = 0; i < left.length; i++) {
    const row = matrix[i] as number[]
    for (let j = 0; j < left.length; j++)
      row[j] = (row[j] as number) + factor * (left[i] as number) * (left[j] as number)
  }
}

/**
 * Estimated covariance matrix of the totals of `columns` (Särndal, Swensson, Wretman 1992, 4.2 and 4.6):
 * Σ_h (1−f_h) n_h/(n_h−1) Σ_i (t_hi − t̄_h)(t_hi − t̄_h)′. In the square of the columns' unit.
 * Null: a stratum with one cluster meets the cell and the rule says the error is not available.
 */
export const designVariance = (
  cell: ClusterSums,
  strata: readonly Stratum[],
  loneCluster: LoneClusterRule,
): number[][] | null => {
  const size = cell.columns.length
  const byStratum = sumsByStratum(cell, strata)
  const means = byStratum.map(({ sums }, h) => sums.map((sum) => sum / (strata[h] as Stratum).clusters))
  const clusters = strata.reduce((sum, stratum) => sum + stratum.clusters, 0)
  const overall = cell.columns.map(
    (_, c) => byStratum.reduce((sum, { sums }) => sum + (sums[c] as number), 0) / clusters,
  )
  const variance = Array.from({ length: size }, () => zeros(size))

  for (const [h, stratum] of strata.entries()) {
    const { listed } = byStratum[h] as StratumSums
    const mean = means[h] as number[]
    const left = correction(stratum)
    if (listed === 0 || left === 0) continue
    if (stratum.clusters === 1) {
      if (loneCluster === 'not_available') return null
      const away = mean.map((value, c) => value - (overall[c] as number))
      if (loneCluster === 'adjust') addProduct(variance, away, left)
      continue
    }
    // What the clusters without records add: (0 − t̄)(0 − t̄)′ each.
    const scale = (left * stratum.clusters) / (stratum.clusters - 1)
    addProduct(variance, mean, scale * (stratum.clusters - listed))
  }

  const row = zeros(size)
  for (let i = 0; i < cell.stratum.length; i++) {
    const h = cell.stratum[i] as number
    const stratum = strata[h] as Stratum
    const left = correction(stratum)
    if (stratum.clusters === 1 || left === 0) continue
    const mean = means[h] as number[]
    for (let c = 0; c < size; c++) row[c] = ((cell.columns[c] as ArrayLike<number>)[i] as number) - (mean[c] as number)
    addProduct(variance, row, (left * stratum.clusters) / (stratum.clusters - 1))
  }
  return variance
}

/** Clusters less strata, of those strata whose variance is not zero by rule. */
export const designDegrees = (strata: readonly Stratum[]): number => {
  const counted = strata.filter((stratum) => stratum.clusters > 0)
  return counted.reduce((sum, { clusters }) => sum + clusters, 0) - counted.length
}
