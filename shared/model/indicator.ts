// An indicator: a named formula over aggregates, computed for every period and territory present.
import { z } from 'zod'
import { bilingualSchema, nameSchema } from './text.ts'
import { figureStatuses, variableRefSchema } from './table.ts'
import { periodKinds } from './period.ts'

export const indicatorDefinitionSchema = z.strictObject({
  kind: z.literal('indicator'),
  id: nameSchema,
  label: bilingualSchema,
  unit: bilingualSchema,
  decimals: z.int().min(0).max(6).default(1),
  /** The official definition, in words. */
  definition: bilingualSchema,
  officialReference: z.string().default(''),
  domain: z.enum(['education', 'enterprise', 'trade']),
  /** Named cubes the formula speaks of: "sum(value_usd) where flow = 'X'" over a dataset. */
  inputs: z.record(
    nameSchema,
    z.strictObject({
      dataset: nameSchema,
      aggregate: z.string(),
    }),
  ),
  /** Each breakdown names the variable to use in each input: {"pupils":"province","teachers":"province"}. */
  breakdowns: z
    .array(
      z.strictObject({
        id: nameSchema,
        label: bilingualSchema,
        level: nameSchema.optional(),
        variables: z.record(nameSchema, variableRefSchema),
      }),
    )
    .default([]),
  /** Granularity of the series, and the time variable of each input (the delivery's period when not named). */
  periodKind: z.enum(periodKinds),
  timeVariables: z.record(nameSchema, variableRefSchema).default({}),
  classification: z.enum(['as_then', 'as_now']).default('as_now'),
  /** Arithmetic over the input names, with prev(x, 1 year) and total(x). */
  formula: z.string(),
  status: z.enum(figureStatuses).default('preliminary'),
  source: bilingualSchema.optional(),
  notes: z.array(bilingualSchema).default([]),
})
export type IndicatorDefinition = z.infer<typeof indicatorDefinitionSchema>
