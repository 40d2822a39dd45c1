// The office's rule for what leaves this workspace: in force, changed by an administrator with a reason, every earlier
// state dated. In: the open workspace. Out: the policy, logged. Never a looser rule than three, which the engine
// refuses too.
import { Button, Spinner } from '@fluentui/react-components'
import { useState } from 'react'
import { toFailureValue } from '#shared/model/failure.ts'
import type { FailureValue } from '#shared/model/failure.ts'
import { leastMinimum } from '#shared/model/officePolicy.ts'
import type { OfficePolicy, PolicyEntry } from '#shared/model/officePolicy.ts'
import { usualSurveyRule } from '#shared/model/survey.ts'
import { reasonSuffices } from '#shared/model/reason.ts'
import { call } from '../../../bridge/client.ts'
import { useCall } from '../../../bridge/queries.ts'
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { ChoiceField, NumberField } from '../../../components/Field.tsx'
import { ForAdministrators } from '../../../components/ForAdministrators.tsx'
import { LeavePanel } from '../../../components/LeavePanel.tsx'
import { notify } from '../../../components/notices.ts'
import { Panel } from '../../../components/Panel.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import { SurveyRuleFields } from './SurveyRuleFields.tsx'
import { ReasonField } from '../../../components/ReasonField.tsx'

export const OfficePolicyPanel = () => {
  const { t } = useTexts('settings')
  const state = useCall('policy.get', {})
  const [asking, setAsking] = useState(false)
  return (
    <Panel title={t('protection')}>
      {state.isPending && <Spinner size="extra-tiny" label={t('policy.opening')} />}
      {state.error && <ErrorPanel failure={state.error.value} />}
      {state.data && (
        <div className="sd-settings__permission">
          <p>
            <strong>
              {t('policy.minimum', { minimum: state.data.policy.minimum })}{' '}
              {t('policy.pPercent', { p: state.data.policy.pPercent })}
            </strong>{' '}
            {t(`policy.clipboardIs.${state.data.policy.clipboard}`)} {t('policy.text')}{' '}
            {t('policy.survey.text', state.data.policy.survey ?? usualSurveyRule)}
          </p>
          <ForAdministrators act="policy.set">
            <Button size="small" onClick={() => setAsking(true)}>
              {t('policy.change')}
            </Button>
          </ForAdministrators>
        </div>
      )}
      {state.data && state.data.history.length > 0 && <PolicyHistory entries={state.data.history} />}
      {state.data && asking && <PolicyDialog policy={state.data.policy} onClose={() => setAsking(false)} />}
    </Panel>
  )
}

const PolicyHistory = ({ entries }: { entries: readonly PolicyEntry[] }) => {
  const { t } = useTexts('settings')
  const format = useFormat()
  return (
    <ul className="sd-settings__history">
      {entries.map((entry) => (
        <li key={entry.at}>
          {format.instant(entry.at)} · {entry.by} · {t('policy.minimum', { minimum: entry.policy.minimum })}{' '}
          {t('policy.pPercent', { p: entry.policy.pPercent })} {t(`policy.clipboardIs.${entry.policy.clipboard}`)}{' '}
          {entry.reason}
        </li>
      ))}
    </ul>
  )
}

const PolicyDialog = ({ policy, onClose }: { policy: OfficePolicy; onClose: () => void }) => {
  const { t } = useTexts('settings')
  const [wanted, setWanted] = useState(policy)
  const [reason, setReason] = useState('')
  const [failure, setFailure] = useState<FailureValue | null>(null)
  const save = async (): Promise<void> => {
    try {
      await call('policy.set', { policy: wanted, reason: reason.trim() })
      notify({ intent: 'success', text: t('policy.saved') })
      onClose()
    } catch (thrown) {
      setFailure(toFailureValue(thrown))
    }
  }
  return (
    <ConfirmDialog
      open
      title={t('policy.title')}
      confirmLabel={t('policy.save')}
      confirmDisabled={!reasonSuffices(reason)}
      onConfirm={() => void save()}
      onCancel={onClose}
    >
      <NumberField
        label={t('policy.minimumLabel')}
        value={wanted.minimum}
        min={leastMinimum}
        max={100}
        onChange={(minimum) => setWanted({ ...wanted, minimum })}
        hint={t('policy.minimumHint', { least: leastMinimum })}
      />
      <NumberField
        label={t('policy.pLabel')}
        value={wanted.pPercent}
        min={1}
        max={100}
        onChange={(pPercent) => setWanted({ ...wanted, pPercent })}
        hint={t('policy.pHint')}
      />
      <ChoiceField
        label={t('policy.clipboardLabel')}
        value={wanted.clipboard}
        options={(['protected', 'shown'] as const).map((value) => ({ value, label: t(`policy.clipboard.${value}`) }))}
        onChange={(clipboard) => setWanted({ ...wanted, clipboard })}
      />
      <SurveyRuleFields
        value={wanted.survey ?? usualSurveyRule}
        onChange={(survey) => setWanted({ ...wanted, survey })}
      />
      <ChoiceField
        label={t('policy.codesLabel')}
        value={wanted.exportCodes}
        options={(['withheld', 'allowed'] as const).map((value) => ({ value, label: t(`policy.codes.${value}`) }))}
        onChange={(exportCodes) => setWanted({ ...wanted, exportCodes })}
      />
      <NumberField
        label={t('policy.idleLabel')}
        value={wanted.idleMinutes}
        min={1}
        max={240}
        onChange={(idleMinutes) => setWanted({ ...wanted, idleMinutes })}
      />
      <NumberField
        label={t('policy.retentionLabel')}
        value={wanted.retentionMonths ?? 0}
        min={0}
        max={1200}
        hint={t('policy.retentionHint')}
        onChange={(months) => setWanted({ ...wanted, retentionMonths: months === 0 ? null : months })}
      />
      <ReasonField value={reason} onChange={setReason} />
      {failure?.code === 'LEAVE_NEEDED' && (
        <LeavePanel
          method="policy.set"
          request={{ policy: wanted }}
          reason={reason.trim()}
          onGiven={() => void save()}
        />
      )}
      {failure && failure.code !== 'LEAVE_NEEDED' && <ErrorPanel failure={failure} />}
    </ConfirmDialog>
  )
}
