// The dialogs about persons: add, remove, change one's own passphrase, make a recovery key. In: the open workspace.
// Out: done, or a failure in place.
import { useState } from 'react'
import { toFailureValue } from '#shared/model/failure.ts'
import type { FailureValue } from '#shared/model/failure.ts'
import type { Person } from '#shared/model/person.ts'
import { roles } from '#shared/model/role.ts'
import type { Role } from '#shared/model/role.ts'
import { reasonSuffices } from '#shared/model/reason.ts'
import { call, callHost, runJob } from '../../../bridge/client.ts'
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { ChoiceField, TextField } from '../../../components/Field.tsx'
import { LeavePanel } from '../../../components/LeavePanel.tsx'
import { NewPassphrase } from '../../../components/NewPassphrase.tsx'
import { notify } from '../../../components/notices.ts'
import { useTexts } from '../../../i18n/index.ts'
import { ReasonField } from '../../../components/ReasonField.tsx'

/** Runs the act, keeps its failure, closes when it is done. */
const useAct = (onClose: () => void) => {
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<FailureValue | null>(null)
  const run = async (work: () => Promise<string | null>): Promise<void> => {
    setBusy(true)
    setFailure(null)
    try {
      const done = await work()
      if (done !== null) {
        notify({ intent: 'success', text: done })
        onClose()
      }
    } catch (thrown) {
      setFailure(toFailureValue(thrown))
    }
    setBusy(false)
  }
  return { busy, failure, run }
}

export const AddPersonDialog = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTexts('people')
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('analyst')
  const [passphrase, setPassphrase] = useState('')
  const { busy, failure, run } = useAct(onClose)
  const add = (): Promise<void> =>
    run(async () => {
      await call('people.add', { name: name.trim(), role, passphrase })
      return t('added', { person: name.trim() })
    })
  return (
    <ConfirmDialog
      open
      title={t('addTitle')}
      confirmLabel={t('addTitle')}
      confirmDisabled={busy || name.trim() === '' || passphrase === ''}
      onConfirm={() => void add()}
      onCancel={onClose}
    >
      <p className="sd-settings__text">{t('addText')}</p>
      <TextField label={t('name')} required autoFocus value={name} onChange={setName} />
      <ChoiceField
        label={t('role')}
        value={role}
        options={roles.map((value) => ({ value, label: t(`roles.${value}`) }))}
        hint={t(`roleText.${role}`)}
        onChange={setRole}
      />
      <NewPassphrase about={name} onChange={setPassphrase} />
      {failure?.code === 'LEAVE_NEEDED' && (
        <LeavePanel
          method="people.add"
          request={{ name: name.trim(), role }}
          reason={t('addTitle')}
          onGiven={() => void add()}
        />
      )}
      {failure && failure.code !== 'LEAVE_NEEDED' && <ErrorPanel failure={failure} />}
    </ConfirmDialog>
  )
}

export const RemovePersonDialog = ({ person, onClose }: { person: Person; onClose: () => void }) => {
  const { t } = useTexts('people')
  const [reason, setReason] = useState('')
  const { busy, failure, run } = useAct(onClose)
  const remove = (): Promise<void> =>
    run(async () => {
      await call('people.remove', { name: person.name, reason })
      return t('removed', { person: person.name })
    })
  return (
    <ConfirmDialog
      open
      danger
      title={t('removeTitle', { person: person.name })}
      confirmLabel={t('remove')}
      confirmDisabled={busy || !reasonSuffices(reason)}
      onConfirm={() => void remove()}
      onCancel={onClose}
    >
      <p className="sd-settings__text">{t('removeText')}</p>
      <ReasonField value={reason} onChange={setReason} autoFocus />
      {failure?.code === 'LEAVE_NEEDED' && (
        <LeavePanel
          method="people.remove"
          request={{ name: person.name }}
          reason={reason}
          onGiven={() => void remove()}
        />
      )}
      {failure && failure.code !== 'LEAVE_NEEDED' && <ErrorPanel failure={failure} />}
    </ConfirmDialog>
  )
}

export const ChangePassphraseDialog = ({ name, onClose }: { name: string; onClose: () => void }) => {
  const { t } = useTexts('people')
  const [old, setOld] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const { busy, failure, run } = useAct(onClose)
  return (
    <ConfirmDialog
      open
      title={t('changeTitle')}
      confirmLabel={t('changeTitle')}
      confirmDisabled={busy || old === '' || passphrase === ''}
      onConfirm={() =>
        void run(async () => {
          await call('people.changePassphrase', { old, passphrase })
          return t('changed')
        })
      }
      onCancel={onClose}
    >
      <TextField label={t('old')} required type="password" autoFocus value={old} onChange={setOld} />
      <NewPassphrase about={name} onChange={setPassphrase} />
      {failure && <ErrorPanel failure={failure} />}
    </ConfirmDialog>
  )
}

export const RecoveryDialog = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTexts('people')
  const [passphrase, setPassphrase] = useState('')
  const { busy, failure, run } = useAct(onClose)
  const make = (): Promise<void> =>
    run(async () => {
      const chosen = await callHost('host.saveFile', {
        title: t('recoveryFile'),
        suggested: 'statdesk-recovery.json',
        filters: [{ name: t('recoveryFile'), extensions: ['json'] }],
      })
      if (!chosen) return null
      const { path } = await runJob('people.recovery', { path: chosen.path, passphrase })
      return t('recoveryDone', { path })
    })
  return (
    <ConfirmDialog
      open
      title={t('recoveryTitle')}
      confirmLabel={t('recovery')}
      confirmDisabled={busy || passphrase === ''}
      onConfirm={() => void make()}
      onCancel={onClose}
    >
      <p className="sd-settings__text">{t('recoveryText')}</p>
      <NewPassphrase label={t('sealing')} about="" onChange={setPassphrase} />
      {failure?.code === 'LEAVE_NEEDED' && (
        <LeavePanel method="people.recovery" request={{}} reason={t('recoveryTitle')} onGiven={() => void make()} />
      )}
      {failure && failure.code !== 'LEAVE_NEEDED' && <ErrorPanel failure={failure} />}
    </ConfirmDialog>
  )
}
