// Long writing in steps: every so many rows the engine answers other requests, and a cancelled job stops.
// In: the job's check. Out: a function to await once a row. Never a timer left running.
import { setImmediate } from 'node:timers/promises'

export type Pace = () => Promise<void> | undefined

/** `rowsPerStep` 1 for writers that await once a chunk. */
export const paced = (throwIfCancelled: () => void = () => undefined, rowsPerStep = 500): Pace => {
  let rows = 0
  return () => {
    rows += 1
    if (rows % rowsPerStep !== 0) return undefined
    throwIfCancelled()
    return setImmediate(undefined)
  }
}
