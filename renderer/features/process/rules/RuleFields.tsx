// What a rule of each kind asks for. In: a rule. Out: the rule changed. Never whether it is right: the engine says that
// of the whole rule.
import { Button } from '@fluentui/react-components'
import { AddRegular, DeleteRegular } from '@fluentui/react-icons'
import type { DatasetDetail } from '#shared/contract/responses.ts'
import type { OfficeRule } from '#shared/model/officeRule.ts'
import { useDataset, useDatasets } from '../../../bridge/queries.ts'
import { ChoiceField, TextField } from '../../../components/Field.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { ConditionField } from './ConditionField.tsx'
import { VariableList } from './VariableList.tsx'

type Kind<O extends OfficeRule['over']> = Extract<OfficeRule, { over: O }>
type Props<R extends OfficeRule> = {
  rule: R
  detail: DatasetDetail
  problem: string | null
  onChange: (rule: OfficeRule) => void
}

export const RuleFields = (props: Props<OfficeRule>) => {
  const { rule } = props
  switch (rule.over) {
    case 'record':
      return <RecordFields {...props} rule={rule} />
    case 'unique':
      return <ByField {...props} rule={rule} />
    case 'group':
    case 'previous':
      return <FigureFields {...props} rule={rule} />
    case 'register':
      return <RegisterFields {...props} rule={rule} />
    default:
      return rule satisfies never
  }
}

const RecordFields = ({ rule, detail, problem, onChange }: Props<Kind<'record'>>) => {
  const { t, label } = useTexts('rules')
  const { variables } = detail.definition
  const { repair } = rule
  const repairable = variables.filter(
    (v) => v.source !== null && v.type !== 'hash' && !detail.definition.key.includes(v.id),
  )
  return (
    <>
      <ConditionField
        label={t('condition')}
        hint={t(rule.severity === 'repair' ? 'conditionRepair' : 'conditionHint')}
        error={problem}
        value={rule.expression}
        detail={detail}
        onChange={(expression) => onChange({ ...rule, expression })}
      />
      {repair && (
        <>
          <ChoiceField
            label={t('repairVariable')}
            value={repair.variable}
            options={[
              { value: '', label: t('chooseVariable') },
              ...repairable.map((v) => ({ value: v.id, label: label(v.label) })),
            ]}
            onChange={(variable) => onChange({ ...rule, repair: { ...repair, variable } })}
          />
          <TextField
            label={t('repairValue')}
            hint={t('repairHint')}
            value={repair.value}
            onChange={(value) => onChange({ ...rule, repair: { ...repair, value } })}
          />
        </>
      )}
    </>
  )
}

const ByField = ({ rule, detail, problem, onChange }: Props<Kind<'unique' | 'group' | 'previous'>>) => {
  const { t } = useTexts('rules')
  return (
    <>
      <VariableList
        label={t(`by.${rule.over}`)}
        variables={detail.definition.variables}
        value={rule.by}
        onChange={(by) => onChange({ ...rule, by })}
      />
      {rule.over === 'unique' && problem && <p role="alert">{problem}</p>}
    </>
  )
}

const FigureFields = (props: Props<Kind<'group' | 'previous'>>) => {
  const { rule, problem, onChange } = props
  const { t } = useTexts('rules')
  const figures = Object.entries(rule.values)
  const put = (next: [string, string][]): void => onChange({ ...rule, values: Object.fromEntries(next) })
  return (
    <>
      <ByField {...props} />
      <fieldset className="sd-rules__figures">
        <legend>{t('figures')}</legend>
        {figures.map(([name, text], index) => (
          <div key={index} className="sd-rules__figure">
            <TextField
              label={t('figureName')}
              value={name}
              onChange={(next) => put(figures.map((one, i) => (i === index ? [next, text] : one)))}
            />
            <TextField
              label={t('figureOf')}
              value={text}
              placeholder="sum(value)"
              onChange={(next) => put(figures.map((one, i) => (i === index ? [name, next] : one)))}
            />
            <Button
              size="small"
              appearance="subtle"
              icon={<DeleteRegular />}
              aria-label={t('removeFigure', { name })}
              disabled={figures.length === 1}
              onClick={() => put(figures.filter((_, i) => i !== index))}
            />
          </div>
        ))}
        <Button
          size="small"
          icon={<AddRegular />}
          onClick={() => put([...figures, [`f${figures.length + 1}`, 'count()']])}
        >
          {t('addFigure')}
        </Button>
      </fieldset>
      {rule.over === 'previous' && (
        <ChoiceField
          label={t('step')}
          value={rule.step}
          options={(['period', 'year'] as const).map((value) => ({ value, label: t(`steps.${value}`) }))}
          onChange={(step) => onChange({ ...rule, step })}
        />
      )}
      <ConditionField
        label={t('condition')}
        hint={t(rule.over === 'previous' ? 'conditionPrevious' : 'conditionGroup')}
        error={problem}
        value={rule.expression}
        detail={null}
        onChange={(expression) => onChange({ ...rule, expression })}
      />
    </>
  )
}

const RegisterFields = ({ rule, detail, problem, onChange }: Props<Kind<'register'>>) => {
  const { t, label } = useTexts('rules')
  const datasets = useDatasets().data ?? []
  const register = useDataset(rule.dataset === '' ? null : rule.dataset).data ?? null
  return (
    <>
      <VariableList
        label={t('variables')}
        variables={detail.definition.variables}
        value={rule.variables}
        onChange={(variables) => onChange({ ...rule, variables })}
      />
      <ChoiceField
        label={t('register')}
        value={rule.dataset}
        options={[
          { value: '', label: t('chooseRegister') },
          ...datasets.filter((d) => d.id !== detail.id).map((d) => ({ value: d.id, label: label(d.label) })),
        ]}
        onChange={(dataset) => onChange({ ...rule, dataset, keys: [] })}
      />
      {register && (
        <VariableList
          label={t('keys')}
          variables={register.definition.variables}
          value={rule.keys}
          onChange={(keys) => onChange({ ...rule, keys })}
        />
      )}
      <ChoiceField
        label={t('registerAt')}
        value={rule.at}
        options={(['before', 'after', 'any'] as const).map((value) => ({ value, label: t(`registerAts.${value}`) }))}
        onChange={(at) => onChange({ ...rule, at })}
      />
      <ConditionField
        label={t('registerWhere')}
        hint={t('registerWhereHint')}
        error={problem}
        value={rule.where ?? ''}
        detail={register}
        onChange={(where) => onChange({ ...rule, where: where.trim() === '' ? null : where })}
      />
    </>
  )
}
