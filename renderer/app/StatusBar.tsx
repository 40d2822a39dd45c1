// The line at the bottom: what is selected and shown, the last answer, jobs running, and the marks of the workspace.
import { Badge, Button, Spinner } from '@fluentui/react-components'
import { LockClosedRegular, LockOpenRegular, ShieldRegular } from '@fluentui/react-icons'
import { useTexts } from '../i18n/index.ts'
import { useFormat } from '../i18n/useFormat.ts'
import { isRunning, useJobs } from './jobs.ts'
import type { OpenWorkspace } from '#shared/contract/responses.ts'
import { useWorkbench } from './workbench.ts'

export const StatusBar = ({ workspace }: { workspace: OpenWorkspace }) => {
  const { t } = useTexts('frame')
  const format = useFormat()
  const { status } = useWorkbench()
  const { jobs, trayOpen, setTrayOpen } = useJobs()
  const running = jobs.filter(isRunning)
  const { selection } = status
  return (
    <footer className="sd-status" aria-label={t('status.label')}>
      <span className="sd-status__workspace" title={workspace.path}>
        {workspace.name}
      </span>
      {workspace.demonstration && (
        <Badge appearance="tint" color="warning" size="small">
          {t('status.demonstration')}
        </Badge>
      )}
      {workspace.readOnly && (
        <Badge appearance="tint" color="important" size="small">
          {t('status.readOnly')}
        </Badge>
      )}
      <span className="sd-status__mark">
        {workspace.encrypted ? <LockClosedRegular aria-hidden="true" /> : <LockOpenRegular aria-hidden="true" />}
        {workspace.encrypted ? t('status.encrypted') : t('status.notEncrypted')}
      </span>
      {status.confidential && (
        <span className="sd-status__mark sd-status__mark--confidential">
          <ShieldRegular aria-hidden="true" />
          {t('status.confidential')}
        </span>
      )}
      <span className="sd-status__space" />
      {status.text && <span>{status.text}</span>}
      {selection === 'counting' && <span>{t('status.counting')}</span>}
      {selection && selection !== 'counting' && selection.count > 1 && (
        <span className="sd-numeric">
          {t('status.selection', { count: format.integer(selection.count) })}
          {selection.sum !== null &&
            ` · ${t('status.sum')} ${format.decimal(selection.sum, Number.isInteger(selection.sum) ? 0 : 2)}`}
          {selection.mean !== null && ` · ${t('status.mean')} ${format.decimal(selection.mean, 2)}`}
        </span>
      )}
      {status.rows !== undefined && (
        <span className="sd-numeric">{t('status.rows', { rows: format.integer(status.rows) })}</span>
      )}
      {status.cells !== undefined && (
        <span className="sd-numeric">{t('status.cells', { cells: format.integer(status.cells) })}</span>
      )}
      {status.seconds !== undefined && (
        <span className="sd-numeric">
          {[status.engine, format.duration(status.seconds)].filter(Boolean).join(' · ')}
        </span>
      )}
      <Button
        appearance="subtle"
        size="small"
        className="sd-status__jobs"
        aria-expanded={trayOpen}
        onClick={() => setTrayOpen(!trayOpen)}
        {...(running.length > 0 ? { icon: <Spinner size="extra-tiny" aria-hidden="true" /> } : {})}
      >
        {running.length > 0 ? t('status.jobs', { jobs: running.length }) : t('status.noJobs')}
      </Button>
    </footer>
  )
}
