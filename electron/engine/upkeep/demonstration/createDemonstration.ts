// Makes the demonstration workspace the way any workspace is filled: delivery files are written, imported, linked,
// definitions saved. In: a folder, scale, seed. Out: Workspace. Never data that did not come through intake; a failure
// removes what was made.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildBeside } from '#engine/workspace/files/buildBeside.ts'
import { openWorkspace } from '#engine/workspace/files/openWorkspace.ts'
import { demonstrationDefinitions } from './definitions.ts'
import { writeDemonstration } from './writeDemonstration.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { importFolder } from '#engine/collect/runs/importFolder.ts'
import { runLink } from '#engine/process/link/runLink.ts'
import { Failure } from '#shared/model/failure.ts'
import { definitionRepository } from '#engine/workspace/files/catalogDefinitions.ts'
import { createWorkspace } from '#engine/workspace/files/createWorkspace.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'

export type DemonstrationRequest = { path: string; scale: number; seed: number }

const name = 'Dữ liệu mô phỏng / Synthetic data'

export const createDemonstration = async (
  context: EngineContext,
  { path, scale, seed }: DemonstrationRequest,
  job: JobContext,
): Promise<Workspace> => {
  const building = await buildBeside(path)
  // Under its own name only when it is complete: one that was cut off is never opened as a whole one.
  const workspace = await createWorkspace(building.folder, {
    name,
    passphrase: null,
    demonstration: true,
    user: context.user,
  }).catch((error: unknown) => {
    building.discard()
    throw error
  })
  // The parts write to the new workspace; the one on screen stays open until this one is complete.
  const inside: EngineContext = {
    ...context,
    workspace: () => workspace,
    currentWorkspace: () => workspace,
    setWorkspace: () => undefined,
    emit: () => undefined,
  }
  const deliveries = mkdtempSync(join(tmpdir(), 'statdesk-demo-'))
  try {
    job.progress({ phase: 'generating', done: 0, total: 0 })
    await writeDemonstration(deliveries, { scale, seed }, job)
    job.throwIfCancelled()
    const { results } = await importFolder(inside, { path: deliveries }, job)
    const failed = results.find((result) => result.outcome === 'failed')?.failure
    if (failed) throw new Failure(failed as Failure['value'])
    for (const definition of demonstrationDefinitions) {
      job.throwIfCancelled()
      definitionRepository(workspace.catalog).save(definition, context.user)
      if (definition.kind === 'link') await runLink(inside, definition, job)
    }
    await workspace.close()
    building.finish()
    return await openWorkspace(path, { passphrase: null, readOnly: false, user: context.user })
  } catch (error) {
    await workspace.close()
    building.discard()
    throw error
  } finally {
    rmSync(deliveries, { recursive: true, force: true })
  }
}
