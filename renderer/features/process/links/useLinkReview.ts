// The state of a review in the window: the pair on show, the score of the one before, answering and taking back. In: a
// link, a round. Out: state and acts. Never an answer sent twice: while one is on its way, keys do nothing.
import { useRef, useState } from 'react'
import { toFailureValue } from '#shared/model/failure.ts'
import type { FailureValue } from '#shared/model/failure.ts'
import type { ReviewAnswer, ReviewRound, ReviewScore, ReviewState } from '#shared/model/linkReview.ts'
import { call } from '../../../bridge/client.ts'
import { queryClient, useCall } from '../../../bridge/queries.ts'

export type LinkReviewActs = {
  state: ReviewState | null
  score: ReviewScore | null
  failure: FailureValue | null
  /** The reason given, where unmasking waits for the leave of another. */
  leaveFor: string | null
  answer: (answer: ReviewAnswer) => void
  takeBack: () => void
  reveal: (reason: string) => void
}

export const useLinkReview = (
  link: string,
  round: ReviewRound,
  tell: (key: 'undone' | 'nothingToUndo') => void,
): LinkReviewActs => {
  const { data, error } = useCall('links.review', { link, round })
  const [score, setScore] = useState<ReviewScore | null>(null)
  const [failure, setFailure] = useState<FailureValue | null>(null)
  const [leaveFor, setLeaveFor] = useState<string | null>(null)
  const busy = useRef(false)
  /** One act at a time; whatever it did, all rounds are asked for anew. */
  const act = async (work: () => Promise<void>): Promise<void> => {
    if (busy.current) return
    busy.current = true
    try {
      await work()
      await queryClient.invalidateQueries({ queryKey: ['links.review'] })
      setFailure(null)
    } catch (thrown) {
      setFailure(toFailureValue(thrown))
    } finally {
      busy.current = false
    }
  }
  const state = data ?? null
  const pair = state?.pair ?? null
  return {
    state,
    score,
    failure: failure ?? error?.value ?? null,
    leaveFor,
    answer: (answer) =>
      void (
        pair &&
        act(async () =>
          setScore(await call('links.judge', { link, round, left: pair.left, right: pair.right, answer })),
        )
      ),
    takeBack: () =>
      void act(async () => {
        const undone = await call('links.unjudge', { link })
        setScore(null)
        tell(undone === null ? 'nothingToUndo' : 'undone')
      }),
    reveal: (reason) =>
      void act(async () => {
        try {
          await call('links.reveal', { link, reason })
          setLeaveFor(null)
        } catch (thrown) {
          if (toFailureValue(thrown).code !== 'LEAVE_NEEDED') throw thrown
          setLeaveFor(reason)
        }
      }),
  }
}
