// Calibration of design weights to known totals of a register (Deville, Särndal 1992): linear and raking.
// In: weights, auxiliary values, totals. Out: new weights and the ratios to the old, or why it cannot be done. Pure.

import type { CalibrationMethod } from '#shared/model/survey.ts'

export type Calibration =
  | {
      ok: true
      weights: Float64Array
      ratios: Float64Array
      multipliers: number[]
      iterations: number
      negative: number
    }
  | {
      ok: false
      /** not_converged: no weights near these meet the totals · collinear: two auxiliaries say the same. */
      reason: 'not_converged' | 'collinear'
      /** The auxiliary furthest from its total, and by how much of it. */
      worst: { auxiliary: number; relative: number }
    }

const zeros = (size: number): number[] => Array.from({ length: size }, () => 0)

/** Gauss with partial pivoting; null where the matrix is singular. */
const solve = (matrix: readonly (readonly number[])[], right: readonly number[]): number[] | null => {
  const size = right.length
  const rows = matrix.map((row, i) => [...row, right[i] as number])
  const largest = Math.max(...matrix.flat().map(Math.abs), Number.MIN_VALUE)
  for (let column = 0; column < size; column++) {
    let pivot = column
    for (let r = column + 1; r < size; r++)
      if (Math.abs(rows[r]?.[column] as number) > Math.abs(rows[pivot]?.[column] as number)) pivot = r
    const chosen = rows[pivot] as number[]
    if (Math.abs(chosen[column] as number) < largest * 1e-13) return null
    rows[pivot] = rows[column] as number[]
    rows[column] = chosen
    for (let r = 0; r < size; r++) {
      if (r === column) continue
      const row = rows[r] as number[]
      const factor = (row[column] as number) / (chosen[column] as number)
      if (factor === 0) continue
      for (let c = column; c <= size; c++) row[c] = (row[c] as number) - factor * (chosen[c] as number)
    }
  }
  return rows.map((row, i) => (row[size] as number) / (row[i] as number))
}

const ratioOf = (method: CalibrationMethod, u: number): number => (method === 'linear' ? 1 + u : Math.exp(u))
const slopeOf = (method: CalibrationMethod, u: number): number => (method === 'linear' ? 1 : Math.exp(u))

/**
 * `auxiliaries[j][i]`: value of auxiliary j of record i; `totals[j]`: its known total, same unit. Newton's method on
 * the multipliers. Tolerance: each total met to 1e-9 of it. Negative weights of the linear method are counted, never
 * cut.
 */
export const calibrateWeights = (
  weights: ArrayLike<number>,
  auxiliaries: readonly ArrayLike<number>[],
  totals: readonly number[],
  method: CalibrationMethod,
  { tolerance = 1e-9, iterations: most = 50 } = {},
): Calibration => {
  const size = auxiliaries.length
  const records = weights.length
  const multipliers = zeros(size)
  const ratios = new Float64Array(records).fill(1)
  let worst = { auxiliary: 0, relative: Number.POSITIVE_INFINITY }

  for (let iteration = 0; iteration <= most; iteration++) {
    const missing = totals.map((total, j) => {
      let sum = 0
      const column = auxiliaries[j] as ArrayLike<number>
      for (let i = 0; i < records; i++) sum += (weights[i] as number) * (ratios[i] as number) * (column[i] as number)
      return total - sum
    })
    const relative = missing.map((gap, j) => Math.abs(gap) / Math.max(Math.abs(totals[j] as number), 1e-300))
    const furthest = relative.indexOf(Math.max(...relative))
    worst = { auxiliary: furthest, relative: relative[furthest] ?? 0 }
    if (!Number.isFinite(worst.relative)) return { ok: false, reason: 'not_converged', worst }
    if (worst.relative <= tolerance) {
      const calibrated = Float64Array.from(
        { length: records },
        (_, i) => (weights[i] as number) * (ratios[i] as number),
      )
      const negative = calibrated.reduce((count, weight) => count + (weight < 0 ? 1 : 0), 0)
      return { ok: true, weights: calibrated, ratios, multipliers, iterations: iteration, negative }
    }
    const slopes = new Float64Array(records)
    for (let i = 0; i < records; i++) {
      const u = multipliers.reduce((sum, m, j) => sum + m * ((auxiliaries[j] as ArrayLike<number>)[i] as number), 0)
      slopes[i] = (weights[i] as number) * slopeOf(method, u)
    }
    const jacobian = Array.from({ length: size }, (_, j) =>
      Array.from({ length: size }, (__, k) => {
        let sum = 0
        for (let i = 0; i < records; i++)
          sum +=
            (slopes[i] as number) *
            ((auxiliaries[j] as ArrayLike<number>)[i] as number) *
            ((auxiliaries[k] as ArrayLike<number>)[i] as number)
        return sum
      }),
    )
    const step = solve(jacobian, missing)
    if (step === null) return { ok: false, reason: iteration === 0 ? 'collinear' : 'not_converged', worst }
    for (let j = 0; j < size; j++) multipliers[j] = (multipliers[j] as number) + (step[j] as number)
    for (let i = 0; i < records; i++) {
      const u = multipliers.reduce((sum, m, j) => sum + m * ((auxiliaries[j] as ArrayLike<number>)[i] as number), 0)
      ratios[i] = ratioOf(method, u)
    }
  }
  return { ok: false, reason: 'not_converged', worst }
}
