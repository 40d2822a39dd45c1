// The rows of the contract about taking files in: look, take one, several, a folder; how files say "no value".
// Requests and answers only; what happens to a file is the engine's.
import { z } from 'zod'
import { layoutPackageSchema } from '../model/layout.ts'
import { periodSchema } from '../model/period.ts'
import { nameSchema } from '../model/text.ts'
import { command, job, query } from './define.ts'
import { readingSchema } from './layouts.ts'
import type { DeliveryTrial } from './deliveries.ts'
import type { BatchImportResult, ImportPreview, ImportResult } from './responses.ts'

const path = z.string().min(1)
const none = z.strictObject({})

/** What the user says of a file; what is not said the file tells, or is asked. */
const said = {
  dataset: nameSchema.optional(),
  period: periodSchema.optional(),
  sender: z.string().default(''),
  letterNumber: z.string().default(''),
  /** point: 1,234.5 · comma: 1.234,5 */
  numbers: z.enum(['point', 'comma']).optional(),
  /** day: 31/12/2025 · month: 12/31/2025 */
  dates: z.enum(['day', 'month']).optional(),
}
/** How files come in that are no agreed text: by a layout, or by what they suggest. */
const ways = {
  layout: nameSchema.optional(),
  package: layoutPackageSchema.optional(),
  reading: readingSchema.optional(),
  /** Files that no layout here knows come in as they suggest. */
  suggest: z.boolean().default(false),
}
const policy = { writes: true, exclusive: true, logs: 'import', within: true } as const

export const intakeMethods = {
  'intake.preview': query<ImportPreview>()(z.strictObject({ path, dataset: nameSchema.optional() }), ['path']),
  'intake.import': job<ImportResult>()(
    z.strictObject({
      path,
      ...said,
      /** What the file is to what its period has: its correction, or a further part. */
      as: z.enum(['replacement', 'part']).optional(),
    }),
    ['path'],
    policy,
  ),
  /** The same file against the period before, while its rows do not stand: nothing is changed. */
  'intake.trial': job<DeliveryTrial>()(
    z.strictObject({
      path,
      package: layoutPackageSchema.optional(),
      layout: nameSchema.optional(),
      reading: readingSchema.default({}),
      suggest: z.boolean().default(false),
      dataset: nameSchema.optional(),
      period: periodSchema.optional(),
      sender: z.string().default(''),
      letterNumber: z.string().default(''),
      as: z.enum(['replacement', 'part']).optional(),
    }),
    ['path'],
    { writes: true, exclusive: true, logs: 'trial' },
  ),
  /** Several files in one run; those of one dataset and period are parts of it. */
  'intake.importFiles': job<BatchImportResult>()(
    z.strictObject({ paths: z.array(path).min(1), ...said, ...ways }),
    ['paths'],
    policy,
  ),
  /**
   * Every file of a folder, registers first, in order of period; each that is not taken in is named with its reason.
   */
  'intake.importFolder': job<BatchImportResult>()(z.strictObject({ path, ...said, ...ways }), ['path'], policy),

  /** The spellings of "no value" that imports of this workspace know, and those the program knows by itself. */
  'intake.missingTexts': query<{ texts: string[]; standard: string[] }>()(none),
  /** Null: back to those of the program. */
  'intake.saveMissingTexts': command<{ texts: string[]; standard: string[] }>()(
    z.strictObject({ texts: z.array(z.string().max(40)).max(100).nullable() }),
    [],
    { writes: true, logs: 'setting' },
  ),
} as const
