// Tables and indicators as files. In: validated requests. Out: the file's facts. What leaves passes protection first.
import type { HandlersFor } from '#engine/workspace/context.ts'
import { computeIndicator } from '#engine/analyse/indicators/computeIndicator.ts'
import { protectCube, protectDefinition } from '#engine/analyse/protect/protectCube.ts'
import { fileLimit } from '#engine/analyse/tabulate/plan/tabulateModel.ts'
import { knownDataset } from '#engine/collect/layouts/knownDatasets.ts'

/** One figure a row, streamed: as long as the limit of files. */
const longFormats: readonly string[] = ['csv', 'csv_tidy', 'sdmx_csv_1', 'sdmx_csv_2', 'parquet', 'dta', 'sav']

export const publishHandlers: HandlersFor<'table.publish' | 'indicator.publish'> = {
  'table.publish': async (context, { definition, format, path, language, stricter, crossing, sdmx }, job) => {
    const limit = longFormats.includes(format) ? { limit: fileLimit } : {}
    const cube = await protectDefinition(context, definition, { engine: 'duckdb', ...limit, stricter }, job)
    job.throwIfCancelled()
    job.progress({ phase: 'publishing' })
    // Loaded when first needed: the start of the engine and of every command does not wait for it.
    const { publishCube } = await import('./publishCube.ts')
    const subject = { code: definition.dataset, label: knownDataset(context.workspace(), definition.dataset).label }
    const result = await publishCube(cube, {
      format,
      path,
      language,
      program: context.program,
      subject,
      crossing,
      sdmx,
      throwIfCancelled: () => job.throwIfCancelled(),
    })
    context.account({ records: cube.provenance.recordsUsed })
    return result
  },

  'indicator.publish': async (
    context,
    { definition, breakdowns, format, path, language, stricter, crossing, sdmx },
    job,
  ) => {
    const cube = await protectCube(
      context,
      await computeIndicator(context, definition, { breakdowns, engine: 'duckdb' }, job),
      { stricter },
      job,
    )
    job.throwIfCancelled()
    job.progress({ phase: 'publishing' })
    // Loaded when first needed: the start of the engine and of every command does not wait for it.
    const { publishCube } = await import('./publishCube.ts')
    const result = await publishCube(cube, {
      format,
      path,
      language,
      program: context.program,
      crossing,
      sdmx,
      throwIfCancelled: () => job.throwIfCancelled(),
    })
    context.account({ records: cube.provenance.recordsUsed })
    return result
  },
}
