// The properties of an indicator: names, official definition, inputs with their aggregates, formula, breakdowns.
// In: a definition. Out: a changed one. Formula and aggregates are checked as they are typed, by the language's own parser.
import { Button, Input } from '@fluentui/react-components'
import { AddRegular, DeleteRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import { ExpressionProblem, parseAggregate, parseFormula } from '#shared/expression/index.ts'
import { figureStatusLabels } from '#shared/format/cell.ts'
import { isRecordInput } from '#shared/model/indicator.ts'
import type { IndicatorDefinition, RecordInput } from '#shared/model/indicator.ts'
import { periodKinds } from '#shared/model/period.ts'
import { figureStatuses } from '#shared/model/table.ts'
import type { Language } from '#shared/model/text.ts'
import { useDatasets } from '../../../bridge/queries.ts'
import { BilingualField, ChoiceField, TextField } from '../../../components/Field.tsx'
import { Inspector, Section } from '../../../components/Panel.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { useFields } from '../tables/useFields.ts'
import { freeInputName, removeInput, renameInput } from './model/newIndicator.ts'

export type IndicatorEditorProps = {
  value: IndicatorDefinition
  onChange: (value: IndicatorDefinition, mergeKey?: string | null) => void
}

/** What is wrong with a text of the language, or null. */
const problemIn = (parse: () => unknown, language: Language, at: (position: number) => string): string | null => {
  try {
    parse()
    return null
  } catch (thrown) {
    return thrown instanceof ExpressionProblem
      ? `${at(thrown.problem.position + 1)} ${thrown.problem.message[language]}`
      : String(thrown)
  }
}

/** Text that is told on only when it stands still or is right: a half-typed formula is not run. */
const CheckedText = ({
  label,
  value,
  check,
  onChange,
}: {
  label: string
  value: string
  check: (text: string) => string | null
  onChange: (text: string) => void
}) => {
  const [typed, setTyped] = useState({ text: value, over: value })
  // Undo replaces what is typed here.
  const text = typed.over === value ? typed.text : value
  const error = check(text)
  return (
    <TextField
      label={label}
      value={text}
      error={error}
      multiline
      onChange={(next) => {
        setTyped({ text: next, over: value })
        if (check(next) === null) onChange(next)
      }}
    />
  )
}

export const IndicatorEditor = ({ value, onChange }: IndicatorEditorProps) => {
  const { t, label, language } = useTexts('indicators')
  const datasets = useDatasets()
  const names = Object.keys(value.inputs)
  const recordsOf = (name: string | undefined): RecordInput | null => {
    const input = value.inputs[name ?? '']
    return input && isRecordInput(input) ? input : null
  }
  const at = (position: number): string => t('character', { position })
  const set = (part: Partial<IndicatorDefinition>, mergeKey: string | null = null): void =>
    onChange({ ...value, ...part }, mergeKey)
  const setInput = (name: string, part: Partial<RecordInput>, mergeKey: string | null = null): void => {
    const old = recordsOf(name)
    if (old) set({ inputs: { ...value.inputs, [name]: { ...old, ...part } } }, mergeKey)
  }
  return (
    <Inspector title={t('editor')}>
      <BilingualField label={t('name')} value={value.label} onChange={(text) => set({ label: text }, 'label')} />
      <CheckedText
        label={t('formula')}
        value={value.formula}
        check={(text) => problemIn(() => parseFormula(text, names), language, at)}
        onChange={(formula) => set({ formula }, 'formula')}
      />
      <p className="sd-muted in-hint">{t('formulaHint')}</p>
      <Section
        title={t('inputs')}
        actions={
          <Button
            size="small"
            appearance="subtle"
            icon={<AddRegular />}
            aria-label={t('addInput')}
            title={t('addInput')}
            onClick={() =>
              set({
                inputs: {
                  ...value.inputs,
                  [freeInputName(value.inputs)]: {
                    dataset: recordsOf(names[0])?.dataset ?? '',
                    aggregate: 'count()',
                  },
                },
              })
            }
          />
        }
      >
        {names.map((name) => (
          <div key={name} className="in-input">
            <div className="in-input__head">
              <Input
                size="small"
                className="in-input__name"
                defaultValue={name}
                aria-label={t('inputName')}
                onBlur={(event) => {
                  const next = renameInput(value, name, event.target.value.trim())
                  if (next === value) event.target.value = name
                  else onChange(next)
                }}
              />
              <Button
                size="small"
                appearance="subtle"
                icon={<DeleteRegular />}
                aria-label={t('removeInput', { name })}
                disabled={names.length === 1}
                onClick={() => onChange(removeInput(value, name))}
              />
            </div>
            <ChoiceField
              label={t('tables:dataset')}
              value={recordsOf(name)?.dataset ?? ''}
              options={(datasets.data ?? []).map((d) => ({ value: d.id, label: label(d.label) }))}
              onChange={(dataset) => setInput(name, { dataset })}
            />
            <CheckedText
              label={t('aggregate')}
              value={recordsOf(name)?.aggregate ?? ''}
              check={(text) => problemIn(() => parseAggregate(text), language, at)}
              onChange={(aggregate) => setInput(name, { aggregate }, `aggregate:${name}`)}
            />
          </div>
        ))}
      </Section>
      <Breakdowns value={value} onChange={onChange} />
      <Section title={t('figures')}>
        <BilingualField label={t('unit')} value={value.unit} onChange={(unit) => set({ unit }, 'unit')} />
        <ChoiceField
          label={t('tables:decimals')}
          value={String(value.decimals)}
          options={['0', '1', '2', '3', '4'].map((v) => ({ value: v, label: v }))}
          onChange={(v) => set({ decimals: Number(v) })}
        />
        <ChoiceField
          label={t('periodKind')}
          value={value.periodKind}
          options={periodKinds.map((v) => ({ value: v, label: t(`periodKinds.${v}`) }))}
          onChange={(periodKind) => set({ periodKind })}
        />
        <ChoiceField
          label={t('tables:classification')}
          value={value.classification}
          options={(['as_now', 'as_then'] as const).map((v) => ({ value: v, label: t(`tables:classifications.${v}`) }))}
          onChange={(classification) => set({ classification })}
        />
        <ChoiceField
          label={t('tables:status')}
          value={value.status}
          options={figureStatuses.map((v) => ({ value: v, label: label(figureStatusLabels[v]) }))}
          onChange={(status) => set({ status })}
        />
        <ChoiceField
          label={t('domainLabel')}
          value={value.domain}
          options={(['education', 'enterprise', 'trade'] as const).map((v) => ({ value: v, label: t(`domain.${v}`) }))}
          onChange={(domain) => set({ domain })}
        />
      </Section>
      <Section title={t('definition')}>
        <BilingualField
          label={t('definition')}
          value={value.definition}
          multiline
          onChange={(text) => set({ definition: text }, 'definition')}
        />
        <TextField
          label={t('reference')}
          value={value.officialReference}
          onChange={(officialReference) => set({ officialReference }, 'reference')}
        />
        <BilingualField
          label={t('tables:source')}
          value={value.source ?? { vi: '', en: '' }}
          onChange={(source) =>
            set(source.vi === '' && source.en === '' ? { source: undefined } : { source }, 'source')
          }
        />
        <p className="sd-muted in-hint">{value.id}</p>
      </Section>
    </Inspector>
  )
}

const Breakdowns = ({ value, onChange }: IndicatorEditorProps) => {
  const { t, label } = useTexts('indicators')
  const names = Object.keys(value.inputs)
  const input = value.inputs[names[0] ?? '']
  const first = input && isRecordInput(input) ? input.dataset : null
  const { fields } = useFields(first)
  const [chosen, setChosen] = useState('')
  const candidates = [...fields.values()].filter(
    (f) => f.variable.role === 'classification' && !value.breakdowns.some((b) => b.variables[names[0] ?? ''] === f.ref),
  )
  const set = (breakdowns: IndicatorDefinition['breakdowns'], mergeKey: string | null = null): void =>
    onChange({ ...value, breakdowns }, mergeKey)
  const add = (): void => {
    const field = candidates.find((f) => f.ref === chosen) ?? candidates[0]
    if (!field) return
    const id = field.ref.replace('.', '_')
    set([
      ...value.breakdowns,
      { id, label: field.variable.label, variables: Object.fromEntries(names.map((name) => [name, field.ref])) },
    ])
    setChosen('')
  }
  return (
    <Section title={t('breakdowns')}>
      {value.breakdowns.map((b, index) => (
        <div key={b.id} className="in-input">
          <div className="in-input__head">
            <strong className="in-input__title">{label(b.label) || b.id}</strong>
            <Button
              size="small"
              appearance="subtle"
              icon={<DeleteRegular />}
              aria-label={t('removeBreakdown', { name: label(b.label) })}
              onClick={() => set(value.breakdowns.filter((_, i) => i !== index))}
            />
          </div>
          {names.length > 1 &&
            names.map((name) => (
              <TextField
                key={name}
                label={t('variableIn', { name })}
                value={b.variables[name] ?? ''}
                error={
                  /^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$/.test(b.variables[name] ?? '') ? null : t('variableNeeded')
                }
                onChange={(variable) =>
                  set(
                    value.breakdowns.map((old, i) =>
                      i === index ? { ...old, variables: { ...old.variables, [name]: variable } } : old,
                    ),
                    `breakdown:${b.id}:${name}`,
                  )
                }
              />
            ))}
        </div>
      ))}
      <div className="in-add">
        <ChoiceField
          label={t('addBreakdown')}
          value={chosen || (candidates[0]?.ref ?? '')}
          options={candidates.map((f) => ({ value: f.ref, label: label(f.variable.label) }))}
          onChange={setChosen}
        />
        <Button
          size="small"
          icon={<AddRegular />}
          aria-label={t('addBreakdown')}
          disabled={candidates.length === 0}
          onClick={add}
        />
      </div>
    </Section>
  )
}
