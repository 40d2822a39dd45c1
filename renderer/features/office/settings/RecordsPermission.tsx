// Whether records may leave this workspace: no, until someone says so and why. In: the open workspace. Out: the
// permission, logged.
import { Button, Spinner } from '@fluentui/react-components'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { toFailureValue } from '#shared/model/failure.ts'
import type { FailureValue } from '#shared/model/failure.ts'
import { reasonSuffices } from '#shared/model/reason.ts'
import { useWorkbench } from '../../../app/workbench.ts'
import { call } from '../../../bridge/client.ts'
import { useCall } from '../../../bridge/queries.ts'
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { ForAdministrators } from '../../../components/ForAdministrators.tsx'
import { LeavePanel } from '../../../components/LeavePanel.tsx'
import { notify } from '../../../components/notices.ts'
import { Panel } from '../../../components/Panel.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { ReasonField } from '../../../components/ReasonField.tsx'

export const RecordsPermission = () => {
  const { t } = useTexts('files')
  const client = useQueryClient()
  const permission = useCall('records.permission', {})
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const [failure, setFailure] = useState<FailureValue | null>(null)
  const allowed = permission.data?.allowed === true
  const change = async (): Promise<void> => {
    try {
      client.setQueryData(
        ['records.permission', {}],
        await call('records.allow', { allowed: !allowed, reason: reason.trim() }),
      )
      void client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('audit.') })
      notify({
        intent: 'success',
        text: t(allowed ? 'permission.forbade' : 'permission.gave'),
        action: { label: t('permission.log'), run: () => useWorkbench.getState().goTo('audit') },
      })
      close()
    } catch (thrown) {
      setFailure(toFailureValue(thrown))
    }
  }
  const close = (): void => {
    setAsking(false)
    setReason('')
    setFailure(null)
  }
  return (
    <Panel title={t('permission.title')}>
      {permission.isPending && <Spinner size="extra-tiny" label={t('records.opening')} />}
      {permission.error && <ErrorPanel failure={permission.error.value} />}
      {permission.data && (
        <div className="sd-settings__permission">
          <p>
            <strong>{t(allowed ? 'permission.allowed' : 'permission.forbidden')}</strong> {t('permission.text')}
          </p>
          <ForAdministrators act="records.allow">
            <Button size="small" onClick={() => setAsking(true)}>
              {t(allowed ? 'permission.forbid' : 'permission.allow')}
            </Button>
          </ForAdministrators>
        </div>
      )}
      <ConfirmDialog
        open={asking}
        danger={!allowed}
        title={t(allowed ? 'permission.forbidTitle' : 'permission.allowTitle')}
        confirmLabel={t(allowed ? 'permission.forbidNow' : 'permission.allowNow')}
        confirmDisabled={!reasonSuffices(reason)}
        onConfirm={() => void change()}
        onCancel={close}
      >
        <p className="sd-settings__text">{t(allowed ? 'permission.forbidText' : 'permission.allowText')}</p>
        <ReasonField value={reason} onChange={setReason} autoFocus />
        {failure?.code === 'LEAVE_NEEDED' && (
          <LeavePanel
            method="records.allow"
            request={{ allowed: !allowed }}
            reason={reason.trim()}
            onGiven={() => void change()}
          />
        )}
        {failure && failure.code !== 'LEAVE_NEEDED' && <ErrorPanel failure={failure} />}
      </ConfirmDialog>
    </Panel>
  )
}
