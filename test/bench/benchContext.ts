// An open workspace with the context a handler gets, for timing inside one process. In: a folder. Out: the engine's own
// modules can run.
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { openWorkspace } from '#engine/workspace/files/openWorkspace.ts'
import { quietJob, testContext } from '../support/engine/testContext.ts'

export const benchPassphrase = 'bench passphrase'

export const openBench = async (
  folder: string,
): Promise<{ context: EngineContext; job: JobContext; close: () => Promise<void> }> => {
  const workspace = await openWorkspace(folder, { passphrase: benchPassphrase, readOnly: false, user: 'bench' })
  const context = testContext(() => workspace, { user: 'bench', program: 'StatDesk bench' })
  const job = quietJob()
  return { context, job, close: () => workspace.close() }
}
