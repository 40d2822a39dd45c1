// The review of a link as a screen asks for it: the next pair, an answer, taking it back, the accuracy so far. In: a
// link, a reader. Out: states and scores. Never a score before the answer, never an identifier that was not revealed,
// never a link changed: its next run is.
import { fail } from '#shared/model/failure.ts'
import { checkedReason } from '#shared/model/reason.ts'
import { comparedVariables } from '#shared/model/link.ts'
import type { LinkSet } from '#shared/model/link.ts'
import type { LinkStages } from '#shared/model/linkModel.ts'
import type {
  LinkAccuracy,
  ReviewAnswer,
  ReviewField,
  ReviewPair,
  ReviewRound,
  ReviewScore,
  ReviewState,
  ReviewStratum,
} from '#shared/model/linkReview.ts'
import { knownDataset } from '#engine/collect/layouts/knownDatasets.ts'
import type { EngineContext } from '#engine/workspace/context.ts'
import { linkSetRepository } from '#engine/workspace/files/catalogLinkSets.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { evidenceTableName, hasEvidence } from '../evidenceTable.ts'
import type { AgreedPair } from './agreePairs.ts'
import { pairKey } from './agreePairs.ts'
import { choosePair } from './choosePair.ts'
import { agreement } from './decidedPairs.ts'
import { estimateAccuracy } from './estimateAccuracy.ts'
import { removeLastJudgement, writeJudgement } from './judgements.ts'
import { maskOf, recordReader } from './reviewedRecord.ts'
import type { ReviewedRecord } from './reviewedRecord.ts'
import { scoreOf } from './scoreOf.ts'
import type { Stratum } from './strata.ts'
import { strataOf } from './strata.ts'
import { staleLinkFacts } from '#engine/workspace/files/staleLinkFacts.ts'

type Session = { runAt: string; strata: Stratum[]; compared: string; revealed: boolean }

/** Of one opening of the workspace: what was revealed is masked again when it closes. */
const sessions = new WeakMap<Workspace, Map<string, Session>>()

type Reviewed = {
  workspace: Workspace
  set: LinkSet
  stages: LinkStages
  session: Session
  sides: { link: string; left: ReturnType<typeof knownDataset>; right: ReturnType<typeof knownDataset> }
}

const opened = (context: EngineContext, link: string): Reviewed => {
  const workspace = context.workspace()
  const set = linkSetRepository(workspace.catalog).find(link) ?? fail('LINK_UNKNOWN', { link })
  const { stages } = set.definition
  if (stages === undefined || !hasEvidence(workspace.links(), evidenceTableName(link)))
    return fail('LINK_NOT_BY_STAGES', { link })
  if (set.stale) return fail('LINK_STALE', staleLinkFacts(set.definition))
  const ofWorkspace = sessions.get(workspace) ?? new Map<string, Session>()
  sessions.set(workspace, ofWorkspace)
  let session = ofWorkspace.get(link)
  if (session?.runAt !== set.runAt) {
    const compared = comparedVariables(set.definition).join(' ')
    // Of the variables that were revealed alone: a link that compares others now is masked again.
    const revealed = session?.revealed === true && session.compared === compared
    session = { runAt: set.runAt, strata: strataOf(workspace.links(), link), compared, revealed }
    ofWorkspace.set(link, session)
  }
  const sides = {
    link,
    left: knownDataset(workspace, set.definition.left),
    right: knownDataset(workspace, set.definition.right),
  }
  return { workspace, set, stages, session, sides }
}

type Read = { left: ReviewedRecord; right: ReviewedRecord }

const readPair = ({ workspace, stages, sides }: Reviewed, pair: { left: number; right: number }): Read | null => {
  const variables = (side: 'left' | 'right'): string[] => stages.fields.flatMap((field) => field[side])
  const left = recordReader(workspace, sides.left, variables('left'))(pair.left)
  const right = recordReader(workspace, sides.right, variables('right'))(pair.right)
  return left === null || right === null ? null : { left, right }
}

const joined = (record: ReviewedRecord, variables: readonly string[]): string | null => {
  const parts = variables.map((id) => record.text(id)).filter((text) => text !== null && text !== '')
  return parts.length === 0 ? null : parts.join(' ')
}

const fieldsOf = ({ stages, session, set }: Reviewed, { left, right }: Read): ReviewField[] =>
  stages.fields.map((field) => {
    const texts = [joined(left, field.left), joined(right, field.right)] as const
    const identifier =
      field.left.some((id) => left.isIdentifier(id)) || field.right.some((id) => right.isIdentifier(id))
    const masked = identifier && !session.revealed
    const shown = (text: string | null): string | null =>
      masked && text !== null ? maskOf(text, `${set.runAt} ${field.id}`) : text
    return {
      field: field.id,
      left: shown(texts[0]),
      right: shown(texts[1]),
      masked,
      equal: texts[0] === null || texts[1] === null ? null : texts[0] === texts[1],
    }
  })

const stratumState = (stratum: Stratum, pairs: ReadonlyMap<string, AgreedPair>): ReviewStratum => {
  const { id, kind, from, to, sample } = stratum
  // What readers decided before the run is known whole.
  if (kind === 'reader')
    return { id, kind, from, to, pairs: stratum.pairs, same: stratum.pairs, different: 0, unsure: 0 }
  const answers = sample.map(({ left, right }) => pairs.get(pairKey(left, right))?.answer)
  const count = (answer: ReviewAnswer): number => answers.filter((given) => given === answer).length
  return {
    id,
    kind,
    from,
    to,
    pairs: stratum.pairs,
    same: count('same'),
    different: count('different'),
    unsure: count('unsure'),
  }
}

export const reviewState = (
  context: EngineContext,
  { link, round }: { link: string; round: ReviewRound },
): ReviewState => {
  const reviewed = opened(context, link)
  const { session, workspace, sides, set } = reviewed
  const { pairs, kappa, lost } = agreement(workspace, sides)
  const all = [...pairs.values()]
  const strata = session.strata.map((stratum) => stratumState(stratum, pairs))
  const chosen = choosePair(session.strata, pairs, { reader: context.user, round })
  const read = chosen === null ? null : readPair(reviewed, chosen)
  const pair: ReviewPair | null =
    chosen === null || read === null
      ? null
      : { left: chosen.left, right: chosen.right, fields: fieldsOf(reviewed, read) }
  const accuracy: LinkAccuracy = {
    ...estimateAccuracy(strata),
    answered: all.length,
    unsure: all.filter(({ answer }) => answer === 'unsure').length,
    disagreements: all.filter(({ answer }) => answer === null).length,
    kappa,
    lost,
    sinceRun: all.filter(({ answer, at }) => (answer === 'same' || answer === 'different') && at > set.runAt).length,
  }
  return { pair, strata, accuracy, masked: pair?.fields.some(({ masked }) => masked) ?? false }
}

export const judgePair = (
  context: EngineContext,
  request: { link: string; round: ReviewRound; left: number; right: number; answer: ReviewAnswer },
): ReviewScore => {
  const reviewed = opened(context, request.link)
  const { left, right, answer, link } = request
  const read = readPair(reviewed, request) ?? fail('REVIEW_PAIR_UNKNOWN', { left, right })
  const score =
    scoreOf(reviewed.workspace.links(), reviewed.set, request) ?? fail('REVIEW_PAIR_UNKNOWN', { left, right })
  writeJudgement(reviewed.workspace.links(), link, {
    left,
    right,
    leftMark: read.left.mark,
    rightMark: read.right.mark,
    reader: context.user,
    answer,
    settles: request.round === 'disagreement',
    at: new Date().toISOString(),
  })
  return { ...score, answer }
}

export const takeBackJudgement = (
  context: EngineContext,
  { link }: { link: string },
): { left: number; right: number } | null => {
  const { workspace } = opened(context, link)
  return removeLastJudgement(workspace.links(), link, context.user)
}

/** Unmasks the identifiers that a link compares until the workspace closes; the log has the reason. */
export const revealReview = (context: EngineContext, { link, reason }: { link: string; reason: string }): null => {
  const { session, set } = opened(context, link)
  const written = checkedReason(reason)
  context.account({ subject: `${link}: ${set.definition.left}, ${set.definition.right}`, reason: written })
  session.revealed = true
  return null
}
