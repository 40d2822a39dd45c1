// What a handler of the engine is given, for tests: a workspace nobody else watches, a job nobody cancels. In: how to
// find the workspace, what differs. Out: a context, a job. Never an event delivered, never an entry accounted for.
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'

/** The workspace is asked for at each use, so that it may be opened later. */
export const testContext = (workspace: () => Workspace, differs: Partial<EngineContext> = {}): EngineContext => ({
  workspace,
  currentWorkspace: workspace,
  setWorkspace: () => undefined,
  emit: () => undefined,
  account: () => undefined,
  onWorkspaceClose: () => undefined,
  user: 'tester',
  program: 'StatDesk test',
  ...differs,
})

/** A job nobody watches. */
export const quietJob = (): JobContext => ({
  id: 'test',
  signal: new AbortController().signal,
  progress: () => undefined,
  throwIfCancelled: () => undefined,
})
