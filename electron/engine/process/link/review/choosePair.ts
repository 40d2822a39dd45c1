// Which pair a reader is shown next. In: strata with their samples, what was answered, the reader, the round. Out: a
// pair or null. Within a stratum always the next of its random sample, so that what is read stays a random sample of
// it.
import type { ReviewRound } from '#shared/model/linkReview.ts'
import type { AgreedPair } from './agreePairs.ts'
import { pairKey } from './agreePairs.ts'
import type { SampledPair, Stratum } from './strata.ts'

/** Answers a stratum needs before any other gets more than this. */
const atFirst = 5

/** Neyman's allocation: by size and by how much the answers are expected to differ. */
const need = ({ pairs, expected }: Stratum): number => {
  const share = Math.min(0.98, Math.max(0.02, expected / Math.max(1, pairs)))
  return pairs * Math.sqrt(share * (1 - share))
}

type Waiting = { stratum: Stratum; next: SampledPair | undefined; answered: number }

const unread = (strata: readonly Stratum[], pairs: ReadonlyMap<string, AgreedPair>): SampledPair | null => {
  const waiting = strata
    .filter((stratum) => stratum.kind !== 'reader')
    .map((stratum): Waiting => {
      const open = stratum.sample.filter(({ left, right }) => !pairs.has(pairKey(left, right)))
      return { stratum, next: open[0], answered: stratum.sample.length - open.length }
    })
    .filter(({ next }) => next !== undefined)
  const short = waiting.filter(({ answered }) => answered < atFirst)
  const order = (a: Waiting, b: Waiting): number =>
    short.length > 0 ? a.answered - b.answered : a.answered / need(a.stratum) - b.answered / need(b.stratum)
  const [chosen] = (short.length > 0 ? short : waiting).toSorted(order)
  return chosen?.next ?? null
}

export const choosePair = (
  strata: readonly Stratum[],
  pairs: ReadonlyMap<string, AgreedPair>,
  { reader, round }: { reader: string; round: ReviewRound },
): { left: number; right: number } | null => {
  if (round === 'first') return unread(strata, pairs)
  const all = [...pairs.values()]
  if (round === 'disagreement') return all.find(({ answer }) => answer === null) ?? null
  return all.find(({ answer, readers }) => answer !== null && readers.size === 1 && !readers.has(reader)) ?? null
}
