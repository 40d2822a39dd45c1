// The properties of an indicator: names, formula, inputs composed by clicking, breakdowns, series, checks, official
// definition. In: a definition, the periods it has. Out: a changed one. Code only where it is wanted.
import { Button } from '@fluentui/react-components'
import { AddRegular, DeleteRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import { figureStatusLabels } from '#shared/format/cell.ts'
import { indicatorDomains, indicatorOrigins, isRecordInput } from '#shared/model/indicator.ts'
import type { IndicatorDefinition } from '#shared/model/indicator.ts'
import { periodKinds } from '#shared/model/period.ts'
import { figureStatuses } from '#shared/model/table.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { BilingualField, ChoiceField, TextField } from '../../../components/Field.tsx'
import { Inspector, Section } from '../../../components/Panel.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { useFields } from '../tables/useFields.ts'
import { ChecksField } from './ChecksField.tsx'
import { CrossingsField } from './CrossingsField.tsx'
import { FormulaField } from './FormulaField.tsx'
import { InputEditor } from './InputEditor.tsx'
import { freeInputName, removeInput, renameInput } from './model/newIndicator.ts'
import { SeriesField } from './SeriesField.tsx'

export type IndicatorEditorProps = {
  value: IndicatorDefinition
  onChange: (value: IndicatorDefinition, mergeKey?: string | null) => void
}
type SetPart = (part: Partial<IndicatorDefinition>, mergeKey?: string | null) => void

/** An empty text of both languages is none. */
const told = (text: Bilingual): Bilingual | undefined => (text.vi === '' && text.en === '' ? undefined : text)
const blank: Bilingual = { vi: '', en: '' }

export const IndicatorEditor = ({
  value,
  periods,
  onChange,
}: IndicatorEditorProps & { periods: readonly string[] }) => {
  const { t } = useTexts('indicators')
  const names = Object.keys(value.inputs)
  const set: SetPart = (part, mergeKey = null) => onChange({ ...value, ...part }, mergeKey)
  return (
    <Inspector title={t('editor')}>
      <BilingualField label={t('name')} value={value.label} onChange={(label) => set({ label }, 'label')} />
      <Section title={t('inputs')} actions={<AddInput value={value} set={set} />}>
        {names.map((name) => {
          const input = value.inputs[name]
          return input === undefined ? null : (
            <InputEditor
              key={name}
              name={name}
              input={input}
              definition={value}
              onChange={(next) => set({ inputs: { ...value.inputs, [name]: next } }, `input:${name}`)}
              onRename={(wanted) => {
                const next = renameInput(value, name, wanted)
                if (next !== value) onChange(next)
                return next !== value || wanted === name
              }}
              onRemove={names.length === 1 ? null : () => onChange(removeInput(value, name))}
            />
          )
        })}
      </Section>
      <FormulaField value={value.formula} names={names} onChange={(formula) => set({ formula }, 'formula')} />
      <Section title={t('series')}>
        <SeriesField steps={value.series} periods={periods} onChange={(series) => set({ series })} />
      </Section>
      <Breakdowns value={value} onChange={onChange} />
      <Figures value={value} set={set} />
      <Section title={t('checks')}>
        <ChecksField
          periodKind={value.periodKind}
          checks={value.checks}
          onChange={(checks) => set({ checks }, 'checks')}
        />
      </Section>
      <Words value={value} set={set} />
    </Inspector>
  )
}

const AddInput = ({ value, set }: { value: IndicatorDefinition; set: SetPart }) => {
  const { t } = useTexts('indicators')
  const first = Object.values(value.inputs).find(isRecordInput)
  return (
    <Button
      size="small"
      appearance="subtle"
      icon={<AddRegular />}
      aria-label={t('addInput')}
      title={t('addInput')}
      disabled={!first}
      onClick={() =>
        first &&
        set({
          inputs: { ...value.inputs, [freeInputName(value.inputs)]: { dataset: first.dataset, aggregate: 'count()' } },
        })
      }
    />
  )
}

const Figures = ({ value, set }: { value: IndicatorDefinition; set: SetPart }) => {
  const { t, label } = useTexts('indicators')
  return (
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
        options={indicatorDomains.map((v) => ({ value: v, label: t(`domain.${v}`) }))}
        onChange={(domain) => set({ domain })}
      />
      <ChoiceField
        label={t('originLabel')}
        value={value.origin}
        options={indicatorOrigins.map((v) => ({ value: v, label: t(`origin.${v}`) }))}
        onChange={(origin) => set({ origin })}
      />
    </Section>
  )
}

const Words = ({ value, set }: { value: IndicatorDefinition; set: SetPart }) => {
  const { t } = useTexts('indicators')
  return (
    <Section title={t('definition')}>
      <BilingualField
        label={t('definition')}
        value={value.definition}
        multiline
        onChange={(definition) => set({ definition }, 'definition')}
      />
      <BilingualField
        label={t('method')}
        value={value.method ?? blank}
        multiline
        onChange={(method) => set({ method: told(method) }, 'method')}
      />
      <BilingualField
        label={t('referencePeriod')}
        value={value.reference ?? blank}
        onChange={(reference) => set({ reference: told(reference) }, 'referencePeriod')}
      />
      <TextField
        label={t('reference')}
        value={value.officialReference}
        onChange={(officialReference) => set({ officialReference }, 'reference')}
      />
      <BilingualField
        label={t('tables:source')}
        value={value.source ?? blank}
        onChange={(source) => set({ source: told(source) }, 'source')}
      />
    </Section>
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
  const cross = (crossings: NonNullable<IndicatorDefinition['crossings']>): IndicatorDefinition => {
    const { crossings: _, ...rest } = value
    return crossings.length === 0 ? rest : { ...rest, crossings }
  }
  const set = (breakdowns: IndicatorDefinition['breakdowns'], mergeKey: string | null = null): void => {
    const left = new Set(breakdowns.map(({ id }) => id))
    const crossings = (value.crossings ?? []).filter((crossing) => crossing.every((id) => left.has(id)))
    onChange({ ...cross(crossings), breakdowns }, mergeKey)
  }
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
      <CrossingsField
        breakdowns={value.breakdowns}
        crossings={value.crossings ?? []}
        onChange={(crossings) => onChange(cross(crossings))}
      />
    </Section>
  )
}
