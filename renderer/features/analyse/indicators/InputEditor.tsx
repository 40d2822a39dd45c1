// One input of a formula, composed by clicking: which data, which statistic of what, under which condition; or another
// indicator. In: an input. Out: a changed one. The text the engine reads can be seen and written where wanted.
import { Button, Input } from '@fluentui/react-components'
import { CodeRegular, DeleteRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import { ExpressionProblem, parseAggregate } from '#shared/expression/index.ts'
import { isRecordInput, overReductions } from '#shared/model/indicator.ts'
import type { FormulaInput, IndicatorDefinition, RecordInput } from '#shared/model/indicator.ts'
import { useDatasets, useDefinitions } from '../../../bridge/queries.ts'
import { ChoiceField, NumberField, TextField } from '../../../components/Field.tsx'
import { SearchChoice } from '../../../components/SearchChoice.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { ExpressionField } from '../tables/inspector/ExpressionField.tsx'
import { useFields } from '../tables/useFields.ts'
import { aggregateParts, aggregateStatistics, aggregateText } from './model/aggregateParts.ts'
import type { AggregateParts } from './model/aggregateParts.ts'

type Props = {
  name: string
  input: FormulaInput
  definition: IndicatorDefinition
  onChange: (input: FormulaInput) => void
  onRename: (name: string) => boolean
  onRemove: (() => void) | null
}

const indicatorPrefix = 'indicator:'

export const InputEditor = ({ name, input, definition, onChange, onRename, onRemove }: Props) => {
  const { t, label } = useTexts('indicators')
  const datasets = useDatasets().data ?? []
  const others = (useDefinitions('indicator').data ?? []).filter((d) => d.id !== definition.id)
  const source = isRecordInput(input) ? input.dataset : `${indicatorPrefix}${input.indicator}`
  const take = (value: string): void =>
    onChange(
      value.startsWith(indicatorPrefix)
        ? { indicator: value.slice(indicatorPrefix.length) }
        : { dataset: value, aggregate: 'count()' },
    )
  return (
    <div className="in-input" role="group" aria-label={name}>
      <div className="in-input__head">
        <Input
          size="small"
          className="in-input__name"
          defaultValue={name}
          aria-label={t('inputName')}
          onBlur={(event) => {
            if (!onRename(event.target.value.trim())) event.target.value = name
          }}
        />
        <Button
          size="small"
          appearance="subtle"
          icon={<DeleteRegular />}
          aria-label={t('removeInput', { name })}
          title={t('removeInput', { name })}
          disabled={onRemove === null}
          onClick={() => onRemove?.()}
        />
      </div>
      <div className="in-pair">
        <span className="in-label">{t('takenFrom')}</span>
        <SearchChoice
          label={t('takenFrom')}
          value={source}
          options={[
            ...datasets.map((d) => ({ value: d.id, title: label(d.label), path: t('aDataset') })),
            ...others.map((d) => ({
              value: `${indicatorPrefix}${d.id}`,
              title: label(d.title) || d.id,
              path: t('anIndicator'),
            })),
          ]}
          onChange={take}
        />
      </div>
      {isRecordInput(input) && (
        <RecordsEditor key={input.dataset} input={input} definition={definition} onChange={onChange} />
      )}
    </div>
  )
}

const problemOf = (text: string, language: 'vi' | 'en'): string | null => {
  try {
    parseAggregate(text)
    return null
  } catch (thrown) {
    return thrown instanceof ExpressionProblem ? thrown.problem.message[language] : String(thrown)
  }
}

type RecordsProps = { input: RecordInput; definition: IndicatorDefinition; onChange: (input: RecordInput) => void }

const RecordsEditor = ({ input, definition, onChange }: RecordsProps) => {
  const { t, label, language } = useTexts('indicators')
  const own = definition.variables.filter((v) => v.dataset === input.dataset)
  const { fields } = useFields(input.dataset, own)
  const [coding, setCoding] = useState(false)
  const [typed, setTyped] = useState({ text: input.aggregate, over: input.aggregate })
  const text = typed.over === input.aggregate ? typed.text : input.aggregate
  const parts = aggregateParts(input.aggregate)
  const set = (part: Partial<AggregateParts>): void => {
    if (parts) onChange({ ...input, aggregate: aggregateText({ ...parts, ...part }) })
  }
  const numbers = [...fields.values()].filter(
    ({ variable }) => variable.role === 'measure' || variable.type === 'integer' || variable.type === 'decimal',
  )
  const counted = [...fields.values()].filter(({ variable }) => variable.role === 'key' || variable.codeList !== null)
  const choices = parts?.statistic === 'distinct' ? counted : numbers
  const first = (of: typeof numbers): string => of[0]?.ref ?? ''
  const known = choices.some((f) => f.ref === parts?.argument)
  return (
    <>
      {parts && !coding && (
        <>
          <ChoiceField
            label={t('statistic')}
            value={parts.statistic}
            options={aggregateStatistics.map((s) => ({
              value: s,
              label: t(`statistics.${s}`),
              disabled: s !== 'count' && (s === 'distinct' ? counted : numbers).length === 0,
            }))}
            onChange={(statistic) =>
              set({
                statistic,
                argument: statistic === 'distinct' ? first(counted) : statistic === 'count' ? '' : first(numbers),
              })
            }
          />
          {parts.statistic !== 'count' && (
            <div className="in-pair">
              <span className="in-label">{t('ofVariable')}</span>
              <SearchChoice
                label={t('ofVariable')}
                value={parts.argument}
                options={[
                  ...choices.map((f) => ({
                    value: f.ref,
                    title: label(f.variable.label),
                    path: f.linkLabel ? label(f.linkLabel) : label(f.variable.group ?? undefined),
                    keywords: f.ref,
                  })),
                  ...(known ? [] : [{ value: parts.argument, title: parts.argument, path: t('anExpression') }]),
                ]}
                onChange={(argument) => set({ argument })}
              />
            </div>
          )}
          <ExpressionField
            dataset={input.dataset}
            variables={own}
            fields={fields}
            expression={parts.where}
            label={t('onlyWhere')}
            tableFilter={null}
            onChange={(where) => set({ where })}
          />
        </>
      )}
      {(coding || !parts) && (
        <TextField
          label={t('aggregate')}
          value={text}
          error={problemOf(text, language)}
          multiline
          onChange={(next) => {
            setTyped({ text: next, over: input.aggregate })
            if (problemOf(next, language) === null) onChange({ ...input, aggregate: next })
          }}
        />
      )}
      <OverEditor input={input} fields={[...fields.values()]} onChange={onChange} />
      <Button
        size="small"
        appearance="subtle"
        icon={<CodeRegular />}
        aria-pressed={coding}
        disabled={!parts}
        onClick={() => setCoding(!coding)}
      >
        {coding ? t('byClicking') : t('asText')}
      </Button>
    </>
  )
}

/** One number of many categories: concentration, the largest few. */
const OverEditor = ({
  input,
  fields,
  onChange,
}: {
  input: RecordInput
  fields: readonly { ref: string; variable: { label: { vi: string; en: string }; role: string } }[]
  onChange: (input: RecordInput) => void
}) => {
  const { t, label } = useTexts('indicators')
  const choices = fields.filter((f) => f.variable.role === 'classification' || f.variable.role === 'key')
  const { over, ...plain } = input
  const first = choices[0]
  return (
    <>
      <ChoiceField
        label={t('concentration')}
        value={over?.reduce ?? 'none'}
        options={(['none', ...overReductions] as const).map((r) => ({
          value: r,
          label: t(`over.${r}`),
          disabled: r !== 'none' && choices.length === 0,
        }))}
        onChange={(reduce) =>
          onChange(
            reduce === 'none' || !first
              ? plain
              : { ...plain, over: { count: 5, ...over, variable: over?.variable ?? first.ref, reduce } },
          )
        }
      />
      {over && (
        <ChoiceField
          label={t('overVariable')}
          value={over.variable}
          options={choices.map((f) => ({ value: f.ref, label: label(f.variable.label) }))}
          onChange={(variable) => onChange({ ...plain, over: { count: over.count, reduce: over.reduce, variable } })}
        />
      )}
      {over?.reduce === 'top_share' && (
        <NumberField
          label={t('overCount')}
          value={over.count}
          min={1}
          max={1000}
          onChange={(count) => onChange({ ...plain, over: { ...over, count } })}
        />
      )}
    </>
  )
}
