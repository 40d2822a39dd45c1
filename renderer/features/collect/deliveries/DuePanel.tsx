// What is due, overdue and came late: for each dataset that has deliveries, by its frequency and lag. In: the calendar.
// Out: a changed lag.
import { Badge, Button } from '@fluentui/react-components'
import { useState } from 'react'
import type { DueState } from '#shared/contract/deliveries.ts'
import { call } from '../../../bridge/client.ts'
import { useCall } from '../../../bridge/queries.ts'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { ChoiceField, TextField } from '../../../components/Field.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'

const colours = { come: 'success', late: 'warning', due: 'informative', overdue: 'danger' } as const
const order: Record<DueState, number> = { overdue: 0, due: 1, late: 2, come: 3 }
const shownRows = 40

export const DuePanel = ({ readOnly, onOpen }: { readOnly: boolean; onOpen: (delivery: number) => void }) => {
  const { t, label } = useTexts('deliveries')
  const format = useFormat()
  const found = useCall('deliveries.calendar', {})
  const [dataset, setDataset] = useState('')
  const [typed, setTyped] = useState<string | null>(null)
  const schedules = found.data?.schedules ?? []
  const schedule = schedules.find((s) => s.dataset === dataset) ?? schedules[0]
  const lag = typed ?? String(schedule?.lagDays ?? '')
  const good = /^\d{1,3}$/.test(lag)
  const nameOf = (id: string): string => label(schedules.find((s) => s.dataset === id)?.label) || id
  const entries = (found.data?.entries ?? [])
    .toSorted((a, b) => order[a.state] - order[b.state] || (a.due < b.due ? 1 : -1))
    .filter((e) => e.state !== 'come')
  const save = async (lagDays: number | null): Promise<void> => {
    if (!schedule) return
    await call('deliveries.saveSchedule', { dataset: schedule.dataset, lagDays })
    setTyped(null)
  }
  if (schedules.length === 0) return found.error ? <ErrorPanel failure={found.error.value} /> : null
  return (
    <Panel title={t('dueTitle')}>
      <div className="sd-stack">
        <p className="sd-muted">{t('dueText')}</p>
        {entries.length === 0 ? (
          <p>{t('dueNothing')}</p>
        ) : (
          <table className="sd-list-table">
            <thead>
              <tr>
                <th scope="col">{t('common:dataset')}</th>
                <th scope="col">{t('common:period')}</th>
                <th scope="col">{t('dueDay')}</th>
                <th scope="col">{t('stateHeader')}</th>
                <th scope="col" className="num">
                  {t('dueDays')}
                </th>
              </tr>
            </thead>
            <tbody>
              {entries.slice(0, shownRows).map((e) => (
                <tr key={`${e.dataset} ${e.period}`}>
                  <td>
                    {e.delivery === null ? (
                      nameOf(e.dataset)
                    ) : (
                      <button type="button" className="sd-link-button" onClick={() => onOpen(e.delivery ?? 0)}>
                        {nameOf(e.dataset)}
                      </button>
                    )}
                  </td>
                  <td>{format.periodShort(e.period)}</td>
                  <td className="sd-numeric">{e.due.split('-').toReversed().join('/')}</td>
                  <td>
                    <Badge appearance="tint" size="small" color={colours[e.state]}>
                      {t(`due.${e.state}`)}
                    </Badge>
                  </td>
                  <td className="num">{format.integer(e.days)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {entries.length > shownRows && (
          <p className="sd-muted">{t('dueMore', { count: entries.length - shownRows })}</p>
        )}
        <div className="sd-import__fields">
          <ChoiceField
            label={t('common:dataset')}
            value={schedule?.dataset ?? ''}
            onChange={(id) => {
              setDataset(id)
              setTyped(null)
            }}
            options={schedules.map((s) => ({ value: s.dataset, label: label(s.label) }))}
          />
          <TextField label={t('dueLag')} value={lag} onChange={setTyped} disabled={readOnly} />
        </div>
        <div className="sd-actions">
          <Button
            disabled={readOnly || typed === null || !good}
            onClick={() => void save(Number(lag)).catch(() => undefined)}
          >
            {t('dueSave')}
          </Button>
          <Button disabled={readOnly || schedule?.own !== true} onClick={() => void save(null).catch(() => undefined)}>
            {t('dueUsual')}
          </Button>
        </div>
      </div>
    </Panel>
  )
}
