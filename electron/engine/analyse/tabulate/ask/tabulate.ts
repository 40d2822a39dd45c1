// A table definition → a cube, over the open workspace: the one public function of this folder.
// In: the engine's context, a definition, which engine. Out: a cube, not yet protected. Never a change to any data.
import type { Cube } from '#shared/model/cube.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { inOneState } from '#engine/workspace/records/oneState.ts'
import { knownCheck } from '../plan/knownChecks.ts'
import { tableModel } from '../plan/tableModel.ts'
import { tabulateModel } from '../plan/tabulateModel.ts'
import type { TabulateOptions } from '../plan/tabulateModel.ts'

export const tabulate = async (
  context: EngineContext,
  definition: TableDefinition,
  options: TabulateOptions,
  job: JobContext,
): Promise<Cube> =>
  inOneState(context.workspace(), [definition.dataset], job, async () => {
    const model = tableModel(context, definition.dataset)
    const cube = await tabulateModel(model, definition, options, job)
    const check = options.sample ? null : knownCheck(model, definition)
    return check === null ? cube : { ...cube, provenance: { ...cube.provenance, check } }
  })
