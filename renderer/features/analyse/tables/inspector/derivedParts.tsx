// What a measure computed from others needs beside them: two sides of a ratio, the whole of a share, the order of a
// rank, the base of an index, the periods of a growth. In: the measure. Out: edits of it.
import type { DerivedMeasure } from '#shared/model/measure.ts'
import { percentBases } from '#shared/model/measure.ts'
import type { Dimension } from '#shared/model/table.ts'
import { periodLabel } from '#shared/format/time.ts'
import { CheckField, ChoiceField, NumberField } from '../../../../components/Field.tsx'
import type { Option } from '../../../../components/Field.tsx'
import { useTexts } from '../../../../i18n/index.ts'
import { dimensionName } from '../names.ts'
import type { Builder } from '../useBuilder.ts'

export type SetMeasure = (change: Readonly<Record<string, unknown>>, mergeKey?: string | null) => void
type Of<S extends DerivedMeasure['statistic']> = Extract<DerivedMeasure, { statistic: S }>
type Part<S extends DerivedMeasure['statistic']> = { measure: Of<S>; set: SetMeasure }
type Dimensions = { dimensions: readonly Dimension[]; fields: Builder['fields'] }

export const RatioInputs = ({ measure, inputs, set }: Part<'ratio'> & { inputs: Option<string>[] }) => {
  const { t } = useTexts('tables')
  return (
    <>
      <ChoiceField
        label={t('numerator')}
        value={measure.numerator}
        options={inputs}
        onChange={(numerator) => set({ numerator })}
      />
      <ChoiceField
        label={t('denominator')}
        value={measure.denominator}
        options={inputs}
        onChange={(denominator) => set({ denominator })}
      />
      <ChoiceField
        label={t('factor')}
        value={String(measure.factor)}
        options={['1', '100', '1000', '10000', '100000', '1000000'].map((value) => ({
          value,
          label: t(`factors.${value}`),
        }))}
        onChange={(value) => set({ factor: Number(value) })}
      />
    </>
  )
}

export const ShareBase = ({ measure, dimensions, fields, set }: Part<'percent' | 'share'> & Dimensions) => {
  const { t, language } = useTexts('tables')
  return (
    <>
      <ChoiceField
        label={t('percentBase')}
        value={measure.base}
        options={percentBases.map((value) => ({ value, label: t(`bases.${value}`) }))}
        onChange={(base) =>
          set({
            base,
            over: base === 'subtotal' ? (measure.over ?? dimensions.slice(-1).map((d) => d.variable)) : undefined,
          })
        }
      />
      {measure.base === 'subtotal' && (
        <fieldset className="tb-fieldset">
          <legend>{t('subtotalOver')}</legend>
          {dimensions.map((d) => (
            <CheckField
              key={`${d.variable}:${d.level ?? ''}`}
              label={dimensionName(fields, d, language)}
              value={measure.over?.includes(d.variable) ?? false}
              onChange={(on) =>
                set({
                  over: on
                    ? [...(measure.over ?? []), d.variable]
                    : (measure.over ?? []).filter((v) => v !== d.variable),
                })
              }
            />
          ))}
        </fieldset>
      )}
    </>
  )
}

export const RankOrder = ({ measure, dimensions, fields, set }: Part<'rank'> & Dimensions) => {
  const { t, language } = useTexts('tables')
  return (
    <>
      <ChoiceField
        label={t('rankAlong')}
        value={measure.along ?? ''}
        options={[
          { value: '', label: t('innermostRow') },
          ...dimensions.map((d) => ({ value: d.variable, label: dimensionName(fields, d, language) })),
        ]}
        onChange={(along) => set({ along: along === '' ? undefined : along })}
      />
      <ChoiceField
        label={t('rankDirection')}
        value={measure.direction}
        options={(['descending', 'ascending'] as const).map((value) => ({
          value,
          label: t(`directions.${value}`),
        }))}
        onChange={(direction) => set({ direction })}
      />
    </>
  )
}

/** The periods delivered, with the years and quarters they lie in. */
const basePeriods = (periods: readonly string[]): string[] => {
  const months = periods.filter((p) => /^\d{4}-\d{2}$/.test(p))
  const years = [...new Set(months.map((p) => p.slice(0, 4)))]
  const quarters = [...new Set(months.map((p) => `${p.slice(0, 4)}-Q${Math.ceil(Number(p.slice(5)) / 3)}`))]
  return [...periods, ...quarters, ...years]
}

export const IndexBase = ({ measure, periods, set }: Part<'index'> & { periods: readonly string[] }) => {
  const { t, label } = useTexts('tables')
  return (
    <ChoiceField
      label={t('basePeriod')}
      value={measure.basePeriod ?? ''}
      options={[
        { value: '', label: t('basePrevious') },
        ...[
          ...new Set([...(measure.basePeriod === undefined ? [] : [measure.basePeriod]), ...basePeriods(periods)]),
        ].map((value) => ({ value, label: label(periodLabel(value)) || value })),
      ]}
      onChange={(basePeriod) => set({ basePeriod: basePeriod === '' ? undefined : basePeriod })}
    />
  )
}

export const PeriodsBack = ({ measure, set }: Part<'difference' | 'growth' | 'index'>) => {
  const { t } = useTexts('tables')
  return (
    <div className="tb-pair">
      <NumberField
        label={t('periodsBack')}
        value={measure.periods}
        min={1}
        max={120}
        onChange={(periodsBack) => set({ periods: Math.round(periodsBack) }, 'periods')}
      />
      <ChoiceField
        label={t('periodStep')}
        value={measure.step}
        options={(['month', 'quarter', 'year'] as const).map((value) => ({ value, label: t(`steps.${value}`) }))}
        onChange={(step) => set({ step })}
      />
    </div>
  )
}
