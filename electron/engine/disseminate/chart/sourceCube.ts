// The protected cube that a chart or a block of a report speaks of. In: the name of a saved table or indicator, the minimum
// frequency. Out: a protected cube. Never an unprotected one: what stands on a page has left the office.
import type { CubeSource } from '#shared/model/chart.ts'
import type { ProtectedCube } from '#shared/model/cube.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { computeIndicator } from '#engine/analyse/indicators/computeIndicator.ts'
import { protectCube } from '#engine/analyse/protect/protectCube.ts'
import { definitionRepository } from '#engine/workspace/files/catalogDefinitions.ts'
import { tabulate } from '#engine/analyse/tabulate/ask/tabulate.ts'

export const sourceCube = async (
  context: EngineContext,
  source: CubeSource,
  minimum: number,
  job: JobContext,
): Promise<ProtectedCube> => {
  const definitions = definitionRepository(context.workspace().catalog)
  const cube =
    source.from === 'table'
      ? await tabulate(context, definitions.get('table', source.id), { engine: 'duckdb' }, job)
      : await computeIndicator(context, definitions.get('indicator', source.id), { engine: 'duckdb' }, job)
  job.throwIfCancelled()
  return protectCube(context, cube, { minimum }, job)
}
