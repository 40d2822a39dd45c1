// What a measure computes: statistic, variable, weight, filter, percentile; or what it is derived from and how. In:
// builder and measure. Out: edits; a change that would make no valid measure, or one reading itself, is not offered.
import { isRecordMeasure, measuredVariable } from '#shared/model/measure.ts'
import type { DerivedMeasure, DerivedStatistic, RecordMeasure, RecordStatistic } from '#shared/model/measure.ts'
import { isSamplingStatistic } from '#shared/model/survey.ts'
import type { Measure } from '#shared/model/table.ts'
import { formatDouble, formatInteger } from '#shared/format/number.ts'
import { ChoiceField, NumberField } from '../../../../components/Field.tsx'
import { useTexts } from '../../../../i18n/index.ts'
import { derivedMeasure, derivedStatistics, isNumber, recordMeasure, statisticsFor } from '../model/measureChoice.ts'
import { possibleInputs } from '../model/measureEdit.ts'
import { fieldName, measureName } from '../names.ts'
import type { Builder } from '../useBuilder.ts'
import { IndexBase, PeriodsBack, RankOrder, RatioInputs, ShareBase } from './derivedParts.tsx'
import type { SetMeasure } from './derivedParts.tsx'
import { ExpressionField } from './ExpressionField.tsx'

const timesShape = { decimals: 1, power: 0 }
type Props<M> = { builder: Builder; measure: M; index: number }

export const MeasureSource = ({ builder, measure, index }: Props<Measure>) =>
  isRecordMeasure(measure) ? (
    <RecordSource builder={builder} measure={measure} index={index} />
  ) : (
    <DerivedSource builder={builder} measure={measure} index={index} />
  )

const RecordSource = ({ builder, measure, index }: Props<RecordMeasure>) => {
  const { t, language, label } = useTexts('tables')
  const { edit, fields, definition, detail } = builder
  const variable = measuredVariable(measure)
  const field = variable === null ? null : (fields.get(variable) ?? null)
  const set = (change: Readonly<Record<string, unknown>>, mergeKey: string | null = null): void =>
    edit({ type: 'setMeasure', index, change }, mergeKey && `${mergeKey}:measures:${measure.id}`)
  const sharedLink = detail?.links.find((l) => l.id === field?.link && l.shared >= 1.0005)
  const severalLink = detail?.links.find((l) => l.id === field?.link && l.several > 0)
  const offered = field ? statisticsFor(field.variable) : []
  const choices = offered.includes(measure.statistic) ? offered : [measure.statistic, ...offered]
  const weights = [...fields.values()].filter((f) => isNumber(f.variable) && f.ref !== variable)
  const change = (statistic: RecordStatistic): void => {
    const kept = {
      ...(measure.filter === undefined ? {} : { filter: measure.filter }),
      ...('weight' in measure && measure.weight !== undefined && !['minimum', 'maximum', 'distinct'].includes(statistic)
        ? { weight: measure.weight }
        : {}),
    }
    const common = {
      ...(measure.power ? { power: measure.power } : {}),
      ...(measure.hidden ? { hidden: true } : {}),
      ...(measure.inTotals ? { inTotals: measure.inTotals } : {}),
    }
    edit({ type: 'replaceMeasure', index, measure: { ...common, ...recordMeasure(statistic, variable), ...kept } })
  }
  return (
    <>
      {variable !== null && !field && builder.ready && (
        <p className="tb-problem">{t('unknownVariable', { variable })}</p>
      )}
      {variable !== null && (
        <ChoiceField
          label={t('statisticOf', { variable: fieldName(fields, variable, language) })}
          value={measure.statistic}
          options={choices.map((value) => ({ value, label: t(`statistic.${value}`) }))}
          onChange={change}
        />
      )}
      {sharedLink !== undefined && !['minimum', 'maximum', 'distinct'].includes(measure.statistic) && (
        <p className="tb-problem">
          {t('linkShared', {
            link: label(sharedLink.label),
            times: formatDouble(sharedLink.shared, timesShape, language),
          })}
        </p>
      )}
      {severalLink !== undefined && (
        <p className="tb-problem">
          {t('linkSeveral', { link: label(severalLink.label), count: formatInteger(severalLink.several, language) })}
        </p>
      )}
      {measure.statistic === 'percentile' && (
        <NumberField
          label={t('percentile')}
          value={measure.percentile}
          min={0.1}
          max={99.9}
          step={5}
          onChange={(percentile) => set({ percentile }, 'percentile')}
        />
      )}
      {!['minimum', 'maximum', 'distinct'].includes(measure.statistic) && weights.length > 0 && (
        <ChoiceField
          label={t('weight')}
          value={'weight' in measure ? (measure.weight ?? '') : ''}
          options={[
            { value: '', label: t('noWeight') },
            ...weights.map((f) => ({
              value: f.ref,
              label: `${label(f.variable.label)}${f.link === null ? '' : ' ↗'}`,
            })),
          ]}
          onChange={(weight) => set({ weight: weight === '' ? undefined : weight })}
        />
      )}
      <ExpressionField
        dataset={definition.dataset}
        variables={definition.variables}
        fields={fields}
        expression={measure.filter ?? null}
        label={t('measureFilter')}
        tableFilter={definition.filter}
        onChange={(filter) => set({ filter: filter ?? undefined }, 'filter')}
      />
    </>
  )
}

const DerivedSource = ({ builder, measure, index }: Props<DerivedMeasure>) => {
  const { t, language } = useTexts('tables')
  const { edit, fields, definition, detail } = builder
  const set: SetMeasure = (change, mergeKey = null) =>
    edit({ type: 'setMeasure', index, change }, mergeKey && `${mergeKey}:measures:${measure.id}`)
  const inputs = possibleInputs(definition.measures, measure.id).map((m) => ({
    value: m.id,
    label: measureName(fields, m, definition.measures, t, language),
  }))
  const of = measure.statistic === 'ratio' ? measure.numerator : measure.of
  const periods = detail?.periods ?? []
  const change = (statistic: DerivedStatistic): void => {
    const next = derivedMeasure(statistic, of, {
      measures: definition.measures.filter((m) => m.id !== measure.id),
      basePeriod: periods[0] ?? null,
    })
    if (next) edit({ type: 'replaceMeasure', index, measure: next })
  }
  const dimensions = [...definition.rows, ...definition.columns, ...definition.layers]
  return (
    <>
      <ChoiceField
        label={t('derivedLabel')}
        value={measure.statistic}
        options={derivedStatistics.map((value) => ({
          value,
          label: t(`statistic.${value}`),
          disabled:
            (isSamplingStatistic(value) && detail?.definition.design === undefined) ||
            derivedMeasure(value, of, {
              measures: definition.measures.filter((m) => m.id !== measure.id),
              basePeriod: periods[0] ?? null,
            }) === null,
        }))}
        onChange={change}
      />
      {measure.statistic === 'ratio' ? (
        <RatioInputs measure={measure} inputs={inputs} set={set} />
      ) : (
        <ChoiceField label={t('derivedFrom')} value={measure.of} options={inputs} onChange={(id) => set({ of: id })} />
      )}
      {(measure.statistic === 'percent' || measure.statistic === 'share') && (
        <ShareBase measure={measure} dimensions={dimensions} fields={fields} set={set} />
      )}
      {(measure.statistic === 'confidence_lower' || measure.statistic === 'confidence_upper') && (
        <NumberField
          label={t('confidence')}
          value={measure.confidence}
          min={50}
          max={99.9}
          step={1}
          onChange={(confidence) => set({ confidence }, 'confidence')}
        />
      )}
      {measure.statistic === 'rank' && (
        <RankOrder measure={measure} dimensions={dimensions} fields={fields} set={set} />
      )}
      {measure.statistic === 'index' && <IndexBase measure={measure} periods={periods} set={set} />}
      {(measure.statistic === 'difference' ||
        measure.statistic === 'growth' ||
        (measure.statistic === 'index' && measure.basePeriod === undefined)) && (
        <PeriodsBack measure={measure} set={set} />
      )}
    </>
  )
}
