// A package of records at its receiver's: what stands on it, then its files into a folder once the passphrase is given.
// Needs no workspace.
import { useState } from 'react'
import { callHost } from '../../bridge/client.ts'
import { useCall } from '../../bridge/queries.ts'
import { useJob } from '../../bridge/useJob.ts'
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { TextField } from '../../components/Field.tsx'
import { JobProgress } from '../../components/JobProgress.tsx'
import { notify, notifyFailure } from '../../components/notices.ts'
import { PathField } from '../../components/PathField.tsx'
import { useTexts } from '../../i18n/index.ts'
import { useFormat } from '../../i18n/useFormat.ts'

const Standing = ({ path }: { path: string }) => {
  const { t } = useTexts('welcome')
  const format = useFormat()
  const { data, error } = useCall('package.read', { path })
  if (error) return <ErrorPanel failure={error.value} />
  if (data === undefined) return null
  const facts: [string, string][] = [
    [t('package.from'), `${data.workspace} · ${data.madeBy} · ${format.instant(data.madeAt)}`],
    [t('package.receiver'), data.receiver],
    [t('package.until'), format.date(data.until)],
    [t('package.reason'), data.reason],
    [t('package.files'), data.files.map(({ name, bytes }) => `${name} (${format.bytes(bytes)})`).join(', ')],
  ]
  return (
    <dl className="sd-facts">
      {facts.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

export const PackageDialog = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTexts('welcome')
  const [path, setPath] = useState('')
  const [folder, setFolder] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const job = useJob('package.open')
  const open = async (): Promise<void> => {
    const opened = await job.start({ path, folder, passphrase })
    if (opened === null) return
    const [first] = opened.paths
    notify({
      intent: 'success',
      text: t('package.done', { files: opened.paths.length, folder: opened.folder }),
      ...(first === undefined
        ? {}
        : {
            action: {
              label: t('common:showInFolder'),
              run: () => void callHost('host.showInFolder', { path: folder }).catch(notifyFailure),
            },
          }),
    })
    onClose()
  }
  return (
    <ConfirmDialog
      open
      title={t('package.title')}
      confirmLabel={t('package.open')}
      confirmDisabled={path === '' || folder === '' || passphrase === '' || job.running}
      onConfirm={() => void open()}
      onCancel={onClose}
    >
      <p className="sd-muted">{t('package.text')}</p>
      <PathField label={t('package.file')} value={path} extensions={['statdesk-package']} onChange={setPath} />
      {path !== '' && <Standing path={path} />}
      <PathField label={t('folder')} value={folder} onChange={setFolder} />
      <TextField label={t('passphrase')} required type="password" value={passphrase} onChange={setPassphrase} />
      <JobProgress job={job} />
    </ConfirmDialog>
  )
}
