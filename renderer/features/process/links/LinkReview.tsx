// The clerical review of a link, made for speed: a pair, three keys, the next pair. In: a link set. Out: answers in the
// workspace. Never a link changed here: its next run uses the answers.
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components'
import { CheckmarkCircleRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { KeyboardEvent } from 'react'
import { comparedVariables } from '#shared/model/link.ts'
import type { LinkSet } from '#shared/model/link.ts'
import { reviewAnswers, reviewRounds } from '#shared/model/linkReview.ts'
import type { ReviewRound } from '#shared/model/linkReview.ts'
import { reasonSuffices, shortestReason } from '#shared/model/reason.ts'
import { useAnnounce } from '../../../components/announce.tsx'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { ChoiceField, TextField } from '../../../components/Field.tsx'
import { LeavePanel } from '../../../components/LeavePanel.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { ReviewAccuracy } from './ReviewAccuracy.tsx'
import { ReviewCard } from './ReviewCard.tsx'
import { ScoreBefore } from './ScoreBefore.tsx'
import { useFieldNames } from './useFieldNames.ts'
import { useLinkReview } from './useLinkReview.ts'
import type { LinkReviewActs } from './useLinkReview.ts'

type Props = { set: LinkSet; readOnly: boolean; onClose: () => void }

const typing = (target: EventTarget): boolean =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement

export const LinkReview = ({ set, readOnly, onClose }: Props) => {
  const { t, label } = useTexts('linkReview')
  const announce = useAnnounce()
  const [round, setRound] = useState<ReviewRound>('first')
  const review = useLinkReview(set.definition.id, round, (key) => announce(t(key)))
  const nameOf = useFieldNames(set)
  const pressed = (event: KeyboardEvent): void => {
    if (typing(event.target) || readOnly) return
    const answer = reviewAnswers[Number(event.key) - 1]
    const undo = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z'
    if (answer === undefined && !undo) return
    event.preventDefault()
    event.stopPropagation()
    if (undo) review.takeBack()
    else if (answer !== undefined && !event.ctrlKey) review.answer(answer)
  }
  return (
    <Dialog open onOpenChange={(_event, data) => !data.open && onClose()}>
      <DialogSurface className="lk-review" onKeyDown={pressed}>
        <DialogBody>
          <DialogTitle>{t('title', { link: label(set.definition.label) })}</DialogTitle>
          <DialogContent>
            <div className="lk-review__columns">
              <div className="sd-stack">
                <ChoiceField
                  label={t('round')}
                  value={round}
                  options={reviewRounds.map((value) => ({ value, label: t(`rounds.${value}`) }))}
                  onChange={(value) => setRound(reviewRounds.find((known) => known === value) ?? 'first')}
                />
                {review.failure && <ErrorPanel failure={review.failure} />}
                <Pair set={set} review={review} round={round} readOnly={readOnly} nameOf={nameOf} />
              </div>
              <div className="sd-stack">
                {review.score && <ScoreBefore score={review.score} nameOf={nameOf} />}
                {review.state && <ReviewAccuracy state={review.state} />}
              </div>
            </div>
          </DialogContent>
          <DialogActions>
            <Button disabled={readOnly} onClick={review.takeBack}>
              {t('undo')}
            </Button>
            <Button onClick={onClose}>{t('common:close')}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}

type PairProps = {
  set: LinkSet
  review: LinkReviewActs
  round: ReviewRound
  readOnly: boolean
  nameOf: (field: string) => string
}

const Pair = ({ set, review, round, readOnly, nameOf }: PairProps) => {
  const { t } = useTexts('linkReview')
  const { state } = review
  if (state === null) return null
  if (state.pair === null)
    return <EmptyState icon={<CheckmarkCircleRegular />} title={t(`done.${round}`)} text={t('doneHint')} />
  return (
    <>
      {state.masked && <Reveal onReveal={review.reveal} disabled={readOnly} />}
      {state.masked && review.leaveFor !== null && <RevealLeave set={set} review={review} reason={review.leaveFor} />}
      <ReviewCard pair={state.pair} nameOf={nameOf} disabled={readOnly} onAnswer={review.answer} />
    </>
  )
}

/** As in Explore: another person allows it, at this desk or later. */
const RevealLeave = ({ set, review, reason }: { set: LinkSet; review: LinkReviewActs; reason: string }) => (
  <LeavePanel
    method="links.reveal"
    request={{ link: set.definition.id, variables: comparedVariables(set.definition) }}
    reason={reason}
    onGiven={() => review.reveal(reason)}
  />
)

const Reveal = ({ onReveal, disabled }: { onReveal: (reason: string) => void; disabled: boolean }) => {
  const { t } = useTexts('linkReview')
  const [reason, setReason] = useState<string | null>(null)
  return (
    <div className="lk-reveal">
      <span className="sd-muted">{t('masked')}</span>
      {reason === null ? (
        <Button size="small" disabled={disabled} onClick={() => setReason('')}>
          {t('reveal')}
        </Button>
      ) : (
        <>
          <TextField
            label={t('revealReason')}
            value={reason}
            hint={t('people:reasonHint', { minimum: shortestReason })}
            onChange={setReason}
          />
          <Button size="small" disabled={!reasonSuffices(reason)} onClick={() => onReveal(reason)}>
            {t('reveal')}
          </Button>
        </>
      )}
    </div>
  )
}
