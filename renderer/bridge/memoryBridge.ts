// A Bridge that answers from functions in memory: for tests of components and for looking at screens without an engine.
// In: handlers by method name. Out: the same texts a host would send, jobs included. Never part of the product's
// bundle.
import type { Bridge, HostMethodName, HostMethodRequest, HostMethodResponse } from '#shared/contract/host.ts'
import { hostMethods } from '#shared/contract/host.ts'
import { methods } from '#shared/contract/methods.ts'
import type { MethodName, MethodRequest, MethodResponse } from '#shared/contract/methods.ts'
import { parseExact, stringifyExact } from '#shared/model/exact.ts'
import { Failure, toFailureValue } from '#shared/model/failure.ts'
import type { JobState } from '#shared/model/job.ts'
import type { AllEvents, AnyEventName } from './transport.ts'

type Answer<T> = T | Promise<T>
export type MemoryHandlers = {
  [M in MethodName]?: (request: MethodRequest<M>, job: MemoryJob) => Answer<MethodResponse<M>>
} & { [M in HostMethodName]?: (request: HostMethodRequest<M>) => Answer<HostMethodResponse<M>> }
/** What a job handler of the memory bridge can do beside answering. */
export type MemoryJob = { signal: AbortSignal; progress(update: Partial<JobState>): void }
export type MemoryBridge = Bridge & { emit<E extends AnyEventName>(event: E, payload: AllEvents[E]): void }

export const createMemoryBridge = (handlers: MemoryHandlers): MemoryBridge => {
  const listeners = new Set<(message: string) => void>()
  const results = new Map<string, unknown>()
  const running = new Map<string, AbortController>()
  let lastJob = 0

  const emit: MemoryBridge['emit'] = (event, payload) => {
    const text = stringifyExact({ type: 'event', event, payload })
    for (const listener of listeners) listener(text)
  }

  const startJob = (
    method: string,
    handler: (request: never, job: MemoryJob) => unknown,
    request: unknown,
  ): { job: string } => {
    const id = `memory-${++lastJob}`
    const controller = new AbortController()
    running.set(id, controller)
    let state: JobState = {
      id,
      method,
      state: 'running',
      phase: 'working',
      done: 0,
      total: 0,
      perSecond: 0,
      secondsLeft: null,
      startedAt: '2026-01-05T08:00:00.000Z',
      failure: null,
      subject: '',
    }
    const tell = (update: Partial<JobState>): void => {
      state = { ...state, ...update }
      emit('job.changed', state)
    }
    const run = async (): Promise<void> => {
      try {
        tell({})
        const result = await handler(request as never, { signal: controller.signal, progress: tell })
        if (controller.signal.aborted) return tell({ state: 'cancelled' })
        results.set(id, result)
        tell({ state: 'done', done: state.total })
      } catch (thrown) {
        tell(controller.signal.aborted ? { state: 'cancelled' } : { state: 'failed', failure: toFailureValue(thrown) })
      } finally {
        running.delete(id)
      }
    }
    // After the handle has been answered, as a real engine does.
    setTimeout(() => void run(), 0)
    return { job: id }
  }

  const answer = async (method: string, params: unknown): Promise<unknown> => {
    if (method === 'jobs.result') return results.get((params as { job: string }).job)
    if (method === 'jobs.cancel') {
      running.get((params as { job: string }).job)?.abort()
      return null
    }
    const declared =
      (methods as Record<string, (typeof methods)[MethodName] | undefined>)[method] ??
      (hostMethods as Record<string, (typeof hostMethods)[HostMethodName] | undefined>)[method]
    if (!declared) throw new Failure({ code: 'METHOD_UNKNOWN', facts: { method } })
    const parsed = declared.request.safeParse(params)
    if (!parsed.success) {
      const issue = parsed.error.issues[0]
      throw new Failure({
        code: 'REQUEST_INVALID',
        facts: { method, field: issue?.path.join('.') ?? '', reason: issue?.message ?? '' },
      })
    }
    const handler = (handlers as Record<string, ((request: never, job: MemoryJob) => unknown) | undefined>)[method]
    if (!handler) throw new Failure({ code: 'METHOD_UNKNOWN', facts: { method } })
    if (declared.kind === 'job') return startJob(method, handler, parsed.data)
    return handler(parsed.data as never, { signal: new AbortController().signal, progress: () => undefined })
  }

  return {
    emit,
    async invoke(method, params) {
      try {
        return stringifyExact({ type: 'reply', ok: true, result: (await answer(method, parseExact(params))) ?? null })
      } catch (thrown) {
        return stringifyExact({ type: 'reply', ok: false, failure: toFailureValue(thrown) })
      }
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
