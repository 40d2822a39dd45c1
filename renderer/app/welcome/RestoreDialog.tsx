// A backup into an empty folder; then the workspace opens.
import { Button, Input } from '@fluentui/react-components'
import { useState } from 'react'
import { callHost } from '../../bridge/client.ts'
import { queryClient } from '../../bridge/queries.ts'
import { useJob } from '../../bridge/useJob.ts'
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx'
import { Field, TextField } from '../../components/Field.tsx'
import { JobProgress } from '../../components/JobProgress.tsx'
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
  const chooseBackup = async (): Promise<void> => {
    const chosen = await callHost('host.openFile', {
      title: t('backupFile'),
      filters: [{ name: t('backupFile'), extensions: ['statdesk-backup', 'statdesk-snapshot'] }],
    })
    if (chosen?.paths[0]) setBackup(chosen.paths[0])
  }
  const chooseFolder = async (): Promise<void> => {
    const chosen = await callHost('host.openFolder', { title: t('folder'), create: true })
    if (chosen) setPath(chosen.path)
  }
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
      <Field label={t('backupFile')} required>
        <Input
          size="small"
          readOnly
          value={backup}
          contentAfter={
            <Button size="small" appearance="transparent" onClick={() => void chooseBackup().catch(() => undefined)}>
              {t('choose')}
            </Button>
          }
        />
      </Field>
      <Field label={t('folder')} hint={t('folderHint')} required>
        <Input
          size="small"
          readOnly
          value={path}
          contentAfter={
            <Button size="small" appearance="transparent" onClick={() => void chooseFolder().catch(() => undefined)}>
              {t('choose')}
            </Button>
          }
        />
      </Field>
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
