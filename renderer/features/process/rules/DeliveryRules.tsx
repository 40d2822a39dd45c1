// What the office's rules found in one delivery, beside it. In: a delivery that stands. Out: a run over its period.
import { Button } from '@fluentui/react-components'
import { PlayRegular } from '@fluentui/react-icons'
import type { Delivery } from '#shared/model/delivery.ts'
import { useWorkbench } from '../../../app/workbench.ts'
import { useCall } from '../../../bridge/queries.ts'
import { useJob } from '../../../bridge/useJob.ts'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { JobProgress } from '../../../components/JobProgress.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { RuleResults } from './RuleResults.tsx'

export const DeliveryRules = ({
  delivery,
  name,
  readOnly,
}: {
  delivery: Delivery
  name: string
  readOnly: boolean
}) => {
  const { t } = useTexts('rules')
  const { openDocument } = useWorkbench()
  const list = useCall('rules.list', { dataset: delivery.dataset })
  const job = useJob('rules.run')
  const results = list.data?.results.filter((result) => result.delivery === delivery.id) ?? []
  const notRun = list.data?.notRun.filter((one) => one.delivery === delivery.id).length ?? 0
  return (
    <Panel
      title={t('ofDelivery')}
      actions={
        <div className="sd-actions">
          <Button
            size="small"
            icon={<PlayRegular />}
            disabled={readOnly || job.running || (list.data?.rules.length ?? 0) === 0}
            onClick={() => void job.start({ dataset: delivery.dataset, periods: [delivery.period] })}
          >
            {t('runHere')}
          </Button>
          <Button
            size="small"
            onClick={() =>
              openDocument({
                feature: 'datasets',
                documentId: `rules:${delivery.dataset}`,
                title: t('title', { dataset: name }),
              })
            }
          >
            {t('open')}
          </Button>
        </div>
      }
    >
      {list.error && <ErrorPanel failure={list.error.value} />}
      <JobProgress job={job} title={t('runHere')} />
      {list.data && list.data.rules.length === 0 && <p className="sd-muted">{t('none')}</p>}
      {notRun > 0 && <p className="sd-muted">{t('notRun', { count: notRun })}</p>}
      {list.data && results.length > 0 && <RuleResults list={list.data} results={results} withPeriod={false} />}
    </Panel>
  )
}
