// What every label stands for: unbound first; the chosen one is bound at the right from suggestions, by search, or as
// total or heading. In: bindings with the user's choices. Out: a choice for a label. Keys: arrows, 1–3 suggestions, T
// total, H heading, Delete undoes.
import { Badge } from '@fluentui/react-components'
import { useMemo, useRef } from 'react'
import type { BindTargets, LabelBinding } from '#shared/contract/adopt.ts'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import { LabelChooser } from './LabelChooser.tsx'
import { bindingOrder, isUnbound, offered } from './model/bindings.ts'
import type { Choices } from './model/bindings.ts'
import { useTargetText } from './useTargetText.ts'
import type { TargetText } from './useTargetText.ts'

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

/** What the label stands for; where it stands for nothing, what it became or what is nearest. */
const TargetWords = ({ binding, target }: { binding: LabelBinding; target: TargetText }) => {
  const { t, label } = useTexts('adopt')
  const format = useFormat()
  if (target.text !== '')
    return (
      <>
        {target.text}
        {target.of && <span className="sd-muted"> · {target.of}</span>}
      </>
    )
  const became = binding.how === 'former' ? binding.suggestions.find((s) => s.variable === '') : undefined
  if (became) return <span className="sd-muted">{t('became', { successor: label(became.label) })}</span>
  const best = offered(binding)[0]
  if (!best) return <span className="sd-muted">–</span>
  const percent = format.percent(best.score, 0)
  return <span className="sd-muted">{t('nearest', { label: label(best.label), percent })}</span>
}

type RowProps = { binding: LabelBinding; target: TargetText; current: boolean; onChosen: () => void }

const LabelRow = ({ binding, target, current, onChosen }: RowProps) => {
  const { t } = useTexts('adopt')
  const { cell, text } = binding.label
  const how = binding.how === 'none' && !isUnbound(binding) ? 'exact' : binding.how
  return (
    <tr
      data-cell={cell}
      data-how={how}
      tabIndex={current ? 0 : -1}
      aria-selected={current}
      onClick={onChosen}
      onFocus={() => {
        if (!current) onChosen()
      }}
    >
      <td className="sd-mono">{cell}</td>
      <td>{text}</td>
      <td>{t(`axes.${binding.axis}`)}</td>
      <td>
        <TargetWords binding={binding} target={target} />
      </td>
      <td>
        <Badge size="small" appearance="tint" color={colours[how]}>
          {t(`how.${how}`)}
        </Badge>
      </td>
    </tr>
  )
}

export const BindingView = ({ given, bindings, targets, choices, chosen, onChosen, onChoose }: BindingViewProps) => {
  const { t } = useTexts('adopt')
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
    const suggested = suggestion ? `${suggestion.variable}=${suggestion.key}` : null
    const key = { KeyT: '=total', KeyH: '=heading' }[event.code] ?? suggested
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
            {shown.map((binding) => (
              <LabelRow
                key={binding.label.cell}
                binding={binding}
                target={textOf(binding)}
                current={binding === current}
                onChosen={() => onChosen(binding.label.cell)}
              />
            ))}
          </tbody>
        </table>
      </div>
      {current && (
        <LabelChooser
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
