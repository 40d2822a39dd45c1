// Local regression over equally spaced points, as STL uses it. In: values, span, degree, where to evaluate. Out:
// smoothed values. Pure; positions count from 1, as in Cleveland et al. 1990.

export type Loess = {
  /** Points of the window; more than there are widens the kernel. Odd. */
  span: number
  degree: 0 | 1
  /** Evaluated at every `jump`-th point, straight lines between. */
  jump: number
}

export type LoessPoint = { at: number; from: number; to: number }

/** Smoothed value at a position from the points `from` … `to` (1-based, inclusive); null where every weight is zero. */
export const loessAt = (
  values: ArrayLike<number>,
  { span, degree }: Pick<Loess, 'span' | 'degree'>,
  { at, from, to }: LoessPoint,
  robustness: ArrayLike<number> | null,
): number | null => {
  const count = values.length
  let reach = Math.max(at - from, to - at)
  if (span > count) reach += Math.floor((span - count) / 2)
  const far = 0.999 * reach
  const near = 0.001 * reach
  const weights = new Float64Array(to - from + 1)
  let whole = 0
  for (let j = from; j <= to; j++) {
    const distance = Math.abs(j - at)
    if (distance > far) continue
    let weight = 1
    if (distance > near) weight = (1 - (distance / reach) ** 3) ** 3
    if (robustness !== null) weight *= robustness[j - 1] as number
    weights[j - from] = weight
    whole += weight
  }
  if (whole <= 0) return null
  for (let i = 0; i < weights.length; i++) weights[i] = (weights[i] as number) / whole

  if (reach > 0 && degree === 1) {
    let middle = 0
    for (let j = from; j <= to; j++) middle += (weights[j - from] as number) * j
    let spread = 0
    for (let j = from; j <= to; j++) spread += (weights[j - from] as number) * (j - middle) ** 2
    // Nearly all weight on one point: a slope would be noise.
    if (Math.sqrt(spread) > 0.001 * (count - 1)) {
      const slope = (at - middle) / spread
      for (let j = from; j <= to; j++) weights[j - from] = (weights[j - from] as number) * (slope * (j - middle) + 1)
    }
  }
  let smoothed = 0
  for (let j = from; j <= to; j++) smoothed += (weights[j - from] as number) * (values[j - 1] as number)
  return smoothed
}

/** The window of `span` points around a position, kept inside the series. */
const windowAt = (at: number, span: number, count: number): LoessPoint => {
  if (span >= count) return { at, from: 1, to: count }
  const half = Math.floor((span + 1) / 2)
  const from = Math.min(Math.max(1, at - half + 1), count - span + 1)
  return { at, from, to: from + span - 1 }
}

const fillBetween = (smoothed: Float64Array, left: number, right: number): void => {
  const step = ((smoothed[right - 1] as number) - (smoothed[left - 1] as number)) / (right - left)
  for (let j = left + 1; j < right; j++) smoothed[j - 1] = (smoothed[left - 1] as number) + step * (j - left)
}

/** The whole series smoothed. */
export const loessSmoother = (
  values: ArrayLike<number>,
  loess: Loess,
  robustness: ArrayLike<number> | null,
): Float64Array => {
  const count = values.length
  const smoothed = new Float64Array(count)
  if (count < 2) {
    smoothed.set(Array.from(values))
    return smoothed
  }
  const jump = Math.min(loess.jump, count - 1)
  const evaluate = (at: number): void => {
    smoothed[at - 1] = loessAt(values, loess, windowAt(at, loess.span, count), robustness) ?? (values[at - 1] as number)
  }
  let last = 1
  for (let at = 1; at <= count; at += jump) {
    evaluate(at)
    if (at > 1) fillBetween(smoothed, last, at)
    last = at
  }
  if (last !== count) {
    evaluate(count)
    fillBetween(smoothed, last, count)
  }
  return smoothed
}
