// The indicators feature: its home has the list, the library with the share of administrative data, and compiling; a
// document is one indicator.
import { Button, Tab, TabList } from '@fluentui/react-components'
import { AddRegular, DataTrendingRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { SavedDefinition } from '#shared/contract/responses.ts'
import type { IndicatorDefinition } from '#shared/model/indicator.ts'
import type { Screen } from '../../../app/screen.ts'
import { useWorkbench } from '../../../app/workbench.ts'
import { useDatasets } from '../../../bridge/queries.ts'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { ScreenLayout } from '../../../components/Panel.tsx'
import { SearchField } from '../../../components/SearchField.tsx'
import { useCommand } from '../../../components/useCommand.ts'
import { useTexts } from '../../../i18n/index.ts'
import { useSavedDefinitions } from '../../process/definitions/useSavedDefinitions.tsx'
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

const wordsOf = (d: SavedDefinition): string =>
  `${d.title.vi} ${d.title.en} ${d.definition.kind === 'indicator' ? d.definition.officialReference : ''}`

const IndicatorHome = ({ active }: { active: boolean }) => {
  const { t, label } = useTexts('indicators')
  const list = useSavedDefinitions('indicator', 'indicators', wordsOf)
  const datasets = useDatasets()
  const [page, setPage] = useState<Page>('list')
  const [starting, setStarting] = useState(false)
  const all = list.saved ?? []
  const possible = (datasets.data?.length ?? 0) > 0
  const begin = (definition: IndicatorDefinition): void => {
    setStarting(false)
    useWorkbench.getState().openDocument({
      feature: 'indicators',
      documentId: definition.id,
      title: label(definition.label),
      parameters: { draft: definition, isNew: true },
    })
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
            <SearchField className="df-search" label={t('search')} value={list.query} onChange={list.search} />
          )}
        </div>
      }
    >
      <div className="df-scroll">
        {list.failure && <ErrorPanel failure={list.failure} onRetry={list.again} />}
        {page === 'library' && <LibraryPage />}
        {page === 'compile' && <CompilePanel />}
        {page === 'list' && list.saved?.length === 0 && (
          <EmptyState
            icon={<DataTrendingRegular />}
            title={t('emptyTitle')}
            text={t('emptyText')}
            action={{ label: t('page.library'), run: () => setPage('library') }}
          />
        )}
        {page === 'list' && all.length > 0 && (
          <IndicatorList rows={list.shown.filter(isIndicator)} onDuplicate={list.duplicate} onRemove={list.remove} />
        )}
      </div>
      {starting && (
        <TemplateDialog taken={new Set(all.map((d) => d.id))} onClose={() => setStarting(false)} onStart={begin} />
      )}
      {list.question}
    </ScreenLayout>
  )
}
