// The protected cube that a chart or a block of a report speaks of. In: the name of a saved table or indicator, how
// much stricter than the policy. Out: a protected cube. Never an unprotected one: what stands on a page has left the
// office.
import type { Stricter } from '#shared/model/officePolicy.ts'
import type { CubeSource } from '#shared/model/chart.ts'
import type { ProtectedCube } from '#shared/model/cube.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { computeIndicator } from '#engine/analyse/indicators/computeIndicator.ts'
import { protectCube, protectDefinition } from '#engine/analyse/protect/protectCube.ts'
import { definitionRepository } from '#engine/workspace/files/catalogDefinitions.ts'

export const sourceCube = async (
  context: EngineContext,
  source: CubeSource,
  stricter: Stricter,
  job: JobContext,
): Promise<ProtectedCube> => {
  const definitions = definitionRepository(context.workspace().catalog)
  if (source.from === 'table')
    return protectDefinition(context, definitions.get('table', source.id), { engine: 'duckdb', stricter }, job)
  const cube = await computeIndicator(context, definitions.get('indicator', source.id), { engine: 'duckdb' }, job)
  job.throwIfCancelled()
  return protectCube(context, cube, { stricter }, job)
}
