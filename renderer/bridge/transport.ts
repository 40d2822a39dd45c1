// Text in, text out over window.statdesk: one request, one reply, and a fan-out of events.
// Knows nothing of methods or jobs; what fails comes out as a Failure.
import type { Bridge, HostEvents } from '#shared/contract/host.ts'
import type { EventMessage } from '#shared/contract/protocol.ts'
import type { Events } from '#shared/contract/events.ts'
import { parseExact, stringifyExact } from '#shared/model/exact.ts'
import { Failure, failureValueSchema } from '#shared/model/failure.ts'
import type { FailureValue } from '#shared/model/failure.ts'

export type AllEvents = Events & HostEvents
export type AnyEventName = keyof AllEvents
type Listener = (payload: never) => void

export type Transport = {
  request(method: string, params: unknown): Promise<unknown>
  on<E extends AnyEventName>(event: E, listener: (payload: AllEvents[E]) => void): () => void
  dispose(): void
}

const failureOf = (value: unknown): Failure => {
  const parsed = failureValueSchema.safeParse(value)
  return new Failure(
    parsed.success ? (parsed.data as FailureValue) : { code: 'UNEXPECTED', facts: {}, detail: String(value) },
  )
}

export const createTransport = (bridge: Bridge): Transport => {
  const listeners = new Map<string, Set<Listener>>()
  const unsubscribe = bridge.subscribe((text) => {
    const message = parseExact(text) as EventMessage
    for (const listener of listeners.get(message.event) ?? []) listener(message.payload as never)
  })
  return {
    async request(method, params) {
      const reply = parseExact(await bridge.invoke(method, stringifyExact(params ?? {}))) as {
        ok: boolean
        result?: unknown
        failure?: unknown
      }
      if (!reply.ok) throw failureOf(reply.failure)
      return reply.result
    },
    on(event, listener) {
      const set = listeners.get(event) ?? new Set<Listener>()
      listeners.set(event, set)
      set.add(listener as Listener)
      return () => set.delete(listener as Listener)
    },
    dispose: unsubscribe,
  }
}
