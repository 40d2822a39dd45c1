// A condition as text, or put together in words by the one builder of conditions. In: a dataset, its variables, text.
// Out: text. Whether it is right the engine says of the whole rule; see RuleEditor.
import { Button, Popover, PopoverSurface, PopoverTrigger, Textarea } from '@fluentui/react-components'
import { OptionsRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { DatasetDetail } from '#shared/contract/responses.ts'
import { Field } from '../../../components/Field.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { ConditionBuilder } from '../../analyse/explore/filter/ConditionBuilder.tsx'
import { filterVariables } from '../../analyse/explore/filter/filterVariables.ts'

type Props = {
  label: string
  hint?: string
  error?: string | null
  value: string
  /** Null: its names are figures of the rule, which the builder does not know. */
  detail: DatasetDetail | null
  onChange: (value: string) => void
}

export const ConditionField = ({ label, hint, error, value, detail, onChange }: Props) => {
  const { t } = useTexts('rules')
  const [building, setBuilding] = useState(false)
  return (
    <div className="sd-stack">
      <Field label={label} {...(hint === undefined ? {} : { hint })} error={error ?? null}>
        <Textarea
          size="small"
          resize="vertical"
          className="sd-mono"
          spellCheck={false}
          value={value}
          onChange={(_e, d) => onChange(d.value)}
        />
      </Field>
      {detail !== null && detail.rows > 0 && (
        <Popover positioning="before-top" open={building} onOpenChange={(_e, d) => setBuilding(d.open)} trapFocus>
          <PopoverTrigger disableButtonEnhancement>
            <Button size="small" icon={<OptionsRegular />}>
              {t('explore:builder.byWords')}
            </Button>
          </PopoverTrigger>
          <PopoverSurface aria-label={t('explore:builder.title')}>
            <ConditionBuilder
              dataset={detail.id}
              variables={filterVariables(detail.definition.variables, [])}
              filter={value === '' ? null : value}
              onChange={(next) => onChange(next ?? '')}
            />
          </PopoverSurface>
        </Popover>
      )}
    </div>
  )
}
