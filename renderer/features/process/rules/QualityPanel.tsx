// The quality of a period beside its delivery: measures by dimension with their trend, variables, printing. In: a
// delivery that stands. Out: pages for the printer. Made when asked for: it reads all records of the dataset once.
import { Button } from '@fluentui/react-components'
import { PlayRegular, PrintRegular } from '@fluentui/react-icons'
import { qualityDimensions } from '#shared/model/quality.ts'
import type { QualityMeasure, QualityReport } from '#shared/model/quality.ts'
import { dimensionWords, measureWords, qualityBasis, qualityValue } from '#shared/format/qualityWords.ts'
import type { Delivery } from '#shared/model/delivery.ts'
import { callHost, runJob } from '../../../bridge/client.ts'
import { useJob } from '../../../bridge/useJob.ts'
import { JobProgress } from '../../../components/JobProgress.tsx'
import { notifyFailure } from '../../../components/notices.ts'
import { Panel } from '../../../components/Panel.tsx'
import { Sparkline } from '../../../components/Sparkline.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'

export const QualityPanel = ({ delivery }: { delivery: Delivery }) => {
  const { t, language } = useTexts('rules')
  const job = useJob('quality.report')
  const asked = { dataset: delivery.dataset, period: delivery.period }
  const print = async (): Promise<void> => {
    try {
      let handle = ''
      await runJob('quality.page', { ...asked, language }, { onStart: (id) => (handle = id) })
      await callHost('host.print', { job: handle })
    } catch (thrown) {
      notifyFailure(thrown)
    }
  }
  return (
    <Panel
      title={t('quality')}
      actions={
        <div className="sd-actions">
          <Button size="small" icon={<PlayRegular />} disabled={job.running} onClick={() => void job.start(asked)}>
            {t('qualityMake')}
          </Button>
          <Button size="small" icon={<PrintRegular />} disabled={job.running} onClick={() => void print()}>
            {t('qualityPrint')}
          </Button>
        </div>
      }
    >
      <JobProgress job={job} title={t('qualityMake')} />
      {job.result === null ? <p className="sd-muted">{t('qualityText')}</p> : <Quality report={job.result} />}
    </Panel>
  )
}

const Quality = ({ report }: { report: QualityReport }) => {
  const { t } = useTexts('rules')
  return (
    <div className="sd-stack">
      <table className="sd-list-table">
        <thead>
          <tr>
            <th scope="col">{t('dimension')}</th>
            <th scope="col">{t('measure')}</th>
            <th scope="col" className="num">
              {t('now')}
            </th>
            <th scope="col">{t('basis')}</th>
            <th scope="col">{t('trend')}</th>
          </tr>
        </thead>
        <tbody>
          {qualityDimensions.flatMap((dimension) =>
            report.measures
              .filter((m) => m.dimension === dimension)
              .map((m, index) => <MeasureRow key={m.id} measure={m} first={index === 0} />),
          )}
        </tbody>
      </table>
      <Variables report={report} />
    </div>
  )
}

const MeasureRow = ({ measure, first }: { measure: QualityMeasure; first: boolean }) => {
  const { language } = useTexts('rules')
  const format = useFormat()
  const told = measure.trend.map(
    (p) => `${format.periodShort(p.period)}: ${qualityValue(p.value, measure.unit, language)}`,
  )
  return (
    <tr>
      <th scope="row">{first ? dimensionWords[measure.dimension][language] : ''}</th>
      <td>{measureWords[measure.id][language]}</td>
      <td className="num">{qualityValue(measure.value, measure.unit, language)}</td>
      <td className="sd-numeric">{qualityBasis(measure, language)}</td>
      <td title={told.join('\n')}>
        {measure.trend.length > 1 && (
          <Sparkline values={measure.trend.map((p) => p.value)} label={told.slice(-3).join('; ')} />
        )}
      </td>
    </tr>
  )
}

const Variables = ({ report }: { report: QualityReport }) => {
  const { t, label } = useTexts('rules')
  const format = useFormat()
  return (
    <details>
      <summary>{t('qualityVariables', { variables: report.variables.length })}</summary>
      <table className="sd-list-table">
        <thead>
          <tr>
            <th scope="col">{t('variable')}</th>
            {(['filled', 'before', 'mistyped', 'requiredMissing', 'unknownCodes', 'changed'] as const).map((key) => (
              <th key={key} scope="col" className="num">
                {t(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {report.variables.map((v) => (
            <tr key={v.variable}>
              <td>
                {label(v.label)} <span className="sd-code">{v.variable}</span>
              </td>
              <td className="num">{v.records === 0 ? '…' : format.percent(v.filled / v.records)}</td>
              <td className="num">{v.filledBefore === null ? '…' : format.percent(v.filledBefore)}</td>
              <td className="num">{format.integer(v.mistyped)}</td>
              <td className="num">{format.integer(v.missingRequired)}</td>
              <td className="num">{format.integer(v.unknownCodes)}</td>
              <td className="num">{format.integer(v.changed)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
