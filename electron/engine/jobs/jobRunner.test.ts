// The job runner: queue, throttling, rates, cancel, results.
import { describe, expect, it } from 'vitest'
import { Failure, fail } from '#shared/model/failure.ts'
import type { JobState } from '#shared/model/job.ts'
import type { JobContext } from '#engine/workspace/context.ts'
import { progressClock } from './jobProgress.ts'
import { createJobRunner } from './jobRunner.ts'

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms)
  })
const runnerWithEvents = (parallel?: number) => {
  const events: JobState[] = []
  return {
    events,
    runner: createJobRunner({
      onChange: (state) => events.push(state),
      ...(parallel === undefined ? {} : { parallel }),
    }),
  }
}
const start = (
  runner: ReturnType<typeof createJobRunner>,
  run: (job: JobContext) => Promise<unknown>,
  exclusive = false,
): string => runner.start({ method: 'table.run', subject: 'x', exclusive, run })
const ended = async (runner: ReturnType<typeof createJobRunner>, id: string): Promise<JobState> => {
  for (let i = 0; i < 500; i += 1) {
    const state = runner.list().find((job) => job.id === id)
    if (state && ['done', 'failed', 'cancelled'].includes(state.state)) return state
    await pause(5)
  }
  throw new Error('job did not end')
}
const codeOf = (work: () => unknown): string => {
  try {
    work()
    return 'none'
  } catch (error) {
    return error instanceof Failure ? error.value.code : String(error)
  }
}

describe('the job runner', () => {
  it('answers the result of a done job and the failure of a failed one', async () => {
    const { runner, events } = runnerWithEvents()
    const good = start(runner, async () => ({ answer: 42 }))
    expect(codeOf(() => runner.result(good))).toBe('JOB_NOT_DONE')
    await ended(runner, good)
    expect(runner.result(good)).toEqual({ answer: 42 })
    const bad = start(runner, async () => fail('TABLE_EMPTY'))
    expect((await ended(runner, bad)).failure?.code).toBe('TABLE_EMPTY')
    expect(codeOf(() => runner.result(bad))).toBe('TABLE_EMPTY')
    const broken = start(runner, async () => {
      throw new TypeError('oh')
    })
    expect((await ended(runner, broken)).failure).toMatchObject({ code: 'UNEXPECTED' })
    expect(codeOf(() => runner.result('nobody'))).toBe('JOB_UNKNOWN')
    expect(events.filter((event) => event.id === good).map((event) => event.state)).toEqual(['running', 'done'])
  })

  it('runs one exclusive job at a time, in order, and others beside it', async () => {
    const { runner } = runnerWithEvents()
    const log: string[] = []
    const job = (name: string, ms: number) => async () => {
      log.push(`+${name}`)
      await pause(ms)
      log.push(`-${name}`)
    }
    const a = start(runner, job('import a', 60), true)
    const b = start(runner, job('import b', 20), true)
    const c = start(runner, job('table', 5))
    await Promise.all([a, b, c].map((id) => ended(runner, id)))
    expect(log).toEqual(['+import a', '+table', '-table', '-import a', '+import b', '-import b'])
  })

  it('keeps to its number of parallel jobs', async () => {
    const { runner } = runnerWithEvents(2)
    let now = 0
    let most = 0
    const ids = Array.from({ length: 7 }, () =>
      start(runner, async () => {
        most = Math.max(most, ++now)
        await pause(10)
        now -= 1
      }),
    )
    await Promise.all(ids.map((id) => ended(runner, id)))
    expect(most).toBe(2)
  })

  it('cancels a running job, a queued one, and leaves an ended one alone', async () => {
    const { runner } = runnerWithEvents()
    const running = start(
      runner,
      async (job) => {
        for (;;) {
          await pause(5)
          job.throwIfCancelled()
        }
      },
      true,
    )
    let ran = false
    const queued = start(
      runner,
      async () => {
        ran = true
      },
      true,
    )
    await pause(20)
    runner.cancel(queued)
    runner.cancel(running)
    expect(runner.list().find((job) => job.id === running)?.state).toBe('cancelling')
    expect((await ended(runner, running)).state).toBe('cancelled')
    expect((await ended(runner, queued)).state).toBe('cancelled')
    await pause(20)
    expect(ran).toBe(false)
    expect(codeOf(() => runner.result(running))).toBe('CANCELLED')
    runner.cancel(running)
    expect(codeOf(() => runner.cancel('nobody'))).toBe('JOB_UNKNOWN')
  })

  it('tells an interrupted query from a failure that came while cancelling', async () => {
    const { runner } = runnerWithEvents()
    const until = (error: Error) => (job: JobContext) =>
      new Promise<never>((_, reject) => {
        job.signal.addEventListener('abort', () => reject(error))
      })
    const interrupted = start(runner, until(new Error('INTERRUPT Error: Interrupted!')))
    const full = start(runner, until(new Failure({ code: 'DISK_FULL', facts: { path: 'x' } })))
    await pause(10)
    runner.cancel(interrupted)
    runner.cancel(full)
    expect((await ended(runner, interrupted)).state).toBe('cancelled')
    expect((await ended(runner, full)).failure?.code).toBe('DISK_FULL')
  })

  it('sends at most ten events a second and never loses the last word', async () => {
    const { runner, events } = runnerWithEvents()
    const id = start(runner, async (job) => {
      for (let done = 1; done <= 300; done += 1) {
        job.progress({ phase: 'reading', done, total: 300 })
        await pause(1)
      }
      job.progress({ phase: 'writing', done: 7, total: 9 })
    })
    await ended(runner, id)
    const last = events.at(-1)
    expect(last).toMatchObject({ state: 'done', phase: 'writing' })
    // About 0.4 s of work: a handful, not three hundred.
    expect(events.length).toBeLessThan(15)
    await pause(150)
    expect(events.at(-1)).toBe(last)
  })

  it('settles all jobs but one and forgets old results', async () => {
    const { runner } = runnerWithEvents(100)
    const forever = (job: JobContext): Promise<void> =>
      new Promise((_, reject) => {
        job.signal.addEventListener('abort', () => reject(new Failure({ code: 'CANCELLED', facts: {} })))
      })
    const ids = Array.from({ length: 3 }, () => start(runner, forever))
    await pause(10)
    await runner.settle(ids[0])
    expect(
      runner
        .list()
        .map((job) => job.state)
        .sort(),
    ).toEqual(['cancelled', 'cancelled', 'running'])
    await runner.settle()
    const many: string[] = []
    for (let i = 0; i < 30; i += 1) many.push(start(runner, async () => i))
    await Promise.all(many.map((id) => ended(runner, id)))
    expect(codeOf(() => runner.result(many[0]!))).toBe('JOB_UNKNOWN')
    expect(runner.result(many[29]!)).toBe(29)
    runner.forgetResults()
    expect(codeOf(() => runner.result(many[29]!))).toBe('JOB_UNKNOWN')
  })
})

describe('the progress clock', () => {
  it('tells rate and time left, and follows a change of pace', () => {
    const clock = progressClock()
    clock.reset(0, 0)
    for (let at = 250; at <= 5000; at += 250) clock.update(at, at)
    expect(clock.perSecond()).toBe(1000)
    expect(clock.secondsLeft(5000, 15_000)).toBe(10)
    for (let at = 5250; at <= 25_000; at += 250) clock.update(at, 5000 + (at - 5000) / 10)
    expect(clock.perSecond()).toBeGreaterThan(90)
    expect(clock.perSecond()).toBeLessThan(110)
    clock.reset(25_000, 0)
    expect(clock.secondsLeft(0, 100)).toBeNull()
  })
})
