// Seeded random numbers: every entity's draws follow from (seed, stream, index), so that nothing need be remembered.
// In: numbers. Out: numbers, the same on every machine. Never Math.random, never the clock.

const mix = (value: number): number => {
  let h = value | 0
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d)
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b)
  return h ^ (h >>> 16)
}

export class Random {
  private state = 0
  private readonly seed: number

  constructor(seed: number) {
    this.seed = mix(seed ^ 0x5ca1ab1e)
  }

  /** Begins the draws of one entity of a stream. */
  start(stream: number, a: number, b = 0): void {
    this.state = mix(mix(mix(this.seed ^ Math.imul(stream, 0x9e3779b1)) ^ a) ^ Math.imul(b, 0x85ebca6b))
  }

  /** 0 … 2³²−1. */
  next(): number {
    this.state = (this.state + 0x9e3779b9) | 0
    return mix(this.state) >>> 0
  }

  /** [0, 1). */
  unit(): number {
    return this.next() / 4294967296
  }

  /** 0 … n−1. */
  below(n: number): number {
    return Math.floor((this.next() / 4294967296) * n)
  }

  chance(probability: number): boolean {
    return this.next() < probability * 4294967296
  }

  /** An index of cumulative weights (last = total) by a draw. */
  pick(cumulative: ArrayLike<number>): number {
    return pickAt(cumulative, (this.next() / 4294967296) * (cumulative[cumulative.length - 1] ?? 0))
  }
}

/** First index whose cumulative weight exceeds `at`. */
export const pickAt = (cumulative: ArrayLike<number>, at: number): number => {
  let low = 0
  let high = cumulative.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((cumulative[middle] ?? 0) > at) high = middle
    else low = middle + 1
  }
  return low
}

export const cumulate = (weights: ArrayLike<number>): Float64Array => {
  const sums = new Float64Array(weights.length)
  let sum = 0
  for (let i = 0; i < weights.length; i++) {
    sum += weights[i] ?? 0
    sums[i] = sum
  }
  return sums
}

/** Quantile of the standard normal distribution (Acklam's rational approximation, error below 1.2e-9). */
export const normalQuantile = (p: number): number => {
  const tail = (q: number): number =>
    (((((-0.007784894002430293 * q - 0.3223964580411365) * q - 2.400758277161838) * q - 2.549732539343734) * q +
      4.374664141464968) *
      q +
      2.938163982698783) /
    ((((0.007784695709041462 * q + 0.3224671290700398) * q + 2.445134137142996) * q + 3.754408661907416) * q + 1)
  if (p < 0.02425) return tail(Math.sqrt(-2 * Math.log(p)))
  if (p > 0.97575) return -tail(Math.sqrt(-2 * Math.log(1 - p)))
  const q = p - 0.5
  const r = q * q
  return (
    ((((((-39.69683028665376 * r + 220.9460984245205) * r - 275.9285104469687) * r + 138.357751867269) * r -
      30.66479806614716) *
      r +
      2.506628277459239) *
      q) /
    (((((-54.47609879822406 * r + 161.5858368580409) * r - 155.6989798598866) * r + 66.80131188771972) * r -
      13.28068155288572) *
      r +
      1)
  )
}

/** 4,096 equally likely lognormal values of mean 1: one draw and one look-up instead of exp and log. */
export const lognormalTable = (sigma: number): Float64Array => {
  const table = Float64Array.from({ length: 4096 }, (_, i) => Math.exp(sigma * normalQuantile((i + 0.5) / 4096)))
  const mean = table.reduce((sum, value) => sum + value, 0) / table.length
  return table.map((value) => value / mean)
}
