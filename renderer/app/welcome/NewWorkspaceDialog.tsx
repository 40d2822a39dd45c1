// A new workspace: an empty folder, a name, and a passphrase typed twice.
import { useState } from 'react'
import { toFailureValue } from '#shared/model/failure.ts'
import type { FailureValue } from '#shared/model/failure.ts'
import { call } from '../../bridge/client.ts'
import { queryClient } from '../../bridge/queries.ts'
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx'
import { NewPassphrase } from '../../components/NewPassphrase.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { TextField } from '../../components/Field.tsx'
import { PathField } from '../../components/PathField.tsx'
import { useTexts } from '../../i18n/index.ts'

export const NewWorkspaceDialog = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTexts('welcome')
  const [path, setPath] = useState('')
  const [name, setName] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const [person, setPerson] = useState('')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<FailureValue | null>(null)
  const choose = (chosen: string): void => {
    setPath(chosen)
    if (name === '') setName(chosen.split(/[\\/]/).findLast((part) => part !== '') ?? '')
  }
  const create = async (): Promise<void> => {
    setBusy(true)
    setFailure(null)
    try {
      queryClient.setQueryData(
        ['workspace.status', {}],
        await call('workspace.create', {
          path,
          name,
          passphrase,
          ...(person.trim() === '' ? {} : { person: person.trim() }),
        }),
      )
    } catch (thrown) {
      setFailure(toFailureValue(thrown))
      setBusy(false)
    }
  }
  const ready = path !== '' && name.trim() !== '' && passphrase !== ''
  return (
    <ConfirmDialog
      open
      title={t('create')}
      confirmLabel={busy ? t('creating') : t('create')}
      confirmDisabled={!ready || busy}
      onConfirm={() => void create()}
      onCancel={onClose}
    >
      <PathField label={t('folder')} hint={t('folderHint')} value={path} onChange={choose} />
      <TextField label={t('name')} required value={name} onChange={setName} />
      <TextField label={t('yourName')} value={person} onChange={setPerson} hint={t('yourNameHint')} />
      <NewPassphrase about={person} onChange={setPassphrase} />
      {failure && <ErrorPanel failure={failure} />}
    </ConfirmDialog>
  )
}
