// Weights of a sample calibrated to known totals: the period, the method, margins with their totals. In: a dataset with
// a design. Out: a kept weight variable. Nothing is kept where totals cannot be met; the reason stands in the dialog.
import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import type { CalibrationResult } from '#shared/contract/calibrate.ts'
import type { DatasetDetail } from '#shared/contract/responses.ts'
import { calibrationMethods } from '#shared/model/survey.ts'
import type { CalibrationMethod } from '#shared/model/survey.ts'
import { useJob } from '../../../bridge/useJob.ts'
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx'
import { ChoiceField, TextField } from '../../../components/Field.tsx'
import { JobProgress } from '../../../components/JobProgress.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import { MarginFields } from './MarginFields.tsx'
import { emptyMargin, marginReady, marginRequest } from './marginDraft.ts'
import type { MarginDraft } from './marginDraft.ts'

const idFrom = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[\d_]+|_+$/g, '')
    .slice(0, 60)

export const CalibrationDialog = ({ detail, onClose }: { detail: DatasetDetail; onClose: () => void }) => {
  const { t } = useTexts('datasets')
  const job = useJob('datasets.calibrate')
  const [period, setPeriod] = useState(detail.periods.at(-1) ?? '')
  const [method, setMethod] = useState<CalibrationMethod>('raking')
  const [name, setName] = useState(t('calibration.usualName'))
  const [margins, setMargins] = useState<MarginDraft[]>([emptyMargin])
  const set = (at: number, margin: MarginDraft): void => setMargins(margins.map((m, i) => (i === at ? margin : m)))
  const ready = idFrom(name) !== '' && margins.every(marginReady) && !job.running
  const run = (): void =>
    void job.start({
      dataset: detail.id,
      period,
      method,
      margins: margins.map(marginRequest),
      keepAs: { id: idFrom(name), label: { vi: name.trim(), en: name.trim() } },
    })
  return (
    <ConfirmDialog
      open
      title={t('calibration.title')}
      confirmLabel={t(job.result ? 'common:close' : 'calibration.run')}
      confirmDisabled={job.result === null && !ready}
      onConfirm={job.result ? onClose : run}
      onCancel={() => {
        job.cancel()
        onClose()
      }}
    >
      {job.result ? (
        <CalibrationOutcome result={job.result} />
      ) : (
        <>
          <p className="sd-muted">{t('calibration.text')}</p>
          <ChoiceField
            label={t('calibration.period')}
            value={period}
            options={detail.periods.map((value) => ({ value, label: value }))}
            onChange={setPeriod}
          />
          <ChoiceField
            label={t('calibration.method')}
            value={method}
            options={calibrationMethods.map((value) => ({ value, label: t(`calibration.methods.${value}`) }))}
            onChange={setMethod}
          />
          {margins.map((margin, i) => (
            <MarginFields
              key={i}
              detail={detail}
              margin={margin}
              method={method}
              onChange={(next) => set(i, next)}
              {...(margins.length > 1 ? { onRemove: () => setMargins(margins.filter((_, m) => m !== i)) } : {})}
            />
          ))}
          <Button size="small" disabled={margins.length >= 10} onClick={() => setMargins([...margins, emptyMargin])}>
            {t('calibration.addMargin')}
          </Button>
          <TextField label={t('calibration.name')} value={name} required onChange={setName} />
          <JobProgress job={job} quietWhenStopped />
        </>
      )}
    </ConfirmDialog>
  )
}

const CalibrationOutcome = ({ result }: { result: CalibrationResult }) => {
  const { t, label } = useTexts('datasets')
  const format = useFormat()
  return (
    <>
      <p role="status">
        {t('calibration.kept', {
          records: format.integer(result.records),
          smallest: format.decimal(result.smallest, 3),
          largest: format.decimal(result.largest, 3),
        })}
      </p>
      <table className="sd-list-table">
        <thead>
          <tr>
            <th scope="col">{t('calibration.variable')}</th>
            <th scope="col">{t('code')}</th>
            <th scope="col">{t('calibration.before')}</th>
            <th scope="col">{t('calibration.total')}</th>
          </tr>
        </thead>
        <tbody>
          {result.margins.flatMap((margin) =>
            margin.lines.map((line) => (
              <tr key={`${margin.variable} ${line.code}`}>
                <td>{label(margin.label)}</td>
                <td>
                  {label(line.label)} {line.code !== '' && <span className="sd-code">{line.code}</span>}
                </td>
                <td className="num">{format.decimal(line.before, 0)}</td>
                <td className="num">{format.decimal(line.total, 0)}</td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </>
  )
}
