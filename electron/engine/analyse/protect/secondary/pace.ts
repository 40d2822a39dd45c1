// Lets others have a turn during long computations, tells how far they are, and stops them on request. No result
// depends on it.
import { fail } from '#shared/model/failure.ts'

export type Pace = {
  phase(name: string, total?: number): void
  done(count: number): void
  /** Awaited between linear programs. */
  step(): Promise<void>
}

export type PaceOptions = {
  signal?: AbortSignal
  progress?: (state: { phase: string; done: number; total: number }) => void
}

const turnMs = 40

export const createPace = ({ signal, progress }: PaceOptions = {}): Pace => {
  let last = performance.now()
  let state = { phase: '', done: 0, total: 0 }
  return {
    phase(name, total = 0) {
      state = { phase: name, done: 0, total }
      progress?.(state)
    },
    done(count) {
      state = { ...state, done: count }
    },
    async step() {
      if (signal?.aborted === true) fail('CANCELLED')
      if (performance.now() - last < turnMs) return
      progress?.(state)
      await new Promise<void>((resolve) => setImmediate(resolve))
      last = performance.now()
      if (signal?.aborted === true) fail('CANCELLED')
    },
  }
}
