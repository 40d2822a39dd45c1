// A workspace whose passphrases are lost: opened by its recovery file and sealing passphrase, with a new administrator.
// Then it is open.
import { useState } from 'react'
import { queryClient } from '../../bridge/queries.ts'
import { useJob } from '../../bridge/useJob.ts'
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx'
import { TextField } from '../../components/Field.tsx'
import { JobProgress } from '../../components/JobProgress.tsx'
import { NewPassphrase } from '../../components/NewPassphrase.tsx'
import { PathField } from '../../components/PathField.tsx'
import { useTexts } from '../../i18n/index.ts'

export const RecoverDialog = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTexts('welcome')
  const [path, setPath] = useState('')
  const [recovery, setRecovery] = useState('')
  const [sealing, setSealing] = useState('')
  const [name, setName] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const job = useJob('people.recover')
  const recover = async (): Promise<void> => {
    const status = await job.start({ path, recovery, sealing, name: name.trim(), passphrase })
    if (status) queryClient.setQueryData(['workspace.status', {}], status)
  }
  const ready = path !== '' && recovery !== '' && sealing !== '' && name.trim() !== '' && passphrase !== ''
  return (
    <ConfirmDialog
      open
      title={t('recover')}
      confirmLabel={t('recoverConfirm')}
      confirmDisabled={!ready || job.running}
      onConfirm={() => void recover()}
      onCancel={onClose}
    >
      <p className="sd-muted">{t('recoverText')}</p>
      <PathField label={t('workspaceFolder')} value={path} onChange={setPath} />
      <PathField label={t('recoveryFile')} value={recovery} extensions={['json']} onChange={setRecovery} />
      <TextField label={t('sealing')} required type="password" value={sealing} onChange={setSealing} />
      <TextField label={t('newAdministrator')} required value={name} onChange={setName} />
      <NewPassphrase about={name} onChange={setPassphrase} />
      <JobProgress job={job} />
    </ConfirmDialog>
  )
}
