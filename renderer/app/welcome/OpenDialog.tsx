// Who opens the workspace, and their passphrase. A wrong one is said under the field.
import { useState } from 'react'
import { failureMessage } from '#shared/model/messages.ts'
import { CheckField, ChoiceField, TextField } from '../../components/Field.tsx'
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx'
import { useTexts } from '../../i18n/index.ts'
import type { Opening } from './useOpenWorkspace.ts'

export const OpenDialog = ({ opening }: { opening: Opening }) => {
  const { t, language } = useTexts('welcome')
  const [passphrase, setPassphrase] = useState('')
  const [person, setPerson] = useState('')
  const several = opening.persons.length > 1
  const [readOnly, setReadOnly] = useState(false)
  return (
    <ConfirmDialog
      open
      title={t('passphraseTitle')}
      confirmLabel={opening.busy ? t('opening') : t('common:open')}
      confirmDisabled={passphrase === '' || opening.busy || (several && person === '')}
      onConfirm={() => void opening.open(opening.path ?? '', passphrase, readOnly, several ? person : undefined)}
      onCancel={opening.clear}
    >
      <p className="sd-muted sd-path">{opening.path}</p>
      {several && (
        <ChoiceField
          label={t('person')}
          required
          value={person}
          options={[
            { value: '', label: t('choosePerson') },
            ...opening.persons.map((name) => ({ value: name, label: name })),
          ]}
          onChange={setPerson}
        />
      )}
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
