// Classifications: a code list has dated versions; a version has items in levels; versions are tied by correspondences.
// The same code in two versions can mean two things, so an item is always (list, version, code).
import { z } from 'zod'
import { bilingualSchema, nameSchema } from './text.ts'

export const codeItemSchema = z.strictObject({
  code: z.string(),
  label: bilingualSchema,
  level: nameSchema,
  /** Code of the item one level up, in the same version. */
  parent: z.string().nullable(),
})
export type CodeItem = z.infer<typeof codeItemSchema>

export const codeListVersionSchema = z.strictObject({
  list: nameSchema,
  version: z.string(),
  label: bilingualSchema,
  /** ISO dates, both inclusive; null is open. */
  validFrom: z.string().nullable(),
  validTo: z.string().nullable(),
  /** From the most detailed to the most aggregate: province, region. */
  levels: z.array(z.strictObject({ id: nameSchema, label: bilingualSchema })).min(1),
  items: z.array(codeItemSchema),
})
export type CodeListVersion = z.infer<typeof codeListVersionSchema>

/**
 * Detailed codes of `from` to detailed codes of `to`; a code absent here has no counterpart and its mass is shown as
 * unmapped.
 */
export const correspondenceSchema = z.strictObject({
  list: nameSchema,
  from: z.string(),
  to: z.string(),
  pairs: z.array(z.strictObject({ from: z.string(), to: z.string() })),
})
export type Correspondence = z.infer<typeof correspondenceSchema>
