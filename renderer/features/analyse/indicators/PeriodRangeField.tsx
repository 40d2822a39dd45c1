// From which period to which: always in sight above the figures. In: the periods there are, the range. Out: a changed
// range.
import { Select } from '@fluentui/react-components'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import type { PeriodRange } from './model/periodRange.ts'

type Props = { periods: readonly string[]; range: PeriodRange; onChange: (range: PeriodRange) => void }

export const PeriodRangeField = ({ periods, range, onChange }: Props) => {
  const { t } = useTexts('indicators')
  const { periodShort } = useFormat()
  const options = periods.map((p) => (
    <option key={p} value={p}>
      {periodShort(p)}
    </option>
  ))
  // What is no longer there stands for the end of the series.
  const first = range.from !== null && periods.includes(range.from) ? range.from : (periods[0] ?? '')
  const last = range.to !== null && periods.includes(range.to) ? range.to : (periods.at(-1) ?? '')
  const set = (from: string, to: string): void =>
    onChange({ from: from === periods[0] ? null : from, to: to === periods.at(-1) ? null : to })
  return (
    <span className="in-range" role="group" aria-label={t('periodsShown')}>
      <span className="sd-muted">{t('periodsShown')}:</span>
      <Select
        size="small"
        aria-label={t('fromPeriod')}
        value={first}
        onChange={(_e, d) => set(d.value, d.value > last ? d.value : last)}
      >
        {options}
      </Select>
      –
      <Select
        size="small"
        aria-label={t('toPeriod')}
        value={last}
        onChange={(_e, d) => set(d.value < first ? d.value : first, d.value)}
      >
        {options}
      </Select>
    </span>
  )
}
