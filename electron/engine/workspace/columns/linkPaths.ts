// The ways from a dataset over links, chains included: its own links, then the links of what they lead to. In: link
// sets, a dataset. Out: paths as lists of link sets. Never a link twice on one path, never a path longer than a name
// may be.
import type { LinkSet } from '#shared/model/link.ts'
import { choiceWords } from '#shared/model/partnerChoice.ts'
import type { PartnerChoice } from '#shared/model/partnerChoice.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { longestPath } from '#shared/model/variableRef.ts'

/** A workspace of very many links is not unrolled without end. */
const mostPaths = 200

/** Shorter paths first. */
export const linkPaths = (sets: readonly LinkSet[], dataset: string): LinkSet[][] => {
  const from = (id: string): LinkSet[] => sets.filter(({ definition }) => definition.left === id)
  const paths: LinkSet[][] = []
  let step: LinkSet[][] = [[]]
  for (let length = 1; length <= longestPath && paths.length < mostPaths; length += 1) {
    step = step.flatMap((path) =>
      from(path.at(-1)?.definition.right ?? dataset)
        // Records linked among themselves, and ways back, tell nothing new of the record.
        .filter((set) => !path.includes(set) && (length === 1 || set.definition.right !== dataset))
        .map((set) => [...path, set]),
    )
    paths.push(...step)
  }
  return paths.slice(0, mostPaths)
}

export const pathLabel = (path: readonly LinkSet[]): Bilingual => ({
  vi: path.map(({ definition }) => definition.label.vi).join(' › '),
  en: path.map(({ definition }) => definition.label.en).join(' › '),
})

/** The label of a path with what is meant at each step. */
export const chosenLabel = (label: Bilingual, steps: readonly { choice: PartnerChoice | null }[]): Bilingual => {
  const words = steps.flatMap(({ choice }) => (choice === null ? [] : [choiceWords(choice)]))
  return {
    vi: `${label.vi} (${words.map(({ vi }) => vi).join('; ')})`,
    en: `${label.en} (${words.map(({ en }) => en).join('; ')})`,
  }
}

/** How many records of the first dataset meet one record at the end of the path, on average of those that are met. */
export const sharedBy = (path: readonly LinkSet[]): number =>
  path.reduce(
    (n, { matchedRows, rightMatchedRows }) => n * (rightMatchedRows > 0 ? matchedRows / rightMatchedRows : 1),
    1,
  )
