// A value computed for each record: the expression, checked while it is typed, with the type it yields. In: the draft.
// Out: the changed draft. Any wrong expression stays in the draft, where it does no harm.
import { Textarea } from '@fluentui/react-components'
import type { MethodResponse } from '#shared/contract/methods.ts'
import type { DerivedVariable } from '#shared/model/variable.ts'
import { call } from '../../../../bridge/client.ts'
import { BilingualField, Field, NumberField } from '../../../../components/Field.tsx'
import { useTexts } from '../../../../i18n/index.ts'
import type { Builder } from '../useBuilder.ts'
import { useAsked } from './useVariablePreview.ts'

type Expression = Extract<DerivedVariable, { method: 'expression' }>

const check = (key: string): Promise<MethodResponse<'expression.check'>> =>
  call('expression.check', { ...(JSON.parse(key) as { dataset: string; expression: string }), expect: 'any' })

export const ExpressionEditor = ({
  builder,
  variable,
  onChange,
}: {
  builder: Builder
  variable: Expression
  onChange: (variable: Expression) => void
}) => {
  const { t, label } = useTexts('tables')
  const { value } = useAsked(
    variable.expression.trim() === ''
      ? null
      : JSON.stringify({ dataset: builder.definition.dataset, expression: variable.expression }),
    check,
  )
  const wrong = value && !value.ok ? value : null
  return (
    <>
      <Field
        label={t('expression')}
        hint={t('expressionExample')}
        error={wrong ? t('filterWrong', { position: wrong.position + 1, reason: label(wrong.message) }) : null}
      >
        <Textarea
          size="small"
          resize="vertical"
          className="tb-code"
          spellCheck={false}
          value={variable.expression}
          onChange={(_e, d) => onChange({ ...variable, expression: d.value })}
        />
      </Field>
      {value?.ok && <p className="tb-filter__ok">{t('expressionYields', { type: t(`yields.${value.type}`) })}</p>}
      <div className="tb-pair">
        <NumberField
          label={t('scale')}
          value={variable.scale}
          min={0}
          max={6}
          onChange={(scale) => onChange({ ...variable, scale: Math.round(scale) })}
        />
      </div>
      <BilingualField
        label={t('ownUnit')}
        value={variable.unit ?? { vi: '', en: '' }}
        onChange={(unit) => onChange({ ...variable, unit: unit.vi === '' && unit.en === '' ? undefined : unit })}
      />
    </>
  )
}
