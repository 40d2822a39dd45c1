// Cells of one set and the passes over it → the figure of every measure, NaN where there is none. Pure.
// Exact integers stay exact; a quotient is rounded once. Never a figure from another cell.
import { addExact } from '#shared/model/exact.ts'
import type { Exact } from '#shared/model/exact.ts'
import { knownQuotient, quotient } from '../scan/quotient.ts'
import { bigSumAt, sumAt } from '../scan/rollup.ts'
import type { Figures, PassResult, PlannedMeasure, SetCells, SumColumn } from '../types.ts'

const figuresOf = (count: number, valueAt: (cell: number) => Exact | null): Figures => {
  const numbers = new Float64Array(count)
  const large = new Map<number, bigint>()
  for (let cell = 0; cell < count; cell++) {
    const value = valueAt(cell)
    if (typeof value === 'bigint') large.set(cell, value)
    numbers[cell] = value === null ? NaN : Number(value)
  }
  return { numbers, large }
}

const powerOfTen = (scale: number): bigint => 10n ** BigInt(scale)

/** Σwx ÷ Σw, or Σx ÷ n. */
const mean = (sum: SumColumn, weights: SumColumn | null, scale: number) => {
  const unit = 10 ** scale
  return (cell: number): Exact | null => {
    if (sum.count[cell] === 0) return null
    const total = sumAt(sum, cell)
    const weight = weights ? sumAt(weights, cell) : (sum.count[cell] as number)
    if (weight === 0) return null
    if (typeof total === 'number' && typeof weight === 'number' && Math.abs(weight) * unit <= Number.MAX_SAFE_INTEGER)
      return total / (weight * unit)
    return knownQuotient(BigInt(total), BigInt(weight) * powerOfTen(scale))
  }
}

/**
 * √((W Σwx² − (Σwx)²) ÷ (W (W − 1))): frequency weights, of which one each gives the sample's n − 1.
 * Weights are scaled, so their 1 is 10^scale. Null below two, or where weights make it negative.
 */
export const deviation = (sum: bigint, squares: bigint, weight: bigint, one: bigint, scale: number): number | null => {
  if (weight <= one) return null
  const numerator = squares * weight - sum * sum
  return numerator < 0n ? null : Math.sqrt(quotient(numerator, weight * (weight - one) * powerOfTen(2 * scale)))
}

const timesFive = (value: Exact): Exact => {
  const twice = addExact(value, value)
  return addExact(addExact(twice, twice), value)
}

/**
 * What a pass gives as a figure: a percentile comes as the sum of two values, half of which at one more decimal is five
 * times it.
 */
const passFigures = (cells: SetCells, percentile: boolean, pass: PassResult | undefined): Figures => {
  const figures: Figures = { numbers: new Float64Array(cells.count).fill(percentile ? NaN : 0), large: new Map() }
  for (let row = 0; row < (pass?.rows ?? 0); row++) {
    let place = 0
    for (let i = 0; i < cells.kept.length; i++) place += (pass?.keys[i]?.[row] ?? 0) * (cells.strides[i] ?? 0)
    const cell = cells.find(place)
    const value = pass?.values[row] ?? null
    if (cell < 0 || value === null) continue
    const figure = percentile ? timesFive(value) : value
    if (typeof figure === 'bigint') figures.large.set(cell, figure)
    figures.numbers[cell] = Number(figure)
  }
  return figures
}

export const measureFigures = (
  { measure, column, weight, reads }: PlannedMeasure,
  cells: SetCells,
  passes: ReadonlyMap<string, PassResult[]>,
): Figures => {
  const carriedSum = (key: string | undefined): SumColumn =>
    cells.sums.get(key ?? '') ?? { count: new Float64Array(cells.count), limbs: [] }
  const scale = column?.scale ?? 0
  switch (measure.statistic) {
    case 'count': {
      if (reads.sum !== undefined) {
        const sum = carriedSum(reads.sum)
        return figuresOf(cells.count, (cell) => sumAt(sum, cell))
      }
      return { numbers: reads.count === undefined ? cells.records : carriedSum(reads.count).count, large: new Map() }
    }
    case 'sum': {
      const sum = carriedSum(reads.sum)
      return figuresOf(cells.count, (cell) => (sum.count[cell] === 0 ? null : sumAt(sum, cell)))
    }
    case 'mean':
      return figuresOf(
        cells.count,
        mean(carriedSum(reads.sum), reads.weights === undefined ? null : carriedSum(reads.weights), scale),
      )
    case 'standard_deviation': {
      const [sum, squares, weights] = [
        carriedSum(reads.sum),
        carriedSum(reads.squares),
        reads.weights === undefined ? null : carriedSum(reads.weights),
      ]
      const one = powerOfTen(weight?.scale ?? 0)
      return figuresOf(cells.count, (cell) =>
        deviation(
          bigSumAt(sum, cell),
          bigSumAt(squares, cell),
          weights ? bigSumAt(weights, cell) : BigInt(sum.count[cell] ?? 0),
          one,
          scale,
        ),
      )
    }
    case 'minimum':
    case 'maximum': {
      const extreme = cells.extremes.get(reads.extreme ?? '')
      return figuresOf(cells.count, (cell) => {
        if (extreme?.held[cell] !== 1) return null
        const value = extreme.values[cell] ?? 0n
        return Number.isSafeInteger(Number(value)) ? Number(value) : value
      })
    }
    case 'distinct':
    case 'median':
    case 'percentile': {
      const kept = cells.kept.join(' ')
      return passFigures(
        cells,
        measure.statistic !== 'distinct',
        passes.get(reads.pass ?? '')?.find((p) => p.kept.join(' ') === kept),
      )
    }
    default:
      return measure satisfies never
  }
}
