// Values of a variable to tick, with the records each has under the other conditions; searched in the engine, so any
// list will do. In: a view, a variable, the other conditions. Out: the values picked. Arrows move, Enter or click
// ticks, typing searches.
import { Button, Input } from '@fluentui/react-components'
import { CheckmarkRegular, SearchRegular } from '@fluentui/react-icons'
import { useEffect, useEffectEvent, useId, useMemo, useRef, useState } from 'react'
import type { ValueCounts } from '#shared/contract/explore.ts'
import type { Variable } from '#shared/model/dataset.ts'
import { rank } from '../../../../app/finder/rank.ts'
import { useTexts } from '../../../../i18n/index.ts'
import { useFormat } from '../../../../i18n/useFormat.ts'
import { AnswerState } from '../AnswerState.tsx'
import { cellText } from '../cellText.ts'
import { useAnswer } from '../useAnswer.ts'

export type ValuePickerProps = {
  view: string
  variable: Variable
  /** As the filter names it. */
  name: string
  otherFilter: string | null
  picked: readonly string[]
  onChange: (values: string[]) => void
}

type LineProps = { value: Value; variable: Variable; picked: boolean; most: number }

const ValueLine = ({ value, variable, picked, most }: LineProps) => {
  const { label } = useTexts('explore')
  const format = useFormat()
  return (
    <>
      <span className="sd-picker__check" aria-hidden="true">
        {picked && <CheckmarkRegular />}
      </span>
      <span className="sd-picker__name">
        {value.label ? (
          <>
            {label(value.label)}
            <span className="sd-code">{value.code}</span>
          </>
        ) : (
          cellText(variable, value.code, format)
        )}
      </span>
      <span className="sd-numeric">{format.integer(value.records)}</span>
      <span className="sd-picker__bar" style={{ width: `${(100 * value.records) / most}%` }} aria-hidden="true" />
    </>
  )
}

type Value = ValueCounts['values'][number]

/** The values in the order shown, and how many of them fit what was typed. */
const useSorted = (values: Value[], first: readonly string[], search: string) => {
  const { label } = useTexts('explore')
  return useMemo(() => {
    if (search === '') {
      const picks = (v: Value): boolean => first.includes(v.code)
      return { sorted: [...values.filter(picks), ...values.filter((v) => !picks(v))], fitting: values.length }
    }
    // What was typed stands first: the code itself, then names that begin with it.
    const named = values.map((value) => ({
      value,
      title: value.label ? label(value.label) : value.code,
      path: '',
      keywords: value.code,
    }))
    const best = rank(named, search, named.length).map((n) => n.value)
    return { sorted: [...best, ...values.filter((v) => !best.includes(v))], fitting: best.length }
  }, [first, label, search, values])
}

export const ValuePicker = ({ view, variable, name, otherFilter, picked, onChange }: ValuePickerProps) => {
  const { t, label } = useTexts('explore')
  const format = useFormat()
  const [search, setSearch] = useState('')
  const [at, setAt] = useState(0)
  const id = useId()
  // What was picked on opening stands first for as long as the list is open, so that ticking moves nothing.
  const [first] = useState(picked)
  const answer = useAnswer(
    'explore.values',
    { view, variable: name, filter: otherFilter, search, always: [...first].slice(0, 1000) },
    search === '' ? 0 : 150,
  )
  const { data } = answer
  const values = useMemo(() => (data?.variable === name ? data.values : []), [data, name])
  const known = new Set(picked)
  const { sorted, fitting } = useSorted(values, first, search)
  const active = Math.min(at, sorted.length - 1)
  /** Enter came before the values that were searched: the first of them is meant, not what stands there still. */
  const waiting = useRef(false)
  const toggle = (code: string): void =>
    onChange(known.has(code) ? picked.filter((c) => c !== code) : [...picked, code])
  const most = Math.max(1, ...values.map((v) => v.records))
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      const next = Math.max(0, Math.min(sorted.length - 1, active + step))
      setAt(next)
      document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' })
    } else if (event.key === 'Escape' && waiting.current) {
      // What Enter asked for is on its way: closing now would lose it.
      event.stopPropagation()
    } else if (event.key === 'Enter') {
      event.preventDefault()
      const value = sorted[active]
      // What is shown and fits what was typed is taken, though the engine has not searched yet.
      if (!answer.current && active >= fitting) waiting.current = true
      else if (value) toggle(value.code)
    }
  }
  const toggleFirst = useEffectEvent(() => {
    const value = sorted[active]
    if (waiting.current && value && answer.data?.found) toggle(value.code)
    waiting.current = false
  })
  const { current } = answer
  useEffect(() => {
    if (current) toggleFirst()
  }, [current])
  const counted = answer.data && {
    shown: format.integer(values.length),
    found: format.integer(Math.max(values.length, answer.data.found)),
    missing: format.integer(answer.data.missing),
  }
  const found = answer.data?.distinct === null ? t('picker.tooMany') : counted && t('picker.found', counted)
  return (
    <div className="sd-picker">
      <Input
        size="small"
        value={search}
        contentBefore={<SearchRegular />}
        placeholder={t('picker.search')}
        autoFocus
        onKeyDown={onKeyDown}
        onChange={(_e, d) => {
          setSearch(d.value)
          setAt(0)
          waiting.current = false
        }}
        input={{
          role: 'combobox',
          'aria-expanded': true,
          'aria-controls': id,
          'aria-label': t('picker.search'),
          'aria-activedescendant': sorted.length > 0 ? `${id}-${active}` : undefined,
        }}
      />
      <AnswerState answer={answer} />
      <ul
        id={id}
        role="listbox"
        aria-multiselectable="true"
        aria-label={label(variable.label)}
        className="sd-picker__list"
      >
        {sorted.map((value, i) => (
          <li
            key={`${value.code}:${value.label?.vi ?? ''}`}
            id={`${id}-${i}`}
            role="option"
            aria-selected={known.has(value.code)}
            data-active={i === active || undefined}
            className="sd-picker__value"
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => {
              setAt(i)
              toggle(value.code)
            }}
          >
            <ValueLine value={value} variable={variable} picked={known.has(value.code)} most={most} />
          </li>
        ))}
      </ul>
      <div className="sd-picker__foot">
        <span className="sd-muted" role="status">
          {found}
        </span>
        <Button size="small" appearance="subtle" disabled={picked.length === 0} onClick={() => onChange([])}>
          {t('picker.none')}
        </Button>
      </div>
    </div>
  )
}
