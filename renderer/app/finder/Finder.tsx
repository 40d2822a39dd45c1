// Ctrl+K: one field that finds datasets, variables, codes, definitions and commands, ranked, with their path.
import { Dialog, DialogSurface, Input } from '@fluentui/react-components'
import { SearchRegular } from '@fluentui/react-icons'
import { useEffect, useId, useMemo, useState } from 'react'
import { useTexts } from '../../i18n/index.ts'
import { rank } from './rank.ts'
import { useFinder } from './state.ts'
import { useEntries } from './useEntries.ts'

export const Finder = () => {
  const { t } = useTexts('frame')
  const { open, setOpen } = useFinder()
  return (
    <Dialog open={open} onOpenChange={(_event, data) => setOpen(data.open)}>
      <DialogSurface className="sd-finder" aria-label={t('command.finder')}>
        <Search close={() => setOpen(false)} />
      </DialogSurface>
    </Dialog>
  )
}

/** Mounted anew at each opening, so it begins empty. */
const Search = ({ close }: { close: () => void }) => {
  const { t } = useTexts('frame')
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState(0)
  const listId = useId()
  const entries = useEntries()
  const found = useMemo(() => rank(entries, typed, 50), [entries, typed])
  useEffect(() => {
    document.getElementById(`${listId}-${chosen}`)?.scrollIntoView({ block: 'nearest' })
  }, [chosen, listId])
  const run = (index: number): void => {
    const entry = found[index]
    if (!entry) return
    close()
    // After the dialog has given the focus back, so that what opens can take it.
    setTimeout(entry.run, 0)
  }
  const keys = (event: React.KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      setChosen(Math.max(0, Math.min(found.length - 1, chosen + step)))
    }
    if (event.key === 'Enter') {
      event.preventDefault()
      run(chosen)
    }
  }
  return (
    <>
      <Input
        className="sd-finder__input"
        contentBefore={<SearchRegular />}
        placeholder={t('finder.placeholder')}
        value={typed}
        autoFocus
        onChange={(_event, data) => {
          setTyped(data.value)
          setChosen(0)
        }}
        onKeyDown={keys}
        input={{
          role: 'combobox',
          'aria-expanded': true,
          'aria-controls': listId,
          'aria-activedescendant': found.length > 0 ? `${listId}-${chosen}` : undefined,
          'aria-label': t('command.finder'),
          'aria-autocomplete': 'list',
        }}
      />
      <ul role="listbox" id={listId} className="sd-finder__list" aria-label={t('finder.results')}>
        {found.map((entry, index) => (
          <li
            key={entry.id}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === chosen}
            className="sd-finder__entry"
            onClick={() => run(index)}
            onMouseMove={() => setChosen(index)}
          >
            <span className="sd-finder__title">{entry.title}</span>
            <span className="sd-finder__path">{entry.path}</span>
            <span className="sd-finder__hint">{entry.hint}</span>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className="sd-finder__none">{t('finder.none')}</p>}
    </>
  )
}
