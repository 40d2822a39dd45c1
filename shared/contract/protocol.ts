// Messages between a host and the engine process, and between the page and its host: JSON text both ways.
// A reply answers exactly one request by id; events have none.
import type { FailureValue } from '../model/failure.ts'
import type { EventName, Events } from './events.ts'

export type RequestMessage = { type: 'request'; id: number; method: string; params: unknown }
/** Asks the engine process to close its databases and exit. */
export type ShutdownMessage = { type: 'shutdown' }
export type ReplyMessage =
  | { type: 'reply'; id: number; ok: true; result: unknown }
  | { type: 'reply'; id: number; ok: false; failure: FailureValue }
export type EventMessage = { [E in EventName]: { type: 'event'; event: E; payload: Events[E] } }[EventName]
export type EngineMessage = ReplyMessage | EventMessage | { type: 'ready' }

/** A job method replies at once with this; the result is fetched by jobs.result when job.changed says done. */
export type JobHandle = { job: string }
