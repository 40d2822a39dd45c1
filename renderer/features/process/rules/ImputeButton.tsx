// Starts an imputation and tells what came of it. In: a dataset's detail. Out: a run, listed among those that changed
// values.
import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import type { DatasetDetail } from '#shared/contract/responses.ts'
import type { ImputeStep } from '#shared/model/impute.ts'
import { useJob } from '../../../bridge/useJob.ts'
import { JobProgress } from '../../../components/JobProgress.tsx'
import { notify } from '../../../components/notices.ts'
import { Panel } from '../../../components/Panel.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import { ImputeDialog } from './ImputeDialog.tsx'

export const ImputeButton = ({ detail, readOnly }: { detail: DatasetDetail; readOnly: boolean }) => {
  const { t } = useTexts('rules')
  const format = useFormat()
  const job = useJob('edits.impute')
  const [asking, setAsking] = useState(false)
  const run = async (period: string, steps: ImputeStep[]): Promise<void> => {
    setAsking(false)
    const done = await job.start({ dataset: detail.id, periods: [period], steps })
    const values = done?.counts.reduce((sum, count) => sum + count.values, 0) ?? 0
    if (done)
      notify({
        intent: done.left > 0 ? 'warning' : 'success',
        text: t('imputeDone', { values: format.integer(values), left: format.integer(done.left) }),
      })
  }
  return (
    <Panel
      title={t('impute')}
      actions={
        <Button size="small" disabled={readOnly || job.running || detail.rows === 0} onClick={() => setAsking(true)}>
          {t('imputeOpen')}
        </Button>
      }
    >
      <p className="sd-muted">{t('imputeText')}</p>
      <JobProgress job={job} title={t('impute')} />
      {asking && (
        <ImputeDialog detail={detail} onImpute={(...told) => void run(...told)} onClose={() => setAsking(false)} />
      )}
    </Panel>
  )
}
