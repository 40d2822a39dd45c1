// What a file is to those that its period has already: the same, a correction of one of them, a further part. In: the
// file, current parts. Out: which deliveries it takes the place of; fails PART_OR_REPLACEMENT where nobody but the user
// knows. Nothing is written.
import type { StoredDelivery } from '#engine/workspace/files/catalogDeliveries.ts'
import { fail } from '#shared/model/failure.ts'
import { partOfName } from './partOfName.ts'

export type PlaceQuestion = {
  fileName: string
  sha256: string
  current: readonly StoredDelivery[]
  /** What the user said. */
  as?: 'replacement' | 'part' | undefined
}
/** same: this very file stands · else the deliveries it replaces; it stands beside the others as a part. */
export type PlaceInPeriod = { same: StoredDelivery } | { same: null; replaces: StoredDelivery[] }

export const placeInPeriod = ({ fileName, sha256, current, as }: PlaceQuestion): PlaceInPeriod => {
  const same = current.find((d) => d.sha256 === sha256)
  if (same) return { same }
  if (as === 'part') return { same: null, replaces: [] }
  if (as === 'replacement') return { same: null, replaces: [...current] }
  const named = current.find((d) => d.fileName === fileName)
  if (named) return { same: null, replaces: [named] }
  const part = partOfName(fileName)
  const other = current.find((d) => part !== null && partOfName(d.fileName) !== null && partOfName(d.fileName) !== part)
  const asked = other ?? (current.length > 1 ? current[0] : undefined)
  if (asked) return fail('PART_OR_REPLACEMENT', { file: fileName, current: asked.fileName })
  return { same: null, replaces: [...current] }
}
