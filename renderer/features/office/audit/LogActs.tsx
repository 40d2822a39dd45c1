// The log for the security officer: exported whole, and its anchors kept in a file of the office's own. In: nothing.
// Out: a file; a place, logged. Both of administrators; the place takes the leave of another where there is one.
import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import { toFailureValue } from '#shared/model/failure.ts'
import type { FailureValue } from '#shared/model/failure.ts'
import { reasonSuffices } from '#shared/model/reason.ts'
import { call, callHost, runJob } from '../../../bridge/client.ts'
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { ForAdministrators } from '../../../components/ForAdministrators.tsx'
import { LeavePanel } from '../../../components/LeavePanel.tsx'
import { notify, notifyFailure } from '../../../components/notices.ts'
import { useTexts } from '../../../i18n/index.ts'
import { ReasonField } from '../../../components/ReasonField.tsx'

export const LogActs = () => {
  const { t } = useTexts('audit')
  const [anchor, setAnchor] = useState<string | null>(null)
  const exportLog = async (): Promise<void> => {
    const chosen = await callHost('host.saveFile', {
      title: t('export'),
      suggested: `${t('fileName')}.jsonl`,
      filters: [{ name: t('fileKind'), extensions: ['jsonl'] }],
    })
    if (!chosen) return
    const { path } = await runJob('audit.export', { path: chosen.path })
    notify({ intent: 'success', text: t('exported', { path }) })
  }
  const chooseAnchor = async (): Promise<void> => {
    const chosen = await callHost('host.saveFile', {
      title: t('anchor'),
      suggested: 'statdesk-anchors.jsonl',
      filters: [{ name: t('anchorKind'), extensions: ['jsonl'] }],
    })
    if (chosen) setAnchor(chosen.path)
  }
  return (
    <ForAdministrators act="audit.export" quiet>
      <Button size="small" onClick={() => void exportLog().catch(notifyFailure)}>
        {t('export')}
      </Button>
      <Button size="small" onClick={() => void chooseAnchor().catch(notifyFailure)}>
        {t('anchor')}
      </Button>
      {anchor !== null && <AnchorDialog path={anchor} onClose={() => setAnchor(null)} />}
    </ForAdministrators>
  )
}

const AnchorDialog = ({ path, onClose }: { path: string; onClose: () => void }) => {
  const { t } = useTexts('audit')
  const [reason, setReason] = useState('')
  const [failure, setFailure] = useState<FailureValue | null>(null)
  const keep = async (): Promise<void> => {
    try {
      await call('audit.setAnchor', { path, reason: reason.trim() })
      notify({ intent: 'success', text: t('anchorDone', { path }) })
      onClose()
    } catch (thrown) {
      setFailure(toFailureValue(thrown))
    }
  }
  return (
    <ConfirmDialog
      open
      title={t('anchorTitle')}
      confirmLabel={t('anchorConfirm')}
      confirmDisabled={!reasonSuffices(reason)}
      onConfirm={() => void keep()}
      onCancel={onClose}
    >
      <p className="sd-muted">{t('anchorText')}</p>
      <p className="sd-path">{path}</p>
      <ReasonField value={reason} onChange={setReason} autoFocus />
      {failure?.code === 'LEAVE_NEEDED' && (
        <LeavePanel method="audit.setAnchor" request={{ path }} reason={reason.trim()} onGiven={() => void keep()} />
      )}
      {failure && failure.code !== 'LEAVE_NEEDED' && <ErrorPanel failure={failure} />}
    </ConfirmDialog>
  )
}
