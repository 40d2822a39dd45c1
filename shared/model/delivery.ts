// A delivery: one file of one sender for one period, and what became of its rows.
import { z } from 'zod'
import { bilingualSchema, nameSchema } from './text.ts'
import { periodSchema } from './period.ts'

/** Reasons every dataset knows beside its own hard rules. */
export const builtInReasons = [
  'TYPE',
  'MISSING',
  'DUPLICATE_KEY',
  'SUPERSEDED',
  'COLUMN_COUNT',
  'ENCODING',
  'LINE_TOO_LONG',
  'NUL_BYTE',
  'QUOTE',
] as const

export const ruleCountSchema = z.strictObject({
  /** Id of an edit rule, or a built-in reason; for TYPE and MISSING with the variable: "TYPE:birth_year". */
  reason: z.string(),
  severity: z.enum(['hard', 'soft']),
  message: bilingualSchema,
  rows: z.int(),
})

export const deliverySchema = z.strictObject({
  id: z.int(),
  dataset: nameSchema,
  period: periodSchema,
  fileName: z.string(),
  sha256: z.string(),
  bytes: z.int(),
  sender: z.string(),
  letterNumber: z.string(),
  importedAt: z.string(),
  rowsRead: z.int(),
  rowsAccepted: z.int(),
  rowsRejected: z.int(),
  rowsFlagged: z.int(),
  counts: z.array(ruleCountSchema),
  /** The delivery this one replaced, and the one that replaced it. */
  replaces: z.int().nullable(),
  state: z.enum(['current', 'replaced', 'withdrawn']),
})
export type Delivery = z.infer<typeof deliverySchema>

export type Reject = { rowNumber: number; reasons: string[]; raw: string }
