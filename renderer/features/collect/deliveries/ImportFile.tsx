// One file before it is taken in: what it was recognised as, its first rows, what is missing; then progress and the
// result.
import { Button, MessageBar, MessageBarBody } from '@fluentui/react-components'
import { useState } from 'react'
import type { DatasetSummary } from '#shared/contract/responses.ts'
import type { MethodInput } from '#shared/contract/methods.ts'
import type { Delivery } from '#shared/model/delivery.ts'
import { parsePeriod } from '#shared/model/period.ts'
import { useCall, useDataset } from '../../../bridge/queries.ts'
import { useJob } from '../../../bridge/useJob.ts'
import { useAnnounce } from '../../../components/announce.tsx'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { ChoiceField, TextField } from '../../../components/Field.tsx'
import { notify } from '../../../components/notices.ts'
import { Panel } from '../../../components/Panel.tsx'
import { JobProgress } from '../../../components/JobProgress.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import { FormChoices } from './FormChoices.tsx'
import { TrialPanel } from './TrialPanel.tsx'
import { maskedText } from '../../analyse/explore/cellText.ts'

export type ImportFileProps = {
  path: string
  datasets: readonly DatasetSummary[]
  onClose: () => void
  onDone: (delivery: Delivery) => void
}

export const ImportFile = ({ path, datasets, onClose, onDone }: ImportFileProps) => {
  const { t, label } = useTexts('deliveries')
  const format = useFormat()
  const announce = useAnnounce()
  const [chosen, setChosen] = useState('')
  const [typedPeriod, setTypedPeriod] = useState<string | null>(null)
  const [sender, setSender] = useState('')
  const [letterNumber, setLetterNumber] = useState('')
  const [dates, setDates] = useState<'' | 'day' | 'month'>('')
  const [numbers, setNumbers] = useState<'' | 'point' | 'comma'>('')
  const [as, setAs] = useState<'' | 'replacement' | 'part'>('')
  const preview = useCall('intake.preview', chosen === '' ? { path } : { path, dataset: chosen })
  const job = useJob('intake.import')
  const detail = useDataset(chosen || preview.data?.dataset || null)
  const identifiers = new Set(
    (detail.data?.definition.variables ?? []).flatMap((v) =>
      v.role === 'identifier' && v.source !== null ? [v.source] : [],
    ),
  )
  const found = preview.data
  const dataset = chosen || found?.dataset || ''
  const period = typedPeriod ?? found?.period ?? ''
  const periodGood = parsePeriod(period.trim()) !== null
  const [trial, setTrial] = useState<MethodInput<'intake.trial'> | null>(null)
  const forms = { ...(dates === '' ? {} : { dates }), ...(numbers === '' ? {} : { numbers }) }
  const said = {
    path,
    dataset,
    period: period.trim(),
    sender: sender.trim(),
    letterNumber: letterNumber.trim(),
    ...(as === '' ? {} : { as }),
  }
  const run = async (): Promise<void> => {
    setTrial(null)
    const result = await job.start({ ...said, ...forms })
    if (!result) return
    const text = t(`outcome.${result.outcome}`, {
      file: result.delivery.fileName,
      rows: format.integer(result.delivery.rowsAccepted),
      rejected: format.integer(result.delivery.rowsRejected),
      time: format.duration(result.seconds),
    })
    notify({ intent: result.outcome === 'unchanged' ? 'info' : 'success', text })
    announce(text)
    onDone(result.delivery)
  }
  if (trial)
    return (
      <TrialPanel
        request={trial}
        onAccept={() => void run()}
        onBack={() => setTrial(null)}
        onSendBack={() => {
          notify({ intent: 'info', text: t('trialSentBack', { file: found?.fileName ?? path }) })
          onClose()
        }}
      />
    )
  return (
    <Panel
      title={t('importTitle', { file: found?.fileName ?? path.split(/[\\/]/).at(-1) ?? path })}
      {...(job.running ? {} : { onClose })}
    >
      <div className="sd-stack">
        {preview.error && <ErrorPanel failure={preview.error.value} />}
        {found?.alreadyImported && (
          <MessageBar intent="info">
            <MessageBarBody>{t('already', { date: format.instant(found.alreadyImported.importedAt) })}</MessageBarBody>
          </MessageBar>
        )}
        {found?.wouldReplace && !found.alreadyImported && (
          <MessageBar intent="warning" layout="multiline">
            <MessageBarBody>
              {t('replaces', {
                file: found.wouldReplace.fileName,
                rows: format.integer(found.wouldReplace.rowsAccepted),
                date: format.instant(found.wouldReplace.importedAt),
              })}
            </MessageBarBody>
          </MessageBar>
        )}
        {found && found.missingColumns.length > 0 && (
          <MessageBar intent="error" layout="multiline">
            <MessageBarBody>{t('missingColumns', { columns: found.missingColumns.join(', ') })}</MessageBarBody>
          </MessageBar>
        )}
        {found && found.extraColumns.length > 0 && (
          <MessageBar intent="warning" layout="multiline">
            <MessageBarBody>{t('extraColumns', { columns: found.extraColumns.join(', ') })}</MessageBarBody>
          </MessageBar>
        )}
        <div className="sd-import__fields">
          <ChoiceField
            label={t('common:dataset')}
            required
            value={dataset}
            disabled={job.running}
            onChange={setChosen}
            options={[
              { value: '', label: t('chooseDataset'), disabled: true },
              ...datasets.map((d) => ({ value: d.id, label: label(d.label) })),
            ]}
          />
          <TextField
            label={t('common:period')}
            required
            value={period}
            disabled={job.running}
            onChange={setTypedPeriod}
            hint={t('periodHint')}
            error={period !== '' && !periodGood ? t('periodBad') : null}
          />
          <TextField label={t('sender')} value={sender} disabled={job.running} onChange={setSender} />
          <TextField label={t('letterNumber')} value={letterNumber} disabled={job.running} onChange={setLetterNumber} />
          <FormChoices
            disabled={job.running}
            dates={dates}
            onDates={setDates}
            numbers={numbers}
            onNumbers={setNumbers}
            as={found?.wouldReplace ? as : null}
            onAs={setAs}
          />
        </div>
        {found && (
          <div className="sd-import__preview" tabIndex={0} role="group" aria-label={t('firstRows')}>
            <table className="sd-list-table sd-mono">
              <thead>
                <tr>
                  {found.header.map((name, i) => (
                    <th key={`${name}-${i}`} scope="col">
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {found.rows.slice(0, 8).map((row, i) => (
                  <tr key={i}>
                    {row.map((value, j) => (
                      <td key={j}>{value !== '' && identifiers.has(found.header[j] ?? '') ? maskedText : value}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
        <JobProgress job={job} title={t('importing')} />
        <div className="sd-actions">
          <span className="sd-muted sd-numeric">{found ? format.bytes(found.bytes) : ''}</span>
          <Button
            appearance="primary"
            disabled={!found || dataset === '' || !periodGood || job.running || found.missingColumns.length > 0}
            onClick={() => void run()}
          >
            {t('import')}
          </Button>
          <Button
            disabled={!found || dataset === '' || !periodGood || job.running || found.missingColumns.length > 0}
            onClick={() => setTrial({ ...said, reading: forms })}
          >
            {t('trialFirst')}
          </Button>
          <Button disabled={job.running} onClick={onClose}>
            {t('common:cancel')}
          </Button>
        </div>
      </div>
    </Panel>
  )
}
