// The folder into which the data bridge drops files: on or off, and what became of each file. In: the workspace's
// setting and log. Out: a changed setting. The looking itself is the engine's.
import { Badge, Button } from '@fluentui/react-components'
import { useState } from 'react'
import type { WatchEntry } from '#shared/contract/watch.ts'
import type { FailureValue } from '#shared/model/failure.ts'
import { failureMessage } from '#shared/model/messages.ts'
import { call, callHost } from '../../../bridge/client.ts'
import { useCall } from '../../../bridge/queries.ts'
import { CheckField } from '../../../components/Field.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'

const colours = { taken: 'success', unchanged: 'informative', failed: 'danger' } as const
const shown = 20

export const WatchPanel = ({ readOnly, onOpen }: { readOnly: boolean; onOpen: (delivery: number) => void }) => {
  const { t } = useTexts('deliveries')
  const state = useCall('watch.state', {})
  const folder = state.data?.folder ?? null
  const [suggest, setSuggest] = useState(false)
  const choose = async (): Promise<void> => {
    const chosen = await callHost('host.openFolder', { title: t('watchChoose') })
    if (chosen) await call('watch.set', { path: chosen.path, suggest })
  }
  const stop = async (): Promise<void> => {
    await call('watch.set', { path: null })
  }
  return (
    <Panel title={t('watchTitle')}>
      <div className="sd-stack">
        <p className="sd-muted">{t('watchText')}</p>
        {folder === null ? (
          <>
            <CheckField label={t('suggestToo')} value={suggest} onChange={setSuggest} disabled={readOnly} />
            <div className="sd-actions">
              <Button disabled={readOnly} onClick={() => void choose().catch(() => undefined)}>
                {t('watchChoose')}
              </Button>
            </div>
          </>
        ) : (
          <div className="sd-actions">
            <span>{t(folder.suggest ? 'watchOnSuggest' : 'watchOn', { path: folder.path })}</span>
            <Button disabled={readOnly} onClick={() => void stop().catch(() => undefined)}>
              {t('watchOff')}
            </Button>
          </div>
        )}
        {state.data && state.data.log.length > 0 && <WatchLog log={state.data.log.slice(0, shown)} onOpen={onOpen} />}
      </div>
    </Panel>
  )
}

const WatchLog = ({ log, onOpen }: { log: readonly WatchEntry[]; onOpen: (delivery: number) => void }) => {
  const { t, language } = useTexts('deliveries')
  const format = useFormat()
  return (
    <table className="sd-list-table">
      <thead>
        <tr>
          <th scope="col">{t('watchAt')}</th>
          <th scope="col">{t('file')}</th>
          <th scope="col">{t('result')}</th>
          <th scope="col">{t('reason')}</th>
        </tr>
      </thead>
      <tbody>
        {log.map(({ at, file, outcome, delivery, failure, aside }) => (
          <tr key={`${at} ${file}`}>
            <td className="sd-numeric">{format.instant(at)}</td>
            <td>
              {delivery === null ? (
                file
              ) : (
                <button type="button" className="sd-link-button" onClick={() => onOpen(delivery)}>
                  {file}
                </button>
              )}
            </td>
            <td>
              <Badge appearance="tint" size="small" color={colours[outcome]}>
                {t(`watchOutcome.${outcome}`)}
              </Badge>
            </td>
            <td>
              {failure ? failureMessage(failure as FailureValue, language) : ''}
              {aside === null ? '' : ` ${t('watchAside', { path: aside })}`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
