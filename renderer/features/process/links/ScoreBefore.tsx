// What the link thought of the pair just answered: its parts from the prior to the whole, as a waterfall. In: a score.
// Out: a table with bars.
import type { ReviewScore } from '#shared/model/linkReview.ts'
import { Section } from '../../../components/Panel.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'

type Props = { score: ReviewScore; nameOf: (field: string) => string }

type Step = { text: string; weight: number; from: number; to: number }

const stepsOf = (
  parts: NonNullable<ReviewScore['parts']>,
  words: { prior: string; rarity: string; nameOf: Props['nameOf'] },
): Step[] => {
  const steps: Step[] = []
  let at = 0
  const add = (text: string, weight: number): void => {
    steps.push({ text, weight, from: Math.min(at, at + weight), to: Math.max(at, at + weight) })
    at += weight
  }
  add(words.prior, parts.prior)
  for (const { field, weight } of parts.fields) add(words.nameOf(field), weight)
  add(words.rarity, parts.rarity)
  return steps
}

export const ScoreBefore = ({ score, nameOf }: Props) => {
  const { t } = useTexts('linkReview')
  const format = useFormat()
  const own = ['model', 'group', 'reader'].includes(score.stage)
  return (
    <Section title={t('before')}>
      <p>
        {t('beforeSays', {
          answer: t(`given.${score.answer}`),
          decision: t(score.linked ? 'decision.linked' : 'decision.waiting'),
        })}{' '}
        {t('stage', { stage: own ? t(`stages.${score.stage}`) : score.stage })}
        {score.weight !== null && score.probability !== null
          ? `. ${t('weight', { weight: format.decimal(score.weight, 1), probability: format.percent(score.probability) })}`
          : ''}
      </p>
      {score.parts === null ? (
        <p className="sd-muted">{t('noParts')}</p>
      ) : (
        <Waterfall parts={score.parts} nameOf={nameOf} />
      )}
    </Section>
  )
}

const Waterfall = ({ parts, nameOf }: { parts: NonNullable<ReviewScore['parts']>; nameOf: Props['nameOf'] }) => {
  const { t } = useTexts('linkReview')
  const format = useFormat()
  const steps = stepsOf(parts, { prior: t('prior'), rarity: t('rarity'), nameOf })
  const low = Math.min(0, ...steps.map(({ from }) => from))
  const high = Math.max(0, ...steps.map(({ to }) => to))
  const place = (weight: number): number => (100 * (weight - low)) / Math.max(1e-9, high - low)
  return (
    <table className="sd-list-table lk-weights">
      <tbody>
        {steps.map((step, index) => (
          <tr key={`${String(index)} ${step.text}`}>
            <td>{step.text}</td>
            <td className="num">{format.decimal(step.weight, 1)}</td>
            <td className="lk-fall" aria-hidden="true">
              <span
                className={step.weight < 0 ? 'lk-weight--against' : 'lk-weight--for'}
                style={{ marginLeft: `${place(step.from)}%`, width: `${place(step.to) - place(step.from)}%` }}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
