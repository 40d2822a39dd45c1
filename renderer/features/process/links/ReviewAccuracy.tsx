// What the answers say of the link so far: accuracy with intervals, the groups of pairs and how many of each were read.
// In: a state. Out: a panel. Never an estimate of its own.
import type { ReviewState, ReviewStratum, ShareInterval } from '#shared/model/linkReview.ts'
import { Section } from '../../../components/Panel.tsx'
import { useTexts } from '../../../i18n/index.ts'
import type { Translate } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'

export const ReviewAccuracy = ({ state }: { state: ReviewState }) => {
  const { t } = useTexts('linkReview')
  const format = useFormat()
  const { accuracy } = state
  const share = (interval: ShareInterval | null): string =>
    interval === null
      ? t('needsAnswers')
      : t('interval', {
          value: format.percent(interval.value),
          low: format.percent(interval.low),
          high: format.percent(interval.high),
        })
  const facts: [string, string][] = [
    [t('precision'), share(accuracy.precision)],
    [t('recall'), share(accuracy.recall)],
    [t('answered'), format.integer(accuracy.answered)],
    [t('unsure'), format.integer(accuracy.unsure)],
    [t('disagreements'), format.integer(accuracy.disagreements)],
    ...(accuracy.kappa === null ? [] : ([[t('kappa'), format.decimal(accuracy.kappa, 2)]] as [string, string][])),
    ...(accuracy.lost === 0 ? [] : ([[t('lost'), format.integer(accuracy.lost)]] as [string, string][])),
    ...(accuracy.sinceRun === 0 ? [] : ([[t('sinceRun'), format.integer(accuracy.sinceRun)]] as [string, string][])),
  ]
  return (
    <>
      <Section title={t('accuracy')}>
        <dl className="sd-facts">
          {facts.map(([term, value]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd className="sd-numeric">{value}</dd>
            </div>
          ))}
        </dl>
        <p className="sd-muted">{t('recallHint')}</p>
      </Section>
      <Section title={t('strata')}>
        <Strata strata={state.strata} />
      </Section>
    </>
  )
}

export const stratumText = ({ kind, from, to }: ReviewStratum, t: Translate): string => {
  const named = t(`kind.${kind}`)
  if (from === null && to === null) return named
  if (from === null) return t('band', { kind: named, range: t('below', { to }) })
  return t('band', { kind: named, range: to === null ? t('above', { from }) : t('between', { from, to }) })
}

const Strata = ({ strata }: { strata: ReviewStratum[] }) => {
  const { t } = useTexts('linkReview')
  const format = useFormat()
  return (
    <table className="sd-list-table">
      <thead>
        <tr>
          <th scope="col">{t('stratum')}</th>
          <th scope="col" className="num">
            {t('pairs')}
          </th>
          <th scope="col" className="num">
            {t('read')}
          </th>
          <th scope="col" className="num">
            {t('right_')}
          </th>
        </tr>
      </thead>
      <tbody>
        {strata.map((stratum) => (
          <tr key={stratum.id}>
            <td>{stratumText(stratum, t)}</td>
            <td className="num">{format.integer(stratum.pairs)}</td>
            <td className="num">{format.integer(stratum.same + stratum.different + stratum.unsure)}</td>
            <td className="num">{format.integer(stratum.same)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
