// An act that needs the leave of another: asked for, to be decided later, or given by the other at this desk. In:
// method, what it would be asked, the reason. Out: `onGiven`, to try the act again. Never the act itself, never a
// passphrase kept.
import { Button, MessageBar, MessageBarBody } from '@fluentui/react-components'
import { useState } from 'react'
import type { MethodName } from '#shared/contract/methods.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import type { FailureValue } from '#shared/model/failure.ts'
import { reasonSuffices, shortestReason } from '#shared/model/reason.ts'
import { call } from '../bridge/client.ts'
import { useTexts } from '../i18n/index.ts'
import { ErrorPanel } from './ErrorPanel.tsx'
import { TextField } from './Field.tsx'

export type LeavePanelProps = {
  method: MethodName
  request: Parameters<typeof call<'leaves.ask'>>[1]['request']
  reason: string
  onGiven: () => void
}

export const LeavePanel = ({ method, request, reason, onGiven }: LeavePanelProps) => {
  const { t } = useTexts('people')
  const [asked, setAsked] = useState<number | null>(null)
  const [person, setPerson] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const [note, setNote] = useState('')
  const [failure, setFailure] = useState<FailureValue | null>(null)
  const ask = async (): Promise<number> => {
    if (asked !== null) return asked
    const { id } = await call('leaves.ask', { method, request, reason })
    setAsked(id)
    return id
  }
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    setFailure(null)
    try {
      await work()
    } catch (thrown) {
      setFailure(toFailureValue(thrown))
    }
  }
  const giveHere = async (): Promise<void> => {
    const leave = await ask()
    await call('leaves.decide', { leave, grant: true, note, by: { person, passphrase } })
    setPassphrase('')
    onGiven()
  }
  return (
    <section aria-label={t('leave.title')} className="sd-leave">
      <MessageBar intent="warning" layout="multiline">
        <MessageBarBody>{asked === null ? t('leave.needed') : t('leave.asked')}</MessageBarBody>
      </MessageBar>
      {asked === null && (
        <p>
          <Button
            size="small"
            type="button"
            disabled={!reasonSuffices(reason)}
            onClick={() => void attempt(async () => void (await ask()))}
          >
            {t('leave.ask')}
          </Button>{' '}
          {t('leave.askText')}
        </p>
      )}
      <fieldset className="sd-leave__here">
        <legend>{t('leave.here')}</legend>
        <TextField label={t('leave.person')} value={person} onChange={setPerson} />
        <TextField label={t('passphrase')} type="password" value={passphrase} onChange={setPassphrase} />
        <TextField
          label={t('leave.note')}
          value={note}
          onChange={setNote}
          hint={t('reasonHint', { minimum: shortestReason })}
        />
        <Button
          size="small"
          type="button"
          disabled={person.trim() === '' || passphrase === '' || !reasonSuffices(note) || !reasonSuffices(reason)}
          onClick={() => void attempt(giveHere)}
        >
          {t('leave.give')}
        </Button>
      </fieldset>
      {failure && <ErrorPanel failure={failure} />}
    </section>
  )
}
