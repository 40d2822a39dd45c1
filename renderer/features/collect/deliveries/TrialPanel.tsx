// A file against the period before, while its rows do not stand yet: take it in, or send it back. In: what an import
// would be given. Out: the choice. Nothing of the file is kept here.
import { Button, MessageBar, MessageBarBody } from '@fluentui/react-components'
import { useEffect } from 'react'
import type { MethodInput } from '#shared/contract/methods.ts'
import { useJob } from '../../../bridge/useJob.ts'
import { JobProgress } from '../../../components/JobProgress.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import { Compared } from './Compared.tsx'

type Props = {
  request: MethodInput<'intake.trial'>
  onAccept: () => void
  onSendBack: () => void
  /** Back to the file as it was being described. */
  onBack: () => void
}

export const TrialPanel = ({ request, onAccept, onSendBack, onBack }: Props) => {
  const { t } = useTexts('deliveries')
  const format = useFormat()
  const job = useJob('intake.trial')
  const { start, result } = job
  useEffect(() => {
    void start(request)
  }, [request, start])
  const comparison = result?.comparison ?? null
  return (
    <Panel
      title={t('trialTitle', { file: request.path.split(/[\\/]/).at(-1) ?? request.path })}
      {...(job.running ? {} : { onClose: onBack })}
    >
      <div className="sd-stack">
        <MessageBar intent="info">
          <MessageBarBody>{t('trialText')}</MessageBarBody>
        </MessageBar>
        <JobProgress job={job} title={t('trialRunning')} />
        {result && (
          <p className="sd-numeric">
            {t('trialRows', {
              read: format.integer(result.delivery.rowsRead),
              accepted: format.integer(result.delivery.rowsAccepted),
              rejected: format.integer(result.delivery.rowsRejected),
            })}
          </p>
        )}
        {result?.outcome === 'unchanged' && <p>{t('fileOutcome.unchanged')}</p>}
        {comparison && comparison.against === null && <p className="sd-muted">{t('comparisonNone')}</p>}
        {comparison && comparison.against !== null && <Compared found={comparison} against={comparison.against} />}
        <div className="sd-actions">
          <Button appearance="primary" disabled={!result || result.outcome === 'unchanged'} onClick={onAccept}>
            {t('import')}
          </Button>
          <Button disabled={!result} onClick={onSendBack}>
            {t('trialSendBack')}
          </Button>
          <Button disabled={job.running} onClick={onBack}>
            {t('trialBack')}
          </Button>
        </div>
      </div>
    </Panel>
  )
}
