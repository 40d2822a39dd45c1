// How many pairs have which match weight, with the two thresholds to move. In: a report, thresholds. Out: thresholds
// changed. Heights are on a logarithmic scale, since non-matches outnumber matches by far; the figures stand in the
// bars' names.
import type { LinkReport } from '#shared/model/link.ts'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import { atThresholds, weightOf } from './levelText.ts'

export type Thresholds = { link: number; review: number }

const steps = [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.999, 0.9999]
const nearest = (probability: number): number =>
  steps.reduce(
    (best, step, at) => (Math.abs(step - probability) < Math.abs((steps[best] ?? 0) - probability) ? at : best),
    0,
  )

const Threshold = ({ label, value, onChange }: { label: string; value: number; onChange: (value: number) => void }) => {
  const format = useFormat()
  return (
    <label className="lk-threshold">
      <span>{label}</span>
      <input
        type="range"
        min={0}
        max={steps.length - 1}
        value={nearest(value)}
        aria-valuetext={format.percent(value)}
        onChange={(event) => onChange(steps[Number(event.target.value)] ?? value)}
      />
      <output className="sd-numeric">{format.percent(value)}</output>
    </label>
  )
}

export const WeightHistogram = ({
  report,
  thresholds,
  onChange,
}: {
  report: LinkReport
  thresholds: Thresholds
  onChange: (thresholds: Thresholds) => void
}) => {
  const { t } = useTexts('links')
  const format = useFormat()
  const { first, pairs } = report.histogram
  const from = Math.max(
    0,
    pairs.findIndex((n) => n > 0),
  )
  const to = pairs.findLastIndex((n) => n > 0)
  const tallest = Math.log1p(Math.max(1, ...pairs))
  const counted = atThresholds(report, thresholds.link, thresholds.review)
  const side = (weight: number): string => {
    if (weight >= weightOf(thresholds.link)) return 'lk-bar--link'
    return weight >= weightOf(thresholds.review) ? 'lk-bar--review' : ''
  }
  return (
    <div>
      <ol className="lk-bars" aria-label={t('histogram')}>
        {pairs.slice(from, to + 1).map((n, index) => {
          const weight = first + from + index
          const title = t('barTitle', { from: weight, to: weight + 1, pairs: format.integer(n) })
          return (
            <li key={weight} title={title} aria-label={title}>
              <span
                className={`lk-bar ${side(weight + 0.5)}`}
                style={{ height: `${n === 0 ? 0 : Math.max(2, (100 * Math.log1p(n)) / tallest)}%` }}
              />
              <span className="lk-bar__foot">{weight % 10 === 0 ? weight : ''}</span>
            </li>
          )
        })}
      </ol>
      <Threshold
        label={t('thresholdLink')}
        value={thresholds.link}
        onChange={(link) => onChange({ link, review: Math.min(thresholds.review, link) })}
      />
      <Threshold
        label={t('thresholdReview')}
        value={thresholds.review}
        onChange={(review) => onChange({ review, link: Math.max(thresholds.link, review) })}
      />
      <p className="sd-muted" aria-live="polite">
        {t('atThresholds', { linked: format.integer(counted.linked), review: format.integer(counted.review) })}
      </p>
    </div>
  )
}
