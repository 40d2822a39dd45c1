// After a restore: column sets and linked tables, which a backup leaves out, made again from the records. In: context,
// job. Out: nothing. Cut off or cancelled, it leaves a workspace that is whole: what is missing is made when it is
// first used.
import { rebuildColumnSet } from '#engine/workspace/columns/rebuildColumnSet.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { runLink } from '#engine/process/link/runLink.ts'
import { datasetRepository } from '#engine/workspace/files/catalogDatasets.ts'
import { linkSetRepository } from '#engine/workspace/files/catalogLinkSets.ts'

export const rebuildDerived = async (context: EngineContext, job: JobContext): Promise<void> => {
  const workspace = context.workspace()
  const datasets = datasetRepository(workspace.catalog).list()
  for (const [index, dataset] of datasets.entries()) {
    job.progress({ phase: 'columns', done: index, total: datasets.length, subject: dataset.id })
    job.throwIfCancelled()
    await rebuildColumnSet(workspace, dataset, job)
  }
  for (const { definition, stale } of linkSetRepository(workspace.catalog).list()) {
    job.throwIfCancelled()
    // A stale link stays as it was until the user runs it: running it here would change figures unasked.
    if (!stale) await runLink(context, definition, job)
  }
}
