// The office's rule for figures of sample surveys: from which relative error they are marked, what a lone unit in a
// stratum means. In: the rule. Out: the rule changed. Never a second bound below the first.
import { loneClusterRules } from '#shared/model/survey.ts'
import type { SurveyRule } from '#shared/model/survey.ts'
import { ChoiceField, NumberField } from '../../../components/Field.tsx'
import { useTexts } from '../../../i18n/index.ts'

export const SurveyRuleFields = ({ value, onChange }: { value: SurveyRule; onChange: (rule: SurveyRule) => void }) => {
  const { t } = useTexts('settings')
  return (
    <>
      <NumberField
        label={t('policy.survey.caution')}
        value={value.caution}
        min={1}
        max={100}
        onChange={(caution) => onChange({ ...value, caution, unreliable: Math.max(caution, value.unreliable) })}
      />
      <NumberField
        label={t('policy.survey.unreliable')}
        value={value.unreliable}
        min={value.caution}
        max={500}
        onChange={(unreliable) => onChange({ ...value, unreliable })}
      />
      <ChoiceField
        label={t('policy.survey.lone')}
        value={value.loneCluster}
        options={loneClusterRules.map((rule) => ({ value: rule, label: t(`policy.survey.loneIs.${rule}`) }))}
        onChange={(loneCluster) => onChange({ ...value, loneCluster })}
      />
    </>
  )
}
