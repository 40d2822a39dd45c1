// Record measures → what must be carried for them: sums of products, extremes, passes; each asked once. Pure.
// In: a measure with its columns. Out: the measure with the keys of what it reads. Never SQL, never a figure.
import { fail } from '#shared/model/failure.ts'
import type { RecordMeasure } from '#shared/model/measure.ts'
import type { Accumulator, Extreme, Factor, Fraction, MeasuredColumn, NonAdditive, PlannedMeasure } from '../types.ts'

/** 33.3 → 333/1000 of a percent's hundred, from the text of the number, so that no binary fraction enters. */
export const fractionOf = (percent: number): Fraction => {
  const [mantissa = '0', exponent = '0'] = String(percent).split('e')
  const [whole = '0', decimals = ''] = mantissa.split('.')
  const places = decimals.length - Number(exponent)
  const digits = BigInt(whole + decimals)
  const [numerator, denominator] =
    places >= 0 ? [digits, 100n * 10n ** BigInt(places)] : [digits * 10n ** BigInt(-places), 100n]
  const common = (a: bigint, b: bigint): bigint => (b === 0n ? a : common(b, a % b))
  const divisor = common(numerator, denominator)
  return { numerator: numerator / divisor, denominator: denominator / divisor }
}

const unique = (factors: Factor[]): Factor[] => [...new Map(factors.map((f) => [f.identity, f])).values()]

export const accumulatorOf = (filter: string | null, factors: Factor[], present: Factor[] = factors): Accumulator => {
  const given = unique(present)
  return {
    key: JSON.stringify([filter, factors.map((f) => f.identity), given.map((f) => f.identity).sort()]),
    filter,
    factors,
    present: given,
  }
}

export type Carried = {
  accumulators: Map<string, Accumulator>
  extremes: Map<string, Extreme>
  passes: Map<string, NonAdditive>
}
export const carried = (): Carried => ({ accumulators: new Map(), extremes: new Map(), passes: new Map() })

const mostDenominator = 1_000_000_000n

/** Registers what a measure reads. */
export const planReads = (
  into: Carried,
  index: number,
  measure: RecordMeasure,
  column: MeasuredColumn | null,
  weight: MeasuredColumn | null,
): PlannedMeasure['reads'] => {
  const filter = measure.filter ?? null
  const sum = (factors: (Factor | null)[], present?: (Factor | null)[]): string => {
    const given = (list: (Factor | null)[]): Factor[] => list.filter((f): f is Factor => f !== null)
    const accumulator = accumulatorOf(filter, given(factors), given(present ?? factors))
    into.accumulators.set(accumulator.key, accumulator)
    return accumulator.key
  }
  const pass = (statistic: NonAdditive): string => {
    into.passes.set(statistic.key, statistic)
    return statistic.key
  }
  if (measure.statistic === 'count') return weight ? { sum: sum([weight]) } : filter === null ? {} : { count: sum([]) }
  if (column === null)
    return fail('DEFINITION_INVALID', { field: `measures.${index}.variable`, reason: measure.statistic })
  switch (measure.statistic) {
    case 'sum':
      return { sum: sum([weight, column]) }
    case 'mean':
      return { sum: sum([weight, column]), ...(weight ? { weights: sum([weight], [weight, column]) } : {}) }
    case 'standard_deviation':
      return {
        sum: sum([weight, column]),
        squares: sum([weight, column, column]),
        ...(weight ? { weights: sum([weight], [weight, column]) } : {}),
      }
    case 'minimum':
    case 'maximum': {
      const key = JSON.stringify([measure.statistic, filter, column.identity])
      into.extremes.set(key, { key, filter, factor: column, which: measure.statistic })
      return { extreme: key }
    }
    case 'distinct':
      return {
        pass: pass({
          key: JSON.stringify(['distinct', filter, column.identity]),
          filter,
          factor: column,
          statistic: 'distinct',
        }),
      }
    case 'median':
    case 'percentile': {
      const fraction = fractionOf('percentile' in measure ? measure.percentile : 50)
      if (fraction.denominator > mostDenominator)
        return fail('DEFINITION_INVALID', { field: `measures.${index}.percentile`, reason: measure.statistic })
      const key = JSON.stringify([
        'percentile',
        `${fraction.numerator}/${fraction.denominator}`,
        filter,
        column.identity,
        weight?.identity ?? null,
      ])
      return { pass: pass({ key, filter, factor: column, statistic: 'percentile', fraction, weight }) }
    }
    default:
      return measure satisfies never
  }
}
