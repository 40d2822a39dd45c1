// On opening a workspace: its name in the window title, and what it has to say once (an interrupted import rolled back,
// stale links).
import { useEffect } from 'react'
import type { FailureValue } from '#shared/model/failure.ts'
import { failureMessages } from '#shared/model/messages.ts'
import { callHost } from '../bridge/client.ts'
import { notify } from '../components/notices.ts'
import { useTexts } from '../i18n/index.ts'
import type { OpenWorkspace } from '#shared/contract/responses.ts'

export const useWorkspaceNotices = (workspace: OpenWorkspace): void => {
  const { t } = useTexts('frame')
  const title = `${workspace.name} – ${t('welcome:title')}`
  useEffect(() => {
    document.title = title
    callHost('host.setTitle', { title }).catch(() => undefined)
  }, [title])
  useEffect(() => {
    for (const { code, facts } of workspace.notices) {
      if (code in failureMessages) notify({ intent: 'warning', text: '', failure: { code, facts } as FailureValue })
    }
    // Only when another workspace is opened: later changes of its status repeat the same notices.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [workspace.path])
}
