// How large the files of a batch will be, before it runs. In: the request. Out: figures and bytes for each table, free
// room. Bounds from the categories at hand, not from the records: the real files are rarely larger.
import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import type { BatchEstimate, BatchRequest } from '#shared/contract/production.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { freeBytes } from '#engine/workspace/files/workspaceStatus.ts'
import { estimateTable } from '#engine/analyse/tabulate/ask/estimate.ts'
import { tableModel } from '#engine/analyse/tabulate/plan/tableModel.ts'
import { extensionOf, predictedBytes } from './batchFiles.ts'
import { batchItems } from './batchItems.ts'
import { messageOf } from './runBatch.ts'

export const estimateBatch = async (
  context: EngineContext,
  request: BatchRequest,
  job: JobContext,
): Promise<BatchEstimate> => {
  const planned = await batchItems(context, request)
  const items: BatchEstimate['items'] = []
  for (const { id, title, file, period, territory, definition, failure } of planned) {
    job.throwIfCancelled()
    job.progress({ phase: 'estimating', done: items.length, total: planned.length })
    const item = {
      id,
      title,
      file: `${file}.${extensionOf(request.format)}`,
      period,
      territory,
      cells: 0,
      bytes: 0,
      failure,
      message: messageOf(failure),
    }
    items.push(item)
    if (definition === null) continue
    try {
      const { cells } = await estimateTable(tableModel(context, definition.dataset), definition)
      Object.assign(item, { cells, bytes: predictedBytes(request.format, cells) })
    } catch (thrown) {
      const known = toFailureValue(thrown)
      Object.assign(item, { failure: known, message: messageOf(known) })
    }
  }
  let folder = request.path
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder)
  return { items, bytes: items.reduce((sum, item) => sum + item.bytes, 0), freeBytes: freeBytes(folder) }
}
