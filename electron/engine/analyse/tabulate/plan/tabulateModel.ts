// A table definition over a model → a cube: prepare, compute the wide cube from records, derive figures, arrange. Start
// here. Never computes a total from displayed cells; never changes anything.
import { screenCells } from '#shared/model/cube.ts'
import type { Cube, Provenance } from '#shared/model/cube.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import { withTotals } from '#shared/model/totals.ts'
import type { JobContext } from '#engine/workspace/context.ts'
import { arrangeCube } from '../derive/arrangeCube.ts'
import { deriveMeasures } from '../derive/deriveMeasures.ts'
import type { TableModel } from './model.ts'
import type { ContributionRequest } from './plan.ts'
import { prepareTable } from './prepare.ts'
import { computeWide } from '../cells/wideCube.ts'
import type { Wide } from '../cells/wideCube.ts'

export const screenLimit = screenCells
/** Cells of a table written to a file: measured to be computed well within two gigabytes. */
export const fileLimit = 25_000_000

export type TabulateOptions = { engine: Provenance['engine']; sample?: boolean; limit?: number }

/** Cells count with all totals computed, of which some may not be shown. */
export const tabulateWide = (
  model: TableModel,
  definition: TableDefinition,
  options: TabulateOptions & { contributions?: ContributionRequest | null },
  job: JobContext,
): Promise<Wide> =>
  computeWide(
    prepareTable(model, definition, options.contributions ?? null),
    withTotals(definition, model.dataset),
    { engine: options.engine, sample: options.sample ?? false, limit: options.limit ?? screenLimit },
    job,
  )

/** What an analyst asked for, from the wide cube; also from one that was protected. */
export const finishCube = (wide: Cube, definition: TableDefinition): Cube =>
  arrangeCube(deriveMeasures(wide, definition), definition)

export const tabulateModel = async (
  model: TableModel,
  asked: TableDefinition,
  options: TabulateOptions,
  job: JobContext,
): Promise<Cube> => {
  const started = performance.now()
  const definition = withTotals(asked, model.dataset)
  const { cube } = await tabulateWide(model, definition, options, job)
  const finished = finishCube(cube, definition)
  return { ...finished, provenance: { ...finished.provenance, seconds: (performance.now() - started) / 1000 } }
}
