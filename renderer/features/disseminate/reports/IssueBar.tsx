// Which issue is looked at: the period and the territory the report is made for; without them every table is as it was
// saved. In: the report, the issue. Out: another issue. The lists hold what the report's tables can be made for.
import { Select } from '@fluentui/react-components'
import { useId } from 'react'
import { formatPeriod } from '#shared/format/time.ts'
import type { ReportDefinition } from '#shared/model/report.ts'
import { useCall, useDatasets } from '../../../bridge/queries.ts'
import { useTexts } from '../../../i18n/index.ts'

export type Issue = { period: string | null; territory: string | null }
type Props = { definition: ReportDefinition; issue: Issue; onChange: (issue: Issue) => void }

export const IssueBar = ({ definition, issue, onChange }: Props) => {
  const { t, label, language } = useTexts('reports')
  const id = useId()
  const periods = [...new Set((useDatasets().data ?? []).flatMap((dataset) => dataset.periods))].toSorted().toReversed()
  const years = [
    ...new Set(periods.flatMap((period) => (/^\d{4}-(\d{2}|Q\d)$/.test(period) ? [period.slice(0, 4)] : []))),
  ]
  const territories = useCall('report.territories', { definition, period: issue.period }).data?.territories ?? []
  return (
    <div className="rp-issue">
      <label htmlFor={`${id}p`}>{t('issuePeriod')}</label>
      <Select
        id={`${id}p`}
        size="small"
        value={issue.period ?? ''}
        onChange={(_e, d) => onChange({ ...issue, period: d.value === '' ? null : d.value })}
      >
        <option value="">{t('issueAsSaved')}</option>
        {[...years, ...periods].map((period) => (
          <option key={period} value={period}>
            {formatPeriod(period, language)}
          </option>
        ))}
      </Select>
      {territories.length > 0 && (
        <>
          <label htmlFor={`${id}t`}>{t('issueTerritory')}</label>
          <Select
            id={`${id}t`}
            size="small"
            value={issue.territory ?? ''}
            onChange={(_e, d) => onChange({ ...issue, territory: d.value === '' ? null : d.value })}
          >
            <option value="">{t('issueCountry')}</option>
            {territories.map((territory) => (
              <option key={territory.code} value={territory.code}>
                {label(territory.label)}
              </option>
            ))}
          </Select>
        </>
      )}
    </div>
  )
}
