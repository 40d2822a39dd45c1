// A backup into an empty folder; then the workspace opens.
import { useState } from 'react'
import { queryClient } from '../../bridge/queries.ts'
import { useJob } from '../../bridge/useJob.ts'
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx'
import { TextField } from '../../components/Field.tsx'
import { JobProgress } from '../../components/JobProgress.tsx'
import { PathField } from '../../components/PathField.tsx'
import { useTexts } from '../../i18n/index.ts'

export const RestoreDialog = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTexts('welcome')
  const [backup, setBackup] = useState('')
  const [path, setPath] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const [person, setPerson] = useState('')
  const job = useJob('workspace.restore')
  // A backup of several persons says so when it is opened: who they are stands in it.
  const asksPerson = person !== '' || ['PERSON_NEEDED', 'PERSON_UNKNOWN'].includes(job.failure?.code ?? '')
  const restore = async (): Promise<void> => {
    const status = await job.start({
      backup,
      path,
      passphrase: passphrase === '' ? null : passphrase,
      ...(person === '' ? {} : { person }),
    })
    if (status) queryClient.setQueryData(['workspace.status', {}], status)
  }
  return (
    <ConfirmDialog
      open
      title={t('restore')}
      confirmLabel={t('restore')}
      confirmDisabled={backup === '' || path === '' || job.running}
      onConfirm={() => void restore()}
      onCancel={onClose}
    >
      <PathField
        label={t('backupFile')}
        value={backup}
        extensions={['statdesk-backup', 'statdesk-snapshot']}
        onChange={setBackup}
      />
      <PathField label={t('folder')} hint={t('folderHint')} value={path} onChange={setPath} />
      <TextField
        label={t('passphrase')}
        type="password"
        value={passphrase}
        onChange={setPassphrase}
        hint={t('restorePassphraseHint')}
      />
      {asksPerson && <TextField label={t('person')} required value={person} onChange={setPerson} />}
      <JobProgress job={job} />
    </ConfirmDialog>
  )
}
