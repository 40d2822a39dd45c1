// What a batch will write, and what it wrote: each table with its outcome, size and time; rule breaches beneath the one
// chosen.
import { Badge, Button, MessageBar, MessageBarBody } from '@fluentui/react-components'
import { FolderOpenRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { BatchEstimate, BatchItem, BatchReport } from '#shared/contract/production.ts'
import { callHost } from '../../../bridge/client.ts'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'

const colours = { written: 'success', unchanged: 'informative', failed: 'danger', not_run: 'warning' } as const

const parametersOf = ({ period, territory }: Pick<BatchItem, 'period' | 'territory'>): string =>
  [period, territory].filter((text) => text !== '').join(' · ')

export const EstimateResult = ({ estimate }: { estimate: BatchEstimate }) => {
  const { t, label } = useTexts('production')
  const format = useFormat()
  const failed = estimate.items.filter((item) => item.failure !== null).length
  return (
    <div className="sd-stack">
      <MessageBar intent={failed > 0 || estimate.bytes > estimate.freeBytes ? 'warning' : 'info'}>
        <MessageBarBody>
          {t('estimated', {
            items: format.integer(estimate.items.length - failed),
            bytes: format.bytes(estimate.bytes),
            free: format.bytes(estimate.freeBytes),
          })}{' '}
          {failed > 0 && t('estimatedFailures', { failed })}
        </MessageBarBody>
      </MessageBar>
      <table className="sd-list-table">
        <thead>
          <tr>
            <th scope="col">{t('table')}</th>
            <th scope="col">{t('parametersHeader')}</th>
            <th scope="col" className="num">
              {t('cells')}
            </th>
            <th scope="col" className="num">
              {t('size')}
            </th>
          </tr>
        </thead>
        <tbody>
          {estimate.items.map((item) => (
            <tr key={`${item.id} ${item.file} ${parametersOf(item)}`}>
              <td>
                <div>{label(item.title)}</div>
                <div className="sd-muted">{item.message ? label(item.message) : item.file}</div>
              </td>
              <td className="pr-nowrap">{parametersOf(item)}</td>
              <td className="num">{item.failure ? '…' : format.integer(item.cells)}</td>
              <td className="num">{item.failure ? '…' : format.bytes(item.bytes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const Breaches = ({ item }: { item: BatchItem }) => {
  const { t, label } = useTexts('production')
  const format = useFormat()
  const plain = (text: string): string => (/^-?\d+(\.\d+)?$/.test(text) ? format.exactText(text) : text)
  return (
    <section className="sd-stack" aria-label={t('breachesOf', { table: label(item.title) })}>
      <h3 className="pr-heading">{t('breachesOf', { table: label(item.title) })}</h3>
      <table className="sd-list-table">
        <thead>
          <tr>
            <th scope="col">{t('rule')}</th>
            <th scope="col">{t('measure')}</th>
            <th scope="col">{t('place')}</th>
            <th scope="col" className="num">
              {t('found')}
            </th>
            <th scope="col" className="num">
              {t('expected')}
            </th>
            <th scope="col">{t('against')}</th>
          </tr>
        </thead>
        <tbody>
          {item.breaches.map((breach, i) => (
            <tr key={i}>
              <td>{t(`rules.${breach.rule}`)}</td>
              <td>{breach.measure}</td>
              <td>{label(breach.place)}</td>
              <td className="num">{plain(breach.found)}</td>
              <td className="num">{plain(breach.expected)}</td>
              <td>{breach.against}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {item.breachCount > item.breaches.length && (
        <p className="sd-muted">{t('moreBreaches', { count: item.breachCount - item.breaches.length })}</p>
      )}
    </section>
  )
}

export const BatchResult = ({ report }: { report: BatchReport }) => {
  const { t, label } = useTexts('production')
  const format = useFormat()
  const [chosen, setChosen] = useState<number | null>(null)
  const { counts } = report
  const item =
    chosen === null ? (report.items.find((each) => each.breachCount > 0) ?? null) : (report.items[chosen] ?? null)
  return (
    <div className="sd-stack">
      <MessageBar intent={counts.failed > 0 || report.cancelled ? 'warning' : counts.breaches > 0 ? 'info' : 'success'}>
        <MessageBarBody>
          {report.cancelled
            ? t('cancelled', { done: counts.written + counts.unchanged, notRun: counts.notRun })
            : t('finished', { ...counts })}{' '}
          {format.duration(report.seconds)}
        </MessageBarBody>
      </MessageBar>
      <div className="pr-actions">
        <Button
          size="small"
          icon={<FolderOpenRegular />}
          onClick={() => void callHost('host.showInFolder', { path: report.reports.html }).catch(() => undefined)}
        >
          {t('openReport')}
        </Button>
        <span className="sd-muted sd-mono pr-cut" title={report.reports.html}>
          {t('reportWritten', { path: report.reports.html })}
        </span>
      </div>
      <table className="sd-list-table">
        <thead>
          <tr>
            <th scope="col">{t('table')}</th>
            <th scope="col">{t('parametersHeader')}</th>
            <th scope="col">{t('outcome')}</th>
            <th scope="col" className="num">
              {t('cells')}
            </th>
            <th scope="col" className="num">
              {t('withheld')}
            </th>
            <th scope="col" className="num">
              {t('breaches')}
            </th>
            <th scope="col" className="num">
              {t('size')}
            </th>
            <th scope="col" className="num">
              {t('seconds')}
            </th>
          </tr>
        </thead>
        <tbody>
          {report.items.map((each, i) => (
            <tr key={`${each.id} ${each.file} ${parametersOf(each)}`} aria-selected={each === item}>
              <td>
                <div>{label(each.title)}</div>
                <div className="sd-muted">
                  {each.message ? label(each.message) : each.file}
                  {each.notices.map((notice) => ` · ${label(notice)}`).join('')}
                </div>
              </td>
              <td className="pr-nowrap">{parametersOf(each)}</td>
              <td>
                <Badge appearance="tint" size="small" color={colours[each.outcome]}>
                  {t(`outcomes.${each.outcome}`)}
                </Badge>
              </td>
              <td className="num">{format.integer(each.cells)}</td>
              <td className="num">{format.integer(each.withheld)}</td>
              <td className="num">
                {each.breachCount > 0 ? (
                  <button type="button" className="sd-link-button" onClick={() => setChosen(i)}>
                    {format.integer(each.breachCount)}
                  </button>
                ) : (
                  '0'
                )}
              </td>
              <td className="num">{each.bytes > 0 ? format.bytes(each.bytes) : ''}</td>
              <td className="num">{each.seconds > 0 ? format.decimal(each.seconds, 1) : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {item && item.breachCount > 0 && <Breaches item={item} />}
    </div>
  )
}
