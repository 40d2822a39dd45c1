// What a path of links leads to, as a table sees it: the linked dataset, or what is left of it where partners are
// chosen. In: the workspace's link sets, a dataset, a path. Out: the links, the dataset with its variables; null for no
// such path. Never a record.
import type { Dataset } from '#shared/model/dataset.ts'
import { fail } from '#shared/model/failure.ts'
import type { LinkSet } from '#shared/model/link.ts'
import { stepOf } from '#shared/model/partnerChoice.ts'
import type { PartnerChoice } from '#shared/model/partnerChoice.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { stepsOfPath } from '#shared/model/variableRef.ts'
import { checkChoice, chosenDataset } from './chosenPartner.ts'
import { chosenLabel, linkPaths, pathLabel } from './linkPaths.ts'

export type LinkedDataset = { sets: LinkSet[]; right: Dataset; label: Bilingual; choice: PartnerChoice | null }

export const linkedDataset = (
  sets: readonly LinkSet[],
  { dataset, path }: { dataset: string; path: string },
  datasetOf: (id: string) => Dataset,
): LinkedDataset | null => {
  const written = stepsOfPath(path)
  const steps = written.map(stepOf)
  const plain = steps.map(({ link }) => link).join('.')
  const found = linkPaths(sets, dataset).find(
    (links) => links.map(({ definition }) => definition.id).join('.') === plain,
  )
  if (found === undefined) return null
  const early = written.find((_, i) => i < steps.length - 1 && (steps[i]?.choice?.statistic ?? null) !== null)
  if (early !== undefined) return fail('LINK_CHOICE_CHAIN', { link: early })
  found.forEach(({ definition }, i) => {
    const choice = steps[i]?.choice ?? null
    if (choice !== null) checkChoice(definition.id, datasetOf(definition.left), datasetOf(definition.right), choice)
  })
  const choice = steps.at(-1)?.choice ?? null
  const right = datasetOf(found.at(-1)?.definition.right ?? dataset)
  const label = pathLabel(found)
  return {
    sets: found,
    choice,
    right: choice === null ? right : chosenDataset(right, choice),
    label: plain === path ? label : chosenLabel(label, steps),
  }
}
