// A figure that stands in a sentence of a report: where it comes from and what of it is said. Data, not text: the words
// are made anew whenever the report is, in the language asked for. Never a value kept here.
import { z } from 'zod'
import { cubeSourceSchema } from './chart.ts'
import { cellAddressSchema } from './table.ts'
import { nameSchema } from './text.ts'

/**
 * value: the figure with its unit · change: "tăng 5,2 %" · sentence: place, period, figure, unit and change as one
 * sentence · share: of the figure at `against` · rank: place of its category among the others · largest, smallest: the
 * category and its figure.
 */
export const liveFigureShows = ['value', 'change', 'sentence', 'share', 'rank', 'largest', 'smallest'] as const

export const liveFigureSchema = z.strictObject({
  /** Named in the text as {id}. */
  id: nameSchema,
  source: cubeSourceSchema,
  /** Absent: the first measure. */
  measure: nameSchema.optional(),
  /** Dimensions that are not named stand at their total; time at its last period. */
  address: cellAddressSchema.default([]),
  show: z.enum(liveFigureShows).default('value'),
  /** What change and share are against: the period before, the same period a year before, or another cell. */
  against: z
    .union([z.literal('previous_period'), z.literal('year_before'), z.strictObject({ address: cellAddressSchema })])
    .default('year_before'),
  /** rank, largest, smallest: the dimension whose categories are compared. */
  among: nameSchema.optional(),
  /** Without the unit: the sentence says it. */
  bare: z.boolean().default(false),
})
export type LiveFigure = z.infer<typeof liveFigureSchema>
