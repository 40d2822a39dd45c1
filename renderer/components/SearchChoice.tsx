// One of many by typing: without diacritics, the best match first, Enter takes what is shown. In: options with their
// group. Out: the value chosen. Never a choice the list does not hold.
import { Button, Input, Popover, PopoverSurface, PopoverTrigger } from '@fluentui/react-components'
import { ChevronDownRegular, SearchRegular } from '@fluentui/react-icons'
import { useId, useState } from 'react'
import { rank } from '../app/finder/rank.ts'
import { useTexts } from '../i18n/index.ts'

export type SearchOption = { value: string; title: string; path: string; keywords?: string }
export type SearchChoiceProps = {
  label: string
  value: string
  options: readonly SearchOption[]
  onChange: (value: string) => void
}

const most = 200

export const SearchChoice = ({ label, value, options, onChange }: SearchChoiceProps) => {
  const [open, setOpen] = useState(false)
  const chosen = options.find((o) => o.value === value)
  return (
    <Popover open={open} onOpenChange={(_e, d) => setOpen(d.open)} positioning="below-start" trapFocus>
      <PopoverTrigger disableButtonEnhancement>
        <Button
          size="small"
          icon={<ChevronDownRegular />}
          iconPosition="after"
          className="sd-pick"
          aria-label={`${label}: ${chosen?.title ?? value}`}
          title={chosen?.path ? `${chosen.title} · ${chosen.path}` : chosen?.title}
        >
          <span>{chosen?.title ?? value}</span>
        </Button>
      </PopoverTrigger>
      <PopoverSurface className="sd-picker__surface" aria-label={label}>
        <SearchList
          label={label}
          value={value}
          options={options}
          onChange={(next) => {
            setOpen(false)
            onChange(next)
          }}
        />
      </PopoverSurface>
    </Popover>
  )
}

/** The field and the list, where they stand open. */
export const SearchList = ({ label, value, options, onChange }: SearchChoiceProps) => {
  const { t } = useTexts('common')
  const id = useId()
  const [typed, setTyped] = useState('')
  const found = rank(options, typed, most)
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      found.findIndex((o) => o.value === value),
    ),
  )
  const active = Math.min(at, found.length - 1)
  const keys = (event: React.KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key]
    const option = found[active]
    if (step === undefined && event.key !== 'Enter') return
    event.preventDefault()
    if (step === undefined) return option && onChange(option.value)
    const next = Math.max(0, Math.min(found.length - 1, active + step))
    setAt(next)
    document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' })
  }
  return (
    <div className="sd-picker sd-picker--plain">
      <Input
        size="small"
        value={typed}
        contentBefore={<SearchRegular />}
        autoFocus
        placeholder={t('typeToFind')}
        onKeyDown={keys}
        onChange={(_e, d) => {
          setTyped(d.value)
          setAt(0)
        }}
        input={{
          role: 'combobox',
          'aria-expanded': true,
          'aria-controls': id,
          'aria-label': label,
          'aria-activedescendant': found.length > 0 ? `${id}-${active}` : undefined,
        }}
      />
      <ul id={id} role="listbox" aria-label={label} className="sd-picker__list">
        {found.map((option, i) => (
          <li
            key={option.value}
            id={`${id}-${i}`}
            role="option"
            aria-selected={option.value === value}
            data-active={i === active || undefined}
            className="sd-picker__value"
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChange(option.value)}
          >
            <span className="sd-picker__name">{option.title}</span>
            <span className="sd-muted">{option.path}</span>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className="sd-muted">{t('nothingFound')}</p>}
    </div>
  )
}
