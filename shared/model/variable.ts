// A variable an analyst makes on the spot, by hand or by expression: recode, bands, quantile bands, top-N, expression.
// In: nothing. Out: the schema, saved in the workspace as a definition of its own or inside one table. Never a record
// changed.
import { z } from 'zod'
import { bilingualSchema, nameSchema } from './text.ts'
import { variableRefSchema } from './variableRef.ts'

export { variableRefSchema }
export type { VariableRef } from './variableRef.ts'

/** A number as decimal text, so that bounds are exact: "0", "12.5", "-3". */
export const decimalTextSchema = z.string().regex(/^-?\d{1,15}(\.\d{1,6})?$/)

/**
 * A category as text: see categoryKey in cube.ts ("01", "01@2025", "#missing", "#unmapped", "#not_linked", "#others").
 */
export const categoryKeySchema = z.string().min(1).max(200)

const common = {
  kind: z.literal('variable'),
  id: nameSchema,
  dataset: nameSchema,
  label: bilingualSchema,
  unit: bilingualSchema.optional(),
}

/** Categories put together under new codes. A member not seen in the data does no harm unless it is a
 * code written otherwise (5 for 05): that is refused, as is a category in two groups. */
export const recodeVariableSchema = z.strictObject({
  ...common,
  method: z.literal('recode'),
  of: variableRefSchema,
  level: nameSchema.optional(),
  groups: z
    .array(
      z.strictObject({
        code: z.string().min(1).max(60),
        label: bilingualSchema,
        members: z.array(categoryKeySchema).min(1),
      }),
    )
    .min(1)
    .max(500),
  /** What becomes of categories in no group: kept as they are, put together as "others", or treated as missing. */
  rest: z.enum(['keep', 'others', 'missing']).default('keep'),
  othersLabel: bilingualSchema.optional(),
})

/** Bands of a number. n bounds make n + 1 bands, the first and last open. Bounds strictly ascending. */
export const bandsVariableSchema = z.strictObject({
  ...common,
  method: z.literal('bands'),
  of: variableRefSchema,
  bounds: z.array(decimalTextSchema).min(1).max(200),
  /** lower: a band holds its lower bound, [a, b) · upper: its upper bound, (a, b]. */
  closed: z.enum(['lower', 'upper']).default('lower'),
  /** One label per band, first to last; absent: made from the bounds. */
  labels: z.array(bilingualSchema).optional(),
})

/**
 * Bands of equal (weighted) numbers of records. Cut k is the smallest value whose cumulated weight reaches k/count of
 * the whole (inverse of the empirical distribution); a value equal to a cut falls in the band below it, so ties are
 * never parted and bands may differ in size. Cuts are taken over the records of the variable's own filter, not of the
 * table's.
 */
export const quantileBandsVariableSchema = z.strictObject({
  ...common,
  method: z.literal('quantile_bands'),
  of: variableRefSchema,
  count: z.int().min(2).max(100),
  weight: variableRefSchema.optional(),
  filter: z.string().nullable().default(null),
})

/**
 * The largest categories by records or by a sum over the records of the table; the others together, or treated as
 * missing. Ties keep the order of codes.
 */
export const topVariableSchema = z.strictObject({
  ...common,
  method: z.literal('top'),
  of: variableRefSchema,
  level: nameSchema.optional(),
  count: z.int().min(1).max(1000),
  by: z
    .discriminatedUnion('statistic', [
      z.strictObject({ statistic: z.literal('count') }),
      z.strictObject({ statistic: z.literal('sum'), variable: variableRefSchema }),
    ])
    .default({ statistic: 'count' }),
  others: z.enum(['group', 'missing']).default('group'),
})

/**
 * A value computed for each record by the expression language. Numbers are rounded half away from zero to `scale`
 * decimals and are exact from there on.
 */
export const expressionVariableSchema = z.strictObject({
  ...common,
  method: z.literal('expression'),
  /** Long enough for weights calibrated by hundreds of categories. */
  expression: z.string().min(1).max(60_000),
  scale: z.int().min(0).max(6).default(0),
})

export const derivedVariableSchema = z.discriminatedUnion('method', [
  recodeVariableSchema,
  bandsVariableSchema,
  quantileBandsVariableSchema,
  topVariableSchema,
  expressionVariableSchema,
])
export type DerivedVariable = z.infer<typeof derivedVariableSchema>
export type DerivedMethod = DerivedVariable['method']
