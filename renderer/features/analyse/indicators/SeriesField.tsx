// What is done to the series: growth, index, seasonal adjustment and the rest, one step after another. In: steps. Out:
// changed steps.
import { Button } from '@fluentui/react-components'
import { AddRegular, DeleteRegular } from '@fluentui/react-icons'
import { comparisonLags, seriesOperations } from '#shared/model/seriesStep.ts'
import type { SeriesOperation, SeriesStep } from '#shared/model/seriesStep.ts'
import { CheckField, ChoiceField, NumberField } from '../../../components/Field.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'

type Props = { steps: readonly SeriesStep[]; periods: readonly string[]; onChange: (steps: SeriesStep[]) => void }

const mostSteps = 4

/** A step that is valid as it stands. */
const startStep = (operation: SeriesOperation, periods: readonly string[]): SeriesStep => {
  const base = periods[0] ?? '2020'
  switch (operation) {
    case 'growth':
    case 'contribution':
      return { operation, lag: 'year' }
    case 'index':
    case 'chained':
      return { operation, base }
    case 'moving_average':
      return { operation, width: 3 }
    case 'cumulated':
    case 'annualised':
      return { operation }
    case 'seasonally_adjusted':
    case 'trend':
      return { operation, seasonal: 'periodic', robust: false }
    default:
      return operation satisfies never
  }
}

export const SeriesField = ({ steps, periods, onChange }: Props) => {
  const { t } = useTexts('indicators')
  const replace = (at: number, step: SeriesStep): void => onChange(steps.map((old, i) => (i === at ? step : old)))
  return (
    <>
      {steps.map((step, at) => (
        <div key={`${at} ${step.operation}`} className="in-input">
          <div className="in-input__head">
            <ChoiceField
              label={t('operation')}
              value={step.operation}
              options={seriesOperations.map((o) => ({ value: o, label: t(`operations.${o}`) }))}
              onChange={(operation) => replace(at, startStep(operation, periods))}
            />
            <Button
              size="small"
              appearance="subtle"
              icon={<DeleteRegular />}
              aria-label={t('removeStep')}
              title={t('removeStep')}
              onClick={() => onChange(steps.filter((_, i) => i !== at))}
            />
          </div>
          <StepFields step={step} periods={periods} onChange={(next) => replace(at, next)} />
        </div>
      ))}
      <Button
        size="small"
        icon={<AddRegular />}
        disabled={steps.length >= mostSteps}
        onClick={() => onChange([...steps, startStep('growth', periods)])}
      >
        {t('addStep')}
      </Button>
    </>
  )
}

const StepFields = ({
  step,
  periods,
  onChange,
}: {
  step: SeriesStep
  periods: readonly string[]
  onChange: (step: SeriesStep) => void
}) => {
  const { t } = useTexts('indicators')
  const { periodShort } = useFormat()
  if (step.operation === 'growth' || step.operation === 'contribution')
    return (
      <ChoiceField
        label={t('comparedWith')}
        value={step.lag}
        options={comparisonLags.map((lag) => ({ value: lag, label: t(`lags.${lag}`) }))}
        onChange={(lag) => onChange({ ...step, lag })}
      />
    )
  if (step.operation === 'index' || step.operation === 'chained')
    return (
      <ChoiceField
        label={t('basePeriod')}
        value={step.base}
        options={[...new Set([...periods, step.base])].map((p) => ({ value: p, label: periodShort(p) }))}
        onChange={(base) => onChange({ ...step, base })}
      />
    )
  if (step.operation === 'moving_average')
    return (
      <NumberField
        label={t('width')}
        value={step.width}
        min={2}
        max={60}
        onChange={(width) => onChange({ ...step, width })}
      />
    )
  if (step.operation === 'seasonally_adjusted' || step.operation === 'trend')
    return (
      <>
        <ChoiceField
          label={t('seasonalPattern')}
          value={`${step.seasonal} ${step.robust ? 'robust' : ''}`.trim()}
          options={(['periodic', '7', '13', 'periodic robust', '7 robust'] as const).map((v) => ({
            value: v as string,
            label: t(`seasonal.${v.replace(' ', '_')}`),
          }))}
          onChange={(chosen) => {
            const [span = 'periodic', robust] = chosen.split(' ')
            onChange({ ...step, seasonal: span === 'periodic' ? span : Number(span), robust: robust === 'robust' })
          }}
        />
        <CheckField
          label={t('takeOutTet')}
          value={step.tet === true}
          onChange={(tet) => {
            const { tet: _, ...rest } = step
            onChange(tet ? { ...rest, tet } : rest)
          }}
        />
      </>
    )
  return null
}
