// The tables feature: its home lists the saved tables and starts new ones; a document is the builder.
import { Button, Dialog, DialogBody, DialogContent, DialogSurface, DialogTitle } from '@fluentui/react-components'
import { DocumentTableArrowRightRegular, LibraryRegular, TableRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { DatasetSummary } from '#shared/contract/responses.ts'
import { formatInteger } from '#shared/format/number.ts'
import type { Screen } from '../../../app/screen.ts'
import { useWorkbench } from '../../../app/workbench.ts'
import { useDatasets } from '../../../bridge/queries.ts'
import { SearchList } from '../../../components/SearchChoice.tsx'
import { useCommand } from '../../../components/useCommand.ts'
import { useTexts } from '../../../i18n/index.ts'
import { DefinitionList } from '../../process/definitions/DefinitionList.tsx'
import { newTable } from './model/definition.ts'
import { TableBuilder } from './TableBuilder.tsx'
import './tables.css'

/** Opens an unsaved table of a dataset. */
export const startTable = (dataset: Pick<DatasetSummary, 'id' | 'label' | 'periods'>, language: 'vi' | 'en'): void => {
  const { tabs, openDocument } = useWorkbench.getState()
  let n = 1
  while (tabs.some((tab) => tab.feature === 'tables' && tab.documentId === `new_${dataset.id}_${n}`)) n += 1
  const documentId = `new_${dataset.id}_${n}`
  const draft = newTable(dataset, documentId)
  openDocument({ feature: 'tables', documentId, title: draft.title[language], parameters: { draft, isNew: true } })
}

export const TablesScreen: Screen = (props) =>
  props.documentId === null ? (
    <TableHome active={props.active} />
  ) : (
    <TableBuilder {...props} documentId={props.documentId} key={props.documentId} />
  )

const TableHome = ({ active }: { active: boolean }) => {
  const { t, label, language } = useTexts('tables')
  const datasets = useDatasets()
  const filled = (datasets.data ?? []).filter((d) => d.rows > 0)
  const [choosing, setChoosing] = useState(false)
  useCommand(
    {
      id: 'tables.new',
      title: t('new'),
      shortcut: 'Ctrl+N',
      menu: 'file',
      group: 'new',
      enabled: filled.length > 0,
      run: () => setChoosing(true),
    },
    active,
  )
  return (
    <>
      <DefinitionList
        kind="table"
        feature="tables"
        title={t('screen')}
        icon={<TableRegular />}
        empty={{ title: t('emptyTitle'), text: filled.length > 0 ? t('emptyText') : t('noData') }}
        newLabel={t('new')}
        newDisabled={filled.length === 0}
        onNew={() => setChoosing(true)}
        actions={
          <>
            <Button size="small" icon={<LibraryRegular />} onClick={() => useWorkbench.getState().goTo('library')}>
              {t('frame:feature.library')}
            </Button>
            <Button
              size="small"
              icon={<DocumentTableArrowRightRegular />}
              onClick={() => useWorkbench.getState().goTo('adopt')}
            >
              {t('frame:feature.adopt')}
            </Button>
          </>
        }
        about={{
          header: t('dataset'),
          text: ({ definition }) =>
            definition.kind === 'table'
              ? label(datasets.data?.find((d) => d.id === definition.dataset)?.label) || definition.dataset
              : '',
        }}
      />
      <Dialog open={choosing} onOpenChange={(_e, d) => setChoosing(d.open)}>
        <DialogSurface className="sd-dialog" aria-label={t('new')}>
          <DialogBody>
            <DialogTitle>{t('chooseDataset')}</DialogTitle>
            <DialogContent>
              {/* A click, or a few letters and Enter, begins the table: nothing else is asked. */}
              <SearchList
                label={t('chooseDataset')}
                value=""
                options={filled.map((d) => ({
                  value: d.id,
                  title: label(d.label),
                  path: t('datasetRows', { rows: formatInteger(d.rows, language) }),
                  keywords: d.id,
                }))}
                onChange={(id) => {
                  setChoosing(false)
                  const dataset = filled.find((d) => d.id === id)
                  if (dataset) startTable(dataset, language)
                }}
              />
            </DialogContent>
          </DialogBody>
        </DialogSurface>
      </Dialog>
    </>
  )
}
