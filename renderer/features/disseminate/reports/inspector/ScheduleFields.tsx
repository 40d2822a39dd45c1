// When the report is to be sent: how often, by whom, how long after the period. In: the report. Out: a changed one.
import { reportFrequencies, reportLevels } from '#shared/model/report.ts'
import type { ReportDefinition } from '#shared/model/report.ts'
import { CheckField, ChoiceField, NumberField } from '../../../../components/Field.tsx'
import { useTexts } from '../../../../i18n/index.ts'
import type { OutlineProps } from '../Outline.tsx'

type Props = { value: ReportDefinition; onChange: OutlineProps['onChange'] }

export const ScheduleFields = ({ value, onChange }: Props) => {
  const { t } = useTexts('reports')
  const { schedule } = value
  const toggle = (on: boolean): void => {
    const { schedule: _old, ...rest } = value
    onChange(on ? { ...rest, schedule: { every: 'month', level: 'country', days: 12 } } : rest)
  }
  return (
    <>
      <CheckField label={t('due.scheduled')} value={schedule !== undefined} onChange={toggle} />
      {schedule && (
        <>
          <ChoiceField
            label={t('due.every')}
            value={schedule.every}
            options={reportFrequencies.map((every) => ({ value: every, label: t(`due.everies.${every}`) }))}
            onChange={(every) => onChange({ ...value, schedule: { ...schedule, every } })}
          />
          <ChoiceField
            label={t('due.level')}
            value={schedule.level}
            options={reportLevels.map((level) => ({ value: level, label: t(`due.levels.${level}`) }))}
            onChange={(level) => onChange({ ...value, schedule: { ...schedule, level } })}
          />
          <NumberField
            label={t('due.days')}
            value={schedule.days}
            min={0}
            max={400}
            onChange={(days) => onChange({ ...value, schedule: { ...schedule, days } }, 'days')}
          />
        </>
      )}
    </>
  )
}
