// The passphrase of the workspace being opened. A wrong one is said under the field.
import { useState } from 'react'
import { failureMessage } from '#shared/model/messages.ts'
import { CheckField, TextField } from '../../components/Field.tsx'
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx'
import { useTexts } from '../../i18n/index.ts'
import type { Opening } from './useOpenWorkspace.ts'

export const OpenDialog = ({ opening }: { opening: Opening }) => {
  const { t, language } = useTexts('welcome')
  const [passphrase, setPassphrase] = useState('')
  const [readOnly, setReadOnly] = useState(false)
  return (
    <ConfirmDialog
      open
      title={t('passphraseTitle')}
      confirmLabel={opening.busy ? t('opening') : t('common:open')}
      confirmDisabled={passphrase === '' || opening.busy}
      onConfirm={() => void opening.open(opening.path ?? '', passphrase, readOnly)}
      onCancel={opening.clear}
    >
      <p className="sd-muted sd-path">{opening.path}</p>
      <TextField
        label={t('passphrase')}
        type="password"
        autoFocus
        value={passphrase}
        onChange={setPassphrase}
        error={opening.failure ? failureMessage(opening.failure, language) : null}
      />
      <CheckField label={t('readOnly')} value={readOnly} onChange={setReadOnly} />
    </ConfirmDialog>
  )
}
