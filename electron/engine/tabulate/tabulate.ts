// A table definition → a cube, over the open workspace: the one public function of this folder.
// In: the engine's context, a definition, which engine. Out: a cube, not yet protected. Never a change to any data.
import type { Cube } from '#shared/model/cube.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import type { EngineContext, JobContext } from '../context.ts'
import { tableModel } from './tableModel.ts'
import { tabulateModel } from './tabulateModel.ts'
import type { TabulateOptions } from './tabulateModel.ts'

export const tabulate = (context: EngineContext, definition: TableDefinition, options: TabulateOptions, job: JobContext): Promise<Cube> =>
  tabulateModel(tableModel(context, definition.dataset), definition, options, job)
