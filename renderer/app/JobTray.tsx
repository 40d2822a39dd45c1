// Long work of this session: what runs, how far, and what ended how. Cancel stops a job within a second.
import { Button } from '@fluentui/react-components'
import { call } from '../bridge/client.ts'
import { ErrorPanel } from '../components/ErrorPanel.tsx'
import { Panel } from '../components/Panel.tsx'
import { ProgressBar } from '../components/ProgressBar.tsx'
import { useTexts } from '../i18n/index.ts'
import { useFormat } from '../i18n/useFormat.ts'
import { isRunning, useJobs } from './jobs.ts'

export const JobTray = () => {
  const { t } = useTexts('frame')
  const format = useFormat()
  const { jobs, trayOpen, setTrayOpen, clearEnded } = useJobs()
  if (!trayOpen) return null
  const name = (method: string): string => t(`job.${method.replace('.', '_')}`, { defaultValue: method })
  return (
    <Panel
      className="sd-tray"
      title={t('jobs.title')}
      onClose={() => setTrayOpen(false)}
      actions={
        <Button size="small" appearance="subtle" onClick={clearEnded} disabled={jobs.every(isRunning)}>
          {t('jobs.clear')}
        </Button>
      }
    >
      {jobs.length === 0 && <p className="sd-muted">{t('jobs.none')}</p>}
      <ul className="sd-plain-list">
        {jobs.map((job) => (
          <li key={job.id} className="sd-tray__job">
            {isRunning(job) ? (
              <ProgressBar
                job={job}
                title={[name(job.method), job.subject].filter(Boolean).join(': ')}
                onCancel={() => void call('jobs.cancel', { job: job.id }).catch(() => undefined)}
              />
            ) : (
              <div className="sd-tray__ended">
                <span>{[name(job.method), job.subject].filter(Boolean).join(': ')}</span>
                <span className="sd-muted">
                  {t(`jobs.state.${job.state}`)} · {format.instant(job.startedAt)}
                </span>
              </div>
            )}
            {job.state === 'failed' && job.failure && (
              <ErrorPanel failure={job.failure as Parameters<typeof ErrorPanel>[0]['failure']} />
            )}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
