// The filter above the grid: chips readable as sentences, and a field for a written condition checked as it is typed.
import { Button, Input, Tag, TagGroup } from '@fluentui/react-components'
import { FilterRegular } from '@fluentui/react-icons'
import { useEffect, useId, useState } from 'react'
import type { Bilingual } from '#shared/model/text.ts'
import { call } from '../../bridge/client.ts'
import { useTexts } from '../../i18n/index.ts'
import { chipSentence } from './chipSentence.ts'
import type { ChipNames } from './chipSentence.ts'
import type { FilterChip } from './filterChips.ts'

type Problem = { position: number; message: Bilingual }

/** What is wrong with the expression, as far as the last answer tells; asked a moment after typing stops. */
const useProblem = (dataset: string, expression: string): Problem | null => {
  const [answered, setAnswered] = useState<{ expression: string; problem: Problem | null }>({ expression: '', problem: null })
  useEffect(() => {
    if (expression.trim() === '') return undefined
    let superseded = false
    const timer = setTimeout(() => {
      call('expression.check', { dataset, expression, expect: 'condition' }).then(
        (answer) => { if (!superseded) setAnswered({ expression, problem: answer.ok ? null : { position: answer.position, message: answer.message } }) },
        // Not answered: applying the filter will tell.
        () => undefined,
      )
    }, 200)
    return () => {
      superseded = true
      clearTimeout(timer)
    }
  }, [dataset, expression])
  return expression.trim() === '' || answered.expression !== expression ? null : answered.problem
}

export type FilterBarProps = { dataset: string; chips: readonly FilterChip[]; names: ChipNames; onChange: (chips: FilterChip[]) => void }

export const FilterBar = ({ dataset, chips, names, onChange }: FilterBarProps) => {
  const { t, label } = useTexts('explore')
  const written = chips.find((c) => c.kind === 'expression')
  const writtenText = written?.kind === 'expression' ? written.expression : ''
  const [text, setText] = useState(writtenText)
  const [before, setBefore] = useState(writtenText)
  if (before !== writtenText) {
    setBefore(writtenText)
    setText(writtenText)
  }
  const messageId = useId()
  const problem = useProblem(dataset, text)
  const others = chips.filter((c) => c.kind !== 'expression')
  const apply = (): void => {
    if (problem) return
    onChange(text.trim() === '' ? others : [...others, { kind: 'expression', expression: text.trim() }])
  }
  return (
    <div className="sd-filter" role="search" aria-label={t('filter')}>
      <FilterRegular aria-hidden="true" className="sd-filter__icon" />
      {others.length > 0 && (
        <TagGroup aria-label={t('chips')} size="small" className="sd-filter__chips" onDismiss={(_e, { value }) => onChange(chips.filter((c) => c.kind === 'expression' || c.variable !== value))}>
          {others.map((chip) => (
            <Tag key={chip.variable} value={chip.variable} dismissible dismissIcon={{ 'aria-label': t('removeChip') }} size="small">
              {chipSentence(chip, names, t)}
            </Tag>
          ))}
        </TagGroup>
      )}
      <form className="sd-filter__form" onSubmit={(event) => { event.preventDefault(); apply() }}>
        <Input
          size="small" className="sd-filter__input" value={text} placeholder={t('expressionPlaceholder')} onChange={(_e, d) => setText(d.value)}
          input={{ 'aria-label': t('expression'), 'aria-invalid': problem !== null, 'aria-describedby': messageId, spellCheck: false, className: 'sd-mono' }}
        />
        <Button size="small" type="submit" disabled={problem !== null || text.trim() === writtenText}>{t('apply')}</Button>
      </form>
      {chips.length > 0 && <Button size="small" appearance="subtle" onClick={() => { setText(''); onChange([]) }}>{t('clearFilter')}</Button>}
      <p id={messageId} className="sd-filter__message" role="status">
        {problem ? t('expressionBad', { position: problem.position + 1, message: label(problem.message) }) : ''}
      </p>
    </div>
  )
}
