// Every recognised file of a folder, registers first: one job, then what became of each file.
import { Badge, Button } from '@fluentui/react-components'
import type { Delivery } from '#shared/model/delivery.ts'
import type { FailureValue } from '#shared/model/failure.ts'
import { failureMessage } from '#shared/model/messages.ts'
import { useJob } from '../../../bridge/useJob.ts'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { ProgressBar } from '../../../components/ProgressBar.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'

const colours = {
  imported: 'success',
  replaced: 'brand',
  unchanged: 'informative',
  failed: 'danger',
  skipped: 'informative',
} as const

export const ImportFolder = ({
  path,
  onClose,
  onOpen,
}: {
  path: string
  onClose: () => void
  onOpen: (delivery: Delivery) => void
}) => {
  const { t, language } = useTexts('deliveries')
  const format = useFormat()
  const job = useJob('intake.importFolder')
  return (
    <Panel title={t('folderTitle', { path })} {...(job.running ? {} : { onClose })}>
      <div className="sd-stack">
        {!job.result && <p>{t('folderText')}</p>}
        {job.running && <ProgressBar job={job.progress} title={t('importing')} onCancel={job.cancel} />}
        {job.failure && <ErrorPanel failure={job.failure} />}
        {job.result && (
          <table className="sd-list-table">
            <thead>
              <tr>
                <th scope="col">{t('file')}</th>
                <th scope="col">{t('result')}</th>
                <th scope="col" className="num">
                  {t('rowsAccepted')}
                </th>
                <th scope="col" className="num">
                  {t('rowsRejected')}
                </th>
                <th scope="col">{t('reason')}</th>
              </tr>
            </thead>
            <tbody>
              {job.result.results.map((r) => (
                <tr key={r.file}>
                  <td>
                    {r.delivery ? (
                      <button type="button" className="sd-link-button" onClick={() => r.delivery && onOpen(r.delivery)}>
                        {r.file}
                      </button>
                    ) : (
                      r.file
                    )}
                  </td>
                  <td>
                    <Badge appearance="tint" size="small" color={colours[r.outcome]}>
                      {t(`fileOutcome.${r.outcome}`)}
                    </Badge>
                  </td>
                  <td className="num">{r.delivery ? format.integer(r.delivery.rowsAccepted) : ''}</td>
                  <td className="num">{r.delivery ? format.integer(r.delivery.rowsRejected) : ''}</td>
                  <td>{r.failure ? failureMessage(r.failure as FailureValue, language) : ''}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <div className="sd-actions">
          {!job.result && (
            <Button appearance="primary" disabled={job.running} onClick={() => void job.start({ path })}>
              {t('import')}
            </Button>
          )}
          <Button disabled={job.running} onClick={onClose}>
            {job.result ? t('common:close') : t('common:cancel')}
          </Button>
        </div>
      </div>
    </Panel>
  )
}
