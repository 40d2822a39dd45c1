// How a method of the contract is declared: kind, request schema, policy, response type. Types are inferred from here,
// never written twice.
import type { z } from 'zod'
import { policyOf } from './policy.ts'
import type { MethodPolicy, PolicyInput } from './policy.ts'

/** query: reads, may be repeated · command: changes something, quick · job: long, answers with a job id. */
export type MethodKind = 'query' | 'command' | 'job'

declare const responseType: unique symbol
export type Method<K extends MethodKind, S extends z.ZodType, R> = {
  kind: K
  request: S
  /** Request fields that hold file-system paths; the host lets them pass only if a dialog granted them. */
  paths: readonly string[]
  /** What the door of the engine asks and does for this row. */
  policy: MethodPolicy
  [responseType]?: R
}

const method =
  <K extends MethodKind>(kind: K) =>
  <R>() =>
  <S extends z.ZodType>(request: S, paths: readonly string[] = [], policy: PolicyInput = {}): Method<K, S, R> => ({
    kind,
    request,
    paths,
    policy: policyOf(policy),
  })

export const query = method('query')
export const command = method('command')
export const job = method('job')

export type RequestInput<M> = M extends Method<MethodKind, infer S, unknown> ? z.input<S> : never
export type RequestOf<M> = M extends Method<MethodKind, infer S, unknown> ? z.output<S> : never
export type ResponseOf<M> = M extends Method<MethodKind, z.ZodType, infer R> ? R : never
