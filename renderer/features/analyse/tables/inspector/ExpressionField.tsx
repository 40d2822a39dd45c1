// A condition as an expression, checked while it is typed; only a correct one reaches the definition. It says how many
// records it keeps. In: dataset and condition. Out: a correct condition or null. It can also be put together in words.
import { Button, Popover, PopoverSurface, PopoverTrigger, Textarea } from '@fluentui/react-components'
import { OptionsRegular } from '@fluentui/react-icons'
import { useEffect, useEffectEvent, useId, useMemo, useRef, useState } from 'react'
import type { MethodResponse } from '#shared/contract/methods.ts'
import { formatInteger, formatPercent } from '#shared/format/number.ts'
import type { DerivedVariable } from '#shared/model/variable.ts'
import { call } from '../../../../bridge/client.ts'
import { useTexts } from '../../../../i18n/index.ts'
import { ConditionBuilder } from '../../explore/filter/ConditionBuilder.tsx'
import { FilterSentence } from '../../explore/filter/FilterSentence.tsx'
import type { FilterVariable } from '../../explore/filter/filterVariables.ts'
import type { Field } from '../model/fieldList.ts'
import { periodVariable } from '../../explore/periodVariable.ts'
import { corrected } from '../../explore/filter/corrected.ts'
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

/** What a condition can speak of: the fields of the table, those made on the spot without counts. */
const spokenOf = (fields: ReadonlyMap<string, Field>): FilterVariable[] =>
  [...fields.values()]
    .filter(({ variable, link }) => link === null || (variable.role !== 'identifier' && variable.type !== 'text'))
    .map(({ ref, variable, link, linkLabel, made }) => ({
      ref,
      variable: ref === periodVariable.id ? periodVariable : variable,
      link: link === null ? null : (linkLabel ?? { vi: link, en: link }),
      ...(made === undefined ? {} : { listed: false as const }),
    }))

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
  const [building, setBuilding] = useState(false)
  const spoken = useMemo(() => spokenOf(fields), [fields])
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
        {wrong?.instead !== undefined && (
          <Button size="small" onClick={() => setText(corrected(text, wrong))}>
            {t('useInstead', { text: wrong.instead })}
          </Button>
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
      {filter !== null && (
        <p className="tb-filter__sentence">
          <FilterSentence filter={filter} variables={spoken} />
        </p>
      )}
      <Popover positioning="before-top" open={building} onOpenChange={(_e, d) => setBuilding(d.open)} trapFocus>
        <PopoverTrigger disableButtonEnhancement>
          <Button size="small" icon={<OptionsRegular />}>
            {t('explore:builder.byWords')}
          </Button>
        </PopoverTrigger>
        <PopoverSurface className="tb-filter__builder" aria-label={t('explore:builder.title')}>
          <ConditionBuilder dataset={dataset} variables={spoken} filter={filter} onChange={onChange} />
        </PopoverSurface>
      </Popover>
    </div>
  )
}
