// The electronic yearbook from the list of reports: which reports, which period, where to; sizes first, then the job.
// In: saved reports. Out: a folder the user chose. The engine writes it; here only the choice.
import { Button, Checkbox, Select } from '@fluentui/react-components'
import { BookGlobeRegular, FolderOpenRegular } from '@fluentui/react-icons'
import { useEffect, useId, useState } from 'react'
import { formatBytes, formatInteger } from '#shared/format/number.ts'
import { formatPeriod } from '#shared/format/time.ts'
import { callHost } from '../../../bridge/client.ts'
import { useDatasets, useDefinitions } from '../../../bridge/queries.ts'
import { useJob } from '../../../bridge/useJob.ts'
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx'
import { plainTitle } from '../../../components/plainTitle.ts'
import { notify } from '../../../components/notices.ts'
import { JobProgress } from '../../../components/JobProgress.tsx'
import { useTexts } from '../../../i18n/index.ts'

export const YearbookButton = () => {
  const { t } = useTexts('reports')
  const [open, setOpen] = useState(false)
  const any = (useDefinitions('report').data ?? []).length > 0
  return (
    <>
      <Button size="small" icon={<BookGlobeRegular />} disabled={!any} onClick={() => setOpen(true)}>
        {t('yearbook.title')}
      </Button>
      {open && <YearbookDialog onClose={() => setOpen(false)} />}
    </>
  )
}

const YearbookDialog = ({ onClose }: { onClose: () => void }) => {
  const { t, label, language } = useTexts('reports')
  const id = useId()
  const saved = useDefinitions('report').data ?? []
  const periods = [...new Set((useDatasets().data ?? []).flatMap((d) => d.periods))].toSorted().toReversed()
  const [reports, setReports] = useState<string[]>([])
  const [period, setPeriod] = useState<string | null>(null)
  const [issued, setIssued] = useState(false)
  const [path, setPath] = useState<string | null>(null)
  const job = useJob('yearbook.write')
  const sizes = useJob('yearbook.estimate')
  const estimate = sizes.start
  useEffect(() => {
    if (path !== null && reports.length > 0) void estimate({ reports, path, issued })
  }, [path, reports, issued, estimate])

  const choose = async (): Promise<void> => {
    const chosen = await callHost('host.openFolder', { title: t('yearbook.choose'), create: true })
    if (chosen) setPath(chosen.path)
  }
  const make = async (): Promise<void> => {
    if (path === null) return
    const made = await job.start({ reports, period, territory: null, issued, path })
    if (!made) return
    const missing = made.exceptions.filter((exception) => exception.missing).length
    const size = formatBytes(made.bytes, language)
    notify({
      intent: missing === 0 ? 'success' : 'warning',
      text: [
        t('yearbook.made', { files: formatInteger(made.files, language), size, path: made.path }),
        ...(missing === 0 ? [] : [t('yearbook.missing', { count: missing })]),
      ].join(' '),
      action: {
        label: t('yearbook.show'),
        run: () => void callHost('host.showInFolder', { path: made.index }).catch(() => undefined),
      },
    })
    onClose()
  }
  return (
    <ConfirmDialog
      open
      title={t('yearbook.title')}
      confirmLabel={t('yearbook.make')}
      confirmDisabled={reports.length === 0 || path === null || job.running}
      onConfirm={() => void make()}
      onCancel={() => {
        job.cancel()
        onClose()
      }}
    >
      <p className="sd-muted">{t('yearbook.hint')}</p>
      <div role="group" aria-label={t('yearbook.reports')} className="rp-choices">
        {saved.map((report) => (
          <Checkbox
            key={report.id}
            label={plainTitle(label(report.title)) || report.id}
            checked={reports.includes(report.id)}
            onChange={(_e, d) =>
              setReports(d.checked === true ? [...reports, report.id] : reports.filter((own) => own !== report.id))
            }
          />
        ))}
      </div>
      <label htmlFor={id}>{t('issuePeriod')}</label>
      <Select
        id={id}
        size="small"
        value={period ?? ''}
        onChange={(_e, d) => setPeriod(d.value === '' ? null : d.value)}
      >
        <option value="">{t('issueAsSaved')}</option>
        {periods.map((own) => (
          <option key={own} value={own}>
            {formatPeriod(own, language)}
          </option>
        ))}
      </Select>
      <Checkbox label={t('yearbook.issued')} checked={issued} onChange={(_e, d) => setIssued(d.checked === true)} />
      <div className="rp-actions">
        <Button size="small" icon={<FolderOpenRegular />} onClick={() => void choose().catch(() => undefined)}>
          {t('yearbook.choose')}
        </Button>
        <span className={path === null ? 'sd-muted' : ''}>{path ?? t('yearbook.noFolder')}</span>
      </div>
      {sizes.result && (
        <p className="sd-muted">
          {t('yearbook.size', {
            tables: sizes.result.tables,
            pictures: sizes.result.pictures,
            files: formatInteger(sizes.result.files, language),
            size: formatBytes(sizes.result.bytes, language),
            free: formatBytes(sizes.result.freeBytes, language),
          })}
        </p>
      )}
      <JobProgress job={job} quietWhenStopped />
    </ConfirmDialog>
  )
}
