// What every label stands for: unbound first; the chosen one is bound at the right from suggestions, by search, or as total or heading.
// In: bindings with the user's choices. Out: a choice for a label. Keys: arrows, 1–3 suggestions, T total, H heading, Delete undoes.
import { Badge, Button, Input, MessageBar, MessageBarBody } from '@fluentui/react-components'
import { ArrowUndoRegular, SearchRegular } from '@fluentui/react-icons'
import { useEffect, useId, useMemo, useRef, useState } from 'react'
import type { BindTargets, LabelBinding } from '#shared/contract/adopt.ts'
import { formatPeriod } from '#shared/format/time.ts'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import { bindingOrder, candidates, isUnbound, offered, searchCandidates, targetWords } from './model/bindings.ts'
import type { Choices } from './model/bindings.ts'

type BindingViewProps = {
  given: LabelBinding[]
  bindings: LabelBinding[]
  targets: BindTargets
  choices: Choices
  chosen: string | null
  onChosen: (cell: string) => void
  onChoose: (cell: string, choice: string | null) => void
}

const colours = { none: 'danger', former: 'severe', alias: 'warning', chosen: 'brand', exact: 'success' } as const

const useTargetText = (targets: BindTargets): ((binding: LabelBinding) => { text: string; of: string }) => {
  const { t, label, language } = useTexts('adopt')
  return (binding) => {
    const words = targetWords(binding, targets)
    if (words.kind === 'period') return { text: formatPeriod(words.text.vi, language), of: t('common:period') }
    return words.kind === 'category'
      ? { text: label(words.text), of: label(words.of) }
      : words.kind === 'measure'
        ? { text: label(words.text), of: t('target.measure') }
        : { text: words.kind === 'none' ? '' : t(`target.${words.kind}`), of: '' }
  }
}

const Chooser = ({
  binding,
  targets,
  choice,
  onChoose,
}: {
  binding: LabelBinding
  targets: BindTargets
  choice: string | undefined
  onChoose: (choice: string | null) => void
}) => {
  const { t, label } = useTexts('adopt')
  const format = useFormat()
  const textOf = useTargetText(targets)
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const listId = useId()
  const all = useMemo(() => candidates(targets), [targets])
  const found = useMemo(() => searchCandidates(all, query), [all, query])
  const now = textOf(binding)
  useEffect(() => {
    document.getElementById(`${listId}-${at}`)?.scrollIntoView({ block: 'nearest' })
  }, [at, listId])
  const keys = (event: React.KeyboardEvent): void => {
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

export const BindingView = ({ given, bindings, targets, choices, chosen, onChosen, onChoose }: BindingViewProps) => {
  const { t, label } = useTexts('adopt')
  const format = useFormat()
  const textOf = useTargetText(targets)
  const order = useMemo(() => bindingOrder(given), [given])
  const shown = order.flatMap((i) => bindings[i] ?? [])
  const current = shown.find((b) => b.label.cell === chosen) ?? shown[0] ?? null
  const body = useRef<HTMLTableSectionElement>(null)
  const at = current ? shown.indexOf(current) : -1
  const focusRow = (cell: string): void => body.current?.querySelector<HTMLElement>(`[data-cell="${cell}"]`)?.focus()
  const go = (to: number): void => {
    const next = shown[Math.max(0, Math.min(shown.length - 1, to))]
    if (!next) return
    onChosen(next.label.cell)
    focusRow(next.label.cell)
  }
  const keys = (event: React.KeyboardEvent): void => {
    if (!current || event.ctrlKey || event.altKey) return
    const { cell } = current.label
    const step = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + 12,
      PageUp: at - 12,
      Home: 0,
      End: shown.length - 1,
    }[event.key]
    const suggestion = /^[1-3]$/.test(event.key) ? offered(current)[Number(event.key) - 1] : undefined
    const key =
      event.code === 'KeyT'
        ? '=total'
        : event.code === 'KeyH'
          ? '=heading'
          : suggestion
            ? `${suggestion.variable}=${suggestion.key}`
            : null
    if (step !== undefined) go(step)
    else if (key !== null) onChoose(cell, key)
    else if (event.key === 'Delete') onChoose(cell, null)
    else if (event.key === 'Enter' || event.key === 'F2')
      document.querySelector<HTMLElement>('.sd-slot:not([hidden]) [data-role=bind-search]')?.focus()
    else return
    event.preventDefault()
  }
  return (
    <div className="ad-binding">
      <div className="ad-binding__list">
        <table className="sd-list-table">
          <thead>
            <tr>
              <th scope="col">{t('cell')}</th>
              <th scope="col">{t('labelInSheet')}</th>
              <th scope="col">{t('axis')}</th>
              <th scope="col">{t('standsForHeader')}</th>
              <th scope="col">{t('match')}</th>
            </tr>
          </thead>
          <tbody ref={body} onKeyDown={keys}>
            {shown.map((binding) => {
              const { cell, text } = binding.label
              const target = textOf(binding)
              const how = binding.how === 'none' && !isUnbound(binding) ? 'exact' : binding.how
              const best = offered(binding)[0]
              const became = binding.how === 'former' ? binding.suggestions.find((s) => s.variable === '') : undefined
              return (
                <tr
                  key={cell}
                  data-cell={cell}
                  data-how={how}
                  tabIndex={binding === current ? 0 : -1}
                  aria-selected={binding === current}
                  onClick={() => onChosen(cell)}
                  onFocus={() => {
                    if (binding !== current) onChosen(cell)
                  }}
                >
                  <td className="sd-mono">{cell}</td>
                  <td>{text}</td>
                  <td>{t(`axes.${binding.axis}`)}</td>
                  <td>
                    {target.text === '' ? (
                      became ? (
                        <span className="sd-muted">{t('became', { successor: label(became.label) })}</span>
                      ) : best ? (
                        <span className="sd-muted">
                          {t('nearest', { label: label(best.label), percent: format.percent(best.score, 0) })}
                        </span>
                      ) : (
                        <span className="sd-muted">–</span>
                      )
                    ) : (
                      <>
                        {target.text}
                        {target.of && <span className="sd-muted"> · {target.of}</span>}
                      </>
                    )}
                  </td>
                  <td>
                    <Badge size="small" appearance="tint" color={colours[how]}>
                      {t(`how.${how}`)}
                    </Badge>
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      {current && (
        <Chooser
          key={current.label.cell}
          binding={current}
          targets={targets}
          choice={choices[current.label.cell]}
          onChoose={(choice) => {
            onChoose(current.label.cell, choice)
            focusRow(current.label.cell)
          }}
        />
      )}
    </div>
  )
}
