// The library feature: yearbook tables by domain at the left, what the chosen one is and shows at the right, one button that takes it.
import { Badge, Button, Input } from '@fluentui/react-components'
import { ArrowDownloadRegular, CopyRegular, LibraryRegular, OpenRegular, SearchRegular } from '@fluentui/react-icons'
import { useEffect, useId, useMemo, useRef } from 'react'
import { create } from 'zustand'
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
import { libraryGroups, underFreeName } from './libraryList.ts'
import type { LibraryEntry, LibraryGroup } from './libraryList.ts'
import { LibraryTable } from './LibraryTable.tsx'
import './library.css'

/** Where the user was, for when they come back. */
const useLibrary = create<{ chosen: string | null; query: string }>(() => ({ chosen: null, query: '' }))

const EntryList = ({
  groups,
  chosen,
  listId,
  onChoose,
  onTake,
  onKeys,
}: {
  groups: LibraryGroup[]
  chosen: string | null
  listId: string
  onChoose: (id: string) => void
  onTake: () => void
  onKeys: (event: React.KeyboardEvent) => void
}) => {
  const { t, label } = useTexts('library')
  return (
    <div
      className="lb-list"
      role="listbox"
      id={listId}
      tabIndex={0}
      aria-label={t('title')}
      aria-activedescendant={chosen === null ? undefined : `${listId}-${chosen}`}
      onKeyDown={onKeys}
    >
      {groups.map(({ subject, entries }) => (
        <div key={subject} role="group" aria-label={t(`domain.${subject}`, { defaultValue: subject })}>
          <div className="lb-group" aria-hidden="true">
            <span>{t(`domain.${subject}`, { defaultValue: subject })}</span>
            <span className="sd-numeric">{entries.length}</span>
          </div>
          {entries.map(({ definition, dataset, hasData, standing }) => (
            <div
              key={definition.id}
              id={`${listId}-${definition.id}`}
              role="option"
              aria-selected={definition.id === chosen}
              className="lb-entry"
              onClick={() => onChoose(definition.id)}
              onDoubleClick={onTake}
            >
              <span className="lb-entry__title">{label(definition.title)}</span>
              <span className="lb-entry__about">
                <span>{label(dataset)}</span>
                {!hasData && (
                  <Badge size="small" appearance="outline" color="warning">
                    {t('noData')}
                  </Badge>
                )}
                {standing !== 'absent' && (
                  <Badge size="small" appearance="tint" color="success">
                    {t(`standing.${standing}`)}
                  </Badge>
                )}
              </span>
            </div>
          ))}
        </div>
      ))}
    </div>
  )
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
  const keys = (event: React.KeyboardEvent): void => {
    const at = entries.findIndex((e) => e.definition.id === chosen)
    const typing = event.target instanceof HTMLInputElement
    const to =
      event.key === 'ArrowDown'
        ? at + 1
        : event.key === 'ArrowUp'
          ? at - 1
          : event.key === 'PageDown'
            ? at + 8
            : event.key === 'PageUp'
              ? at - 8
              : event.key === 'Home' && !typing
                ? 0
                : event.key === 'End' && !typing
                  ? entries.length - 1
                  : null
    if (to !== null) {
      event.preventDefault()
      const next = entries[Math.max(0, Math.min(entries.length - 1, to))]
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
    <div className="sd-row-actions lb-actions">
      {entry.standing === 'absent' ? (
        <Button
          appearance="primary"
          size="small"
          icon={<ArrowDownloadRegular />}
          disabled={blocked}
          onClick={() => void take(false)}
        >
          {t('take')}
        </Button>
      ) : (
        <>
          <Button appearance="primary" size="small" icon={<OpenRegular />} onClick={() => open(entry.definition)}>
            {t('openTaken')}
          </Button>
          <Button size="small" icon={<CopyRegular />} disabled={readOnly} onClick={() => void take(true)}>
            {t('takeAnother')}
          </Button>
        </>
      )}
      {readOnly && <span className="sd-muted">{t('readOnly')}</span>}
    </div>
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
      {failure && (
        <div className="sd-pad">
          <ErrorPanel
            failure={failure.value}
            onRetry={() => {
              void library.refetch()
              void datasets.refetch()
              void saved.refetch()
            }}
          />
        </div>
      )}
      <div className="lb-main" ref={root}>
        <div className="lb-side">
          <Input
            size="small"
            type="search"
            className="lb-search"
            contentBefore={<SearchRegular />}
            placeholder={t('search')}
            value={query}
            autoFocus
            onKeyDown={keys}
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
