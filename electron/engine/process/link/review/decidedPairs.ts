// What readers decided of the pairs of a link, as far as the records are those they read. In: a workspace, a link, its
// datasets. Out: pairs by row id, same or not. Never an answer about a record that left or was delivered anew; those
// are counted as lost.
import type { Dataset } from '#shared/model/dataset.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import type { DecidedPair } from '../runStages.ts'
import type { Agreement } from './agreePairs.ts'
import { agreePairs } from './agreePairs.ts'
import type { Judgement } from './judgements.ts'
import { readJudgements } from './judgements.ts'
import { recordReader } from './reviewedRecord.ts'

export type Sides = { link: string; left: Dataset; right: Dataset }

export const standingJudgements = (
  workspace: Workspace,
  { link, left, right }: Sides,
): { standing: Judgement[]; lost: number } => {
  const all = readJudgements(workspace.links(), link)
  if (all.length === 0) return { standing: [], lost: 0 }
  const [leftRecord, rightRecord] = [recordReader(workspace, left, []), recordReader(workspace, right, [])]
  const standing = all.filter(
    (judgement) =>
      leftRecord(judgement.left)?.mark === judgement.leftMark &&
      rightRecord(judgement.right)?.mark === judgement.rightMark,
  )
  return { standing, lost: all.length - standing.length }
}

export const agreement = (workspace: Workspace, sides: Sides): Agreement & { lost: number } => {
  const { standing, lost } = standingJudgements(workspace, sides)
  return { ...agreePairs(standing), lost }
}

export const decidedPairs = (workspace: Workspace, sides: Sides): DecidedPair[] =>
  [...agreement(workspace, sides).pairs.values()].flatMap(({ left, right, answer }) =>
    answer === 'same' || answer === 'different' ? [{ left, right, same: answer === 'same' }] : [],
  )
