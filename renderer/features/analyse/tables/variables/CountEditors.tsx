// Variables made by a number of bands or of categories: quantile bands, and the largest with the others together.
// In: the draft. Out: the changed draft. Ties and uneven bands are said by the preview.
import type { DerivedVariable } from '#shared/model/variable.ts'
import { CheckField, ChoiceField, NumberField } from '../../../../components/Field.tsx'
import { useTexts } from '../../../../i18n/index.ts'
import { ExpressionField } from '../inspector/ExpressionField.tsx'
import { isNumber } from '../model/measureChoice.ts'
import type { Builder } from '../useBuilder.ts'

type Quantiles = Extract<DerivedVariable, { method: 'quantile_bands' }>
type Top = Extract<DerivedVariable, { method: 'top' }>

export const QuantileEditor = ({
  builder,
  variable,
  onChange,
}: {
  builder: Builder
  variable: Quantiles
  onChange: (variable: Quantiles) => void
}) => {
  const { t, label } = useTexts('tables')
  const { fields, definition } = builder
  const weights = [...fields.values()].filter((f) => isNumber(f.variable) && !f.made && f.ref !== variable.of)
  return (
    <>
      <NumberField
        label={t('quantileCount')}
        value={variable.count}
        min={2}
        max={100}
        onChange={(count) => onChange({ ...variable, count: Math.round(count) })}
      />
      <ChoiceField
        label={t('weight')}
        value={variable.weight ?? ''}
        options={[
          { value: '', label: t('noWeight') },
          ...weights.map((f) => ({ value: f.ref, label: label(f.variable.label) })),
        ]}
        onChange={(weight) => onChange({ ...variable, weight: weight === '' ? undefined : weight })}
      />
      <ExpressionField
        dataset={definition.dataset}
        variables={definition.variables}
        fields={fields}
        expression={variable.filter}
        label={t('quantileFilter')}
        tableFilter={null}
        onChange={(filter) => onChange({ ...variable, filter })}
      />
      <p className="sd-muted tb-small">{t('quantileTies')}</p>
    </>
  )
}

export const TopEditor = ({
  builder,
  variable,
  onChange,
}: {
  builder: Builder
  variable: Top
  onChange: (variable: Top) => void
}) => {
  const { t, label } = useTexts('tables')
  const numbers = [...builder.fields.values()].filter((f) => isNumber(f.variable) && !f.made)
  const by = variable.by.statistic === 'sum' ? variable.by.variable : ''
  return (
    <>
      <NumberField
        label={t('topCount')}
        value={variable.count}
        min={1}
        max={1000}
        onChange={(count) => onChange({ ...variable, count: Math.round(count) })}
      />
      <ChoiceField
        label={t('topBy')}
        value={by}
        options={[
          { value: '', label: t('statistic.count') },
          ...numbers.map((f) => ({
            value: f.ref,
            label: t('measureOf', { statistic: t('statistic.sum'), variable: label(f.variable.label) }),
          })),
        ]}
        onChange={(ref) =>
          onChange({ ...variable, by: ref === '' ? { statistic: 'count' } : { statistic: 'sum', variable: ref } })
        }
      />
      <CheckField
        label={t('topOthers')}
        value={variable.others === 'group'}
        onChange={(on) => onChange({ ...variable, others: on ? 'group' : 'missing' })}
      />
      <p className="sd-muted tb-small">{t('topHint')}</p>
    </>
  )
}
