// Requests for leave: what is asked, by whom, why; decided by whoever is signed in and may. In: the open workspace.
// Out: decisions, logged.
import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import { toFailureValue } from '#shared/model/failure.ts'
import type { FailureValue } from '#shared/model/failure.ts'
import type { Leave } from '#shared/model/person.ts'
import { reasonSuffices } from '#shared/model/reason.ts'
import { call } from '../../../bridge/client.ts'
import { useCall } from '../../../bridge/queries.ts'
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { ChoiceField, NumberField } from '../../../components/Field.tsx'
import { notify } from '../../../components/notices.ts'
import { Panel } from '../../../components/Panel.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import { ReasonField } from '../../../components/ReasonField.tsx'

const shown = 20

export const LeavesPanel = () => {
  const { t } = useTexts('people')
  const format = useFormat()
  const leaves = useCall('leaves.list', {})
  const people = useCall('people.list', {})
  const [deciding, setDeciding] = useState<Leave | null>(null)
  const act = (leave: Leave): string => t(`leave.acts.${leave.method.replace('.', '_')}`)
  if (people.data?.keyless !== false) return null
  return (
    <Panel title={t('leave.title')}>
      {leaves.error && <ErrorPanel failure={leaves.error.value} />}
      <p className="sd-settings__text">{people.data.second ? t('leave.text') : t('leave.alone')}</p>
      {leaves.data?.length === 0 && <p className="sd-muted">{t('leave.none')}</p>}
      <ul className="sd-people">
        {(leaves.data ?? []).slice(0, shown).map((leave) => (
          <li key={leave.id} className="sd-people__person">
            <span>
              #{leave.id} · {t('leave.by', { person: leave.askedBy, act: act(leave) })} ·{' '}
              {t(`leave.state.${leave.state}`)}
              {leave.decidedBy !== '' && ` · ${leave.decidedBy}`}
              {leave.state === 'granted' && ` · ${t('leave.until', { until: format.instant(leave.until) })}`}
              <span className="sd-muted"> · {leave.reason}</span>
            </span>
            {leave.mayDecide && (
              <Button size="small" onClick={() => setDeciding(leave)}>
                {t('leave.decide')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {deciding && <DecideDialog leave={deciding} act={act(deciding)} onClose={() => setDeciding(null)} />}
    </Panel>
  )
}

const DecideDialog = ({ leave, act, onClose }: { leave: Leave; act: string; onClose: () => void }) => {
  const { t } = useTexts('people')
  const [grant, setGrant] = useState<'give' | 'refuse'>('give')
  const [note, setNote] = useState('')
  const [hours, setHours] = useState(24)
  const [failure, setFailure] = useState<FailureValue | null>(null)
  const decide = async (): Promise<void> => {
    try {
      await call('leaves.decide', { leave: leave.id, grant: grant === 'give', note, hours })
      notify({ intent: 'success', text: t(grant === 'give' ? 'leave.given' : 'leave.refused') })
      onClose()
    } catch (thrown) {
      setFailure(toFailureValue(thrown))
    }
  }
  return (
    <ConfirmDialog
      open
      title={t('leave.by', { person: leave.askedBy, act })}
      confirmLabel={t(`leave.${grant}`)}
      confirmDisabled={!reasonSuffices(note)}
      onConfirm={() => void decide()}
      onCancel={onClose}
    >
      <p className="sd-settings__text">{leave.reason}</p>
      <pre className="sd-error__details">{JSON.stringify(JSON.parse(leave.act), null, 2)}</pre>
      <ChoiceField
        label={t('leave.title')}
        value={grant}
        options={(['give', 'refuse'] as const).map((value) => ({ value, label: t(`leave.${value}`) }))}
        onChange={setGrant}
      />
      <NumberField label={t('leave.hours')} value={hours} min={1} max={168} onChange={setHours} />
      <ReasonField value={note} onChange={setNote} />
      {failure && <ErrorPanel failure={failure} />}
    </ConfirmDialog>
  )
}
