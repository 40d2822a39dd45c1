// The library feature: yearbook tables by domain at the left, what the chosen one is and shows at the right, one button
// that takes it.
import { Input } from '@fluentui/react-components'
import { LibraryRegular, SearchRegular } from '@fluentui/react-icons'
import { useEffect, useId, useMemo, useRef } from 'react'
import type { KeyboardEvent } from 'react'
import { create } from 'zustand'
import type { FailureValue } from '#shared/model/failure.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import type { Screen } from '../../../app/screen.ts'
import { useWorkbench } from '../../../app/workbench.ts'
import { call } from '../../../bridge/client.ts'
import { useCall, useDatasets, useDefinitions, useWorkspace } from '../../../bridge/queries.ts'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { notify, notifyFailure } from '../../../components/notices.ts'
import { ScreenLayout } from '../../../components/Panel.tsx'
import { useCommand } from '../../../components/useCommand.ts'
import { useTexts } from '../../../i18n/index.ts'
import { takenIds } from '../../process/definitions/useSaving.ts'
import { EntryList } from './EntryList.tsx'
import { LibraryActions } from './LibraryActions.tsx'
import { libraryGroups, underFreeName } from './libraryList.ts'
import type { LibraryEntry } from './libraryList.ts'
import { LibraryTable } from './LibraryTable.tsx'
import './library.css'

/** Where the user was, for when they come back. */
const useLibrary = create<{ chosen: string | null; query: string }>(() => ({ chosen: null, query: '' }))

type FailedProps = { failure: FailureValue; calls: { refetch: () => unknown }[] }
const Failed = ({ failure, calls }: FailedProps) => (
  <div className="sd-pad">
    <ErrorPanel failure={failure} onRetry={() => calls.forEach((each) => each.refetch())} />
  </div>
)

type SearchProps = { query: string; listId: string; chosen: string | null; onKeys: (event: KeyboardEvent) => void }
const LibrarySearch = ({ query, listId, chosen, onKeys }: SearchProps) => {
  const { t } = useTexts('library')
  return (
    <Input
      size="small"
      type="search"
      className="lb-search"
      contentBefore={<SearchRegular />}
      placeholder={t('search')}
      value={query}
      autoFocus
      onKeyDown={onKeys}
      onChange={(_e, d) => useLibrary.setState({ query: d.value })}
      input={{
        role: 'combobox',
        'aria-expanded': true,
        'aria-controls': listId,
        'aria-autocomplete': 'list',
        'aria-label': t('search'),
        'aria-activedescendant': chosen === null ? undefined : `${listId}-${chosen}`,
      }}
    />
  )
}

const page = 8
/** Where a key leads in the list; null: nowhere. While typing, Home and End are the text's. */
const placeOfKey = (key: string, at: number, { last, typing }: { last: number; typing: boolean }): number | null => {
  const by: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page }
  const step = by[key]
  if (step !== undefined) return Math.max(0, Math.min(last, at + step))
  if (typing) return null
  if (key === 'Home') return 0
  return key === 'End' ? last : null
}

export const LibraryScreen: Screen = ({ active }) => {
  const { t, label } = useTexts('library')
  const library = useCall('library.list', {})
  const datasets = useDatasets()
  const saved = useDefinitions('table')
  const workspace = useWorkspace().data
  const readOnly = workspace?.state === 'open' && workspace.readOnly
  const { chosen: asked, query } = useLibrary()
  const listId = useId()
  const root = useRef<HTMLDivElement>(null)
  const groups = useMemo(
    () => libraryGroups(library.data ?? [], datasets.data ?? [], saved.data ?? [], query),
    [library.data, datasets.data, saved.data, query],
  )
  const entries = useMemo(() => groups.flatMap((g) => g.entries), [groups])
  const entry: LibraryEntry | null = entries.find((e) => e.definition.id === asked) ?? entries[0] ?? null
  const chosen = entry?.definition.id ?? null
  const choose = (id: string): void => useLibrary.setState({ chosen: id })

  useEffect(() => {
    if (chosen !== null) document.getElementById(`${listId}-${chosen}`)?.scrollIntoView({ block: 'nearest' })
  }, [chosen, listId])

  const open = ({ id, title }: Pick<TableDefinition, 'id' | 'title'>): void =>
    useWorkbench.getState().openDocument({ feature: 'tables', documentId: id, title: label(title) })
  /** Saves it under a free name and opens it; one that is there already is opened unless another copy is asked for. */
  const take = async (another: boolean): Promise<void> => {
    if (!entry) return
    if (entry.standing !== 'absent' && !another) return open(entry.definition)
    if (readOnly) return
    try {
      const definition = underFreeName(entry.definition, await takenIds('table'))
      await call('definitions.save', { definition })
      await saved.refetch()
      notify({ intent: 'success', text: t('taken', { title: label(definition.title), id: definition.id }) })
      open(definition)
    } catch (thrown) {
      notifyFailure(thrown)
    }
  }
  const keys = (event: KeyboardEvent): void => {
    const at = entries.findIndex((e) => e.definition.id === chosen)
    const typing = event.target instanceof HTMLInputElement
    const to = placeOfKey(event.key, at, { last: entries.length - 1, typing })
    if (to !== null) {
      event.preventDefault()
      const next = entries[to]
      if (next) choose(next.definition.id)
    }
    if (event.key === 'Enter' && !event.ctrlKey) {
      event.preventDefault()
      void take(false)
    }
  }
  const blocked = readOnly && entry?.standing === 'absent'
  useCommand(
    {
      id: 'library.take',
      title: t('take'),
      shortcut: 'Ctrl+Enter',
      menu: 'file',
      group: 'new',
      enabled: entry !== null && !blocked,
      run: () => void take(false),
    },
    active,
  )
  useCommand(
    {
      id: 'library.search',
      title: t('search'),
      shortcut: 'Ctrl+F',
      menu: 'edit',
      group: 'find',
      run: () => root.current?.querySelector<HTMLInputElement>('input[type=search]')?.focus(),
    },
    active,
  )

  const actions = entry && (
    <LibraryActions entry={entry} readOnly={readOnly === true} onOpen={() => open(entry.definition)} onTake={take} />
  )
  const failure = library.error ?? datasets.error ?? saved.error
  return (
    <ScreenLayout
      title={t('title')}
      toolbar={
        <>
          <span className="sd-muted">{t('about', { count: library.data?.length ?? 0 })}</span>
        </>
      }
    >
      {failure && <Failed failure={failure.value} calls={[library, datasets, saved]} />}
      <div className="lb-main" ref={root}>
        <div className="lb-side">
          <LibrarySearch query={query} listId={listId} chosen={chosen} onKeys={keys} />
          {entries.length > 0 ? (
            <EntryList
              groups={groups}
              chosen={chosen}
              listId={listId}
              onChoose={choose}
              onTake={() => void take(false)}
              onKeys={keys}
            />
          ) : (
            library.data && (
              <EmptyState
                icon={<LibraryRegular />}
                title={t('nothing')}
                action={{ label: t('clearSearch'), run: () => useLibrary.setState({ query: '' }) }}
              />
            )
          )}
        </div>
        {entry && <LibraryTable key={entry.definition.id} entry={entry} active={active} actions={actions} />}
      </div>
    </ScreenLayout>
  )
}
