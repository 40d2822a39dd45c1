// A link definition and what a run of it found. By keys: equal normalised keys, the right side is the one looked up. By
// stages: passes on equal keys, then a model of agreement; a dataset linked with itself finds what stands in it twice.
import { z } from 'zod'
import { linkParametersSchema, linkStagesSchema } from './linkModel.ts'
import { bilingualSchema, nameSchema } from './text.ts'

const linkDefinitionFields = z.strictObject({
  kind: z.literal('link'),
  id: nameSchema,
  label: bilingualSchema,
  left: nameSchema,
  right: nameSchema,
  /**
   * All must be equal. first10: the first ten digits of a tax code · year_before: the right side's period is a year
   * before the left's.
   */
  keys: z
    .array(
      z.strictObject({
        left: nameSchema,
        right: nameSchema,
        normalise: z.enum(['exact', 'first10', 'year_before']).default('exact'),
      }),
    )
    .default([]),
  stages: linkStagesSchema.optional(),
})
/** Either by keys or by stages: a definition of both would leave open which pairs count. */
export const linkDefinitionSchema = linkDefinitionFields.superRefine((definition, issues) => {
  if (definition.stages === undefined && definition.keys.length === 0)
    issues.addIssue({ code: 'custom', path: ['keys'], message: 'keys or stages' })
  if (definition.stages !== undefined && definition.keys.length > 0)
    issues.addIssue({ code: 'custom', path: ['keys'], message: 'keys and stages' })
})
export type LinkDefinition = z.infer<typeof linkDefinitionSchema>

/** Every variable that a link by stages compares, with its dataset: what a review of it can unmask. */
export const comparedVariables = ({ left, right, stages }: LinkDefinition): string[] => [
  ...new Set(
    (stages?.fields ?? []).flatMap((field) => [
      ...field.left.map((id) => `${left}.${id}`),
      ...field.right.map((id) => `${right}.${id}`),
    ]),
  ),
]

/**
 * What a run by stages tells of itself: how many pairs each step found, the parameters, what speaks against trusting
 * them.
 */
export const linkReportSchema = z.strictObject({
  version: z.int(),
  seed: z.int(),
  passes: z.array(z.strictObject({ id: z.string(), pairs: z.int() })),
  rules: z.array(
    z.strictObject({
      pairs: z.int(),
      added: z.int(),
      largest: z.array(z.strictObject({ key: z.string(), pairs: z.int() })),
    }),
  ),
  compared: z.int(),
  parameters: linkParametersSchema.nullable(),
  iterations: z.int(),
  problems: z.array(z.string()),
  linked: z.int(),
  review: z.int(),
  /** Within one dataset: how many different things its records are. */
  entities: z.int().nullable(),
  expected: z.strictObject({ precision: z.number(), recall: z.number() }).nullable(),
  /** Pairs by whole match weight, from `first` upwards. */
  histogram: z.strictObject({ first: z.int(), pairs: z.array(z.int()), linked: z.array(z.int()) }),
  /** The run whose parameters were used; of a run over new records an earlier one. */
  modelVersion: z.int().optional(),
  /** Of a run over new records only: how many came on either side, and pairs linked that have one of them. */
  newRecords: z.strictObject({ left: z.int(), right: z.int(), linked: z.int() }).optional(),
  /** Linked pairs against the run before: in both, in this one only, in that one only. */
  change: z.strictObject({ kept: z.int(), added: z.int(), removed: z.int() }).optional(),
  /** Pairs compared again by the other engine, and how many levels differed. */
  secondEngine: z.strictObject({ pairs: z.int(), different: z.int() }).nullable(),
})
export type LinkReport = z.infer<typeof linkReportSchema>

export const linkSetSchema = z.strictObject({
  definition: linkDefinitionSchema,
  runAt: z.string(),
  seconds: z.number(),
  leftRows: z.int(),
  matchedRows: z.int(),
  /**
   * Left rows whose key is empty, and left rows for which several right rows had the key (the lowest row was taken).
   */
  missingKeyRows: z.int(),
  ambiguousRows: z.int(),
  rightRows: z.int(),
  rightMatchedRows: z.int(),
  report: linkReportSchema.optional(),
  /** Some delivery of either side came, went or changed since the run. */
  stale: z.boolean(),
})
export type LinkSet = z.infer<typeof linkSetSchema>
