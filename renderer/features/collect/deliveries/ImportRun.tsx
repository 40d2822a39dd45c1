// A folder or several files at once: one job, registers first, then what became of each file and why.
import { Badge, Button } from '@fluentui/react-components'
import { useState } from 'react'
import type { Delivery } from '#shared/model/delivery.ts'
import type { FailureValue } from '#shared/model/failure.ts'
import { failureMessage } from '#shared/model/messages.ts'
import { useJob } from '../../../bridge/useJob.ts'
import { CheckField } from '../../../components/Field.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { JobProgress } from '../../../components/JobProgress.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'

const colours = {
  imported: 'success',
  replaced: 'brand',
  unchanged: 'informative',
  failed: 'danger',
  skipped: 'informative',
} as const

export type RunOf = { folder: string } | { paths: string[] }

export const ImportRun = ({
  of,
  onClose,
  onOpen,
}: {
  of: RunOf
  onClose: () => void
  onOpen: (delivery: Delivery) => void
}) => {
  const { t, language } = useTexts('deliveries')
  const format = useFormat()
  const folderJob = useJob('intake.importFolder')
  const filesJob = useJob('intake.importFiles')
  const job = 'folder' in of ? folderJob : filesJob
  const [suggest, setSuggest] = useState(false)
  const start = (): void => {
    if ('folder' in of) void folderJob.start({ path: of.folder, suggest })
    else void filesJob.start({ paths: of.paths, suggest })
  }
  const title = 'folder' in of ? t('folderTitle', { path: of.folder }) : t('filesTitle', { count: of.paths.length })
  return (
    <Panel title={title} {...(job.running ? {} : { onClose })}>
      <div className="sd-stack">
        {!job.result && (
          <>
            <p>{t('folderText')}</p>
            <CheckField label={t('suggestToo')} value={suggest} onChange={setSuggest} disabled={job.running} />
          </>
        )}
        <JobProgress job={job} title={t('importing')} />
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
            <Button appearance="primary" disabled={job.running} onClick={start}>
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
