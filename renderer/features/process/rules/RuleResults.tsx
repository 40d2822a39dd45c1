// What each rule found in deliveries: records asked, failing, not told; a failing rule opens its records. In: results.
// Out: nothing.
import { Badge, Button } from '@fluentui/react-components'
import { useState } from 'react'
import type { RuleList, ShownResult } from '#shared/contract/rules.ts'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import { FailuresDialog } from './FailuresDialog.tsx'

type Props = { list: RuleList; results: readonly ShownResult[]; withPeriod: boolean }

const colours = { hard: 'danger', soft: 'warning', repair: 'brand' } as const

export const RuleResults = ({ list, results, withPeriod }: Props) => {
  const { t, label } = useTexts('rules')
  const format = useFormat()
  const [open, setOpen] = useState<ShownResult | null>(null)
  const ruleOf = (id: string) => list.rules.find((rule) => rule.id === id)
  const state = (result: ShownResult): string =>
    [
      ...(result.why === null ? [] : [t(`why.${result.why}`)]),
      ...(result.against === null ? [] : [t('against', { period: format.period(result.against) })]),
      ...(result.stale ? [t('stale')] : []),
    ].join(' · ')
  return (
    <>
      <table className="sd-list-table">
        <thead>
          <tr>
            {withPeriod && <th scope="col">{t('common:period')}</th>}
            <th scope="col">{t('rule')}</th>
            <th scope="col">{t('severity')}</th>
            <th scope="col" className="num">
              {t('records')}
            </th>
            <th scope="col" className="num">
              {t('failed')}
            </th>
            <th scope="col" className="num">
              {t('unknown')}
            </th>
            <th scope="col" className="num">
              {t('weightFailed')}
            </th>
            <th scope="col">{t('state')}</th>
          </tr>
        </thead>
        <tbody>
          {results.map((result) => {
            const rule = ruleOf(result.rule)
            const share = result.records > 0 ? format.percent(result.failed / result.records, 2) : ''
            return (
              <tr key={`${result.delivery} ${result.rule}`}>
                {withPeriod && <td>{format.periodShort(result.period)}</td>}
                <td>
                  {label(rule?.message)} <span className="sd-code">{result.rule}</span>
                </td>
                <td>
                  {rule && (
                    <Badge appearance="tint" size="small" color={colours[rule.severity]}>
                      {t(`severities.${rule.severity}`)}
                    </Badge>
                  )}
                </td>
                <td className="num">{format.integer(result.records)}</td>
                <td className="num">
                  {result.state === 'not_asked' ? (
                    '…'
                  ) : result.failed === 0 ? (
                    '0'
                  ) : (
                    <Button size="small" appearance="subtle" title={t('showFailures')} onClick={() => setOpen(result)}>
                      {format.integer(result.failed)} ({share})
                    </Button>
                  )}
                </td>
                <td className="num">{format.integer(result.unknown)}</td>
                <td className="num">{result.weightFailed ?? ''}</td>
                <td>{state(result)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {open && (
        <FailuresDialog
          dataset={list.dataset}
          result={open}
          title={label(ruleOf(open.rule)?.message) || open.rule}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  )
}
