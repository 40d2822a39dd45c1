// What a table measures: statistics of records, and figures derived from them cell by cell.
// In: nothing. Out: the schemas. How each is computed is written in README.md beside this file.
import { z } from 'zod'
import { samplingStatistics } from './survey.ts'
import type { SamplingStatistic } from './survey.ts'
import { bilingualSchema, nameSchema } from './text.ts'
import { variableRefSchema } from './variable.ts'

const common = {
  id: nameSchema,
  label: bilingualSchema.optional(),
  unit: bilingualSchema.optional(),
  /** Shown decimals; default 0 for counts and sums at scale 0, else 1. */
  decimals: z.int().min(0).max(6).optional(),
  /** Display divisor as a power of ten: 6 shows millions. */
  power: z.int().min(0).max(12).default(0),
  /** Measure whose figure stands in total rows and columns instead of this one's. */
  inTotals: nameSchema.optional(),
  /** Computed for other measures, not shown. */
  hidden: z.boolean().optional(),
}
const variable = variableRefSchema
const weight = variableRefSchema.optional()
/** Expression; only records where it is true are measured. The cell stands as long as it has records at all. */
const filter = z.string().min(1).optional()

export const recordStatistics = [
  'count',
  'sum',
  'mean',
  'median',
  'percentile',
  'minimum',
  'maximum',
  'standard_deviation',
  'distinct',
] as const
export type RecordStatistic = (typeof recordStatistics)[number]
export const derivedStatistics = [
  'ratio',
  'percent',
  'share',
  'rank',
  'difference',
  'growth',
  'index',
  'cumulative',
  ...samplingStatistics,
] as const
export type DerivedStatistic = (typeof derivedStatistics)[number]
export const statistics = [...recordStatistics, ...derivedStatistics] as const
export type Statistic = (typeof statistics)[number]

/** row: of the row's total over the columns · column: of the column's total over the rows · layer: of the whole layer · table: of the whole table
 *  · parent_row, parent_column: of the next subtotal outward on that axis · subtotal: over the variables named. */
export const percentBases = ['row', 'column', 'layer', 'table', 'parent_row', 'parent_column', 'subtotal'] as const
export type PercentBase = (typeof percentBases)[number]

export const recordMeasureSchema = z.discriminatedUnion('statistic', [
  z.strictObject({ ...common, statistic: z.literal('count'), weight, filter }),
  z.strictObject({
    ...common,
    statistic: z.enum(['sum', 'mean', 'median', 'standard_deviation']),
    variable,
    weight,
    filter,
  }),
  z.strictObject({
    ...common,
    statistic: z.literal('percentile'),
    percentile: z.number().gt(0).lt(100),
    variable,
    weight,
    filter,
  }),
  z.strictObject({ ...common, statistic: z.enum(['minimum', 'maximum', 'distinct']), variable, filter }),
])
export type RecordMeasure = z.infer<typeof recordMeasureSchema>

const percentOf = {
  of: nameSchema,
  base: z.enum(percentBases),
  /** subtotal only: the variables summed over. */ over: z.array(variableRefSchema).optional(),
}
/** How far back the compared period lies. */
const shift = {
  periods: z.int().min(1).max(120).default(1),
  step: z.enum(['month', 'quarter', 'year']).default('year'),
}

export const derivedMeasureSchema = z.discriminatedUnion('statistic', [
  /** Recomputed in every cell and total: numerator ÷ denominator × factor. */
  z.strictObject({
    ...common,
    statistic: z.literal('ratio'),
    numerator: nameSchema,
    denominator: nameSchema,
    factor: z
      .union([
        z.literal(1),
        z.literal(100),
        z.literal(1000),
        z.literal(10_000),
        z.literal(100_000),
        z.literal(1_000_000),
      ])
      .default(1),
  }),
  z.strictObject({ ...common, statistic: z.literal('percent'), ...percentOf }),
  /** As percent, from 0 to 1. */
  z.strictObject({ ...common, statistic: z.literal('share'), ...percentOf }),
  /** 1 for the largest (or smallest) among the categories of one variable; ties share the better rank. */
  z.strictObject({
    ...common,
    statistic: z.literal('rank'),
    of: nameSchema,
    /** Absent: the innermost row variable. */ along: variableRefSchema.optional(),
    direction: z.enum(['descending', 'ascending']).default('descending'),
  }),
  z.strictObject({ ...common, statistic: z.literal('difference'), of: nameSchema, ...shift }),
  /** Percent change. */
  z.strictObject({ ...common, statistic: z.literal('growth'), of: nameSchema, ...shift }),
  /** Base period = 100; without one, the period `periods` steps before = 100 (index of development). */
  z.strictObject({
    ...common,
    statistic: z.literal('index'),
    of: nameSchema,
    basePeriod: z.string().min(4).max(12).optional(),
    ...shift,
  }),
  /** Running sum along the table's time. */
  z.strictObject({ ...common, statistic: z.literal('cumulative'), of: nameSchema }),
  /**
   * How sure the figure of another measure is, by the design of the sample. The coefficient of variation in percent.
   */
  z.strictObject({
    ...common,
    statistic: z.enum(['standard_error', 'coefficient_of_variation']),
    of: nameSchema,
  }),
  z.strictObject({
    ...common,
    statistic: z.enum(['confidence_lower', 'confidence_upper']),
    of: nameSchema,
    /** In percent. */
    confidence: z.number().min(50).lt(100).default(95),
  }),
])
export type DerivedMeasure = z.infer<typeof derivedMeasureSchema>

export const measureSchema = z.union([recordMeasureSchema, derivedMeasureSchema])
export type Measure = RecordMeasure | DerivedMeasure

export const isRecordMeasure = (measure: Measure): measure is RecordMeasure =>
  (recordStatistics as readonly string[]).includes(measure.statistic)
/** Computed with the records, of the design of the sample, and not from figures. */
export type SamplingMeasure = Extract<DerivedMeasure, { statistic: SamplingStatistic }>
export const isSamplingMeasure = (measure: Measure): measure is SamplingMeasure =>
  (samplingStatistics as readonly string[]).includes(measure.statistic)
export const isDerivedMeasure = (measure: Measure): measure is DerivedMeasure => !isRecordMeasure(measure)
/** The variable a measure of records reads; null for counts and derived measures. */
export const measuredVariable = (measure: Measure): string | null => ('variable' in measure ? measure.variable : null)
/** The measures a derived measure reads. */
export const measureInputs = (measure: Measure): string[] =>
  isRecordMeasure(measure)
    ? []
    : measure.statistic === 'ratio'
      ? [measure.numerator, measure.denominator]
      : [measure.of]
