// What is done to the series of an indicator after its formula: growth, index, seasonal adjustment and so on, one step
// after another. In: nothing. Out: the schema. Never a figure: engine/analyse/indicators/applySeries.ts computes.
import { z } from 'zod'
import { periodSchema } from './period.ts'

/** Against the period before, or the same period a year before. */
export const comparisonLags = ['period', 'year'] as const
export type ComparisonLag = (typeof comparisonLags)[number]

const lag = z.enum(comparisonLags).default('year')
const seasonal = {
  /** Span of the seasonal smoother in years (odd, from 7), or the same pattern in every year. */
  seasonal: z.union([z.literal('periodic'), z.int().min(7).max(99)]).default('periodic'),
  robust: z.boolean().default(false),
  /** The days around the lunar new year, which move between January and February, are taken out before: months only. */
  tet: z.boolean().optional(),
}

export const seriesStepSchema = z.discriminatedUnion('operation', [
  z.strictObject({ operation: z.literal('growth'), lag }),
  /** Percentage points each category adds to the growth of the whole. */
  z.strictObject({ operation: z.literal('contribution'), lag }),
  /** Base = 100: one period, or the mean of those from the first to the last named. */
  z.strictObject({ operation: z.literal('index'), base: periodSchema, to: periodSchema.optional() }),
  /** Figures are links (previous period = 100): multiplied up, base = 100. */
  z.strictObject({ operation: z.literal('chained'), base: periodSchema }),
  z.strictObject({ operation: z.literal('cumulated') }),
  z.strictObject({ operation: z.literal('moving_average'), width: z.int().min(2).max(60) }),
  z.strictObject({ operation: z.literal('annualised') }),
  z.strictObject({ operation: z.literal('seasonally_adjusted'), ...seasonal }),
  z.strictObject({ operation: z.literal('trend'), ...seasonal }),
])
export type SeriesStep = z.infer<typeof seriesStepSchema>
export type SeriesOperation = SeriesStep['operation']
export const seriesOperations = [
  'growth',
  'contribution',
  'index',
  'chained',
  'cumulated',
  'moving_average',
  'annualised',
  'seasonally_adjusted',
  'trend',
] as const satisfies readonly SeriesOperation[]
