// The periods of a table, always in sight: which are shown, another choice, and a warning where counts at a date are
// added up. In: builder. Out: edits that can be undone. Never a period taken away in silence.
import { Button, Checkbox, Popover, PopoverSurface, PopoverTrigger } from '@fluentui/react-components'
import { CalendarLtrRegular, WarningRegular } from '@fluentui/react-icons'
import { useEffect, useEffectEvent, useRef } from 'react'
import { notify } from '../../../components/notices.ts'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import { addsStocks, choosePeriods, chosenPeriods } from './model/periodChoice.ts'
import type { BuilderState } from './useBuilder.ts'

export const PeriodControl = ({ builder }: { builder: BuilderState }) => {
  const { t } = useTexts('tables')
  const format = useFormat()
  const { definition, detail, edit } = builder
  const periods = detail?.periods.toSorted().toReversed() ?? []
  const chosen = chosenPeriods(definition, periods)
  const stocks = addsStocks(definition, detail?.definition.temporality, chosen) && periods.length > 1
  const choose = (wanted: readonly string[]): void => edit(choosePeriods(definition, periods, wanted), 'periods')
  const latest = (): void => choose(periods.slice(0, 1))
  const warn = useEffectEvent(() =>
    notify({ intent: 'warning', text: t('period.addsStocks'), action: { label: t('period.latest'), run: latest } }),
  )
  // Said once when the table comes to add them up, and in sight for as long as it does.
  const wasRef = useRef<boolean | null>(null)
  useEffect(() => {
    if (stocks && wasRef.current === false) warn()
    wasRef.current = stocks
  }, [stocks, wasRef])
  if (periods.length === 0) return null
  const names = (chosen ?? []).toReversed().map((p) => format.periodShort(p))
  const told = (): string => {
    if (chosen === null) return t('period.byFilter')
    if (chosen.length === periods.length && periods.length > 1) return t('period.all', { count: periods.length })
    return names.length > 3 ? t('period.several', { count: names.length, last: names.at(-1) ?? '' }) : names.join(', ')
  }
  return (
    <>
      <Popover positioning="above-start" trapFocus>
        <PopoverTrigger disableButtonEnhancement>
          <Button size="small" appearance="subtle" icon={<CalendarLtrRegular />} className="tb-period">
            {t('period.label', { periods: told() })}
          </Button>
        </PopoverTrigger>
        <PopoverSurface className="tb-period__list" aria-label={t('period.choose')}>
          <div className="tb-period__quick">
            <Button size="small" onClick={latest}>
              {t('period.latest')}
            </Button>
            {periods.length > 2 && (
              <Button size="small" onClick={() => choose(periods.slice(0, 2))}>
                {t('period.latestTwo')}
              </Button>
            )}
            <Button size="small" onClick={() => choose([])}>
              {t('period.everything')}
            </Button>
          </div>
          {chosen === null && <p className="sd-muted">{t('period.filterSays')}</p>}
          <div role="group" aria-label={t('period.choose')} className="tb-period__ticks">
            {periods.map((period) => (
              <Checkbox
                key={period}
                size="medium"
                label={format.period(period)}
                checked={chosen?.includes(period) === true}
                disabled={chosen?.length === 1 && chosen[0] === period}
                onChange={(_e, d) =>
                  choose(d.checked === true ? [...(chosen ?? []), period] : (chosen ?? []).filter((p) => p !== period))
                }
              />
            ))}
          </div>
        </PopoverSurface>
      </Popover>
      {stocks && (
        <span className="tb-warn tb-period__warning" title={t('period.addsStocks')}>
          <WarningRegular aria-hidden="true" />
          {t('period.addsStocksShort')}
          <Button size="small" appearance="subtle" onClick={latest}>
            {t('period.latest')}
          </Button>
        </span>
      )}
    </>
  )
}
