// Proposes the definition of a link of two datasets of the workspace, or of one with itself. In: dataset ids. Out: a
// definition that can be run as it is, and the variables left out with the reason. Never saved, never run here.
import { fail } from '#shared/model/failure.ts'
import type { LinkDefinition } from '#shared/model/link.ts'
import type { LinkField, LinkStages } from '#shared/model/linkModel.ts'
import { periodVariableId } from '#shared/model/dataset.ts'
import { nameSchema } from '#shared/model/text.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import { knownDataset } from '#engine/collect/layouts/knownDatasets.ts'
import { jobSteps } from './jobSteps.ts'
import { readSides } from './matchStages.ts'
import type { Suggestion } from './suggest/suggestStages.ts'
import { suggestStages } from './suggest/suggestStages.ts'

export type SuggestedLink = { definition: LinkDefinition; leftOut: Suggestion['leftOut'] }

/**
 * What stands in two periods is the same thing met again, not a duplicate: records of different periods are never
 * paired.
 */
const ofOnePeriod = (stages: LinkStages): LinkStages => {
  const id = stages.fields.some((field) => field.id === periodVariableId) ? 'record_period' : periodVariableId
  const field: LinkField = { id, kind: 'code', left: [periodVariableId], right: [periodVariableId] }
  return {
    ...stages,
    fields: [...stages.fields, field],
    never: [...stages.never, { field: id, differs: true }],
  }
}

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
  const periods = new Set(deliveries.current(left.id).map(({ period }) => period))
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
      stages: within && periods.size > 1 ? ofOnePeriod(stages) : stages,
    },
    leftOut,
  }
}
