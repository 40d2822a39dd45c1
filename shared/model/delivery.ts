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
  'DIGITS_LOST',
] as const

export const ruleCountSchema = z.strictObject({
  /** Id of an edit rule, or a built-in reason; for TYPE and MISSING with the variable: "TYPE:birth_year". */
  reason: z.string(),
  /** note: something was read in a certain way; no row is rejected or flagged for it. */
  severity: z.enum(['hard', 'soft', 'note']),
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
  /** Which part of its period this is, and how many parts the period has now: files that were delivered in pieces. */
  part: z.int().default(1),
  parts: z.int().default(1),
  /**
   * Where the lines of the file went: total = header + empty + rowsRead + continued. Null where lines say nothing, or
   * were not counted.
   */
  lines: z
    .strictObject({ total: z.int(), header: z.int(), empty: z.int(), continued: z.int() })
    .nullable()
    .default(null),
})
export type Delivery = z.infer<typeof deliverySchema>

export type Reject = { rowNumber: number; reasons: string[]; raw: string }
