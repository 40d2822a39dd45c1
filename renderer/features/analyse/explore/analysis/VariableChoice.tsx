// A variable of the dataset to choose, among those that fit. In: variables. Out: the one chosen.
import { Select } from '@fluentui/react-components'
import type { Variable } from '#shared/model/dataset.ts'
import { Field } from '../../../../components/Field.tsx'
import { useTexts } from '../../../../i18n/index.ts'

export type VariableChoiceProps = {
  label: string
  value: string | null
  variables: readonly Variable[]
  none?: string
  onChange: (variable: string | null) => void
}

export const VariableChoice = ({ label: name, value, variables, none, onChange }: VariableChoiceProps) => {
  const { label } = useTexts()
  return (
    <Field label={name}>
      <Select size="small" value={value ?? ''} onChange={(_e, d) => onChange(d.value === '' ? null : d.value)}>
        {(none !== undefined || value === null) && <option value="">{none ?? '…'}</option>}
        {variables.map((v) => (
          <option key={v.id} value={v.id}>
            {label(v.label)}
          </option>
        ))}
      </Select>
    </Field>
  )
}
