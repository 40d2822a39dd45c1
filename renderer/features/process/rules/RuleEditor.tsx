// One rule in a dialog: its words, its severity, what its kind asks for; what is wrong with it is said while it is
// written. In: a rule. Out: the rule, once the engine finds nothing wrong. Never a rule kept here.
import { useEffect, useState } from 'react'
import type { DatasetDetail } from '#shared/contract/responses.ts'
import type { RuleProblem } from '#shared/contract/rules.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import { officeRuleSchema } from '#shared/model/officeRule.ts'
import type { OfficeRule } from '#shared/model/officeRule.ts'
import { call } from '../../../bridge/client.ts'
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx'
import { BilingualField, CheckField, ChoiceField, TextField } from '../../../components/Field.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { RuleFields } from './RuleFields.tsx'
import { ruleOfKind } from './newRule.ts'

const checkMs = 300
const kinds = ['record', 'unique', 'group', 'register', 'previous'] as const

type Checked = { rule: OfficeRule; problem: RuleProblem | null; incomplete: boolean }

const check = async (dataset: string, rule: OfficeRule): Promise<Omit<Checked, 'rule'>> => {
  if (!officeRuleSchema.safeParse(rule).success) return { problem: null, incomplete: true }
  try {
    return { problem: await call('rules.check', { dataset, rule }), incomplete: false }
  } catch (thrown) {
    const { code } = toFailureValue(thrown)
    return { problem: { field: '', message: { vi: code, en: code }, position: null }, incomplete: false }
  }
}

type Props = {
  detail: DatasetDetail
  rule: OfficeRule
  /** Ids that other rules have. */
  taken: readonly string[]
  onKeep: (rule: OfficeRule) => void
  onClose: () => void
}

export const RuleEditor = ({ detail, rule: start, taken, onKeep, onClose }: Props) => {
  const { t, label, language } = useTexts('rules')
  const [rule, setRule] = useState(start)
  const [checked, setChecked] = useState<Checked | null>(null)
  useEffect(() => {
    let live = true
    const timer = setTimeout(() => {
      void check(detail.id, rule).then((found) => {
        if (live) setChecked({ rule, ...found })
      })
    }, checkMs)
    return () => {
      live = false
      clearTimeout(timer)
    }
  }, [detail.id, rule])
  const twice = taken.includes(rule.id)
  const found = checked?.rule === rule ? checked : null
  const problem = found?.problem ? found.problem.message[language] : null
  const severities = rule.over === 'record' ? (['hard', 'soft', 'repair'] as const) : (['hard', 'soft'] as const)
  const numbers = detail.definition.variables.filter((v) => v.type === 'integer' || v.type === 'decimal')
  const setSeverity = (severity: OfficeRule['severity']): void => {
    if (rule.over === 'record')
      setRule({
        ...rule,
        severity,
        repair: severity === 'repair' ? (rule.repair ?? { variable: '', value: '' }) : null,
      })
    else if (severity !== 'repair') setRule({ ...rule, severity })
  }
  return (
    <ConfirmDialog
      open
      title={t(taken.length > 0 && start.id === '' ? 'newRule' : 'editRule')}
      confirmLabel={t('keep')}
      confirmDisabled={twice || found === null || found.incomplete || found.problem !== null}
      onConfirm={() => onKeep(rule)}
      onCancel={onClose}
    >
      <div className="sd-stack">
        <TextField
          label={t('id')}
          hint={t('idHint')}
          error={twice ? t('idTaken') : null}
          value={rule.id}
          onChange={(id) => setRule({ ...rule, id: id.toLowerCase().replaceAll(/[^a-z0-9_]/g, '_') })}
        />
        <BilingualField
          label={t('message')}
          value={rule.message}
          onChange={(message) => setRule({ ...rule, message })}
        />
        <ChoiceField
          label={t('over')}
          value={rule.over}
          options={kinds.map((value) => ({ value, label: t(`overs.${value}`) }))}
          onChange={(over) => setRule(ruleOfKind(over, rule))}
        />
        <ChoiceField
          label={t('severity')}
          value={rule.severity}
          options={severities.map((value) => ({ value, label: t(`severities.${value}`) }))}
          onChange={setSeverity}
        />
        <RuleFields rule={rule} detail={detail} problem={problem} onChange={setRule} />
        <ChoiceField
          label={t('weight')}
          value={rule.weight ?? ''}
          options={[
            { value: '', label: t('noWeight') },
            ...numbers.map((v) => ({ value: v.id, label: label(v.label) })),
          ]}
          onChange={(weight) => setRule({ ...rule, weight: weight === '' ? null : weight })}
        />
        <CheckField label={t('active')} value={rule.active} onChange={(active) => setRule({ ...rule, active })} />
        <p className="sd-muted" aria-live="polite">
          {found === null ? t('checking') : found.incomplete ? t('incomplete') : (problem ?? t('right'))}
        </p>
      </div>
    </ConfirmDialog>
  )
}
