// Lets the rest of the engine run while a link is computed, tells how far it is, and stops when asked. In: a job. Out:
// a pause. Never longer than a tenth of a second without one: a cancelled job ends within a second.
import { setImmediate } from 'node:timers/promises'
import type { JobContext } from '#engine/workspace/context.ts'

const pauseMs = 40

export type Phase = 'reading' | 'blocking' | 'comparing' | 'estimating'
export type JobSteps = { breathe: (phase?: Phase, done?: number, total?: number) => Promise<void> }

export const jobSteps = (job: JobContext): JobSteps => {
  let last = performance.now()
  return {
    breathe: async (phase, done = 0, total = 0) => {
      if (performance.now() - last < pauseMs) return
      if (phase !== undefined) job.progress({ phase, done, total })
      await setImmediate()
      last = performance.now()
      job.throwIfCancelled()
    },
  }
}
