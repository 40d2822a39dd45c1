// The indicators feature: its home has the list, the library with the share of administrative data, and compiling; a document is one indicator.
import { foldText } from '#shared/format/foldText.ts'
import { Button, Input, Tab, TabList } from '@fluentui/react-components'
import { AddRegular, DataTrendingRegular, SearchRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { SavedDefinition } from '#shared/contract/responses.ts'
import type { IndicatorDefinition } from '#shared/model/indicator.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import { failureMessage } from '#shared/model/messages.ts'
import type { Screen } from '../../../app/screen.ts'
import { useWorkbench } from '../../../app/workbench.ts'
import { call } from '../../../bridge/client.ts'
import { useDatasets, useDefinitions } from '../../../bridge/queries.ts'
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { notify } from '../../../components/notices.ts'
import { ScreenLayout } from '../../../components/Panel.tsx'
import { useCommand } from '../../../components/useCommand.ts'
import { useTexts } from '../../../i18n/index.ts'
import { retitled } from '../../process/definitions/titles.ts'
import { freeId } from '../../process/definitions/freeId.ts'
import { CompilePanel } from './CompilePanel.tsx'
import { IndicatorDocument } from './IndicatorDocument.tsx'
import { IndicatorList } from './IndicatorList.tsx'
import type { Row } from './IndicatorList.tsx'
import { LibraryPage } from './LibraryPage.tsx'
import { TemplateDialog } from './TemplateDialog.tsx'
import '../../process/definitions/definitions.css'
import './indicators.css'

export const IndicatorsScreen: Screen = (props) =>
  props.documentId === null ? (
    <IndicatorHome active={props.active} />
  ) : (
    <IndicatorDocument {...props} documentId={props.documentId} key={props.documentId} />
  )

const pages = ['list', 'library', 'compile'] as const
type Page = (typeof pages)[number]
const isIndicator = (d: SavedDefinition): d is Row => d.definition.kind === 'indicator'

const IndicatorHome = ({ active }: { active: boolean }) => {
  const { t, label, language } = useTexts('indicators')
  const list = useDefinitions('indicator')
  const datasets = useDatasets()
  const [page, setPage] = useState<Page>('list')
  const [query, setQuery] = useState('')
  const [starting, setStarting] = useState(false)
  const [removing, setRemoving] = useState<Row | null>(null)
  const all = (list.data ?? []).filter(isIndicator)
  const words = foldText(query).split(/\s+/).filter(Boolean)
  const shown = all.filter((d) =>
    words.every((w) => foldText(`${d.title.vi} ${d.title.en} ${d.definition.officialReference}`).includes(w)),
  )
  const possible = (datasets.data?.length ?? 0) > 0

  const attempt = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work()
      await list.refetch()
    } catch (thrown) {
      const failure = toFailureValue(thrown)
      notify({ intent: 'error', text: failureMessage(failure, language), failure })
    }
  }
  const begin = (definition: IndicatorDefinition): void => {
    setStarting(false)
    useWorkbench.getState().openDocument({
      feature: 'indicators',
      documentId: definition.id,
      title: label(definition.label),
      parameters: { draft: definition, isNew: true },
    })
  }
  const duplicate = (d: Row): void => {
    const title = { vi: `${d.title.vi} (bản sao)`, en: `${d.title.en} (copy)` }
    void attempt(() =>
      call('definitions.save', {
        definition: retitled(d.definition, freeId(title, 'indicator', new Set(all.map((s) => s.id))), title),
      }),
    )
  }
  const start = (): void => setStarting(true)
  useCommand(
    {
      id: 'indicators.new',
      title: t('new'),
      shortcut: 'Ctrl+N',
      menu: 'file',
      group: 'new',
      enabled: possible,
      run: start,
    },
    active,
  )
  useCommand(
    {
      id: 'indicators.compile',
      title: t('compile'),
      menu: 'data',
      group: 'indicators',
      enabled: all.length > 0,
      run: () => setPage('compile'),
    },
    active,
  )

  return (
    <ScreenLayout
      title={t('screen')}
      toolbar={
        <div className="df-toolbar">
          <Button size="small" appearance="primary" icon={<AddRegular />} disabled={!possible} onClick={start}>
            {t('new')}
          </Button>
          <TabList
            size="small"
            selectedValue={page}
            onTabSelect={(_e, d) => setPage(pages.find((p) => p === d.value) ?? 'list')}
            aria-label={t('pages')}
          >
            {pages.map((p) => (
              <Tab key={p} value={p}>
                {t(`page.${p}`)}
              </Tab>
            ))}
          </TabList>
          {page === 'list' && all.length > 0 && (
            <Input
              size="small"
              type="search"
              className="df-search"
              contentBefore={<SearchRegular />}
              aria-label={t('search')}
              placeholder={t('search')}
              value={query}
              onChange={(_e, d) => setQuery(d.value)}
            />
          )}
        </div>
      }
    >
      <div className="df-scroll">
        {list.error && (
          <ErrorPanel
            failure={list.error.value}
            actions={
              <Button size="small" onClick={() => void list.refetch()}>
                {t('common:retry')}
              </Button>
            }
          />
        )}
        {page === 'library' && <LibraryPage />}
        {page === 'compile' && <CompilePanel />}
        {page === 'list' && list.data && all.length === 0 && (
          <EmptyState
            icon={<DataTrendingRegular />}
            title={t('emptyTitle')}
            text={t('emptyText')}
            action={{ label: t('page.library'), run: () => setPage('library') }}
          />
        )}
        {page === 'list' && all.length > 0 && (
          <IndicatorList rows={shown} onDuplicate={duplicate} onRemove={setRemoving} />
        )}
      </div>
      {starting && (
        <TemplateDialog taken={new Set(all.map((d) => d.id))} onClose={() => setStarting(false)} onStart={begin} />
      )}
      <ConfirmDialog
        open={removing !== null}
        danger
        title={t('definitions:deleteTitle')}
        confirmLabel={t('definitions:delete')}
        onCancel={() => setRemoving(null)}
        onConfirm={() => {
          if (removing) {
            useWorkbench.getState().closeTab(`indicators:${removing.id}`)
            void attempt(() => call('definitions.remove', { kind: 'indicator', id: removing.id }))
          }
          setRemoving(null)
        }}
      >
        {t('definitions:deleteText', { title: label(removing?.title) })}
      </ConfirmDialog>
    </ScreenLayout>
  )
}
