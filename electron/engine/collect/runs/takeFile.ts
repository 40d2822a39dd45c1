// One file of any kind by its own way: the agreed reader, or a layout that the workspace knows. In: a path, what was
// said of it. Out: the delivery. A file that nothing here knows is refused by name: what it seems to be is asked with
// `layouts.suggest`.
import { importDelivery } from '#engine/collect/intake/importDelivery.ts'
import type { ImportRequest } from '#engine/collect/intake/importDelivery.ts'
import { importByLayout } from '#engine/collect/suggest/importByLayout.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import type { ImportResult } from '#shared/contract/responses.ts'
import { readingOf } from './plannedFiles.ts'
import { agreedWay } from './wayOfFile.ts'
import { layoutRepository } from '#engine/collect/layouts/layoutStore.ts'

export const takeFile = async (
  context: EngineContext,
  request: ImportRequest,
  job: JobContext,
): Promise<ImportResult> => {
  const workspace = context.workspace()
  // Where no layout is kept here, the agreed reader says best what the file lacks.
  if (layoutRepository(workspace.catalog).list().length === 0) return importDelivery(context, request, job)
  const agreed = await agreedWay(workspace, request.path, request)
  if (agreed) return importDelivery(context, { ...request, dataset: agreed.dataset.id }, job)
  const { delivery, outcome, seconds } = await importByLayout(
    context,
    { ...request, onlyKnown: true, reading: readingOf(request) },
    job,
  )
  return { delivery, outcome, seconds }
}
