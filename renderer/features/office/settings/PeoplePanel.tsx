// Persons of the workspace: who, in which role, since when; added and removed by an administrator; one's own
// passphrase; the recovery key. In: the open workspace. Out: changes, logged. What needs the leave of another says so
// in its dialog.
import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import type { Person } from '#shared/model/person.ts'
import { useWorkbench } from '../../../app/workbench.ts'
import { useCall } from '../../../bridge/queries.ts'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { ForAdministrators } from '../../../components/ForAdministrators.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import { AddPersonDialog, ChangePassphraseDialog, RecoveryDialog, RemovePersonDialog } from './PersonDialogs.tsx'

export const PeoplePanel = () => {
  const { t } = useTexts('people')
  const format = useFormat()
  const people = useCall('people.list', {})
  const [dialog, setDialog] = useState<'add' | 'change' | 'recovery' | null>(null)
  const [leaving, setLeaving] = useState<Person | null>(null)
  const close = (): void => {
    setDialog(null)
    setLeaving(null)
  }
  return (
    <Panel title={t('title')}>
      {people.error && <ErrorPanel failure={people.error.value} />}
      <p className="sd-settings__text">{people.data?.keyless === true ? t('keyless') : t('text')}</p>
      <ul className="sd-people">
        {(people.data?.persons ?? []).map((p) => (
          <li key={p.name} className="sd-people__person">
            <span>
              <strong>{p.kind === 'recovery' ? t('recoveryKey') : p.name}</strong>
              {p.own && ` (${t('own')})`}
              {p.kind === 'person' && ` · ${t(`roles.${p.role}`)}`}
              <span className="sd-muted"> · {t('since', { at: format.instant(p.addedAt), by: p.addedBy })}</span>
            </span>
            <ForAdministrators act="people.remove" quiet>
              <Button size="small" aria-label={t('removeTitle', { person: p.name })} onClick={() => setLeaving(p)}>
                {t('remove')}
              </Button>
            </ForAdministrators>
          </li>
        ))}
      </ul>
      {people.data?.keyless === false && (
        <div className="sd-people__acts">
          <ForAdministrators act="people.add" quiet>
            <Button size="small" onClick={() => setDialog('add')}>
              {t('add')}
            </Button>
            <Button size="small" onClick={() => setDialog('recovery')}>
              {t('recovery')}
            </Button>
          </ForAdministrators>
          <Button size="small" onClick={() => setDialog('change')}>
            {t('change')}
          </Button>
        </div>
      )}
      <Button size="small" appearance="transparent" onClick={() => useWorkbench.getState().showHelp('security')}>
        {t('keeping:guide')}
      </Button>
      {dialog === 'add' && <AddPersonDialog onClose={close} />}
      {dialog === 'change' && (
        <ChangePassphraseDialog name={people.data?.persons.find((p) => p.own)?.name ?? ''} onClose={close} />
      )}
      {dialog === 'recovery' && <RecoveryDialog onClose={close} />}
      {leaving && <RemovePersonDialog person={leaving} onClose={close} />}
    </Panel>
  )
}
