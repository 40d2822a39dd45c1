// What can go wrong, as a value: a stable code, the facts of this case, and a message in both languages (messages.ts).
// Thrown inside the engine, serialised at the boundary, shown to the user. Never a bare string, never a stack trace
// alone.
import { z } from 'zod'
import type { FailureCode } from './messages.ts'

export type FailureFacts = Record<string, string | number>

export const failureValueSchema = z.object({
  code: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
  detail: z.string().optional(),
})

/** `code` is stable across versions; `facts` fill the message's {placeholders}; `detail` is for the foldable part. */
export type FailureValue = { code: FailureCode; facts: FailureFacts; detail?: string }

export class Failure extends Error {
  readonly value: FailureValue
  constructor(value: FailureValue, options?: { cause?: unknown }) {
    super(`${value.code} ${JSON.stringify(value.facts)}${value.detail ? `: ${value.detail}` : ''}`, options)
    this.name = 'Failure'
    this.value = value
  }
}

/** Throws a Failure. Use `return fail(…)`/`throw` at the place that knows the facts. */
export const fail = (code: FailureCode, facts: FailureFacts = {}, detail?: string, cause?: unknown): never => {
  throw new Failure(detail === undefined ? { code, facts } : { code, facts, detail }, { cause })
}

/** Any thrown thing as a FailureValue; what was not foreseen becomes UNEXPECTED with its message as detail. */
export const toFailureValue = (thrown: unknown): FailureValue => {
  if (thrown instanceof Failure) return thrown.value
  const detail = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
  return { code: 'UNEXPECTED', facts: {}, detail }
}
