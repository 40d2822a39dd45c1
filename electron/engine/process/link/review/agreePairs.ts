// Answers of several readers → one for each pair. In: answers in the order given. Out: what each pair is held to be,
// and how readers agree. Never a majority: readers who differ leave the pair open until somebody settles it.
import type { ReviewAnswer } from '#shared/model/linkReview.ts'
import type { Judgement } from './judgements.ts'

export type AgreedPair = {
  left: number
  right: number
  /** Null: readers differ, and nobody has settled it. */
  answer: ReviewAnswer | null
  readers: ReadonlySet<string>
  at: string
}

export type Agreement = {
  pairs: Map<string, AgreedPair>
  /** Cohen's kappa over pairs read twice with a clear answer both times; null under ten of them. */
  kappa: number | null
}

export const pairKey = (left: number, right: number): string => `${left} ${right}`

const leastReadTwice = 10

/** Cohen, J. (1960), A coefficient of agreement for nominal scales, for two answers. */
const kappaOf = (twice: readonly (readonly [ReviewAnswer, ReviewAnswer])[]): number | null => {
  if (twice.length < leastReadTwice) return null
  const share = (test: (pair: readonly [ReviewAnswer, ReviewAnswer]) => boolean): number =>
    twice.filter(test).length / twice.length
  const observed = share(([a, b]) => a === b)
  const [first, second] = [share(([a]) => a === 'same'), share(([, b]) => b === 'same')]
  const chance = first * second + (1 - first) * (1 - second)
  // Where all answers are alike, agreement beyond chance cannot be told.
  return chance === 1 ? null : (observed - chance) / (1 - chance)
}

const answerOf = (given: readonly Judgement[]): ReviewAnswer | null => {
  const settled = given.findLast((judgement) => judgement.settles)
  if (settled) return settled.answer
  const clear = new Set(given.map((judgement) => judgement.answer).filter((answer) => answer !== 'unsure'))
  if (clear.size > 1) return null
  const [only] = clear
  return only ?? 'unsure'
}

export const agreePairs = (judgements: readonly Judgement[]): Agreement => {
  const byPair = Map.groupBy(judgements, ({ left, right }) => pairKey(left, right))
  const pairs = new Map<string, AgreedPair>()
  const twice: [ReviewAnswer, ReviewAnswer][] = []
  for (const [key, given] of byPair) {
    const [first] = given
    if (!first) continue
    pairs.set(key, {
      left: first.left,
      right: first.right,
      answer: answerOf(given),
      readers: new Set(given.map((judgement) => judgement.reader)),
      at: given.reduce((latest, { at }) => (at > latest ? at : latest), ''),
    })
    const [one, other] = given.filter((judgement) => !judgement.settles && judgement.answer !== 'unsure')
    if (one && other) twice.push([one.answer, other.answer])
  }
  return { pairs, kappa: kappaOf(twice) }
}
