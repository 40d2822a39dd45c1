// One delivery: where it came from, what became of its rows, rejects with their raw text, and withdrawing it.
import { Badge, MessageBar, MessageBarBody } from '@fluentui/react-components'
import { ArrowUndoRegular, DatabaseSearchRegular } from '@fluentui/react-icons'
import { useEffect, useState } from 'react'
import type { Delivery } from '#shared/model/delivery.ts'
import { useWorkbench } from '../../../app/workbench.ts'
import { call } from '../../../bridge/client.ts'
import { useDatasets, useDeliveries, useWorkspace } from '../../../bridge/queries.ts'
import { useJob } from '../../../bridge/useJob.ts'
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { notify } from '../../../components/notices.ts'
import { Panel, ScreenLayout } from '../../../components/Panel.tsx'
import { Toolbar } from '../../../components/Toolbar.tsx'
import { JobProgress } from '../../../components/JobProgress.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import { DeliveryRules } from '../../process/rules/DeliveryRules.tsx'
import { QualityPanel } from '../../process/rules/QualityPanel.tsx'
import { Comparison } from './Comparison.tsx'
import { RejectList } from './RejectList.tsx'

const severityColours = { hard: 'danger', soft: 'warning', note: 'informative' } as const

const severityOrder = { hard: 0, soft: 1, note: 2 } as const

export const DeliveryPage = ({ delivery: id, tabId, active }: { delivery: number; tabId: string; active: boolean }) => {
  const { t, label } = useTexts('deliveries')
  const format = useFormat()
  const deliveries = useDeliveries()
  const datasets = useDatasets().data
  const workspace = useWorkspace().data
  const { openDocument, setStatus, closeTab } = useWorkbench()
  const [asking, setAsking] = useState(false)
  /** The note of a delivery that goes back to its sender; null: it is only withdrawn. */
  const [sentBack, setSentBack] = useState<string | null>(null)
  const job = useJob('deliveries.withdraw')
  const delivery = deliveries.data?.find((d) => d.id === id)
  useEffect(() => {
    if (active && delivery) setStatus({ rows: delivery.rowsAccepted, confidential: true })
  }, [active, delivery, setStatus])
  if (deliveries.error)
    return (
      <div className="sd-pad">
        <ErrorPanel failure={deliveries.error.value} />
      </div>
    )
  if (!deliveries.data) return null
  if (!delivery)
    return <EmptyState title={t('gone')} action={{ label: t('common:close'), run: () => closeTab(tabId) }} />
  const dataset = datasets?.find((d) => d.id === delivery.dataset)
  const name = label(dataset?.label) || delivery.dataset
  const withdraw = async (): Promise<void> => {
    setAsking(false)
    const result = await job.start({ delivery: id })
    if (result && sentBack !== null)
      await call('deliveries.decide', { delivery: id, decision: 'sent_back', note: sentBack })
    if (result) notify({ intent: 'success', text: t('withdrawn', { rows: format.integer(result.rowsRemoved) }) })
  }
  const linesText = ({ rowsRead }: Delivery, lines: NonNullable<Delivery['lines']>): string =>
    t('linesText', {
      total: format.integer(lines.total),
      header: format.integer(lines.header),
      empty: format.integer(lines.empty),
      rows: format.integer(rowsRead),
      continued: format.integer(lines.continued),
    })
  const facts: [string, string][] = [
    [t('common:dataset'), name],
    [t('common:period'), format.period(delivery.period)],
    [t('sender'), delivery.sender || '–'],
    [t('letterNumber'), delivery.letterNumber || '–'],
    [t('importedAt'), format.instant(delivery.importedAt)],
    [t('size'), format.bytes(delivery.bytes)],
    ...(delivery.parts > 1
      ? [[t('part'), t('partOf', { part: delivery.part, parts: delivery.parts })] satisfies [string, string]]
      : []),
    ...(delivery.lines ? [[t('lines'), linesText(delivery, delivery.lines)] satisfies [string, string]] : []),
    ['SHA-256', delivery.sha256],
  ]
  const share = (rows: number): string => (delivery.rowsRead > 0 ? format.percent(rows / delivery.rowsRead, 2) : '–')
  const readOnly = workspace?.state === 'open' && workspace.readOnly
  return (
    <ScreenLayout
      title={delivery.fileName}
      toolbar={
        <>
          <Badge appearance="tint" color={delivery.state === 'current' ? 'success' : 'informative'}>
            {t(`state.${delivery.state}`)}
          </Badge>
          <Toolbar
            label={t('toolbar')}
            items={[
              {
                id: 'explore',
                label: t('explore'),
                icon: <DatabaseSearchRegular />,
                disabled: delivery.state !== 'current',
                run: () =>
                  openDocument({
                    feature: 'explore',
                    documentId: delivery.dataset,
                    title: name,
                    parameters: { filter: `period = '${delivery.period}'` },
                  }),
              },
              {
                id: 'withdraw',
                label: t('withdraw'),
                icon: <ArrowUndoRegular />,
                disabled: delivery.state !== 'current' || readOnly || job.running,
                run: () => setAsking(true),
              },
            ]}
          />
        </>
      }
    >
      <div className="sd-pad sd-stack">
        <JobProgress job={job} title={t('withdraw')} />
        {delivery.state === 'replaced' && (
          <MessageBar intent="info">
            <MessageBarBody>{t('replacedNote')}</MessageBarBody>
          </MessageBar>
        )}
        <dl className="sd-figures">
          {(
            [
              ['rowsRead', delivery.rowsRead],
              ['rowsAccepted', delivery.rowsAccepted],
              ['rowsRejected', delivery.rowsRejected],
              ['rowsFlagged', delivery.rowsFlagged],
            ] as const
          ).map(([key, rows]) => (
            <div key={key} className="sd-card">
              <dt className="sd-muted">{t(key)}</dt>
              <dd className="sd-figure">{format.integer(rows)}</dd>
              <dd className="sd-muted">{key === 'rowsRead' ? '' : share(rows)}</dd>
            </div>
          ))}
        </dl>
        <div className="sd-delivery__halves">
          <Panel title={t('origin')}>
            <dl className="sd-facts">
              {facts.map(([term, value]) => (
                <div key={term}>
                  <dt>{term}</dt>
                  <dd className={term === 'SHA-256' ? 'sd-mono sd-path' : 'sd-numeric'}>{value}</dd>
                </div>
              ))}
            </dl>
          </Panel>
          <Panel title={t('counts')}>
            {delivery.counts.length === 0 ? (
              <p className="sd-muted">{t('noCounts')}</p>
            ) : (
              <table className="sd-list-table">
                <thead>
                  <tr>
                    <th scope="col">{t('rule')}</th>
                    <th scope="col">{t('severityHeader')}</th>
                    <th scope="col" className="num">
                      {t('common:rows')}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {delivery.counts
                    .toSorted((a, b) => severityOrder[a.severity] - severityOrder[b.severity] || b.rows - a.rows)
                    .map((c) => (
                      <tr key={`${c.severity}:${c.reason}`}>
                        <td>
                          {label(c.message)} <span className="sd-code">{c.reason}</span>
                        </td>
                        <td>
                          <Badge appearance="tint" size="small" color={severityColours[c.severity]}>
                            {t(`severity.${c.severity}`)}
                          </Badge>
                        </td>
                        <td className="num">{format.integer(c.rows)}</td>
                      </tr>
                    ))}
                </tbody>
              </table>
            )}
          </Panel>
        </div>
        {delivery.state === 'current' && <DeliveryRules delivery={delivery} name={name} readOnly={readOnly === true} />}
        {delivery.state === 'current' && <QualityPanel delivery={delivery} />}
        {delivery.state === 'current' && (
          <Comparison
            delivery={delivery}
            readOnly={readOnly === true}
            onSendBack={(note) => {
              setSentBack(note)
              setAsking(true)
            }}
          />
        )}
        {delivery.rowsRejected > 0 && (
          <Panel title={t('rejects')}>
            <RejectList delivery={delivery} />
          </Panel>
        )}
      </div>
      <ConfirmDialog
        open={asking}
        danger
        title={t('withdrawTitle')}
        confirmLabel={t('withdraw')}
        onConfirm={() => void withdraw()}
        onCancel={() => {
          setAsking(false)
          setSentBack(null)
        }}
      >
        {t('withdrawText', {
          rows: format.integer(delivery.rowsAccepted),
          dataset: name,
          period: format.period(delivery.period),
        })}
      </ConfirmDialog>
    </ScreenLayout>
  )
}
