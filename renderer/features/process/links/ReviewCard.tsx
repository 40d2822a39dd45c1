// Two records side by side, differences marked, and the three answers. In: a pair. Out: an answer. Never a score: it
// would sway the reader.
import { Button } from '@fluentui/react-components'
import type { ReviewAnswer, ReviewField, ReviewPair } from '#shared/model/linkReview.ts'
import { reviewAnswers } from '#shared/model/linkReview.ts'
import { useTexts } from '../../../i18n/index.ts'
import { textDifference } from './textDifference.ts'
import type { MarkedWord } from './textDifference.ts'

export const ReviewCard = ({
  pair,
  nameOf,
  disabled,
  onAnswer,
}: {
  pair: ReviewPair
  nameOf: (field: string) => string
  disabled: boolean
  onAnswer: (answer: ReviewAnswer) => void
}) => {
  const { t } = useTexts('linkReview')
  return (
    <div className="sd-stack">
      <table className="sd-list-table lk-pair" data-records>
        <thead>
          <tr>
            <th scope="col">{t('field')}</th>
            <th scope="col">{t('left')}</th>
            <th scope="col">{t('right')}</th>
            <th scope="col" aria-label={`${t('equal')} / ${t('differs')}`} />
          </tr>
        </thead>
        <tbody>
          {pair.fields.map((field) => (
            <FieldRow key={field.field} field={field} name={nameOf(field.field)} />
          ))}
        </tbody>
      </table>
      <p className="lk-question">{t('question')}</p>
      <div className="lk-answers">
        {reviewAnswers.map((answer) => (
          <Button
            key={answer}
            appearance={answer === 'same' ? 'primary' : 'secondary'}
            disabled={disabled}
            onClick={() => onAnswer(answer)}
          >
            {t(`answers.${answer}`)}
          </Button>
        ))}
      </div>
    </div>
  )
}

const FieldRow = ({ field, name }: { field: ReviewField; name: string }) => {
  const { t } = useTexts('linkReview')
  const [left, right] = textDifference(field.left ?? '', field.right ?? '')
  return (
    <tr className={field.equal === false ? 'lk-differs' : ''}>
      <th scope="row">{name}</th>
      <td>
        <Words words={left} />
      </td>
      <td>
        <Words words={right} />
      </td>
      <td className="sd-muted">{t(verdict(field.equal))}</td>
    </tr>
  )
}

const verdict = (equal: boolean | null): string => {
  if (equal === null) return 'empty'
  return equal ? 'equal' : 'differs'
}

const Words = ({ words }: { words: MarkedWord[] }) => (
  <>
    {words.map(({ place, word, differs }) => (
      <span key={place}>
        {place > 0 ? ' ' : ''}
        {differs ? <mark className="lk-mark">{word}</mark> : word}
      </span>
    ))}
  </>
)
