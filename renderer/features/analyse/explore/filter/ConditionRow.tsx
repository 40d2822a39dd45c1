// One condition in words: variable, operator, values. In: the condition. Out: the condition changed. Values are ticked
// with their counts or typed; a condition without its values asks nothing yet.
import { Button, Popover, PopoverSurface, PopoverTrigger, Select } from '@fluentui/react-components'
import { ChevronDownRegular, DismissRegular } from '@fluentui/react-icons'
import type { Variable } from '#shared/model/dataset.ts'
import { SearchChoice } from '../../../../components/SearchChoice.tsx'
import { useTexts } from '../../../../i18n/index.ts'
import type { ChipNames } from '../chipSentence.ts'
import { operatorsOf, valuesOf } from '../model/filterTree.ts'
import type { Condition, Operator } from '../model/filterTree.ts'
import { isNumeric, NumberValue, SeveralValues, TextValue } from './conditionValues.tsx'
import type { FilterVariable } from './filterVariables.ts'
import { ValuePicker } from './ValuePicker.tsx'

export type ConditionRowProps = {
  condition: Condition
  view: string | null
  variables: readonly FilterVariable[]
  names: ChipNames
  otherFilter: string | null
  onChange: (condition: Condition) => void
  onRemove: () => void
}

const VariableSelect = ({
  value,
  variables,
  onChange,
}: {
  value: string
  variables: readonly FilterVariable[]
  onChange: (ref: string) => void
}) => {
  const { t, label } = useTexts('explore')
  const options = variables.map((v) => ({
    value: v.ref,
    title: label(v.variable.label),
    path: v.link === null ? '' : label(v.link),
    keywords: v.ref,
  }))
  return <SearchChoice label={t('builder.variable')} value={value} options={options} onChange={onChange} />
}

type PickedProps = Omit<ConditionRowProps, 'variables' | 'onRemove'> & { variable: Variable }

/** The values ticked, in words, and the list they are ticked in. */
const PickedValues = ({ condition, view, variable, names, otherFilter, onChange }: PickedProps) => {
  const { t } = useTexts('explore')
  const picked = condition.values
    .slice(0, 3)
    .map((v) => names.value(condition.variable, v))
    .join(', ')
  const more = condition.values.length - 3
  const words = more > 0 ? t('builder.picked', { values: picked, more }) : picked
  return (
    <Popover positioning={{ position: 'below', align: 'start' }} trapFocus>
      <PopoverTrigger disableButtonEnhancement>
        <Button
          size="small"
          icon={<ChevronDownRegular />}
          iconPosition="after"
          className="sd-condition__values"
          disabled={view === null}
        >
          <span>{condition.values.length === 0 ? t('builder.pick') : words}</span>
        </Button>
      </PopoverTrigger>
      <PopoverSurface className="sd-picker__surface" aria-label={t('builder.pick')}>
        {view !== null && (
          <ValuePicker
            view={view}
            variable={variable}
            name={condition.variable}
            otherFilter={otherFilter}
            picked={condition.values}
            onChange={(values) => onChange({ ...condition, values })}
          />
        )}
      </PopoverSurface>
    </Popover>
  )
}

export const ConditionRow = ({
  condition,
  view,
  variables,
  names,
  otherFilter,
  onChange,
  onRemove,
}: ConditionRowProps) => {
  const { t } = useTexts('explore')
  const found = variables.find((v) => v.ref === condition.variable)
  const variable = found?.variable
  const allowed = variable ? operatorsOf(variable) : [condition.operator]
  const wanted = valuesOf(condition.operator)
  const changeOperator = (operator: Operator): void => {
    const takes = valuesOf(operator)
    onChange({
      ...condition,
      operator,
      values: takes === 'many' ? condition.values.filter((v) => v !== '') : condition.values.slice(0, takes),
    })
  }
  const setValue = (index: number, text: string): void => {
    const values = Array.from(
      { length: Math.max(condition.values.length, index + 1) },
      (_, i) => condition.values[i] ?? '',
    )
    values[index] = text
    onChange({ ...condition, values })
  }
  const field = (index: number) => {
    const end = t(index === 0 ? 'from' : 'to')
    const given = {
      value: condition.values[index] ?? '',
      label: wanted === 2 ? end : t('builder.value'),
      placeholder: wanted === 2 ? end : '',
      onChange: (text: string) => setValue(index, text),
    }
    if (isNumeric(variable)) return <NumberValue key={index} {...given} />
    return <TextValue key={index} type={variable?.type === 'date' ? 'date' : 'text'} {...given} />
  }
  return (
    <div className="sd-condition">
      <VariableSelect
        value={condition.variable}
        variables={variables}
        onChange={(ref) => {
          const next = variables.find((v) => v.ref === ref)
          onChange({
            kind: 'condition',
            variable: ref,
            operator: next ? (operatorsOf(next.variable)[0] ?? 'in') : 'in',
            values: [],
          })
        }}
      />
      <Select
        size="small"
        value={condition.operator}
        aria-label={t('builder.operator')}
        onChange={(_e, d) => changeOperator(d.value as Operator)}
      >
        {allowed.map((operator) => (
          <option key={operator} value={operator}>
            {t(`operator.${operator}`)}
          </option>
        ))}
      </Select>
      {wanted === 'many' && variable && found?.listed === false && (
        <SeveralValues
          numeric={isNumeric(variable)}
          values={condition.values}
          onChange={(values) => onChange({ ...condition, values })}
        />
      )}
      {wanted === 'many' && variable && found?.listed !== false && (
        <PickedValues {...{ condition, view, variable, names, otherFilter, onChange }} />
      )}
      {wanted === 1 && field(0)}
      {wanted === 2 && [field(0), field(1)]}
      <Button
        size="small"
        appearance="subtle"
        icon={<DismissRegular />}
        aria-label={t('removeChip')}
        onClick={onRemove}
      />
    </div>
  )
}
