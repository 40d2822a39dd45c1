// The extended link definition: fields compared, passes on equal keys, blocking rules, comparison levels, thresholds.
// In: nothing. Out: zod schemas and their types. Never a record, never a number that was estimated from data without
// saying so.
import { z } from 'zod'
import { nameSchema } from './text.ts'

/** What a field holds, which decides how its text is prepared and what can be compared. */
export const linkFieldKinds = [
  'person',
  'organisation',
  'form',
  'text',
  'address',
  'date',
  'number',
  'code',
  'email',
  'category',
] as const
export type LinkFieldKind = (typeof linkFieldKinds)[number]

/** One thing compared: a variable of either side, or several joined by a space (a name in two columns). */
export const linkFieldSchema = z.strictObject({
  id: nameSchema,
  kind: z.enum(linkFieldKinds),
  left: z.array(nameSchema).min(1).max(4),
  right: z.array(nameSchema).min(1).max(4),
  /** Code pairs that count as one: old code → the new ones it may have become (split communes are candidate sets). */
  crosswalk: z.record(z.string(), z.array(z.string()).min(1)).optional(),
})
export type LinkField = z.infer<typeof linkFieldSchema>

/** A condition on a pair of values; a level holds when all of its conditions are true. */
export const linkConditionSchema = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('exact') }),
  z.strictObject({ is: z.literal('folded') }),
  z.strictObject({ is: z.literal('compact') }),
  z.strictObject({ is: z.literal('sorted') }),
  z.strictObject({ is: z.literal('crosswalk') }),
  z.strictObject({ is: z.literal('swapped'), with: nameSchema }),
  z.strictObject({ is: z.literal('subset'), tokens: z.int().min(1).max(9) }),
  z.strictObject({ is: z.literal('initial') }),
  z.strictObject({ is: z.literal('jaro_winkler'), at: z.number().min(0).max(1) }),
  z.strictObject({ is: z.literal('damerau'), at: z.literal(1) }),
  z.strictObject({ is: z.literal('levenshtein'), at: z.int().min(1).max(9) }),
  z.strictObject({ is: z.literal('tokens'), at: z.number().min(0).max(1) }),
  z.strictObject({ is: z.literal('contains'), at: z.number().min(0).max(1) }),
  /** A word in common that no more than so many records of both sides have: a model number, an unusual name. */
  z.strictObject({ is: z.literal('rare_word'), records: z.int().min(2).max(1000) }),
  z.strictObject({ is: z.literal('house_number') }),
  z.strictObject({ is: z.literal('prefix'), length: z.int().min(1).max(20) }),
  z.strictObject({ is: z.literal('local_part') }),
  z.strictObject({ is: z.literal('day_month_swapped') }),
  z.strictObject({ is: z.literal('same_year') }),
  z.strictObject({ is: z.literal('two_date_parts') }),
  z.strictObject({ is: z.literal('days'), at: z.int().min(1) }),
  z.strictObject({ is: z.literal('relative'), at: z.number().min(0).max(1) }),
  z.strictObject({ is: z.literal('absolute'), at: z.number().min(0) }),
])
export type LinkCondition = z.infer<typeof linkConditionSchema>

export const linkComparisonSchema = z.strictObject({
  field: nameSchema,
  /** From the closest agreement down; what fits none is "else", an empty side is no evidence at all. */
  levels: z.array(z.array(linkConditionSchema).min(1)).min(1).max(12),
  /** Rare values weigh more: strength of the adjustment at each level (0 none, 1 full); shorter lists end in 0. */
  frequency: z.array(z.number().min(0).max(1)).default([]),
})
export type LinkComparison = z.infer<typeof linkComparisonSchema>

export const linkTransforms = [
  'value',
  'sorted',
  'prefix3',
  'prefix5',
  'skeleton',
  'first_token',
  'last_token',
  'tokens',
  'year',
  'year_month',
  'month_day',
  'house_number',
  'digits10',
  'suffix4',
] as const
export type LinkTransform = (typeof linkTransforms)[number]

export const linkKeySchema = z.strictObject({ field: nameSchema, by: z.enum(linkTransforms).default('value') })
export type LinkKeyPart = z.infer<typeof linkKeySchema>
export const linkRuleSchema = z.strictObject({ keys: z.array(linkKeySchema).min(1).max(6) })
export type LinkRule = z.infer<typeof linkRuleSchema>

export const cardinalities = ['one_to_one', 'many_to_one', 'one_to_many', 'many_to_many'] as const
export type Cardinality = (typeof cardinalities)[number]

/** A deterministic pass: all keys equal and not empty. What an earlier pass paired is left alone by the later ones. */
export const linkPassSchema = z.strictObject({
  id: nameSchema,
  keys: z.array(linkKeySchema).min(1).max(6),
  /** A key several records share is used (many) or left to later stages (unique). */
  repeated: z.enum(['unique', 'many']).default('unique'),
})
export type LinkPass = z.infer<typeof linkPassSchema>

/** m and u of every level of a comparison, "else" first; frozen when a later delivery must be scored the same way. */
export const linkParametersSchema = z.strictObject({
  prior: z.number().gt(0).lt(1),
  comparisons: z.array(z.strictObject({ m: z.array(z.number()), u: z.array(z.number()) })),
})
export type LinkParameters = z.infer<typeof linkParametersSchema>

export const linkModelSchema = z.strictObject({
  blocking: z.array(linkRuleSchema).min(1).max(40),
  comparisons: z.array(linkComparisonSchema).min(1).max(30),
  /** Most pairs that may be compared; more are refused with the count and the largest blocks. */
  budget: z.int().min(1000).max(100_000_000).default(10_000_000),
  /** Pairs of the hash sample from which u is taken. */
  sample: z.int().min(10_000).max(10_000_000).default(400_000),
  seed: z.int().min(0).max(2_147_483_647).default(1),
  parameters: linkParametersSchema.optional(),
})
export type LinkModel = z.infer<typeof linkModelSchema>

export const linkStagesSchema = z.strictObject({
  fields: z.array(linkFieldSchema).min(1).max(40),
  cardinality: z.enum(cardinalities),
  passes: z.array(linkPassSchema).max(20).default([]),
  /** Definite no: a pair for which all conditions of one entry are true is never linked, by any stage. */
  never: z
    .array(z.strictObject({ field: nameSchema, differs: z.literal(true) }))
    .max(20)
    .default([]),
  model: linkModelSchema.nullable().default(null),
  /** Pairs at or above are linked; between review and link they wait for a reader. */
  threshold: z.strictObject({ link: z.number().gt(0).lt(1), review: z.number().gt(0).lt(1) }).default({
    link: 0.5,
    review: 0.1,
  }),
  assignment: z.enum(['greedy', 'exact']).default('exact'),
})
export type LinkStages = z.infer<typeof linkStagesSchema>
