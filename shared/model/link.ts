// A link definition and what a run of it found. Deterministic: equal normalised keys; the right side is the one looked up.
import { z } from 'zod'
import { bilingualSchema, nameSchema } from './text.ts'

export const linkDefinitionSchema = z.strictObject({
  kind: z.literal('link'),
  id: nameSchema,
  label: bilingualSchema,
  left: nameSchema,
  right: nameSchema,
  /** All must be equal. first10: the first ten digits of a tax code. */
  keys: z
    .array(
      z.strictObject({
        left: nameSchema,
        right: nameSchema,
        normalise: z.enum(['exact', 'first10']).default('exact'),
      }),
    )
    .min(1),
})
export type LinkDefinition = z.infer<typeof linkDefinitionSchema>

export const linkSetSchema = z.strictObject({
  definition: linkDefinitionSchema,
  runAt: z.string(),
  seconds: z.number(),
  leftRows: z.int(),
  matchedRows: z.int(),
  /** Left rows whose key is empty, and left rows for which several right rows had the key (the lowest row was taken). */
  missingKeyRows: z.int(),
  ambiguousRows: z.int(),
  rightRows: z.int(),
  rightMatchedRows: z.int(),
  /** Some delivery of either side came, went or changed since the run. */
  stale: z.boolean(),
})
export type LinkSet = z.infer<typeof linkSetSchema>
