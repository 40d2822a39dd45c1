// A running job in one line: what is happening, how much, how fast, how long still, and a button that stops it.
import { Button, ProgressBar as FluentProgressBar } from '@fluentui/react-components'
import type { JobState } from '#shared/model/job.ts'
import { useFormat } from '../i18n/useFormat.ts'
import { useTexts } from '../i18n/index.ts'

export type ProgressBarProps = { job: JobState | null; title?: string; onCancel?: () => void }

export const ProgressBar = ({ job, title, onCancel }: ProgressBarProps) => {
  const { t } = useTexts()
  const format = useFormat()
  const known = job !== null && job.total > 0
  const facts = [
    known
      ? `${format.integer(job.done)} / ${format.integer(job.total)}`
      : job && job.done > 0
        ? format.integer(job.done)
        : '',
    job && job.perSecond > 0 ? t('progress.rate', { rate: format.integer(Math.round(job.perSecond)) }) : '',
    job !== null && job.secondsLeft !== null ? t('progress.left', { time: format.duration(job.secondsLeft) }) : '',
  ].filter(Boolean)
  const phase =
    job?.state === 'queued'
      ? t('jobs.queued')
      : job?.state === 'cancelling'
        ? t('jobs.cancelling')
        : job
          ? t(`jobs.phase.${job.phase}`, { defaultValue: t('jobs.phase.working') })
          : t('jobs.phase.working')
  const heading = [title ?? job?.subject, phase].filter(Boolean).join(' · ')
  return (
    <div className="sd-progress">
      <div className="sd-progress__text">
        <span>{heading}</span>
        <span className="sd-muted sd-numeric">{facts.join(' · ')}</span>
      </div>
      <FluentProgressBar
        aria-label={heading}
        {...(known ? { value: Math.min(1, job.done / job.total) } : {})}
        thickness="large"
      />
      {onCancel && (
        <Button size="small" disabled={job?.state === 'cancelling'} onClick={onCancel}>
          {t('cancel')}
        </Button>
      )}
    </div>
  )
}
