// What a screen may ask: call (engine query or command), runJob (long work), callHost (dialogs, printing), onEvent.
// In: typed method names of the contract. Out: typed answers, or a Failure thrown. Never SQL, never a component.
import type { Bridge, HostMethodInput, HostMethodName, HostMethodResponse } from '#shared/contract/host.ts'
import type { DirectMethodName, JobMethodName, MethodInput, MethodResponse } from '#shared/contract/methods.ts'
import type { JobHandle } from '#shared/contract/protocol.ts'
import { Failure } from '#shared/model/failure.ts'
import type { JobState } from '#shared/model/job.ts'
import { createTransport } from './transport.ts'
import type { AllEvents, AnyEventName, Transport } from './transport.ts'

declare global {
  var statdesk: Bridge | undefined
}

type Waiting = {
  onProgress: ((state: JobState) => void) | undefined
  settle: (state: JobState) => void
  reject: (failure: Failure) => void
}

const ended = (state: JobState): boolean =>
  state.state === 'done' || state.state === 'failed' || state.state === 'cancelled'

let transport: Transport | null = null
const waiting = new Map<string, Waiting>()
/** Last state of jobs whose end may be told before their handle arrives. */
const early = new Map<string, JobState>()

const connect = (): Transport => {
  if (transport) return transport
  const bridge = globalThis.statdesk
  if (!bridge)
    throw new Failure({
      code: 'UNEXPECTED',
      facts: {},
      detail: 'window.statdesk is missing: the page was not opened by its host',
    })
  transport = createTransport(bridge)
  transport.on('job.changed', (state) => {
    const waiter = waiting.get(state.id)
    if (!waiter) {
      early.set(state.id, state)
      if (early.size > 200) early.delete([...early.keys()][0] ?? '')
      return
    }
    waiter.onProgress?.(state)
    if (ended(state)) waiter.settle(state)
  })
  transport.on('engine.crashed', () => {
    for (const [id, waiter] of waiting) {
      waiting.delete(id)
      waiter.reject(new Failure({ code: 'ENGINE_CRASHED', facts: {} }))
    }
  })
  return transport
}

/** Drops the connection; the next call takes window.statdesk anew. For tests. */
export const disconnect = (): void => {
  transport?.dispose()
  transport = null
  waiting.clear()
  early.clear()
}

/** Asks the engine for something quick. */
export const call = async <M extends DirectMethodName>(method: M, input: MethodInput<M>): Promise<MethodResponse<M>> =>
  (await connect().request(method, input)) as MethodResponse<M>

/** Asks the host: dialogs, settings, printing. */
export const callHost = async <M extends HostMethodName>(
  method: M,
  input: HostMethodInput<M>,
): Promise<HostMethodResponse<M>> => (await connect().request(method, input)) as HostMethodResponse<M>

/** Listens to an event of engine or host; returns the unsubscriber. */
export const onEvent = <E extends AnyEventName>(event: E, listener: (payload: AllEvents[E]) => void): (() => void) =>
  connect().on(event, listener)

export type JobOptions = {
  onProgress?: (state: JobState) => void
  signal?: AbortSignal
  /** The handle, for those that hand it on: the host prints a report by it. */
  onStart?: (job: string) => void
}

const waitForEnd = (id: string, { onProgress, signal }: JobOptions): Promise<JobState> =>
  new Promise((resolve, reject) => {
    const cancel = (): void => {
      call('jobs.cancel', { job: id }).catch(() => undefined)
    }
    const finish = (): void => {
      waiting.delete(id)
      early.delete(id)
      signal?.removeEventListener('abort', cancel)
    }
    const settle = (state: JobState): void => {
      finish()
      resolve(state)
    }
    waiting.set(id, {
      onProgress,
      settle,
      reject: (failure) => {
        finish()
        reject(failure)
      },
    })
    const known = early.get(id)
    if (known) {
      onProgress?.(known)
      if (ended(known)) return settle(known)
    }
    if (signal?.aborted) cancel()
    else signal?.addEventListener('abort', cancel)
  })

/** Starts long work and waits for its answer. Aborting `signal` cancels it; it then throws CANCELLED. */
export const runJob = async <M extends JobMethodName>(
  method: M,
  input: MethodInput<M>,
  options: JobOptions = {},
): Promise<MethodResponse<M>> => {
  if (options.signal?.aborted) throw new Failure({ code: 'CANCELLED', facts: {} })
  const { job } = (await connect().request(method, input)) as JobHandle
  options.onStart?.(job)
  const state = await waitForEnd(job, options)
  if (state.state === 'failed')
    throw new Failure((state.failure as Failure['value'] | null) ?? { code: 'UNEXPECTED', facts: {} })
  if (state.state === 'cancelled') throw new Failure({ code: 'CANCELLED', facts: {} })
  return (await call('jobs.result', { job })) as MethodResponse<M>
}
