// The small workspace of enterprises behind the door of the engine: calls are admitted, logged and registered as from
// the window. In: nothing. Out: a way to ask, and the folder to write into. Only for tests.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { methods } from '#shared/contract/methods.ts'
import type { MethodInput, MethodName, MethodResponse } from '#shared/contract/methods.ts'
import { Failure } from '#shared/model/failure.ts'
import type { JobState } from '#shared/model/job.ts'
import { createEngine } from '#engine/engine.ts'
import { firmWorkspace } from './firmWorkspace.ts'

export type FirmEngine = {
  ask<M extends MethodName>(method: M, input: MethodInput<M>): Promise<MethodResponse<M>>
  /** The same, with the handle of the job. */
  job(method: MethodName, input: unknown): Promise<string>
  /** A new file or folder to write to. */
  target(name: string): string
  close(): Promise<void>
}

export const firmEngine = async (): Promise<FirmEngine> => {
  const { folder, workspace, close } = await firmWorkspace()
  await workspace.close()
  await mkdir(join(folder, 'out'))
  const ended = new Map<string, JobState>()
  const engine = createEngine({
    program: 'StatDesk test',
    user: 'tester',
    emit: (event, payload) => {
      if (event !== 'job.changed') return
      const state = payload as JobState
      if (['done', 'failed', 'cancelled'].includes(state.state)) ended.set(state.id, state)
    },
  })
  const job = async (method: MethodName, input: unknown): Promise<string> => {
    const { job: id } = (await engine.call(method, input)) as { job: string }
    while (!ended.has(id))
      await new Promise((done) => {
        setTimeout(done, 3)
      })
    const failure = ended.get(id)?.failure
    if (failure) throw new Failure(failure as Failure['value'])
    return id
  }
  let files = 0
  const made: FirmEngine = {
    job,
    ask: async (method, input) => {
      if (methods[method].kind !== 'job') return (await engine.call(method, input)) as never
      return (await engine.call('jobs.result', { job: await job(method, input) })) as never
    },
    target: (name) => join(folder, 'out', `${(files += 1)}_${name}`),
    close: async () => {
      await engine.close()
      await close()
    },
  }
  await made.ask('workspace.open', { path: join(folder, 'ws'), passphrase: null })
  return made
}
