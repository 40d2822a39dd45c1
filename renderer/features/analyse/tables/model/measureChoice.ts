// Which statistics a variable can carry, which figures can be derived from a measure, and what a new measure is called.
// In: variables and the measures there are. Out: choices and ids. Never computes anything.
import type { Variable } from '#shared/model/dataset.ts'
import { derivedStatistics, isRecordMeasure, measuredVariable } from '#shared/model/measure.ts'
import type { DerivedMeasure, DerivedStatistic, RecordMeasure, RecordStatistic } from '#shared/model/measure.ts'
import type { Measure } from '#shared/model/table.ts'

type Bare<M> = M extends unknown ? Omit<M, 'id' | 'power'> & { power?: number } : never
/** A measure before it has a name in the table. */
export type NewMeasure = Bare<RecordMeasure> | Bare<DerivedMeasure>

type Kind = Pick<Variable, 'type' | 'role'>

const ofNumbers: RecordStatistic[] = ['mean', 'median', 'percentile', 'minimum', 'maximum', 'standard_deviation']

/** In the order a menu offers them; the first is the default. */
export const statisticsFor = (variable: Kind | null): RecordStatistic[] => {
  if (variable === null) return ['count']
  if (variable.role === 'identifier' || variable.role === 'text') return []
  if (isNumber(variable))
    return variable.role === 'measure'
      ? ['sum', ...ofNumbers, 'distinct']
      : ['mean', 'median', 'percentile', 'minimum', 'maximum', 'standard_deviation', 'sum', 'distinct']
  return ['distinct']
}

export const isNumber = (variable: Kind): boolean => variable.type === 'integer' || variable.type === 'decimal'

/** What a double click or Enter-Enter does with a variable: money goes inside, everything else becomes rows. */
export const naturalPlace = (variable: Kind): 'rows' | 'measure' =>
  variable.role === 'measure' || variable.role === 'key' || variable.type === 'hash' ? 'measure' : 'rows'

export const canBeDimension = (variable: Kind): boolean =>
  variable.role !== 'identifier' && variable.role !== 'text' && variable.type !== 'hash'

/** A statistic of a variable with what it must have to be valid. */
export const recordMeasure = (statistic: RecordStatistic, variable: string | null): NewMeasure => {
  if (statistic === 'count' || variable === null) return { statistic: 'count' }
  return statistic === 'percentile' ? { statistic, variable, percentile: 90 } : { statistic, variable }
}

/** In a dataset of a sample a new figure speaks of the population: it begins with the weight of the design. */
export const weightedByDesign = <M extends { statistic: string }>(measure: M, weight: string | undefined): M =>
  weight === undefined ||
  'weight' in measure ||
  ('variable' in measure && measure.variable === weight) ||
  !['count', 'sum', 'mean', 'median', 'percentile', 'standard_deviation'].includes(measure.statistic)
    ? measure
    : { ...measure, weight }

/**
 * A figure derived from a measure, with the usual choices; null where the table lacks what it needs (time, a second
 * measure).
 */
export const derivedMeasure = (
  statistic: DerivedStatistic,
  of: string,
  facts: { measures: readonly Measure[]; basePeriod: string | null },
): NewMeasure | null => {
  switch (statistic) {
    case 'ratio': {
      const other =
        facts.measures.find((m) => m.id !== of && isRecordMeasure(m)) ?? facts.measures.find((m) => m.id !== of)
      return other ? { statistic, numerator: of, denominator: other.id, factor: 1 } : null
    }
    case 'percent':
    case 'share':
      return { statistic, of, base: 'column' }
    case 'rank':
      return { statistic, of, direction: 'descending' }
    case 'difference':
    case 'growth':
      return { statistic, of, periods: 1, step: 'year' }
    case 'index':
      return {
        statistic,
        of,
        periods: 1,
        step: 'year',
        ...(facts.basePeriod === null ? {} : { basePeriod: facts.basePeriod }),
      }
    case 'cumulative':
    case 'standard_error':
    case 'coefficient_of_variation':
      return { statistic, of }
    case 'confidence_lower':
    case 'confidence_upper':
      return { statistic, of, confidence: 95 }
  }
}
export { derivedStatistics }

const stemOf = (measure: Omit<Measure, 'id'>): string => {
  const one = measure as Measure
  const variable = measuredVariable(one)
  if (variable !== null) return `${variable.replace('.', '_')}_${measure.statistic}`
  if (isRecordMeasure(one)) return measure.statistic
  return `${'of' in one ? one.of : 'numerator' in one ? one.numerator : ''}_${measure.statistic}`
}

/** "value_vnd_sum", "customs_register_employees_mean", with _2, _3 … where taken; at most 63 characters. */
export const freeMeasureId = (measures: readonly Pick<Measure, 'id'>[], measure: Omit<Measure, 'id'>): string => {
  const stem = stemOf(measure).slice(0, 58)
  const taken = new Set(measures.map((m) => m.id))
  if (!taken.has(stem)) return stem
  let n = 2
  while (taken.has(`${stem}_${n}`)) n += 1
  return `${stem}_${n}`
}
