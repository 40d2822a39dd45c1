// What every handler of the engine is given: the open workspace, the caller's job, paths. Made by engine.ts, once a
// process.
import type { JobMethodName, DirectMethodName, MethodRequest, MethodResponse } from '#shared/contract/methods.ts'
import type { EventName, Events } from '#shared/contract/events.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import type { ReleaseBook } from './files/catalogReleases.ts'

/** Handed to a running job. */
export type JobContext = {
  id: string
  signal: AbortSignal
  /** Names the phase and what it works on; done/total may be rows or steps. Cheap: throttled by the job runner. */
  progress(update: { phase?: string; done?: number; total?: number; subject?: string }): void
  /** Throws CANCELLED when the user asked; call it between chunks. */
  throwIfCancelled(): void
}

/** What an entry of the log tells beside action and user. */
export type ActFacts = { subject?: string; records?: number; reason?: string }

export type EngineContext = {
  /** The open workspace, or fails WORKSPACE_NONE. */
  workspace(): Workspace
  currentWorkspace(): Workspace | null
  setWorkspace(workspace: Workspace | null): void
  emit<E extends EventName>(event: E, payload: Events[E]): void
  /** Whoever acts, for the log: the person signed in, or the user of the machine where nobody has a key. */
  user: string
  /** Whose signature the door proved, where the row of the method wants one. */
  signer?: string
  /** Program name and version written into outputs: "StatDesk 0.1.0". */
  program: string
  /** Tells the log more of this call than its request says; null: nothing worth an entry (never of what leaves). */
  account(facts: ActFacts | null): void
  /** Notes each table protected in this call: it leaves, or is kept to leave later. Absent: it is only looked at. */
  releases?: ReleaseBook
  /** Views of explore and other per-workspace state are dropped by functions registered here when it closes. */
  onWorkspaceClose(dispose: () => void): void
}

export type DirectHandler<M extends DirectMethodName> = (
  context: EngineContext,
  request: MethodRequest<M>,
) => MethodResponse<M> | Promise<MethodResponse<M>>
export type JobHandler<M extends JobMethodName> = (
  context: EngineContext,
  request: MethodRequest<M>,
  job: JobContext,
) => Promise<MethodResponse<M>>

/** The handlers of some methods: `export const linkHandlers: HandlersFor<'links.list' | 'links.run'> = {…}`. */
export type HandlersFor<M extends DirectMethodName | JobMethodName> = {
  [K in M]: K extends JobMethodName ? JobHandler<K> : K extends DirectMethodName ? DirectHandler<K> : never
}
