// What can be asked about links: those run, running one, proposing one, its pairs as a file. In: nothing. Out: rows of
// the contract. Never a pair across the boundary but through the file, which is logged, and the review, one record pair
// at a time.
import { z } from 'zod'
import { linkDefinitionSchema } from '../model/link.ts'
import type { LinkDefinition, LinkSet } from '../model/link.ts'
import { reviewAnswers, reviewRounds } from '../model/linkReview.ts'
import type { ReviewScore, ReviewState } from '../model/linkReview.ts'
import { nameSchema } from '../model/text.ts'
import { command, job, query } from './define.ts'

export type LinkLeftOut = {
  side: 'left' | 'right'
  variable: string
  why: 'empty' | 'constant' | 'record_number' | 'group_label' | 'no_overlap' | 'made_of_others'
}
export type SuggestedLink = { definition: LinkDefinition; leftOut: LinkLeftOut[] }
/** new: a link by stages is kept as it is, and only records that came since are looked at, by the same parameters. */
export const runOnly = ['all', 'new'] as const
export type RunOnly = (typeof runOnly)[number]
/**
 * The linked pairs, those that wait for a reader, those linked now and not in the run before or the other way, the
 * records of a side without a partner.
 */
export const pairsOf = ['linked', 'waiting', 'added', 'removed', 'left_only', 'right_only'] as const
export type PairsOf = (typeof pairsOf)[number]
export type PairsFile = {
  path: string
  pairs: number
  bytes: number
  sha256: string
  /** The office lets no records leave: rows by their number alone. */
  withoutKeys: boolean
}

export const linkMethods = {
  'links.list': query<LinkSet[]>()(z.strictObject({})),
  'links.run': job<LinkSet>()(
    z.strictObject({ definition: linkDefinitionSchema, only: z.enum(runOnly).default('all') }),
    [],
    {
      writes: true,
      exclusive: true,
      logs: 'link',
      within: true,
    },
  ),
  /** Proposes a definition from the data alone; `right` null: duplicates within one dataset. */
  'links.suggest': job<SuggestedLink>()(
    z.strictObject({ left: nameSchema, right: nameSchema.nullable().default(null) }),
  ),
  /**
   * What the link found by row number and key, for judging it. A row number says nothing to whoever has not the
   * delivered file; a key leaves only where records may, and of keys that may not leave in a file the row number must
   * do.
   */
  'links.pairs': job<PairsFile>()(
    z.strictObject({ link: nameSchema, path: z.string().min(1), of: z.enum(pairsOf).default('linked') }),
    ['path'],
    { leaves: true, logs: 'pairs' },
  ),
  /** The next pair a reader should judge, and the accuracy so far. No score, and identifiers masked. */
  'links.review': query<ReviewState>()(z.strictObject({ link: nameSchema, round: z.enum(reviewRounds) })),
  /** An answer; with it comes what the link thought. The link itself changes when it is run again. */
  'links.judge': command<ReviewScore>()(
    z.strictObject({
      link: nameSchema,
      round: z.enum(reviewRounds),
      left: z.int().min(0),
      right: z.int().min(0),
      answer: z.enum(reviewAnswers),
    }),
    [],
    { writes: true },
  ),
  /** The reader's latest answer taken back; null: there is none. */
  'links.unjudge': command<{ left: number; right: number } | null>()(z.strictObject({ link: nameSchema }), [], {
    writes: true,
  }),
  /** Unmasks the identifiers a link compares, until the workspace closes. */
  'links.reveal': command<null>()(z.strictObject({ link: nameSchema, reason: z.string().max(1000) }), [], {
    writes: true,
    logs: 'reveal',
    leave: 'several',
  }),
}
