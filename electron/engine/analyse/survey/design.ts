// The design of a sample, as far as its sampling errors depend on it. Types only; no data, no arithmetic here.

/** What is done with a stratum of which one cluster was drawn: its variance cannot be known from the sample. */
export type LoneClusterRule =
  /** No sampling error is given for figures that meet the stratum. */
  | 'not_available'
  /** The cluster was certain to be in the sample: it adds nothing. */
  | 'certainty'
  /** Its distance from the mean of the whole sample stands for what is not known (conservative). */
  | 'adjust'

export type Stratum = {
  /** Clusters drawn (of records without clusters: records drawn). */
  clusters: number
  /** Clusters in the population; null where the finite population correction is left out. */
  population: number | null
}

/**
 * The weighted sums of the clusters that have records of a cell; clusters of the sample that are not listed sum to
 * zero.
 */
export type ClusterSums = {
  /** Index of the stratum of each listed cluster. */
  stratum: ArrayLike<number>
  /** One column a summed variable: Σ weight × value over the cluster's records in the cell. */
  columns: readonly ArrayLike<number>[]
}

export type SamplingError = {
  estimate: number
  standardError: number
  /** Clusters less strata, over the strata of the sample that count. */
  degreesOfFreedom: number
}
