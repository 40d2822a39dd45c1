// All long work is a job: it says where it is, how fast, how long still, and it can be cancelled.
import { z } from 'zod'
import { failureValueSchema } from './failure.ts'

export const jobStateSchema = z.strictObject({
  id: z.string(),
  /** Contract method that started it. */
  method: z.string(),
  state: z.enum(['queued', 'running', 'cancelling', 'done', 'failed', 'cancelled']),
  /** Key of a phase name in the language files: "jobs.phase.reading". */
  phase: z.string(),
  done: z.number(),
  /** 0 when not known. */
  total: z.number(),
  perSecond: z.number(),
  secondsLeft: z.number().nullable(),
  startedAt: z.string(),
  failure: failureValueSchema.nullable(),
  /** What it works on: a file name, a table's title. */
  subject: z.string(),
})
export type JobState = z.infer<typeof jobStateSchema>
