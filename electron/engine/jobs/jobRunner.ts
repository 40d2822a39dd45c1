// Runs long work: queue, progress, cancel, results by handle. In: functions that take a JobContext. Out: job states and
// results. Never two writers at once, never more than ten events a second for a job, never an exception to the outside:
// a failure is a value.
import { randomUUID } from 'node:crypto'
import { Failure, fail, toFailureValue } from '#shared/model/failure.ts'
import type { JobState } from '#shared/model/job.ts'
import type { JobContext } from '#engine/workspace/context.ts'
import { progressClock } from './jobProgress.ts'
import type { ProgressClock } from './jobProgress.ts'

export type JobRequest = {
  method: string
  subject: string
  /** Exclusive jobs write and run one at a time, in order; the others run beside them. */
  exclusive: boolean
  run: (job: JobContext) => Promise<unknown>
}

export type JobRunner = {
  start(request: JobRequest): string
  /** Newest first; ended jobs are kept for a while. */
  list(): JobState[]
  /** Fails JOB_UNKNOWN. Cancelling what has ended changes nothing. */
  cancel(id: string): void
  /** The result of a done job, or its failure; JOB_UNKNOWN, JOB_NOT_DONE. */
  result(id: string): unknown
  /** What a done job of this method answered; null where there is none. */
  made(id: string, method: string): unknown
  /** Cancels all but one and waits until they have ended: before a workspace closes. */
  settle(except?: string): Promise<void>
  /** Forgets results of the workspace that closed. */
  forgetResults(): void
}

type Entry = {
  state: JobState
  request: JobRequest
  abort: AbortController
  clock: ProgressClock
  result: unknown
  hasResult: boolean
  emittedAt: number
  timer: ReturnType<typeof setTimeout> | null
  ended: Promise<void>
  end: () => void
}

const eventIntervalMs = 100
const keptJobs = 100
/** Results can be cubes of many megabytes. */
const keptResults = 20

export type JobRunnerOptions = {
  onChange: (state: JobState) => void
  /** Queries side by side; imports and links come on top. */
  parallel?: number
  now?: () => number
  /** Gives raw errors of a job their failure code. */
  explain?: (thrown: unknown) => unknown
}

const isOver = (state: JobState['state']): boolean => state === 'done' || state === 'failed' || state === 'cancelled'

export const createJobRunner = ({
  onChange,
  parallel = 3,
  now = () => performance.now(),
  explain = (thrown) => thrown,
}: JobRunnerOptions): JobRunner => {
  const entries = new Map<string, Entry>()
  const queue: Entry[] = []
  const running = new Set<Entry>()

  const emit = (entry: Entry): void => {
    if (entry.timer !== null) clearTimeout(entry.timer)
    entry.timer = null
    entry.emittedAt = now()
    onChange({ ...entry.state })
  }
  /** Now if the last event is long enough ago, else once when it is. */
  const emitSoon = (entry: Entry): void => {
    if (entry.timer !== null) return
    const wait = entry.emittedAt + eventIntervalMs - now()
    if (wait <= 0) return emit(entry)
    entry.timer = setTimeout(() => emit(entry), wait)
  }

  const forgetOld = (): void => {
    const over = [...entries.values()].filter((entry) => isOver(entry.state.state))
    for (const entry of over.slice(0, Math.max(0, over.length - keptJobs))) entries.delete(entry.state.id)
    const withResult = over.filter((entry) => entry.hasResult)
    for (const entry of withResult.slice(0, Math.max(0, withResult.length - keptResults))) {
      entry.hasResult = false
      entry.result = undefined
    }
  }

  const finish = (entry: Entry, state: 'done' | 'failed' | 'cancelled', failure: JobState['failure']): void => {
    entry.state = {
      ...entry.state,
      state,
      failure,
      secondsLeft: null,
      done: state === 'done' && entry.state.total > 0 ? entry.state.total : entry.state.done,
    }
    running.delete(entry)
    forgetOld()
    emit(entry)
    entry.end()
    pump()
  }

  const contextOf = (entry: Entry): JobContext => ({
    id: entry.state.id,
    signal: entry.abort.signal,
    progress: ({ phase, done, total, subject }) => {
      if (isOver(entry.state.state)) return
      const state = entry.state
      const at = now()
      if (phase !== undefined && phase !== state.phase) {
        state.phase = phase
        state.done = 0
        state.total = 0
        entry.clock.reset(at, done ?? 0)
      }
      if (total !== undefined) state.total = total
      if (subject !== undefined) state.subject = subject
      if (done !== undefined) {
        state.done = done
        entry.clock.update(at, done)
      }
      state.perSecond = entry.clock.perSecond()
      state.secondsLeft = entry.clock.secondsLeft(state.done, state.total)
      emitSoon(entry)
    },
    throwIfCancelled: () => {
      if (entry.abort.signal.aborted) fail('CANCELLED')
    },
  })

  const run = async (entry: Entry): Promise<void> => {
    entry.state.state = 'running'
    entry.clock.reset(now(), 0)
    emit(entry)
    try {
      entry.result = await entry.request.run(contextOf(entry))
      entry.hasResult = true
      // Work that ended before it saw the cancel is done work.
      finish(entry, 'done', null)
    } catch (thrown) {
      const explained = explain(thrown)
      const cancelled = explained instanceof Failure ? explained.value.code === 'CANCELLED' : entry.abort.signal.aborted
      finish(
        entry,
        cancelled ? 'cancelled' : 'failed',
        cancelled ? { code: 'CANCELLED', facts: {} } : toFailureValue(explained),
      )
    }
  }

  const pump = (): void => {
    for (const entry of queue.slice()) {
      const exclusiveRuns = [...running].some((other) => other.request.exclusive)
      const sharedRuns = [...running].filter((other) => !other.request.exclusive).length
      if (entry.request.exclusive ? exclusiveRuns : sharedRuns >= parallel) continue
      queue.splice(queue.indexOf(entry), 1)
      running.add(entry)
      void run(entry)
    }
  }

  const find = (id: string): Entry => entries.get(id) ?? fail('JOB_UNKNOWN', { job: id })
  const cancel = (entry: Entry): void => {
    if (entry.state.state === 'queued') {
      queue.splice(queue.indexOf(entry), 1)
      finish(entry, 'cancelled', { code: 'CANCELLED', facts: {} })
    } else if (entry.state.state === 'running') {
      entry.state.state = 'cancelling'
      emit(entry)
      entry.abort.abort()
    }
  }

  return {
    start: (request) => {
      let end = (): void => {}
      const ended = new Promise<void>((resolve) => {
        end = resolve
      })
      const id = randomUUID()
      const state: JobState = {
        id,
        method: request.method,
        state: 'queued',
        phase: 'working',
        done: 0,
        total: 0,
        perSecond: 0,
        secondsLeft: null,
        startedAt: new Date().toISOString(),
        failure: null,
        subject: request.subject,
      }
      const entry: Entry = {
        state,
        request,
        abort: new AbortController(),
        clock: progressClock(),
        result: undefined,
        hasResult: false,
        emittedAt: -eventIntervalMs,
        timer: null,
        ended,
        end,
      }
      entries.set(id, entry)
      queue.push(entry)
      // The handle reaches the caller before the first event does.
      setImmediate(pump)
      return id
    },
    list: () => [...entries.values()].reverse().map((entry) => ({ ...entry.state })),
    cancel: (id) => cancel(find(id)),
    result: (id) => {
      const { state, hasResult, result } = find(id)
      if (!isOver(state.state)) return fail('JOB_NOT_DONE', { job: id })
      if (state.failure !== null) throw new Failure(state.failure as ReturnType<typeof toFailureValue>)
      return hasResult ? result : fail('JOB_UNKNOWN', { job: id })
    },
    made: (id, method) => {
      const entry = entries.get(id)
      return entry?.state.method === method && entry.hasResult ? entry.result : null
    },
    settle: async (except) => {
      const others = [...entries.values()].filter((entry) => entry.state.id !== except && !isOver(entry.state.state))
      for (const entry of others) cancel(entry)
      await Promise.all(others.map((entry) => entry.ended))
    },
    forgetResults: () => {
      for (const entry of entries.values()) {
        if (!isOver(entry.state.state)) continue
        entry.hasResult = false
        entry.result = undefined
      }
    },
  }
}
