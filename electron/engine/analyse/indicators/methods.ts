// Indicators: run and publish. In: validated requests. Out: cubes, files. What leaves passes protection.
import type { HandlersFor } from '#engine/workspace/context.ts'
import { computeIndicator } from './computeIndicator.ts'
import { protectCube } from '#engine/analyse/protect/protectCube.ts'

export const indicatorHandlers: HandlersFor<'indicator.run' | 'indicator.publish'> = {
  'indicator.run': async (context, { definition, breakdowns, engine }, job) => {
    const cube = await computeIndicator(context, definition, { breakdowns, engine }, job)
    return cube
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
    const { publishCube } = await import('#engine/disseminate/publish/publishCube.ts')
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
