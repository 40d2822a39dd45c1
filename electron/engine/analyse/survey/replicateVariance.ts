// Sampling errors from replicate weights that came with the survey. In: the estimate and its replicates, the scales of
// the method. Out: a standard error. Never makes replicates: they are delivered.

export type ReplicateMethod =
  | {
      kind: 'jackknife'
      /** Of JKn: (n_h − 1)/n_h for each replicate; of JK1 one number for all. */ scale: number | readonly number[]
    }
  | { kind: 'balanced_repeated' }
  | { kind: 'fay'; rho: number }
  | { kind: 'bootstrap' }

const scaleOf = (method: ReplicateMethod, replicates: number, at: number): number => {
  switch (method.kind) {
    case 'jackknife':
      return typeof method.scale === 'number' ? method.scale : (method.scale[at] ?? Number.NaN)
    case 'balanced_repeated':
      return 1 / replicates
    case 'fay':
      return 1 / (replicates * (1 - method.rho) ** 2)
    case 'bootstrap':
      return 1 / (replicates - 1)
  }
}

/**
 * √ Σ scale_r (θ_r − centre)², in the estimate's unit. Centre: the full-sample estimate (`estimate`) or the replicates'
 * mean. Null with fewer than two replicates.
 */
export const replicateStandardError = (
  estimate: number,
  replicates: readonly number[],
  method: ReplicateMethod,
  centre: 'estimate' | 'mean',
): number | null => {
  if (replicates.length < 2) return null
  const middle = centre === 'estimate' ? estimate : replicates.reduce((a, b) => a + b, 0) / replicates.length
  const variance = replicates.reduce(
    (sum, replicate, r) => sum + scaleOf(method, replicates.length, r) * (replicate - middle) ** 2,
    0,
  )
  return Math.sqrt(variance)
}
