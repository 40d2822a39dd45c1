// The chosen label of the sheet at the right: what it stands for, suggestions, a search over all that it may, total or
// heading. In: the label's binding. Out: a choice; null takes one back.
import { Button, Input, MessageBar, MessageBarBody } from '@fluentui/react-components'
import { ArrowUndoRegular, SearchRegular } from '@fluentui/react-icons'
import { useEffect, useId, useMemo, useState } from 'react'
import type { KeyboardEvent } from 'react'
import type { BindTargets, LabelBinding } from '#shared/contract/adopt.ts'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import { candidates, offered, searchCandidates } from './model/bindings.ts'
import { useTargetText } from './useTargetText.ts'

type Props = {
  binding: LabelBinding
  targets: BindTargets
  choice: string | undefined
  onChoose: (choice: string | null) => void
}

type SearchProps = { targets: BindTargets; onChoose: (choice: string) => void }

const TargetSearch = ({ targets, onChoose }: SearchProps) => {
  const { t, label } = useTexts('adopt')
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const listId = useId()
  const all = useMemo(() => candidates(targets), [targets])
  const found = useMemo(() => searchCandidates(all, query), [all, query])
  useEffect(() => {
    document.getElementById(`${listId}-${at}`)?.scrollIntoView({ block: 'nearest' })
  }, [at, listId])
  const keys = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      setAt(Math.max(0, Math.min(found.length - 1, at + step)))
    }
    const candidate = found[at]
    if (event.key === 'Enter') {
      event.preventDefault()
      if (candidate) onChoose(candidate.choice)
    }
  }
  return (
    <div className="ad-chooser__group ad-chooser__search">
      <Input
        size="small"
        type="search"
        contentBefore={<SearchRegular />}
        placeholder={t('searchCodes')}
        value={query}
        onChange={(_e, d) => {
          setQuery(d.value)
          setAt(0)
        }}
        onKeyDown={keys}
        input={
          {
            role: 'combobox',
            'aria-expanded': true,
            'aria-controls': listId,
            'aria-autocomplete': 'list',
            'aria-label': t('searchCodes'),
            'aria-activedescendant': found.length > 0 ? `${listId}-${at}` : undefined,
            'data-role': 'bind-search',
          } as never
        }
      />
      <ul className="ad-candidates" role="listbox" id={listId} aria-label={t('searchCodes')}>
        {found.map((c, i) => (
          <li
            key={c.choice}
            id={`${listId}-${i}`}
            role="option"
            aria-selected={i === at}
            className="ad-candidate"
            onMouseMove={() => setAt(i)}
            onClick={() => onChoose(c.choice)}
          >
            <span className="ad-candidate__text">{label(c.text)}</span>
            <span className="sd-muted ad-candidate__of">
              {[label(c.of) || t('target.measure'), c.key].filter(Boolean).join(' · ')}
            </span>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className="sd-muted">{t('nothingFound')}</p>}
    </div>
  )
}

export const LabelChooser = ({ binding, targets, choice, onChoose }: Props) => {
  const { t, label } = useTexts('adopt')
  const format = useFormat()
  const textOf = useTargetText(targets)
  const now = textOf(binding)
  const usable = offered(binding)
  const became = binding.suggestions.find((s) => s.variable === '')
  return (
    <aside className="ad-chooser" aria-label={t('bindThis', { cell: binding.label.cell })}>
      <h3 className="ad-chooser__label">
        <span className="sd-mono sd-muted">{binding.label.cell}</span> {binding.label.text}
      </h3>
      <p className="ad-chooser__now">
        {now.text === '' ? (
          t(`how.${binding.how}`)
        ) : (
          <>
            {t('standsFor')} <b>{now.text}</b>
            {now.of && <span className="sd-muted"> · {now.of}</span>}
          </>
        )}
      </p>
      {binding.how === 'former' && binding.target === null && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{became ? t('endedInto', { successor: label(became.label) }) : t('ended')}</MessageBarBody>
        </MessageBar>
      )}
      {usable.length > 0 && (
        <div className="ad-chooser__group" role="group" aria-label={t('suggestions')}>
          <span className="ad-chooser__heading">{t('suggestions')}</span>
          {usable.map((s, i) => (
            <button
              key={`${s.variable}=${s.key}`}
              type="button"
              className="ad-candidate"
              aria-pressed={choice === `${s.variable}=${s.key}`}
              onClick={() => onChoose(`${s.variable}=${s.key}`)}
            >
              <kbd aria-hidden="true">{i + 1}</kbd>
              <span className="ad-candidate__text">{label(s.label)}</span>
              <span className="sd-muted sd-numeric">{format.percent(s.score, 0)}</span>
            </button>
          ))}
        </div>
      )}
      <TargetSearch targets={targets} onChoose={onChoose} />
      <div className="ad-chooser__foot">
        <Button size="small" aria-pressed={choice === '=total'} onClick={() => onChoose('=total')}>
          {t('asTotal')} <kbd aria-hidden="true">T</kbd>
        </Button>
        <Button size="small" aria-pressed={choice === '=heading'} onClick={() => onChoose('=heading')}>
          {t('asHeading')} <kbd aria-hidden="true">H</kbd>
        </Button>
        {choice !== undefined && (
          <Button size="small" appearance="subtle" icon={<ArrowUndoRegular />} onClick={() => onChoose(null)}>
            {t('undoChoice')}
          </Button>
        )}
      </div>
    </aside>
  )
}
