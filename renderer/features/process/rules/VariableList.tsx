// Several variables in an order: chosen one after another, each with a way to take it out. In: variables, names. Out:
// names.
import { Button } from '@fluentui/react-components'
import { DismissRegular } from '@fluentui/react-icons'
import type { Variable } from '#shared/model/dataset.ts'
import { ChoiceField } from '../../../components/Field.tsx'
import { useTexts } from '../../../i18n/index.ts'

type Props = {
  label: string
  variables: readonly Variable[]
  value: readonly string[]
  onChange: (value: string[]) => void
}

export const VariableList = ({ label, variables, value, onChange }: Props) => {
  const { t, label: say } = useTexts('rules')
  const name = (id: string): string => say(variables.find((v) => v.id === id)?.label) || id
  const rest = variables.filter((v) => !value.includes(v.id))
  return (
    <div className="sd-stack">
      <ChoiceField
        label={label}
        value=""
        options={[{ value: '', label: t('addVariable') }, ...rest.map((v) => ({ value: v.id, label: say(v.label) }))]}
        onChange={(id) => {
          if (id !== '') onChange([...value, id])
        }}
      />
      <div className="sd-actions">
        {value.map((id) => (
          <Button
            key={id}
            size="small"
            icon={<DismissRegular />}
            iconPosition="after"
            aria-label={t('removeVariable', { name: name(id) })}
            onClick={() => onChange(value.filter((other) => other !== id))}
          >
            {name(id)}
          </Button>
        ))}
      </div>
    </div>
  )
}
