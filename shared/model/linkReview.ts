// The clerical review of a link: answers of readers about pairs, and what they say of the link's accuracy. In: nothing.
// Out: types. Never a score beside a pair that waits for an answer: it comes with the answer.
export const reviewAnswers = ['same', 'different', 'unsure'] as const
export type ReviewAnswer = (typeof reviewAnswers)[number]

/** first: pairs nobody read; second: pairs another person read, unseen; disagreement: pairs on which readers differ. */
export const reviewRounds = ['first', 'second', 'disagreement'] as const
export type ReviewRound = (typeof reviewRounds)[number]

/** One thing the link compares, on both sides. A masked identifier tells only whether it is equal. */
export type ReviewField = {
  field: string
  left: string | null
  right: string | null
  masked: boolean
  /** Null: empty on a side. */
  equal: boolean | null
}
export type ReviewPair = { left: number; right: number; fields: ReviewField[] }

/** Pairs found the same way, from which a random sample is read. Weights in bits; null: without bound. */
export type ReviewStratum = {
  id: string
  /** Decided: by a pass on equal keys or by a reader; linked, waiting: by the model. */
  kind: 'reader' | 'pass' | 'linked' | 'waiting'
  from: number | null
  to: number | null
  pairs: number
  same: number
  different: number
  unsure: number
}

/** An estimate with its 95 % interval, shares from 0 to 1. */
export type ShareInterval = { value: number; low: number; high: number }

export type LinkAccuracy = {
  /** Share of the linked pairs that are right; null until each stratum has answers. */
  precision: ShareInterval | null
  /** Share found of the matches among all pairs kept (linked or waiting): what no rule compared is not in it. */
  recall: ShareInterval | null
  answered: number
  unsure: number
  disagreements: number
  /** Agreement of two readers beyond chance (Cohen's kappa); null: too few pairs read twice. */
  kappa: number | null
  /** Answers about records that are no longer there, or were delivered anew. */
  lost: number
  /** Answers the link does not know yet: it must be run again. */
  sinceRun: number
}

export type ReviewState = {
  pair: ReviewPair | null
  strata: ReviewStratum[]
  accuracy: LinkAccuracy
  /** Identifiers among the fields are masked. */
  masked: boolean
}

/** Why the link thought what it thought of a pair; weights in bits, they add up to the whole. */
export type ReviewScore = {
  left: number
  right: number
  answer: ReviewAnswer
  stage: string
  linked: boolean
  weight: number | null
  probability: number | null
  /** Null: not kept for this pair (a pass on keys, a pair joined through its group, a run of an earlier version). */
  parts: { prior: number; fields: { field: string; level: number; weight: number }[]; rarity: number } | null
}
