// Proposes the definition of a link of two datasets of the workspace, or of one with itself. In: dataset ids. Out: a definition that
// can be run as it is, and the variables left out with the reason. Never saved, never run here.
import { fail } from '#shared/model/failure.ts'
import type { LinkDefinition } from '#shared/model/link.ts'
import { nameSchema } from '#shared/model/text.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import { knownDataset } from '#engine/collect/layouts/knownDatasets.ts'
import { jobSteps } from './jobSteps.ts'
import { readSides } from './matchStages.ts'
import type { Suggestion } from './suggest/suggestStages.ts'
import { suggestStages } from './suggest/suggestStages.ts'

export type SuggestedLink = { definition: LinkDefinition; leftOut: Suggestion['leftOut'] }

export const suggestLink = async (
  context: EngineContext,
  { left: leftId, right: rightId }: { left: string; right: string | null },
  job: JobContext,
): Promise<SuggestedLink> => {
  const workspace = context.workspace()
  const left = knownDataset(workspace, leftId)
  const right = knownDataset(workspace, rightId ?? leftId)
  const deliveries = deliveryRepository(workspace.catalog)
  for (const side of [left, right]) if (deliveries.rows(side.id) === 0) fail('DATASET_EMPTY', { dataset: side.id })
  const sides = await readSides(workspace, { left, right }, null, job)
  const { stages, leftOut } = await suggestStages(sides.left, sides.right, jobSteps(job))
  const within = left.id === right.id
  const id = nameSchema.parse(
    within ? `${left.id.slice(0, 50)}_twice` : `${left.id.slice(0, 30)}_${right.id.slice(0, 30)}`,
  )
  return {
    definition: {
      kind: 'link',
      id,
      label: within
        ? { vi: `${left.label.vi}: bản ghi trùng`, en: `${left.label.en}: duplicates` }
        : { vi: `${left.label.vi} với ${right.label.vi}`, en: `${left.label.en} with ${right.label.en}` },
      left: left.id,
      right: right.id,
      keys: [],
      stages,
    },
    leftOut,
  }
}
