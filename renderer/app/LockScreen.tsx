// What stands over the window while nobody is at it: who must give their passphrase. In: the locked workspace. Out:
// unlocked, or closed. Never a figure or a name of data behind it: the frame stays mounted, so that nothing unsaved is
// lost, and is hidden whole.
import { Button } from '@fluentui/react-components'
import { useEffect, useState } from 'react'
import type { OpenWorkspace } from '#shared/contract/responses.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import type { FailureValue } from '#shared/model/failure.ts'
import { failureMessage } from '#shared/model/messages.ts'
import { call } from '../bridge/client.ts'
import { queryClient } from '../bridge/queries.ts'
import { TextField } from '../components/Field.tsx'
import { useTexts } from '../i18n/index.ts'
import { lockWorkspace } from './useAppCommands.ts'

export const LockScreen = ({ workspace }: { workspace: OpenWorkspace }) => {
  const { t, language } = useTexts('people')
  const [passphrase, setPassphrase] = useState('')
  const [failure, setFailure] = useState<FailureValue | null>(null)
  useEffect(() => {
    // Dialogs and notices stand outside the frame, at the end of the page: they are hidden with it.
    document.documentElement.dataset['locked'] = 'true'
    return () => {
      delete document.documentElement.dataset['locked']
      // A dialog that was open goes on: with the focus in it, readers of the screen find it again.
      document.querySelector<HTMLElement>('[role=dialog], [role=alertdialog]')?.focus()
    }
  }, [])
  const unlock = async (): Promise<void> => {
    try {
      const status = await call('workspace.unlock', { passphrase })
      queryClient.setQueryData(['workspace.status', {}], status)
      void queryClient.invalidateQueries()
    } catch (thrown) {
      setPassphrase('')
      setFailure(toFailureValue(thrown))
    }
  }
  return (
    <form
      className="sd-lock"
      aria-label={t('lock.title')}
      onSubmit={(event) => {
        event.preventDefault()
        void unlock()
      }}
    >
      <h1>{t('lock.title')}</h1>
      <p>{t('lock.text', { person: workspace.person ?? '' })}</p>
      <TextField
        label={t('passphrase')}
        type="password"
        autoFocus
        value={passphrase}
        onChange={setPassphrase}
        error={failure ? failureMessage(failure, language) : null}
      />
      <div className="sd-lock__acts">
        <Button type="submit" appearance="primary" disabled={passphrase === ''}>
          {t('lock.unlock')}
        </Button>
        <Button type="button" onClick={() => void lockWorkspace()}>
          {t('lock.close')}
        </Button>
      </div>
    </form>
  )
}
