// The rows of the contract about the quality of deliveries. Requests and answers only; nothing is written.
import { z } from 'zod'
import { periodSchema } from '../model/period.ts'
import type { QualityReport } from '../model/quality.ts'
import { languages, nameSchema } from '../model/text.ts'
import { job } from './define.ts'

const asked = z.strictObject({ dataset: nameSchema, period: periodSchema.optional() })

export const qualityMethods = {
  'quality.report': job<QualityReport>()(asked),
  /** The same as pages for the printer. */
  'quality.page': job<{ html: string; report: string }>()(asked.extend({ language: z.enum(languages).default('vi') })),
} as const
