// Batches: sizes told before, then run. In: validated requests. Out: reports. Every file that leaves is protected and
// logged by the batch.
import { estimateBatch } from './estimateBatch.ts'
import { runBatch } from './runBatch.ts'
import type { HandlersFor } from '#engine/workspace/context.ts'

export const batchHandlers: HandlersFor<'batch.run' | 'batch.estimate'> = {
  'batch.run': runBatch,
  'batch.estimate': estimateBatch,
}
