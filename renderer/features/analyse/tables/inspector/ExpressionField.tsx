// A condition as an expression, checked while it is typed; only a correct one reaches the definition. It says how many
// records it keeps. In: dataset and condition. Out: a correct condition or null. It can also be put together by picking codes.
import { Button, Combobox, Option, Textarea } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons'
import { useEffect, useEffectEvent, useId, useMemo, useRef, useState } from 'react'
import type { MethodResponse } from '#shared/contract/methods.ts'
import { formatInteger, formatPercent } from '#shared/format/number.ts'
import type { DerivedVariable } from '#shared/model/variable.ts'
import { call } from '../../../../bridge/client.ts'
import { useCodeList } from '../../../../bridge/queries.ts'
import { useTexts } from '../../../../i18n/index.ts'
import { conditionOf, joinConditions } from '../model/conditions.ts'
import type { Field } from '../model/fieldList.ts'
import { useRecordCount } from './useRecordCount.ts'

type Check = MethodResponse<'expression.check'>
export type ExpressionFieldProps = {
  dataset: string
  variables: readonly DerivedVariable[]
  fields: ReadonlyMap<string, Field>
  expression: string | null
  label: string
  /** Records are counted among those the table keeps. */
  tableFilter: string | null
  onChange: (expression: string | null) => void
}

const checkMs = 250

export const ExpressionField = ({
  dataset,
  variables,
  fields,
  expression: filter,
  label,
  tableFilter,
  onChange,
}: ExpressionFieldProps) => {
  const { t, language } = useTexts('tables')
  const [typed, setTyped] = useState({ text: filter ?? '', over: filter })
  const [checked, setChecked] = useState<{ text: string; answer: Check } | null>(null)
  const id = useId()
  const area = useRef<HTMLTextAreaElement>(null)
  // Undo, or another way of changing the filter, replaces what is typed here.
  const text = typed.over === filter ? typed.text : (filter ?? '')
  const check = checked?.text === text ? checked.answer : null
  const apply = useEffectEvent(onChange)

  const setText = (next: string): void => {
    setTyped({ text: next, over: filter })
    if (next.trim() === '') onChange(null)
  }
  useEffect(() => {
    if (text.trim() === '' || text.trim() === (filter ?? '').trim()) return undefined
    let live = true
    const timer = setTimeout(() => {
      call('expression.check', { dataset, expression: text, expect: 'condition' })
        .then((answer) => {
          if (!live) return
          setChecked({ text, answer })
          if (answer.ok) apply(text)
        })
        .catch(() => undefined)
    }, checkMs)
    return () => {
      live = false
      clearTimeout(timer)
    }
  }, [text, filter, dataset])

  const wrong = check && !check.ok ? check : null
  const counted = useRecordCount({ dataset, variables, filter, tableFilter })
  return (
    <div className="tb-filter">
      <label htmlFor={id} className="tb-label">
        {label}
      </label>
      <Textarea
        id={id}
        ref={area}
        size="small"
        resize="vertical"
        value={text}
        placeholder={t('filterExample')}
        spellCheck={false}
        className="tb-code"
        aria-invalid={wrong !== null}
        aria-describedby={`${id}-m`}
        onChange={(_e, d) => setText(d.value)}
      />
      <div id={`${id}-m`} aria-live="polite">
        {wrong && (
          <button
            type="button"
            className="tb-filter__error"
            onClick={() => {
              area.current?.focus()
              area.current?.setSelectionRange(wrong.position, wrong.position + Math.max(1, wrong.length))
            }}
          >
            <code className="tb-filter__where">
              {text.slice(Math.max(0, wrong.position - 12), wrong.position)}
              <mark>{text.slice(wrong.position, wrong.position + Math.max(1, wrong.length)) || '␣'}</mark>
            </code>
            {t('filterWrong', { position: wrong.position + 1, reason: wrong.message[language] })}
          </button>
        )}
        {!wrong && counted !== null && filter !== null && (
          <span className="tb-filter__ok">
            {t('filterKeeps', {
              kept: formatInteger(counted.kept, language),
              all: formatInteger(counted.all, language),
              percent: formatPercent(counted.kept / Math.max(1, counted.all), 1, language),
            })}
          </span>
        )}
      </div>
      <ConditionPicker fields={fields} onAdd={(condition) => setText(joinConditions(text, condition))} />
    </div>
  )
}

const ConditionPicker = ({
  fields,
  onAdd,
}: {
  fields: ReadonlyMap<string, Field>
  onAdd: (condition: string) => void
}) => {
  const { t, label } = useTexts('tables')
  const coded = useMemo(() => [...fields.values()].filter((f) => f.variable.codeList !== null), [fields])
  const [ref, setRef] = useState<string | null>(null)
  const [codes, setCodes] = useState<string[]>([])
  const field = ref === null ? undefined : fields.get(ref)
  const list = useCodeList(field?.variable.codeList ?? null)
  const items = useMemo(() => {
    const found = new Map<string, string>()
    for (const version of list.data ?? []) {
      const detailed = version.levels[0]?.id
      for (const item of version.items)
        if (item.level === detailed)
          found.set(
            item.code,
            found.has(item.code) && found.get(item.code) !== label(item.label)
              ? `${found.get(item.code) ?? ''} / ${label(item.label)}`
              : label(item.label),
          )
    }
    return [...found].slice(0, 300)
  }, [list.data, label])
  return (
    <div className="tb-picker">
      <Combobox
        size="small"
        className="tb-picker__part"
        aria-label={t('pickVariable')}
        placeholder={t('pickVariable')}
        selectedOptions={ref === null ? [] : [ref]}
        onOptionSelect={(_e, d) => {
          setRef(d.optionValue ?? null)
          setCodes([])
        }}
      >
        {coded.map((f) => (
          <Option
            key={f.ref}
            value={f.ref}
            text={label(f.variable.label)}
          >{`${label(f.variable.label)}${f.link === null ? '' : ' ↗'}`}</Option>
        ))}
      </Combobox>
      <Combobox
        size="small"
        multiselect
        className="tb-picker__part"
        disabled={items.length === 0}
        aria-label={t('pickValues')}
        placeholder={codes.length > 0 ? codes.join(', ') : t('pickValues')}
        selectedOptions={codes}
        onOptionSelect={(_e, d) => setCodes(d.selectedOptions)}
      >
        {items.map(([code, name]) => (
          <Option key={code} value={code} text={`${code} ${name}`}>{`${code} ${name}`}</Option>
        ))}
      </Combobox>
      <Button
        size="small"
        icon={<AddRegular />}
        disabled={ref === null || codes.length === 0}
        aria-label={t('addCondition')}
        title={t('addCondition')}
        onClick={() => {
          if (ref !== null) onAdd(conditionOf(ref, codes))
          setCodes([])
        }}
      />
    </div>
  )
}
