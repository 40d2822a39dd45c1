// The release registry: what left of the workspace, against which later tables are protected. In: the open workspace.
// Out: an entry withdrawn with its reason, by an administrator. Never an entry removed: what was withdrawn stays with
// who said so.
import { Button } from '@fluentui/react-components'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReleaseEntry } from '#shared/contract/protect.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import type { FailureValue } from '#shared/model/failure.ts'
import { reasonSuffices } from '#shared/model/reason.ts'
import { call } from '../../../bridge/client.ts'
import { useCall } from '../../../bridge/queries.ts'
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { ForAdministrators } from '../../../components/ForAdministrators.tsx'
import { LeavePanel } from '../../../components/LeavePanel.tsx'
import { notify } from '../../../components/notices.ts'
import { Panel } from '../../../components/Panel.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import { ReasonField } from '../../../components/ReasonField.tsx'

const shownAtFirst = 20

export const ReleasesPanel = () => {
  const { t } = useTexts('releases')
  const format = useFormat()
  const list = useCall('release.list', {})
  const [all, setAll] = useState(false)
  const [withdrawing, setWithdrawing] = useState<ReleaseEntry | null>(null)
  const entries = list.data ?? []
  const shown = all ? entries : entries.slice(0, shownAtFirst)
  return (
    <Panel title={t('title')}>
      {list.error && <ErrorPanel failure={list.error.value} />}
      <p className="sd-settings__text">{t('text')}</p>
      {list.data?.length === 0 && <p className="sd-muted">{t('none')}</p>}
      <ul className="sd-people">
        {shown.map((entry) => (
          <li key={entry.id} className="sd-people__person">
            <span>
              #{entry.id} · {entry.table} · {entry.dataset}
              <span className="sd-muted">
                {' '}
                · {t(`told.${entry.told}`)} · {format.instant(entry.at)} · {entry.by}
                {entry.withdrawn !== null && ` · ${t('withdrawn', { by: entry.withdrawn })}`}
              </span>
            </span>
            {entry.withdrawn === null && (
              <ForAdministrators act="release.withdraw" quiet>
                <Button size="small" onClick={() => setWithdrawing(entry)}>
                  {t('withdraw')}
                </Button>
              </ForAdministrators>
            )}
          </li>
        ))}
      </ul>
      {entries.length > shown.length && (
        <Button size="small" onClick={() => setAll(true)}>
          {t('more', { count: entries.length - shown.length })}
        </Button>
      )}
      {withdrawing && <WithdrawDialog entry={withdrawing} onClose={() => setWithdrawing(null)} />}
    </Panel>
  )
}

const WithdrawDialog = ({ entry, onClose }: { entry: ReleaseEntry; onClose: () => void }) => {
  const { t } = useTexts('releases')
  const client = useQueryClient()
  const [reason, setReason] = useState('')
  const [failure, setFailure] = useState<FailureValue | null>(null)
  const withdraw = async (): Promise<void> => {
    setFailure(null)
    try {
      const list = await call('release.withdraw', { id: entry.id, reason })
      client.setQueryData(['release.list', {}], list)
      notify({ intent: 'success', text: t('done', { id: entry.id }) })
      onClose()
    } catch (thrown) {
      setFailure(toFailureValue(thrown))
    }
  }
  const needsLeave = failure?.code === 'LEAVE_NEEDED'
  return (
    <ConfirmDialog
      open
      danger
      title={t('withdrawTitle', { table: entry.table })}
      confirmLabel={t('withdraw')}
      confirmDisabled={!reasonSuffices(reason)}
      onConfirm={() => void withdraw()}
      onCancel={onClose}
    >
      <p className="sd-settings__text">{t('withdrawText')}</p>
      <ReasonField value={reason} onChange={setReason} />
      {needsLeave && (
        <LeavePanel
          method="release.withdraw"
          request={{ id: entry.id }}
          reason={reason}
          onGiven={() => void withdraw()}
        />
      )}
      {failure && !needsLeave && <ErrorPanel failure={failure} />}
    </ConfirmDialog>
  )
}
