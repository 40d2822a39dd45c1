// The quantile of Student's t, for intervals of survey estimates. In: a probability, degrees of freedom. Out: the
// quantile. Pure; Infinity of degrees is the normal distribution.
import { probit } from 'simple-statistics'

const logGamma = (x: number): number => {
  // Lanczos' approximation (g = 7, n = 9): relative error below 1e-14 for x > 0.
  const terms = [
    676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
    -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
  ]
  const t = x + 6.5
  const series = terms.reduce((sum, term, i) => sum + term / (x + i), 0.99999999999980993)
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(series)
}

/** Continued fraction of the incomplete beta function (Lentz). */
const betaFraction = (a: number, b: number, x: number): number => {
  const tiny = 1e-300
  let c = 1
  let d = 1 / Math.max(Math.abs(1 - ((a + b) * x) / (a + 1)), tiny)
  let result = d
  for (let m = 1; m < 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / (1 + even * d || tiny)
    c = 1 + even / c || tiny
    result *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / (1 + odd * d || tiny)
    c = 1 + odd / c || tiny
    const step = d * c
    result *= step
    if (Math.abs(step - 1) < 1e-16) break
  }
  return result
}

const incompleteBeta = (a: number, b: number, x: number): number => {
  if (x <= 0) return 0
  if (x >= 1) return 1
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(1 - x))
  if (x < (a + 1) / (a + b + 2)) return (front * betaFraction(a, b, x)) / a
  return 1 - (front * betaFraction(b, a, 1 - x)) / b
}

const studentProbability = (t: number, degrees: number): number => {
  const tail = 0.5 * incompleteBeta(degrees / 2, 0.5, degrees / (degrees + t * t))
  return t < 0 ? tail : 1 - tail
}

const normalDensity = (z: number): number => Math.exp(-z * z * 0.5) / Math.sqrt(2 * Math.PI)

/** P(Z ≤ z), by the continued fraction of the tail or the series near the middle: absolute error below 1e-15. */
const normalProbability = (z: number): number => {
  const x = Math.abs(z)
  if (x < 4) {
    let term = x
    let sum = x
    for (let n = 1; Math.abs(term) > 1e-18 * Math.abs(sum) && n < 400; n++) {
      term *= (x * x) / (2 * n + 1)
      sum += term
    }
    const half = normalDensity(x) * sum
    return z < 0 ? 0.5 - half : 0.5 + half
  }
  let fraction = 0
  for (let n = 120; n >= 1; n--) fraction = n / (x + fraction)
  const tail = normalDensity(x) / (x + fraction)
  return z < 0 ? tail : 1 - tail
}

/** t with P(T ≤ t) = probability; relative error below 1e-10. Degrees of freedom: above 0, Infinity allowed. */
export const studentQuantile = (probability: number, degrees: number): number => {
  if (!(probability > 0 && probability < 1) || !(degrees > 0)) return Number.NaN
  if (probability === 0.5) return 0
  const reached = Number.isFinite(degrees)
    ? (t: number): number => studentProbability(t, degrees)
    : (t: number): number => normalProbability(t)
  let low = -1
  let high = 1
  while (reached(low) > probability) low *= 2
  while (reached(high) < probability) high *= 2
  const start = probit(probability)
  let middle = start > low && start < high ? start : (low + high) / 2
  for (let i = 0; i < 200 && high - low > 1e-15 * Math.max(1, Math.abs(middle)); i++) {
    if (reached(middle) < probability) low = middle
    else high = middle
    middle = (low + high) / 2
  }
  return middle
}
