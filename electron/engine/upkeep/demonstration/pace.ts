// Lets a long synchronous writer breathe: the process answers, progress is told, a cancel is heard within a fraction of
// a second. In: rows written so far. Out: nothing, or the failure CANCELLED. Never a timer.
import { fail } from '#shared/model/failure.ts'

export type DemoJob = {
  signal?: AbortSignal
  progress?: (update: { phase?: string; done?: number; total?: number; subject?: string }) => void
}

export type Pace = {
  /** Call it every few thousand rows at most. */
  breathe(rows: number): Promise<void>
  subject(name: string): void
}

const rowsBetween = 20_000

export const createPace = (job: DemoJob, expectedRows: number): Pace => {
  let done = 0
  let since = 0
  const tell = (subject?: string) =>
    job.progress?.({
      phase: 'writing',
      done: Math.min(done, expectedRows),
      total: expectedRows,
      ...(subject === undefined ? {} : { subject }),
    })
  return {
    breathe: async (rows) => {
      done += rows
      since += rows
      if (since < rowsBetween) return
      since = 0
      tell()
      await new Promise((resolve) => {
        setImmediate(resolve)
      })
      if (job.signal?.aborted === true) fail('CANCELLED')
    },
    subject: (name) => {
      if (job.signal?.aborted === true) fail('CANCELLED')
      tell(name)
    },
  }
}
