// The formula as text: checked while it is typed, names and functions completed by Tab or a click. In: text, names.
// Out: a right text. A half-typed formula is told, not run.
import { Textarea } from '@fluentui/react-components'
import { useId, useRef, useState } from 'react'
import { ExpressionProblem, parseFormula } from '#shared/expression/index.ts'
import { useTexts } from '../../../i18n/index.ts'
import { completionsAt } from './model/completion.ts'

type Props = { value: string; names: readonly string[]; onChange: (formula: string) => void }

export const FormulaField = ({ value, names, onChange }: Props) => {
  const { t, language } = useTexts('indicators')
  const [typed, setTyped] = useState({ text: value, over: value })
  const [caret, setCaret] = useState(value.length)
  const area = useRef<HTMLTextAreaElement>(null)
  const id = useId()
  // Undo replaces what is typed here.
  const text = typed.over === value ? typed.text : value
  const problemOf = (formula: string): string | null => {
    try {
      parseFormula(formula, names)
      return null
    } catch (thrown) {
      return thrown instanceof ExpressionProblem
        ? `${t('character', { position: thrown.problem.position + 1 })} ${thrown.problem.message[language]}`
        : String(thrown)
    }
  }
  const problem = problemOf(text)
  const set = (next: string): void => {
    setTyped({ text: next, over: value })
    if (problemOf(next) === null) onChange(next)
  }
  const { from, options } = completionsAt(text, caret, names)
  const take = (option: { text: string; caret: number }): void => {
    set(`${text.slice(0, from)}${option.text}${text.slice(caret)}`)
    const at = from + option.caret
    setCaret(at)
    requestAnimationFrame(() => {
      area.current?.focus()
      area.current?.setSelectionRange(at, at)
    })
  }
  const first = options[0]
  return (
    <div className="in-code">
      <label htmlFor={id} className="in-label">
        {t('formula')}
      </label>
      <Textarea
        id={id}
        ref={area}
        size="small"
        resize="vertical"
        spellCheck={false}
        value={text}
        aria-invalid={problem !== null}
        aria-describedby={`${id}-m`}
        onChange={(event, d) => {
          set(d.value)
          setCaret(event.target.selectionStart)
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onKeyDown={(event) => {
          if (event.key !== 'Tab' || event.shiftKey || !first) return
          event.preventDefault()
          take(first)
        }}
      />
      {options.length > 0 && (
        <div className="in-completions" role="group" aria-label={t('completions')}>
          {options.map((option, i) => (
            <button
              key={option.text}
              type="button"
              className="in-completion"
              title={i === 0 ? t('takeByTab') : undefined}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(option)}
            >
              <code>{option.text}</code>
            </button>
          ))}
        </div>
      )}
      <p id={`${id}-m`} className={problem === null ? 'sd-muted in-hint' : 'in-problem'} aria-live="polite">
        {problem ?? t('formulaHint')}
      </p>
    </div>
  )
}
